// Lire et écrire un fichier de données : seule la valeur changée bouge, commentaires compris.
import { isMap, isScalar, isSeq, parseDocument, stringify } from "./yaml/index.js";

const REGLAGES = { schema: "failsafe" }; // tout reste texte : 01234 et 1.10 ne sont pas des nombres
const ECRITURE = { ...REGLAGES, lineWidth: 0, indentSeq: true };
const NOMS = ["titre", "nom", "document"]; // ce que dit un objet réduit à une phrase

const vide = (v) =>
  v == null || v === "" || (typeof v === "object" && Object.values(v).every(vide));
const nettoyer = (v) => {
  if (Array.isArray(v)) return v.filter((e) => !vide(e)).map(nettoyer);
  if (v && typeof v === "object")
    return Object.fromEntries(
      Object.entries(v).filter(([, e]) => !vide(e)).map(([n, e]) => [n, nettoyer(e)]),
    );
  return v == null ? "" : String(v);
};
const egaux = (a, b) => JSON.stringify(trier(a)) === JSON.stringify(trier(b));
const trier = (v) =>
  Array.isArray(v) ? v.map(trier)
  : v && typeof v === "object" ? Object.keys(v).sort().map((n) => [n, trier(v[n])])
  : v;

/** La même valeur sous sa forme longue : une phrase est un objet, un élément seul une liste. */
function deplier(champ, v) {
  if (v == null) return v;
  const enListe = champ.widget === "list" || champ.multiple;
  if (enListe) {
    const elements = Array.isArray(v) ? v : [v];
    return champ.fields ? elements.map((e) => deplierObjet(champ.fields, e)) : elements;
  }
  return champ.widget === "object" ? deplierObjet(champ.fields, v) : v;
}
function deplierObjet(champs, v) {
  if (typeof v === "string") v = { [NOMS.find((n) => champs.some((c) => c.name === n))]: v };
  return Object.fromEntries(
    Object.entries(v ?? {}).map(([nom, e]) => {
      const champ = champs.find((c) => c.name === nom);
      return [nom, champ ? deplier(champ, e) : e];
    }),
  );
}

/** Le format des fichiers d'une collection, d'après ses champs. */
export function format(champs) {
  const originaux = new Map();
  return {
    fromFile(texte) {
      const lu = deplierObjet(champs, parseDocument(texte, REGLAGES).toJS() ?? {});
      originaux.set(texte, nettoyer(lu));
      return lu;
    },
    toFile(donnees) {
      const voulu = nettoyer(donnees);
      const [texte, avant] = leplusProche(originaux, voulu);
      const ecrit = texte === undefined ? neuf(champs, voulu) : reecrire(champs, texte, avant, voulu);
      originaux.set(ecrit, voulu);
      return ecrit;
    },
  };
}

function leplusProche(originaux, voulu) {
  const noter = (avant) =>
    Object.keys(voulu).filter((nom) => nom in avant && egaux(avant[nom], voulu[nom])).length;
  let meilleur = [undefined, undefined], note = 1; // un titre ou un thème commun ne suffit pas
  for (const [texte, avant] of originaux) {
    const sienne = noter(avant);
    if (sienne >= note) [meilleur, note] = [[texte, avant], sienne];
  }
  const memeTitre = meilleur[1] && (meilleur[1].titre === voulu.titre || note > 2);
  return memeTitre ? meilleur : [undefined, undefined];
}

const neuf = (champs, voulu) => stringify(dansLOrdre(champs, voulu), ECRITURE);
const dansLOrdre = (champs, voulu) =>
  Object.fromEntries(
    champs.filter((c) => c.name in voulu).map((c) => [
      c.name,
      c.widget === "list" && c.fields ? voulu[c.name].map((e) => dansLOrdre(c.fields, e))
      : c.widget === "object" ? dansLOrdre(c.fields, voulu[c.name])
      : voulu[c.name],
    ]),
  );

