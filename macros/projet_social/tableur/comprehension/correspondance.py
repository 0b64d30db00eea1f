"""La correspondance entre colonnes et champs : ce que la personne en lit, en dit, en corrige."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ...classeur.classeur import lettre_de_colonne
from ...ecriture.yaml_conserve import ecrire_neuf
from ...lecture.yaml_marque import lire_le_yaml
from ...texte.typographie import accorder
from .entetes import ColonneLue, nom_par_lettre
from .noms_de_colonnes import (
    A_RANGER,
    ANCIENS_MOTS,
    IGNORER,
    PERIODE,
    Surete,
    champs_permis,
    cle_de_colonne,
)
from .protection import exemple_montrable
from .reconnaissance import FeuilleComprise, Forme, RefusDeCorrespondance
from .synonymes import le_plus_proche

EN_TETE = """\
# Ce que « projet-social importer » a compris : nom de colonne → champ de la fiche-action.
# À relire, à corriger, puis à redonner : --correspondance {nom}
# « a_ranger » la laisse au fichier « a-ranger », « ignorer » l'écarte.
"""


def lire_la_correspondance(dites: Iterable[str]) -> dict[str, str]:
    """Les paires nom de colonne → champ d'options `CHAMP=COLONNE` ou `FICHIER.yml`.

    Raises:
        RefusDeCorrespondance: une option ou un fichier qui ne se lit pas.
    """
    paires: dict[str, str] = {}
    for dite in dites:
        champ, egale, colonne = dite.partition("=")
        if dite.endswith((".yml", ".yaml")):
            paires |= _lire_le_fichier(Path(dite))
        elif not egale or not champ.strip() or not colonne.strip():
            raise RefusDeCorrespondance(
                f"--correspondance : « {dite} » incompris ; écrire CHAMP=COLONNE "
                '(pilotes="Qui fait quoi") ou le nom d\'un fichier .yml'
            )
        elif colonne.strip() in paires:
            raise RefusDeCorrespondance(
                f"--correspondance : colonne « {colonne.strip()} » dite deux fois "
                f"({paires[colonne.strip()]}, {champ.strip()}) ; n'en garder qu'une"
            )
        else:
            paires[colonne.strip()] = champ.strip()
    return paires


def _lire_le_fichier(fichier: Path) -> dict[str, str]:
    try:
        octets = fichier.read_bytes()
    except OSError as erreur:
        raise RefusDeCorrespondance(
            f"--correspondance : fichier « {fichier} » introuvable ; vérifier son nom"
        ) from erreur
    lues, anomalies = lire_le_yaml(octets, str(fichier))
    if anomalies:
        raise RefusDeCorrespondance("\n".join(map(str, anomalies)))
    colonnes = lues.get("colonnes") if isinstance(lues, dict) else None
    if not isinstance(colonnes, dict) or not all(isinstance(v, str) for v in colonnes.values()):
        raise RefusDeCorrespondance(
            f"{fichier}:1: la clé « colonnes » manque ; écrire « colonnes: » puis une ligne "
            "« Nom de la colonne: champ » par colonne"
        )
    return dict(colonnes)


def ecrire_la_correspondance(paires: Mapping[str, str], fichier: Path) -> None:
    """Écrit la correspondance comprise, à relire et à reprendre."""
    texte = EN_TETE.format(nom=fichier.name) + ecrire_neuf({"colonnes": dict(paires)})
    fichier.write_text(texte, encoding="utf-8")


def colonnes_de(comprises: Sequence[FeuilleComprise]) -> list[ColonneLue]:
    """Toutes les colonnes comprises, puis les champs des fiches."""
    listes = [colonne for f in comprises for t in f.tableaux for colonne in t.colonnes]
    return listes + [champ for f in comprises for champ in f.champs]


def lire_les_paires(paires: Mapping[str, str]) -> dict[str, str]:
    """Une correspondance « nom de colonne → champ », prête pour `comprendre`.

    Raises:
        RefusDeCorrespondance: un champ inconnu ; toutes les fautes sont dites.
    """
    permis = champs_permis()
    dites, fautes = {}, []
    for nom, ecrit in paires.items():
        champ = ANCIENS_MOTS.get(ecrit, ecrit)
        if champ not in permis:
            proche = le_plus_proche(champ, permis, 0.6)
            conseil = f"écrire plutôt « {proche} »" if proche else f"permis : {', '.join(permis)}"
            fautes.append(f"--correspondance : champ « {champ} » inconnu ; {conseil}")
            continue
        dites[cle_de_colonne(nom)] = champ
        if nom.isalpha() and nom.isupper() and len(nom) <= 2:
            dites[f"={nom}"] = champ
    if fautes:
        raise RefusDeCorrespondance("\n".join(fautes))
    return dites


def verifier_les_paires(
    paires: Mapping[str, str], comprises: Sequence[FeuilleComprise], nommes: Sequence[str] = ()
) -> None:
    """Assure que chaque nom de la correspondance est celui d'une colonne.

    Raises:
        RefusDeCorrespondance: un nom qui ne désigne aucune colonne.
    """
    colonnes = colonnes_de(comprises)
    connues = {cle_de_colonne(" ".join(c.parties)) for c in colonnes}
    connues |= {cle_de_colonne(c.parties[-1]) for c in colonnes}
    connues |= {nom_par_lettre(c.rang) for c in colonnes}
    connues |= {cle_de_colonne(nom) for nom in nommes}
    entetes = list(dict.fromkeys([*(c.entete for c in colonnes), *nommes]))
    fautes = []
    for nom in paires:
        if cle_de_colonne(nom) not in connues and f"={nom}" not in connues:
            proche = le_plus_proche(nom, entetes, 0.6)
            choix = ", ".join(f"« {entete} »" for entete in entetes[:12]) or "aucune"
            conseil = f"écrire plutôt « {proche} »" if proche else f"colonnes : {choix}"
            fautes.append(f"--correspondance : pas de colonne « {nom} » ; {conseil}")
    if fautes:
        raise RefusDeCorrespondance("\n".join(fautes))


def dire_ce_qui_est_compris(comprises: Sequence[FeuilleComprise]) -> str:
    """La correspondance comprise, pour une personne : colonne, champ, sûreté, exemple."""
    dits: set[tuple[str, str]] = set()
    blocs = list(_dire_le_document([f for f in comprises if f.grille.feuille.morceau], dits))
    for feuille in comprises:
        if not feuille.grille.hauteur or feuille.grille.feuille.morceau:
            continue
        entete = f"Feuille « {feuille.nom} » : {feuille.forme}"
        if feuille.forme is Forme.ECARTEE:
            entete += f" ({feuille.regle})"
        lignes = [entete]
        for tableau in feuille.tableaux:
            bornes = {tableau.haut + 1, tableau.bas + 1}
            mot = "ligne" if len(bornes) == 1 else "lignes"
            ou = f"{mot} {' à '.join(map(str, sorted(bornes)))}"
            lignes.append(f"  en-têtes : {ou if tableau.bas >= tableau.haut else 'aucun'}")
            lignes += [_ligne(colonne) for colonne in tableau.colonnes]
        for champ in feuille.champs:  # d'une fiche à l'autre, un nom ne se dit qu'une fois
            if (champ.entete, champ.sens.champ) not in dits:
                dits.add((champ.entete, champ.sens.champ))
                lignes.append(_ligne(champ))
        blocs.append("\n".join(lignes))
    return "\n\n".join(blocs)


def _dire_le_document(
    comprises: Sequence[FeuilleComprise], dits: set[tuple[str, str]]
) -> Iterator[str]:
    """Ce que l'on a compris d'un document : combien de fiches, leurs champs, chaque tableau."""
    fiches = [feuille for feuille in comprises if feuille.forme is Forme.FICHES]
    if fiches:
        champs = {(c.entete, c.sens.champ): c for feuille in fiches for c in feuille.champs}
        dits.update(champs)
        yield "\n".join([f"Fiches : {len(fiches)}", *map(_ligne, champs.values())])
    for feuille in comprises:
        nouvelles = [
            colonne
            for tableau in feuille.tableaux
            for colonne in tableau.colonnes
            if (colonne.entete, colonne.sens.champ) not in dits
        ]
        dits.update((colonne.entete, colonne.sens.champ) for colonne in nouvelles)
        if nouvelles:
            debut = feuille.grille.repere(feuille.tableaux[0].haut, 0).endroit
            lignes = [f"{debut[:1].upper()}{debut[1:]} : liste", *map(_ligne, nouvelles)]
            yield "\n".join(lignes)
    reste = sum(f.grille.hauteur for f in comprises if f.forme is Forme.TEXTE)
    if reste:
        yield f"Hors des fiches : {accorder(reste, 'paragraphe ou ligne', 'paragraphes et lignes')}"


def _ligne(colonne: ColonneLue) -> str:
    sens = colonne.sens
    vers = {"": "à ranger", A_RANGER: "à ranger", IGNORER: "ignorée"}.get(sens.champ, sens.champ)
    if sens.annee and sens.champ.startswith(("budget", "bilan", "indicateur")):
        vers += f" ({sens.annee})"
    surete = "" if sens.surete in (Surete.EXACTE, Surete.DITE) else f"  [{sens.surete}]"
    montre = exemple_montrable(colonne)
    exemple = f"   ex. : {montre[:50]}" if montre else ""
    nom = colonne.entete[:32]
    return f"  {lettre_de_colonne(colonne.rang):>2}  {nom:<32} → {vers:<18}{surete}{exemple}"


def a_confirmer(comprises: Sequence[FeuilleComprise]) -> list[ColonneLue]:
    """Les colonnes dont le sens n'est qu'approché."""
    return [c for c in colonnes_de(comprises) if c.sens.surete is Surete.APPROCHEE]


def en_paires(comprises: Sequence[FeuilleComprise]) -> dict[str, str]:
    """La correspondance comprise, telle qu'on peut la relire, la corriger et la reprendre."""
    paires: dict[str, str] = {}
    for colonne in colonnes_de(comprises):
        if colonne.sens.champ != PERIODE:
            paires.setdefault(" ".join(colonne.entete.split(" › ")), colonne.sens.champ or A_RANGER)
    return paires
