"""Où une ligne du plan s'écrit, et sous quel nom : une adresse donnée ne se perd pas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..chargement import modele_de
from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne
from ..ecriture.arbre import en_liste
from ..texte.identifiant import forme_commune, identifiant_de
from .partie import PartieDeFichier

IDENTIFIANT = "id"


class NomDejaPris(Exception):
    """Une autre fiche porte ce titre ou cet identifiant ; le message dit lequel, et que faire."""

    def __init__(self, champ: str, constat: str) -> None:
        super().__init__(constat)
        self.champ = champ


def placer_la_fiche(
    corpus: Corpus, slug: str, neuf: dict[str, Any]
) -> tuple[PartieDeFichier, dict[str, Any]]:
    """Le fichier d'une fiche neuve, que rien d'autre ne porte, et ce qu'elle y dit.

    Raises:
        NomDejaPris: une autre fiche a ce titre, ou cet identifiant.
    """
    titre, voulu = str(neuf.get("titre", "")), neuf.get(IDENTIFIANT)
    territoire = corpus.territoires.get(slug)
    lignes = territoire.lignes if territoire else []
    pris = {nom for ligne in lignes for nom in (ligne.id, *ligne.contenu.alias)}
    for fichier, document in corpus.documents.items():
        sien = document.valeurs.get("titre") if isinstance(document.valeurs, dict) else None
        jumelle = isinstance(sien, str) and forme_commune(sien) == forme_commune(titre)
        a_lui = fichier.startswith(f"territoires/{slug}/actions/")
        if a_lui and titre and not voulu and jumelle:
            raise NomDejaPris(
                "titre",
                f"une action s'appelle déjà « {titre} » ({fichier}) ; si c'en est bien une "
                "autre, changer son titre, ou lui donner un identifiant",
            )
        pris |= {fichier.rpartition("/")[2].removesuffix(".yml")} if a_lui else set()
    if voulu in pris:
        raise NomDejaPris(
            IDENTIFIANT,
            f"l'identifiant « {voulu} » est déjà pris ; en choisir un autre, ou n'en écrire aucun",
        )
    place = f"territoires/{slug}/actions/{{}}.yml"
    if voulu and modele_de(place.format(voulu)) is not None:
        sans = {cle: valeur for cle, valeur in neuf.items() if cle != IDENTIFIANT}
        return PartieDeFichier(place.format(voulu)), sans
    base = identifiant_de(titre)
    noms = (base, *(f"{base}-{rang}" for rang in range(2, 10_000)))
    nom = next(nom for nom in noms if nom not in pris)
    return PartieDeFichier(place.format(nom)), neuf  # un identifiant mal formé : le modèle le dira


def garder_l_adresse(
    ancien: Mapping[str, Any], neuf: dict[str, Any], ligne: Ligne
) -> dict[str, str | None]:
    """Un titre changé ne change pas l'adresse de la page ; à la place d'un identifiant changé,
    l'ancien y mène encore.

    Returns:
        Ce que les autres lignes doivent désormais citer.
    """
    dit, avant = neuf.get(IDENTIFIANT), ancien.get(IDENTIFIANT)
    if dit == avant and (avant or not ligne.lieu.chemin):
        return {}
    if dit == avant:
        if neuf.get("titre") != ancien.get("titre"):
            neuf[IDENTIFIANT] = ligne.id
        return {}
    nouveau = str(dit or _nom_par_defaut(ligne, str(neuf.get("titre", ""))))
    if nouveau == ligne.id:
        return {}
    alias = [a for a in [*en_liste(neuf.get("alias")), ligne.id] if a != nouveau]
    neuf["alias"] = list(dict.fromkeys(alias))
    return {ligne.id: nouveau}


def _nom_par_defaut(ligne: Ligne, titre: str) -> str:
    """L'identifiant d'une ligne qui n'en dit aucun."""
    if ligne.lieu.chemin:
        return identifiant_de(titre)
    return ligne.lieu.document.fichier.rpartition("/")[2].removesuffix(".yml")
