// Les mots d'un texte, comparés comme une personne les comparerait : sans casse, accent ni ligature,
// à leur terminaison près, à une faute de frappe près. Aucune page ni donnée n'est connue d'ici.

/** Les mots d'un texte, réduits à leurs lettres et chiffres : « L'Œuvre » → l, oeuvre. */
export const aplatir = (texte) =>
  texte.replace(/[œŒ]/g, "oe").replace(/[æÆ]/g, "ae").normalize("NFD").replace(/\p{M}/gu, "")
    .toLowerCase().match(/[a-z0-9]+/g) ?? [];

const VIDES = new Set(aplatir(`a ai ait aller alors as au aucun aussi autre aux avec avoir bonjour c ca ce cela ces cet cette
  chez comme comment d dans de des du elle elles en est et etre eu fait faire faut il ils j je l la le les leur leurs lui
  m ma mais me meme merci mes moi mon n ne nos notre nous on ou par pas peut peux plus pour pourquoi pres qu quand que
  quel quelle quelles quels qui quoi s sa sans se sera ses si son sont sur ta te tes toi ton tout toute toutes tous tres
  trop trouver cherche chercher tu un une vais veut veux vers vos votre vous y`));

/** Les mots qui portent le sens ; tous, s'il n'y a que des mots vides. */
export const motsPleins = (texte) => {
  const mots = aplatir(texte);
  const pleins = mots.filter((mot) => !VIDES.has(mot));
  return pleins.length ? pleins : mots;
};

/** La racine d'un mot aplati : pluriel, féminin et infinitif ôtés, jamais sous trois lettres. */
export const racine = (mot) => {
  let reste = mot;
  const oter = (fin, par = "") => {
    const court = reste.slice(0, reste.length - fin.length) + par;
    if (reste.endsWith(fin) && court.length >= 3) reste = court;
  };
  if (reste.endsWith("eaux")) oter("x");
  else if (reste.endsWith("aux")) oter("aux", "al");
  else if (reste.length > 4) oter("x");
  if (reste.length > 3) oter("s");
  if (!reste.endsWith("ier") && reste.length > 4) oter("er", "e");
  oter("e");
  oter("e");
  if (reste.length > 3 && reste.at(-1) === reste.at(-2)) reste = reste.slice(0, -1);
  return reste;
};

/** Vrai si une seule faute sépare deux mots : lettre ôtée, ajoutée, changée, ou deux échangées. */
export const aUneFaute = (un, autre) => {
  if (un === autre || Math.abs(un.length - autre.length) > 1) return false;
  let debut = 0;
  while (debut < un.length && un[debut] === autre[debut]) debut += 1;
  const [a, b] = [un.slice(debut), autre.slice(debut)];
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1)
    || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
};

/** Le nombre de fautes entre deux mots, au plus `maximum` + 1 : au-delà, rien n'est compté. */
export const fautes = (un, autre, maximum) => {
  if (Math.abs(un.length - autre.length) > maximum) return maximum + 1;
  let ligne = Array.from({ length: autre.length + 1 }, (_, rang) => rang);
  for (let i = 1; i <= un.length; i += 1) {
    const suivante = [i];
    for (let j = 1; j <= autre.length; j += 1) {
      suivante[j] = Math.min(ligne[j] + 1, suivante[j - 1] + 1, ligne[j - 1] + (un[i - 1] !== autre[j - 1]));
    }
    ligne = suivante;
  }
  return ligne[autre.length];
};