function reecrire(champs, texte, avant, voulu) {
  const document = parseDocument(texte, REGLAGES);
  if (!isMap(document.contents)) return neuf(champs, voulu);
  const retouches = [];
  retoucher({ texte, retouches }, document.contents, avant, voulu, champs);
  let ecrit = texte;
  for (const r of retouches.sort((a, b) => b.de - a.de || b.rang - a.rang))
    ecrit = ecrit.slice(0, r.de) + r.par + ecrit.slice(r.a);
  const relu = parseDocument(ecrit, REGLAGES);
  const garde = { ...inconnus(champs, avant), ...voulu };
  const juste = !relu.errors.length && egaux(nettoyer(deplierObjet(champs, relu.toJS())), garde);
  return juste ? ecrit : stringify({ ...dansLOrdre(champs, voulu), ...inconnus(champs, avant) }, ECRITURE);
}
const inconnus = (champs, avant) =>
  Object.fromEntries(Object.entries(avant).filter(([n]) => !champs.some((c) => c.name === n)));

function retoucher(ici, carte, avant, voulu, champs) {
  const marge = margeDe(ici.texte, carte.items[0].key.range[0]);
  let fin = null; // où finit la dernière clé déjà vue, dans l'ordre du modèle
  for (const champ of champs) {
    const nom = champ.name;
    const paire = carte.items.find((p) => p.key.value === nom);
    const [a, b] = [avant[nom], voulu[nom]];
    if (!paire) {
      if (!vide(b)) inserer(ici, fin ?? finDe(ici.texte, carte.items[0]), fragment(nom, b, champ, marge));
      continue;
    }
    fin = finDe(ici.texte, paire);
    if (egaux(a ?? "", b ?? "")) continue;
    if (vide(b)) remplacer(ici, debutDeLigne(ici.texte, paire.key.range[0]), fin, "");
    else if (isScalar(paire.value) && typeof b === "string" && !b.includes("\n"))
      remplacer(ici, paire.value.range[0], finDuTexte(ici.texte, paire.value),
        stringify(b, { ...ECRITURE, defaultStringType: paire.value.type?.startsWith("QUOTE") ? paire.value.type : "PLAIN" }).trimEnd());
    else if (champ.widget === "object" && estUnBloc(paire.value))
      retoucher(ici, paire.value, a, b, champ.fields);
    else if (champ.fields && isSeq(paire.value) && !paire.value.flow && a.length === b.length
      && paire.value.items.every(estUnBloc))
      paire.value.items.forEach((item, rang) => retoucher(ici, item, a[rang], b[rang], champ.fields));
    else
      remplacer(ici, debutDeLigne(ici.texte, paire.key.range[0]), fin, fragment(nom, b, champ, marge));
  }
}
const estUnBloc = (noeud) => isMap(noeud) && !noeud.flow;
const remplacer = (ici, de, a, par) => ici.retouches.push({ de, a, par, rang: ici.retouches.length });
const inserer = (ici, ou, par) => remplacer(ici, ou, ou, par);
const debutDeLigne = (texte, place) => {
  const debut = texte.lastIndexOf("\n", place - 1) + 1;
  return texte.slice(debut, place).trim() ? place : debut;
};
const margeDe = (texte, place) => place - (texte.lastIndexOf("\n", place - 1) + 1);
const finDuTexte = (texte, noeud) => noeud.range[0] + texte.slice(...noeud.range.slice(0, 2)).trimEnd().length;
function finDe(texte, paire) {
  const noeud = paire.value ?? paire.key;
  const dernier = noeud.range[0] + texte.slice(noeud.range[0], noeud.range[1]).trimEnd().length;
  const fin = texte.indexOf("\n", dernier);
  return fin < 0 ? texte.length : fin + 1;
}
function fragment(nom, valeur, champ, marge) {
  const ordonnee = dansLOrdre([champ], { [nom]: valeur });
  const lignes = stringify(ordonnee, ECRITURE).trimEnd().split("\n");
  return lignes.map((l) => (l ? " ".repeat(marge) + l : l)).join("\n") + "\n";
}
