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
const CONTENU = 40;  // la demande dit plus que la forme : « crèche à horaires larges »
const ASSEZ = 0.5;  // part de la meilleure note sous laquelle une entrée ne répond plus

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
    return { ...entree, formes };
  });
  const racines = new Set(preparees.flatMap((entree) => entree.formes.flatMap((forme) => [...forme.racines])));
  const horsTerritoire = new Set(
    preparees.filter((e) => e.sorte !== "Territoire").flatMap((e) => e.formes.flatMap((f) => [...f.racines])));
  return { entrees: preparees, racines, horsTerritoire, connus, imprimes };
};

/** Ce qu'une entrée répond : sa note, et les racines de la demande qu'elle comprend. */
const noter = (entree, voulues) => {
  let meilleure = { note: 0, comprises: [] };
  for (const { racines, titre } of entree.formes) {
    const comprises = voulues.filter((r) => racines.has(r));
    const bareme = titre ? TITRE : SYNONYME;
    let note = 0;
    if (comprises.length === voulues.length) {
      note = racines.size === voulues.length ? bareme.entier : (bareme.partie * comprises.length) / racines.size;
    } else if (comprises.length && comprises.length === racines.size) {
      note = (CONTENU * comprises.length) / voulues.length;
    }
    if (note > meilleure.note) meilleure = { note, comprises };
  }
  return { entree, ...meilleure };
};

const parNote = (un, autre) => autre.note - un.note || ORDRE.indexOf(un.entree.sorte) - ORDRE.indexOf(autre.entree.sorte);

/** Les entrées qui répondent à toute la demande, puis à défaut à une part d'elle, les plus sûres d'abord. */
export const repondre = ({ entrees }, mots) => {
  const voulues = mots.map((mot) => mot.racine);
  const notees = entrees.map((entree) => noter(entree, voulues)).filter((n) => n.note > 0).sort(parNote);
  const entieres = notees.filter((n) => n.comprises.length === voulues.length && n.note >= notees[0].note * ASSEZ);
  return { entieres, partielles: entieres.length ? [] : notees };
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

/** Un mot inconnu, corrigé d'une seule faute par le mot le plus en vue ; null si rien n'est si proche. */
export const corriger = ({ connus, imprimes }, { mot }) => {
  if (mot.length < LETTRES_POUR_UNE_FAUTE) return null;
  const [[trouve] = []] = [...connus]
    .filter(([connu, place]) => aUneFaute(mot, connu) && (place > SYNONYME_SEUL || mot.length >= LETTRES_POUR_UN_SYNONYME))
    .sort(([un, place], [autre, deLAutre]) => deLAutre - place || autre.length - un.length);
  return trouve ? { mot: trouve, racine: racine(trouve), imprime: imprimes.get(trouve) ?? "" } : null;
};

/** Des mots imprimés sur le site qui ressemblent à celui-là ; jamais un synonyme. */
export const proposer = ({ imprimes }, { mot }) => {
  if (mot.length < LETTRES_POUR_PROPOSER) return [];
  return [...imprimes]
    .map(([plat, imprime]) => ({ imprime, ecart: fautes(mot, plat, 2), racine: racine(plat) }))
    .filter(({ ecart }) => ecart > 0 && ecart <= 2)
    .sort((un, autre) => un.ecart - autre.ecart)
    .filter((un, rang, tous) => tous.findIndex((autre) => autre.racine === un.racine) === rang)
    .slice(0, PROPOSES).map(({ imprime }) => imprime);
};
