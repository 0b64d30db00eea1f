// Du texte d'une demande à ses réponses : le vocabulaire d'abord, les communes, puis le texte des pages.
import { charger, lesPubliees, lire, separerLaCommune, trouver } from "./communes-cherchees.js";
import { chercher, contient, filtrer, ouvrir } from "./plein-texte.js";
import { corriger, lireLesMots, preparer, proposer, repondre, separerLeTerritoire } from "./vocabulaire.js";

const EN_TETE = 5;
const LIGNES = 6;

/** Vrai si une entrée passe les filtres que le visiteur a posés. */
const passe = ({ sorte, titre }, { type, territoire, theme, public: vise }) =>
  (!type || type === sorte) && (!territoire || (sorte === "Territoire" && territoire === titre))
  && (!theme || (sorte === "Thème" && theme === titre)) && (!vise || (sorte === "Public" && vise === titre));

const textes = (mots) => mots.map(({ mot }) => mot);

/** Un territoire et autre chose : lui, ses pages et ses lignes sur cette autre chose, puis celle-ci. */
const croiser = async (base, { territoire, reste }, filtres, adresses) => {
  const notions = repondre(base, reste).entieres.filter((e) => e.sorte !== "Territoire");
  const ici = await chercher(textes(reste), { ...filtres, choisis: { territoire: territoire.titre } });
  const themes = notions.flatMap((e) => e.themes ?? []);
  const publics = notions.map((e) => e.public);
  const slug = territoire.adresse.split("/").filter((nom) => nom && nom !== "index.html").at(-1);
  const toutes = themes.length || publics.some(Boolean)
    ? await charger(new URL(`lignes/${slug}.json`, adresses.vocabulaire).href) ?? [] : [];
  const lignes = toutes.filter((l) => l.themes.some((nom) => themes.includes(nom)) || l.publics.some((nom) => publics.includes(nom)));
  return [
    territoire,
    ...(ici.tous ? ici.pages : []).slice(0, LIGNES).map((page) => ({ page, mots: textes(reste) })),
    ...lignes.slice(0, LIGNES).map((ligne) => ({ ...ligne, sorte: `${ligne.sorte} · ${territoire.titre}` })),
    ...notions.slice(0, EN_TETE),
  ];
};

/** Ce que le vocabulaire et les communes répondent, en tête. */
const repondreEnTete = async (base, communes, demande, mots, filtres, adresses) => {
  const libre = !Object.values(filtres.choisis).some(Boolean);
  const garder = (trouvees) => trouvees.filter((entree) => passe(entree, filtres.choisis)).slice(0, EN_TETE);
  const { entieres, partielles } = repondre(base, mots);
  const entrees = garder(entieres);
  const { territoire: choisi, ...autres } = filtres.choisis;
  const chezLui = choisi && !Object.values(autres).some(Boolean) && base.entrees.find((e) => e.sorte === "Territoire" && e.titre === choisi);
  if (chezLui) return (await croiser(base, { territoire: chezLui, reste: mots }, filtres, adresses)).slice(1).filter((e) => !e.formes);
  if (!libre) return entrees;
  const { exactes, proches } = communes ? trouver(communes, lire(demande)) : { exactes: [], proches: [] };
  const nommees = [...exactes, ...(entrees.length ? [] : proches)].flatMap((commune) => direLaCommune(communes, commune));
  if (entrees.length || nommees.length) return [...entrees, ...nommees];

  const deux = separerLeTerritoire(base, mots);
  if (deux) return croiser(base, { territoire: deux.entree, reste: deux.reste }, filtres, adresses);
  const place = communes && separerLaCommune(communes, mots, (mot) => base.horsTerritoire.has(mot.racine));
  if (place) {
    const { adresse } = communes.territoires[place.commune.rangs[0]];
    const territoire = base.entrees.find((entree) => entree.adresse === adresse);
    return croiser(base, { territoire, reste: place.reste }, filtres, adresses);
  }
  return garder(partielles);
};

const direLaCommune = ({ territoires }, { nom, departement, rangs }) => rangs.map((rang) => ({
  sorte: "Commune",
  titre: `${nom} (${departement})`,
  texte: `Son territoire\u00a0: ${territoires[rang].nom}.`,
  adresse: territoires[rang].adresse,
}));

let base;

/**
 * Les réponses à une demande.
 * @param {string} demande ce qui est écrit ; vide, tout ce que gardent les filtres
 * @param {{choisis: object, agents: boolean}} filtres
 * @param {{moteur: string, vocabulaire: string, communes: string}} adresses `communes` peut être vide
 * @returns `reponses` : des entrées (`titre`, `sorte`, `texte`, `adresse`) et des pages de l'index
 *   (`page`), les meilleures d'abord, une même adresse peut-être deux fois ; `absents` : les mots
 *   qu'aucune page ne contient ; `ensemble` : faux si ces mots existent, mais jamais sur une même
 *   page ; `lus` : ce qui fut corrigé ; `proposes` : des mots voisins.
 */
export const chercherPartout = async (demande, filtres, adresses) => {
  await ouvrir(adresses.moteur);
  if (!demande) {
    return { reponses: (await filtrer(filtres)).map((page) => ({ page })), absents: [], ensemble: true, lus: [], proposes: [] };
  }
  base ??= preparer(await charger(adresses.vocabulaire));
  const communes = adresses.communes ? await lesPubliees(adresses.communes) : null;

  const dits = lireLesMots(demande);
  const lues = communes && trouver(communes, lire(demande));
  const estUneCommune = Boolean(lues && (lues.exactes.length || lues.proches.length));
  let texte = await chercher(textes(dits), filtres);
  const inconnus = dits.filter(({ mot, racine }) => texte.absents.includes(mot) && !base.poids.has(racine));
  const corriges = estUneCommune ? [] : inconnus.map((mot) => [mot, corriger(base, mot)]);
  const tousCorriges = corriges.every(([, par]) => par);  // sinon, seul un mot bien en vue est sûr
  const corrections = new Map(corriges.filter(([, par]) => par && (tousCorriges || par.enTitre)));
  const absents = estUneCommune ? [] : dits.filter(({ mot }) => texte.absents.includes(mot)).map(({ ecrit }) => ecrit);
  const mots = dits.map((mot) => corrections.get(mot) ?? mot);
  if (mots.some((mot, rang) => mot !== dits[rang])) texte = await chercher(textes(mots), filtres);

  const enTete = await repondreEnTete(base, communes, demande, mots, filtres, adresses);
  const pages = estUneCommune && !texte.tous ? [] : texte.pages;
  return {
    reponses: [...enTete, ...pages.map((page) => ({ page, mots: textes(mots) }))],
    absents,
    ensemble: texte.tous || absents.length > 0 || !pages.length,
    lus: [...corrections.values()].map(({ imprime }) => imprime),
    proposes: inconnus.filter((mot) => !corrections.has(mot)).flatMap((mot) => proposer(base, mot)),
  };
};

/** Une réponse prête à lire, page chargée s'il le faut ; null si la page ne dit pas vraiment les mots. */
export const lireUneReponse = async ({ page, mots, adresse, sorte, titre, texte }, adresses) => {
  if (!page) return { titre, sorte, texte, url: new URL(`../${adresse}`, adresses.vocabulaire).href };
  const lue = await page.data();
  if (mots && !contient(lue, mots)) return null;
  const { filters, meta, excerpt, url } = lue;
  return { titre: meta.title, sorte: [filters.type, filters.territoire].flat().filter(Boolean).join(" · "), extrait: excerpt, url };
};
