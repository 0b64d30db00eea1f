// Ce que le vocabulaire du site répond à des mots : thèmes, situations, publics, termes, territoires.
// Les synonymes servent à trouver ; rien de ce qui sort d'ici ne les montre.
import { aUneFaute, aplatir, fautes, motsPleins, racine } from "./mots.js";

const LETTRES_POUR_UNE_FAUTE = 5;
const LETTRES_POUR_UN_SYNONYME = 6;
const LETTRES_POUR_PROPOSER = 6;
const PROPOSES = 3;
const NATURES = new Set(["agglomeration", "ca", "cc", "commun", "communaut", "cu", "metropol", "mixt", "pay", "syndicat", "urbain"]);
const ORDRE = ["Territoire", "Situation de vie", "Thème", "Glossaire", "Public"];

const [SYNONYME_SEUL, IMPRIME, EN_TITRE] = [1, 2, 3];  // où un mot du site se lit
const TITRE = { entier: 100, partie: 70 };
const SYNONYME = { entier: 90, partie: 60 };
const EPARS = 45;  // deux mots, mais pas dans la même forme : « ménage à domicile »
const CONTENU = 40;  // la demande dit plus que la forme : « payer la cantine »
const ASSEZ = 0.5;  // part de la meilleure note sous laquelle une entrée ne répond plus
const PART_UTILE = 0.3;  // part de la demande, mots rares d'abord, qu'une entrée doit comprendre

/** Les mots d'une demande, leur racine et comment ils sont écrits, sans doublon. */
export const lireLesMots = (demande) => {
  const ecrits = new Map((demande.match(/[\p{L}\p{N}]+/gu) ?? []).map((mot) => [aplatir(mot)[0], mot]));
  const lus = new Map(motsPleins(demande).map((mot) => [racine(mot), mot]));
  return [...lus].map(([cle, mot]) => ({ racine: cle, mot, ecrit: ecrits.get(mot) ?? mot }));
};

/** Les titres d'une entrée : le sien, et chaque part d'une énumération (« Logement et habitat »). */
const titresDe = ({ sorte, titre }) => {
  const parts = ["Thème", "Public"].includes(sorte) ? titre.split(/,|\(|\)| et /).filter((part) => part.trim()) : [];
  return [titre, ...parts];
};

/** Prépare un vocabulaire : chaque forme en racines, et les mots que l'on peut mal écrire. */
export const preparer = ({ entrees, mots }) => {
  const imprimes = new Map();
  const connus = new Map();
  const apprendre = (texte, place) => {
    for (const mot of texte.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
      for (const plat of aplatir(mot)) {
        connus.set(plat, Math.max(place, connus.get(plat) ?? 0));
        if (place > SYNONYME_SEUL && !imprimes.has(plat)) imprimes.set(plat, mot);
      }
    }
  };
  apprendre(mots, IMPRIME);
  const preparees = entrees.map((entree) => {
    apprendre(entree.titre, EN_TITRE);
    for (const forme of entree.formes) apprendre(forme, SYNONYME_SEUL);
    const titres = titresDe(entree);
    const formes = [...titres, ...entree.formes].map((forme, rang) => {
      const racines = [...new Set(motsPleins(forme).map(racine))];
      const propres = entree.sorte === "Territoire" ? racines.filter((r) => !NATURES.has(r)) : racines;
      return { racines: new Set(propres.length ? propres : racines), titre: rang < titres.length };
    });
    return { ...entree, formes, toutes: new Set(formes.flatMap((forme) => [...forme.racines])) };
  });
  const comptes = new Map();
  for (const { toutes } of preparees) for (const r of toutes) comptes.set(r, (comptes.get(r) ?? 0) + 1);
  const poids = new Map([...comptes].map(([r, nombre]) => [r, Math.log(1 + preparees.length / nombre)]));
  const horsTerritoire = new Set(
    preparees.filter((e) => e.sorte !== "Territoire").flatMap((e) => e.formes.flatMap((f) => [...f.racines])));
  return { entrees: preparees, poids, horsTerritoire, connus, imprimes };
};

/** Ce que pèsent des racines : un mot rare dit plus qu'un mot commun, un mot inconnu ne dit rien. */
const peser = ({ poids }, racines) => racines.reduce((somme, r) => somme + (poids.get(r) ?? 0), 0);

