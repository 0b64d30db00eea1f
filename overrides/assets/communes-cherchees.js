// Trouver une commune par son nom, son code postal ou son territoire. Aucune page n'est connue d'ici.
import { aUneFaute, aplatir } from "./mots.js";

const ABREGES = { st: "saint", ste: "sainte", sts: "saints", stes: "saintes", s: "sur", ss: "sous", bg: "bourg", mt: "mont" };
const PARTICULES = new Set(["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sous", "sur"]);
const NATURES = new Set(["agglomeration", "ca", "cc", "commune", "communes", "communaute", "cu", "metropole", "mixte", "pays", "syndicat", "urbaine"]);
const LETTRES_POUR_UNE_FAUTE = 5;

const developper = (mots) => mots.map((mot) => ABREGES[mot] ?? mot);
const sansPetits = (mots, petits) => {
  const grands = mots.filter((mot) => !petits.has(mot));
  return grands.length ? grands : mots;
};

/** Les deux formes d'un nom : entière, puis sans articles ni prépositions. */
const etendre = (mots) => {
  const entiers = developper(mots);
  return [entiers, sansPetits(entiers, PARTICULES)];
};
/** Ces deux formes, mots collés : « Plou Gonven » et « Plougonven » sont le même nom. */
const formes = (mots) => etendre(mots).map((forme) => forme.join(""));
/** Ces deux formes, mots séparés : « ste » n'ouvre pas « Saint-Étienne ». */
const debutsDe = (mots) => etendre(mots).map((forme) => forme.join(" "));
const formeDuTerritoire = (nom) => formes(sansPetits(aplatir(nom), NATURES))[1];

/** La tranche de la liste officielle où se range un nom ; `tranche_de` en fait autant en Python. */
export const trancheDe = (nom) =>
  aplatir(nom).join(" ").replace(/^(?:(?:l|le|la|les|saint|sainte|st|ste) )+(?=.)/, "").slice(0, 2).trim();

/** Une demande : un nom, et peut-être un code postal ou un département qui la précise. */
export const lire = (demande) => {
  const mots = aplatir(demande);
  const codePostal = mots.find((mot) => /^\d{5}$/.test(mot)) ?? "";
  const departement = mots.length > 1 ? mots.find((mot) => /^(?:\d{2,3}|2[ab])$/.test(mot)) ?? "" : "";
  const nom = mots.filter((mot) => mot !== codePostal && mot !== departement);
  return { nom, codePostal, departement: departement.toUpperCase(), formes: formes(nom) };
};

/** Les communes de ce nom, écrit en entier ; à défaut, articles et prépositions mis à part. */
const deCeNom = (communes, { formes: [entiere, large] }) => {
  const entieres = communes.filter((c) => c.formes[0] === entiere);
  return entieres.length ? entieres : communes.filter((c) => c.formes[1] === large);
};
const aUneFautePres = (communes, demande) => demande.formes[0].length < LETTRES_POUR_UNE_FAUTE
  ? [] : communes.filter((c) => c.formes.some((forme, rang) => aUneFaute(forme, demande.formes[rang])));
const precise = (demande) => ([, departement, codes]) =>
  (!demande.departement || demande.departement === departement)
  && (!demande.codePostal || codes.split(" ").includes(demande.codePostal));

/** Ce qu'une tranche officielle dit d'un nom ou d'un code : les mêmes, sinon celles à une faute près. */
export const trouverDansLaListe = ({ intercommunalites, communes }, demande) => {
  const gardees = communes.filter(precise(demande)).map(([nom, departement, , rang]) => ({
    nom, departement, intercommunalite: intercommunalites[rang] ?? "", formes: formes(aplatir(nom)),
  }));
  if (!demande.nom.length) return gardees;
  const exactes = deCeNom(gardees, demande);
  return exactes.length ? exactes : aUneFautePres(gardees, demande);
};

/** Prépare les communes publiées une fois pour toutes. */
export const preparer = ({ territoires, communes }) => ({
  territoires: territoires.map((t) => ({ ...t, cles: [t.nom, ...t.formes].map(formeDuTerritoire) })),
  communes: communes.map(([nom, departement, codes, rangs]) => ({
    nom, departement, codes, rangs, formes: formes(aplatir(nom)), debuts: debutsDe(aplatir(nom)),
  })),
});

/**
 * Ce que le site publie pour une demande, du plus sûr au moins sûr.
 * `exactes` : ce nom ou ce code ; `territoires` : de ce nom ; `debuts` : noms qui commencent ainsi ;
 * `proches` : à une faute près, si rien d'autre ne répond ; `membres` : communes de ces territoires.
 */
export const trouver = ({ territoires, communes }, demande) => {
  const gardees = communes.filter((c) => precise(demande)([c.nom, c.departement, c.codes]));
  const exactes = demande.nom.length ? deCeNom(gardees, demande) : gardees;
  const commencent = debutsDe(demande.nom);
  const debuts = gardees.filter((c) => !exactes.includes(c) && c.debuts.some((debut, rang) => debut.startsWith(commencent[rang])));
  const cle = formeDuTerritoire(demande.nom.join(" "));
  const territorial = cle.length > 1
    ? territoires.filter((t) => t.cles.some((c) => c === cle || (cle.length > 3 && c.startsWith(cle)))) : [];
  const proches = exactes.length || debuts.length || territorial.length ? [] : aUneFautePres(gardees, demande);
  const rangs = new Set(territorial.map((t) => territoires.indexOf(t)));
  const deja = new Set([...exactes, ...debuts]);
  return {
    exactes, debuts, proches, territoires: territorial,
    membres: communes.filter((c) => !deja.has(c) && c.rangs.some((rang) => rangs.has(rang))),
  };
};

/** La commune que nomme une suite de mots de la demande, et les mots qui restent ; null s'il n'y en a pas. */
export const separerLaCommune = ({ communes }, mots, estAutreChose) => {
  for (let taille = mots.length - 1; taille > 0; taille -= 1) {
    for (let debut = 0; debut + taille <= mots.length; debut += 1) {
      const suite = mots.slice(debut, debut + taille);
      if (suite.every(estAutreChose)) continue;
      const cle = formes(suite.map(({ mot }) => mot))[1];
      const commune = communes.find((c) => c.formes[1] === cle);
      if (commune) return { commune, reste: [...mots.slice(0, debut), ...mots.slice(debut + taille)] };
    }
  }
  return null;
};

const chargements = new Map();

/** Un JSON du site, chargé une fois ; null si le fichier n'existe pas. */
export const charger = (adresse) => {
  if (!chargements.has(adresse)) {
    const promesse = fetch(adresse).then((reponse) => {
      if (reponse.ok) return reponse.json();
      if (reponse.status === 404) return null;
      throw new Error(`${adresse} : ${reponse.status}`);
    });
    promesse.catch(() => chargements.delete(adresse));
    chargements.set(adresse, promesse);
  }
  return chargements.get(adresse);
};

/** Les communes publiées, prêtes à être cherchées. */
export const lesPubliees = async (adresse) => preparer(await charger(adresse));

/** Les communes de la liste officielle qui portent ce nom ou ce code postal, où qu'elles soient. */
export const chercherAilleurs = async (adresseDesPubliees, demande) => {
  const tranche = demande.nom.length ? trancheDe(demande.nom.join(" ")) : demande.codePostal.slice(0, 2);
  const officielle = tranche && await charger(new URL(`liste/${tranche}.json`, adresseDesPubliees).href);
  return officielle ? trouverDansLaListe(officielle, demande) : [];
};
