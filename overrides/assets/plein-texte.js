// Le texte des pages, par l'index de Pagefind : des mots entiers, à leur flexion près.
//
// Pagefind répond aussi par les mots qui ne font que commencer comme la demande. Entre guillemets, un
// mot seul n'est rapproché que par sa racine : ce que rendent ces recherches-là dit quelles pages
// garder, et la recherche ordinaire dans quel ordre. Sa racine va parfois trop loin (« permis » y devient
// « perm ») : `contient` le vérifie sur le texte d'une page, quand on la lit.
import { aplatir, racine } from "./mots.js";

const SORTE_D_AGENTS = "Pour les agents";
const EN_DERNIER = ["Synthèse", "Comparaison"];  // elles redisent les autres pages

let moteur;

/** Charge le moteur, une fois. */
export const ouvrir = async (adresse) => {
  if (!moteur) {
    const charge = await import(adresse);
    await charge.options({ ranking: { metaWeights: { title: 6 } } });
    moteur = charge;
  }
};

const filtresDe = ({ choisis, agents }) => {
  const { type, ...autres } = choisis;
  if (type) return [{ ...autres, type }];
  const exclues = [...(agents ? [] : [SORTE_D_AGENTS]), ...EN_DERNIER];
  return [{ ...autres, type: { none: exclues } }, ...EN_DERNIER.map((sorte) => ({ ...autres, type: sorte }))];
};

/** Les pages où chaque mot se trouve : un résultat par page, par mot. */
const pagesDe = async (mot, filters) =>
  new Map((await moteur.search(`"${mot}"`, { filters })).results.map((page) => [page.id, page]));

/**
 * Les pages qui contiennent les mots, mieux placées d'abord.
 * @returns {Promise<{pages: object[], absents: string[], tous: boolean}>} `absents` : mots d'aucune
 *   page ; `tous` : vrai si les pages rendues contiennent tous les mots ; sinon, elles contiennent
 *   plus de la moitié de ceux qui existent.
 */
export const chercher = async (mots, filtres) => {
  const groupes = await Promise.all(filtresDe(filtres).map((filters) => chercherUnGroupe(mots, filters)));
  const absents = mots.filter((mot) => groupes.every((groupe) => !groupe.parMot.get(mot).size));
  const tous = groupes.some((groupe) => groupe.entieres.length);
  return { pages: groupes.flatMap((groupe) => (tous ? groupe.entieres : groupe.moindres)), absents, tous };
};

const chercherUnGroupe = async (mots, filters) => {
  const parMot = new Map(await Promise.all(mots.map(async (mot) => [mot, await pagesDe(mot, filters)])));
  const presents = mots.filter((mot) => parMot.get(mot).size);
  const comptes = new Map();
  for (const mot of presents) for (const id of parMot.get(mot).keys()) comptes.set(id, (comptes.get(id) ?? 0) + 1);
  const notes = new Map();
  if (presents.length) {
    const { results } = await moteur.search(presents.join(" "), { filters });
    for (const { id, score } of results) notes.set(id, score);
  }
  const rares = [...presents].sort((un, autre) => parMot.get(un).size - parMot.get(autre).size);
  const ranger = (ids) => ids
    .sort((un, autre) => comptes.get(autre) - comptes.get(un) || (notes.get(autre) ?? 0) - (notes.get(un) ?? 0))
    .map((id) => parMot.get(rares.find((mot) => parMot.get(mot).has(id))).get(id));
  const suffisant = presents.length / 2;
  return {
    parMot,
    entieres: ranger([...comptes.keys()].filter((id) => comptes.get(id) === mots.length)),
    moindres: ranger([...comptes.keys()].filter((id) => comptes.get(id) > suffisant)),
  };
};

/** Vrai si une page lue contient l'un de ces mots, à sa flexion près. */
export const contient = ({ meta, content }, mots) => {
  const voulues = new Set(mots.map(racine));
  return aplatir(`${meta.title} ${content}`).some((mot) => voulues.has(racine(mot)));
};

/** Toutes les pages que gardent des filtres, sans mot. */
export const filtrer = async (filtres) =>
  (await Promise.all(filtresDe(filtres).map((filters) => moteur.search(null, { filters }))))
    .flatMap(({ results }) => results);