/** La note d'une entrée : pour une forme qui dit la demande, puis pour ce qu'elle en comprend. */
const noter = (base, entree, voulues) => {
  let note = 0;
  const comprises = new Set();
  for (const { racines, titre } of entree.formes) {
    const communes = voulues.filter((r) => racines.has(r));
    const bareme = titre ? TITRE : SYNONYME;
    if (communes.length === voulues.length) {
      note = Math.max(note, racines.size === voulues.length ? bareme.entier : (bareme.partie * communes.length) / racines.size);
    }
    if (communes.length === racines.size) communes.forEach((r) => comprises.add(r));
  }
  if (note) return { entree, note, entiere: true };
  if (voulues.length === 2 && voulues.every((r) => entree.toutes.has(r))) return { entree, note: EPARS, entiere: true };
  const part = comprises.size ? peser(base, [...comprises]) / peser(base, voulues) : 0;
  return { entree, note: part < PART_UTILE ? 0 : CONTENU * part, entiere: false };
};

const parNote = (un, autre) => autre.note - un.note || ORDRE.indexOf(un.entree.sorte) - ORDRE.indexOf(autre.entree.sorte);

/** Les entrées qui répondent à toute la demande, puis à défaut à une part d'elle, les plus sûres d'abord. */
export const repondre = (base, mots) => {
  const voulues = mots.map((mot) => mot.racine);
  const notees = base.entrees.map((entree) => noter(base, entree, voulues)).filter(({ note }) => note > 0).sort(parNote);
  const gardees = notees.filter(({ note }) => note >= notees[0].note * ASSEZ);
  const entieres = gardees.filter(({ entiere }) => entiere).map(({ entree }) => entree);
  return { entieres, partielles: entieres.length ? [] : gardees.map(({ entree }) => entree) };
};

/** Le territoire que nomme une part de la demande, et les mots qui restent ; null s'il n'y en a pas. */
export const separerLeTerritoire = ({ entrees, horsTerritoire }, mots) => {
  let choisi = null;
  for (const entree of entrees) {
    if (entree.sorte !== "Territoire") continue;
    for (const { racines } of entree.formes) {
      const dits = mots.filter((mot) => racines.has(mot.racine));
      const propres = dits.filter((mot) => !horsTerritoire.has(mot.racine));
      const entier = dits.length === racines.size;
      const part = dits.length / racines.size;
      if ((propres.length || entier) && dits.length && (!choisi || part > choisi.part)) {
        choisi = { entree, part, reste: mots.filter((mot) => !dits.includes(mot)) };
      }
    }
  }
  return choisi && choisi.reste.length && choisi.reste.length < mots.length ? choisi : null;
};

const commencentPareil = (mot, connu) => mot[0] === connu[0] || mot[1] === connu[0];

/** Un mot inconnu, corrigé d'une seule faute par le mot le plus en vue ; null si rien n'est si proche. */
export const corriger = ({ connus, imprimes }, { mot }) => {
  if (mot.length < LETTRES_POUR_UNE_FAUTE) return null;
  const [[trouve, place] = []] = [...connus]
    .filter(([connu, lu]) => commencentPareil(mot, connu) && aUneFaute(mot, connu) && (lu > SYNONYME_SEUL || mot.length >= LETTRES_POUR_UN_SYNONYME))
    .sort(([un, luIci], [autre, luLa]) => luLa - luIci || autre.length - un.length);
  return trouve ? { mot: trouve, racine: racine(trouve), imprime: imprimes.get(trouve) ?? "", enTitre: place === EN_TITRE } : null;
};

/** Des mots imprimés sur le site qui ressemblent à celui-là ; jamais un synonyme. */
export const proposer = ({ imprimes }, { mot }) => {
  if (mot.length < LETTRES_POUR_PROPOSER) return [];
  return [...imprimes]
    .filter(([plat]) => commencentPareil(mot, plat) && motsPleins(`${plat} ${mot}`).includes(plat))
    .map(([plat, imprime]) => ({ imprime, ecart: fautes(mot, plat, 2), racine: racine(plat) }))
    .filter(({ ecart }) => ecart > 0 && ecart <= 2)
    .sort((un, autre) => un.ecart - autre.ecart)
    .filter((un, rang, tous) => tous.findIndex((autre) => autre.racine === un.racine) === rang)
    .slice(0, PROPOSES).map(({ imprime }) => imprime);
};
