"""`projet-social nouveau` : un petit site complet, à soi, dans un dossier neuf."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from ...corpus.officiel import ListeOfficielle, lire_toute_la_liste
from ...depart.entite import Entite, centre_d_action_sociale, chercher, se_cherche
from ...depart.generateur import figer_le_generateur
from ...depart.site_neuf import A_NOMMER, ChoixDeSite, composer_le_site
from ...ecriture.lot import Lot
from ...supplements import POUR_UN_SITE
from ..choix_du_site import RefusRassembles, couleur_lue, entite_ecrite, logo_lu, niveau_lu
from ..console import conclure, en_terminal
from ..entretien import mener_l_entretien
from ..roue_du_generateur import trouver_la_roue
from .refus import RefusDeCommande

PERMIS = {".git", ".DS_Store"}
"""Ce qu'un dossier tenu pour vide peut contenir : un dépôt neuf, une trace de l'explorateur."""


def nouveau(choix: argparse.Namespace) -> int:
    """Écrit le site, tout ou rien, et dit la suite."""
    _refuser_un_dossier_rempli(choix.dossier)
    liste = lire_toute_la_liste()
    options = _lire_les_options(choix, liste)
    if en_terminal() and not choix.oui:
        options = mener_l_entretien(options, liste)
    elif not options.nomme:
        raise RefusDeCommande(
            'il manque le nom du territoire ; ajouter --nom "…", ou --chercher avec son SIREN'
        )
    roue = trouver_la_roue(choix.paquet, choix.depuis)
    fichiers = composer_le_site(options) | figer_le_generateur(roue, POUR_UN_SITE.split(","))
    Lot(choix.dossier, dict.fromkeys(fichiers), fichiers).appliquer()
    conclure(*_conclusion(options, choix.dossier))
    return 0


def _refuser_un_dossier_rempli(dossier: Path) -> None:
    if dossier.exists() and not dossier.is_dir():
        raise RefusDeCommande(f"« {dossier} » est un fichier ; donner le nom d'un dossier neuf")
    if dossier.is_dir() and (dedans := {f.name for f in dossier.iterdir()} - PERMIS):
        exemple = min(dedans)
        raise RefusDeCommande(
            f"le dossier « {dossier} » n'est pas vide (il contient « {exemple} ») ; "
            "donner le nom d'un dossier neuf : rien n'y a été écrit"
        )


def _lire_les_options(choix: argparse.Namespace, liste: ListeOfficielle) -> ChoixDeSite:
    """Les options lues ; toutes leurs fautes sont dites ensemble."""
    fautes, demande = RefusRassembles(), choix.chercher or choix.nom or ""
    niveaux = dict(filter(None, (fautes.lire(niveau_lu, ecrit) for ecrit in choix.niveau)))
    couleur = fautes.lire(couleur_lue, choix.couleur) if choix.couleur else ""
    logo = fautes.lire(logo_lu, choix.logo) if choix.logo else None
    adresse = fautes.lire(_adresse_lue, choix.adresse) if choix.adresse else ""
    departements = tuple(code.upper() for code in choix.departement)
    for code in departements:
        if code not in liste.departements:
            fautes.ajouter(f"département « {code} » inconnu ; écrire son numéro (56, 2A, 974)")
    trouvee = fautes.lire(lambda _: _trouver(choix, liste), None)
    entite = A_NOMMER
    if trouvee is not None or choix.nom:
        nommer = (trouvee, choix.nom, choix.nom_court, choix.type, departements)
        entite = fautes.lire(lambda dits: entite_ecrite(*dits), nommer) or A_NOMMER
    fautes.refuser()
    return ChoixDeSite(
        entite,
        officielle=trouvee is not None,
        porteur=demande if centre_d_action_sociale(demande) else "",
        niveaux=niveaux,
        couleur=couleur or "",
        logo=logo,
        vide=choix.vide,
        adresse=adresse or "",
        publication=tuple(dict.fromkeys(choix.publication)),
    )


def _adresse_lue(adresse: str) -> str:
    if not adresse.startswith(("https://", "http://")) or " " in adresse:
        raise RefusDeCommande(
            f"--adresse « {adresse} » ; écrire une adresse comme https://exemple.fr/"
        )
    return f"{adresse.rstrip('/')}/"


def _trouver(choix: argparse.Namespace, liste: ListeOfficielle) -> Entite | None:
    """Le territoire dans la liste officielle ; None s'il n'y est pas et qu'on ne l'exige pas."""
    cherche = choix.chercher or (choix.nom if not choix.hors_liste else None)
    if not cherche:
        return None
    reponse = chercher(cherche, liste)
    if len(reponse.exactes) == 1:
        return reponse.exactes[0]
    if not (reponse.exactes or reponse.proches or choix.chercher):
        if not se_cherche(cherche):
            raise RefusDeCommande(
                f"« {cherche} » ne nomme aucun territoire ; écrire son nom, ou son SIREN sans faute"
            )
        return None
    candidates = reponse.exactes or reponse.proches
    constat = (
        f"{len(reponse.exactes)} territoires s'appellent « {cherche} »"
        if reponse.exactes
        else f"« {cherche} » n'est pas dans la liste officielle"
    )
    lignes = "".join(f"\n    --chercher {c.code:<9}  {c}" for c in candidates)
    conseil = "préciser lequel :" if candidates else "vérifier son orthographe, ou donner son SIREN"
    autrement = "" if choix.chercher else "\n    --hors-liste          aucun d'eux"
    raise RefusDeCommande(f"{constat} ; {conseil}{lignes}{autrement}")


def _conclusion(options: ChoixDeSite, dossier: Path) -> list[str]:
    entite = options.entite
    dit = str(entite) if options.officielle else f"{entite.nom_court}, hors de la liste officielle"
    a_dire = f"dire son SIREN et ses membres dans data/territoires/{options.slug}/territoire.yml"
    exemple = f"remplacer l'exemple inventé, dans data/territoires/{options.slug}/"
    return [
        f"Le site est dans « {dossier} » : {dit}.",
        f"cd {shlex.quote(str(dossier))}",
        "projet-social servir      (le voir sur http://127.0.0.1:8000/)",
        *(() if options.officielle else (a_dire,)),
        *(() if options.vide else (exemple,)),
        "projet-social aide        (à tout moment : la prochaine chose à faire)",
    ]
