"""`projet-social aide` : où en est le site, et la prochaine chose à faire."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from ...parcours.pas import Avancee, Pas, citer
from ...parcours.suite import SuiteDePas, dresser_la_suite
from ...texte.typographie import accorder
from ..console import dire_en_retrait
from ..etat_du_site import regarder_le_site, trouver_un_site
from ..options.registre import toutes_les_commandes
from .refus import RefusDeCommande

LARGEUR_DE_L_AVANCEE = max(len(avancee) for avancee in Avancee)
CREER = Pas(
    "Créer le site",
    Avancee.A_FAIRE,
    "Il n'y a pas de site dans ce dossier. La commande en crée un dans un dossier neuf, "
    "« mon-site » (ou le nom que vous voulez), et pose quelques questions : le nom du "
    "territoire, les mots de votre projet, la couleur.",
    "projet-social nouveau mon-site",
    "Si votre site existe déjà, tapez « cd » puis le chemin de son dossier, celui qui contient "
    "mkdocs.yml.",
)

RELANCER = (
    "Cette liste se tire du dossier lui-même : relancer « projet-social aide » après chaque pas."
)


def aide(choix: argparse.Namespace) -> int:
    """Dit la prochaine chose à faire, puis toute la liste."""
    dossier: Path = choix.site
    if not dossier.is_dir():
        raise RefusDeCommande(_pas_un_dossier(dossier))
    racine = trouver_un_site(dossier)
    if racine is None:
        _dire_le_pas(CREER)
    elif racine.resolve() != Path().resolve():
        _dire_le_pas(_aller_dans(racine))
    else:
        suite = dresser_la_suite(regarder_le_site(racine, date.today()))
        if prochain := suite.prochain:
            _dire_le_pas(prochain)
        else:
            print("Tout est fait. Rien ne presse ; ce qui est facultatif est plus bas.")
        _dire_la_liste(suite, tout=choix.tout)
    return 0


def _pas_un_dossier(dossier: Path) -> str:
    """Ce que l'on dit d'un nom qui n'est pas celui d'un dossier : peut-être une commande."""
    if str(dossier) in {commande.nom for commande in toutes_les_commandes()}:
        return f"l'aide d'une commande se demande ainsi : projet-social {dossier} --help"
    return f"« {dossier} » n'est pas un dossier ; donner celui du site, ou rien pour celui-ci"


def _aller_dans(racine: Path) -> Pas:
    ou = racine if not racine.is_absolute() else racine.resolve()
    return Pas(
        "Aller dans le dossier du site",
        Avancee.A_FAIRE,
        "Toutes les commandes se tapent du dossier du site, celui qui contient mkdocs.yml. Puis "
        "relancer « projet-social aide ».",
        f"cd {citer(str(ou))}",
    )


def _dire_le_pas(pas: Pas) -> None:
    compte = f" ({pas.compte})" if pas.compte else ""
    print(f"MAINTENANT : {pas.titre[:1].lower()}{pas.titre[1:]}{compte}\n")
    dire_en_retrait(pas.raison)
    print(f"\n      {pas.commande}\n")
    if pas.autrement:
        dire_en_retrait(pas.autrement)
        print()


def _dire_la_liste(suite: SuiteDePas, *, tout: bool) -> None:
    faits, restent = suite.nombre(Avancee.FAIT), suite.nombre(Avancee.A_FAIRE)
    facultatifs = suite.nombre(Avancee.FACULTATIF)
    print(
        f"Où en est le site : {accorder(faits, 'pas fait', 'pas faits')}, {restent} à faire, "
        f"{accorder(facultatifs, 'facultatif')}."
    )
    for temps, les_pas in suite.temps.items():
        print(f"\n{temps}")
        for pas in les_pas:
            marque = ">" if pas is suite.prochain else " "
            compte = f" ({pas.compte})" if pas.compte else ""
            print(f" {marque} {pas.avancee:<{LARGEUR_DE_L_AVANCEE}}  {pas.titre}{compte}")
            if tout and pas.avancee is not Avancee.FAIT:
                print()
                dire_en_retrait(pas.raison, 17)
                print(f"\n{' ' * 17}{pas.commande}\n")
    if len(suite.temps) == 1:
        print("\nLa suite se dira une fois cela corrigé.")
    print()
    dire_en_retrait(RELANCER, 0)
    if not tout:
        print("La commande de chacun : projet-social aide --tout")
