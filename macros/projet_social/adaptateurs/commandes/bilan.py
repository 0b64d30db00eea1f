"""`projet-social bilan` : de quoi tenir la réunion annuelle, dans un dossier."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ...chargement import charger
from ...corpus.corpus import Corpus
from ...ecriture.lot import Lot
from ...impression.reunion import FORMATS_DE_REUNION, ReunionAnnuelle, preparer_la_reunion
from ...macros.bilan import PREMIERE_ANNEE, SANS_VERSION
from ...pages.publication import Publication
from ...parcours.pas import citer
from ...supplements import manque
from ...texte.typographie import accorder, poids_ecrit
from ..classeur_maison import contexte_de
from ..classeurs_des_pilotes import ecrire_les_parts
from ..console import conclure
from ..designation import choisir_le_plan, choisir_un_territoire
from ..jour import jour_de_la_construction
from .refus import RefusDeCommande

PILOTES = "pilotes"
"""Le dossier des classeurs à envoyer, dans celui de la réunion."""
DOCUMENTS = "documents"


def bilan(choix: argparse.Namespace) -> int:
    """Dresse le bilan, écrit ce que la réunion demande, et dit ce qui manque."""
    annee = _annee(choix.annee)
    corpus = charger(choix.donnees)
    territoire = choisir_un_territoire(corpus, choix.territoire)
    slug, plan = territoire.slug, choisir_le_plan(territoire, choix.projet)
    depuis = Path(choix.depuis).name.removesuffix(".yml")
    if depuis not in ("", SANS_VERSION) and not corpus.versions_du_plan(plan):
        raise RefusDeCommande(
            f"aucune version de « {plan.titre} » n'est figée ; en figer une "
            f'(projet-social figer "Voté le …"), ou écrire --depuis {SANS_VERSION}'
        )
    publication = _publication(corpus, choix)
    reunion = preparer_la_reunion(publication, slug, annee, depuis, plan.id)
    if not any(ligne.fiche for ligne in plan.lignes):
        raise RefusDeCommande(
            f"le plan « {plan.titre} » n'a aucune action ; en écrire (projet-social fiche), ou "
            "importer un plan"
        )
    dossier = choix.sortie or Path(f"reunion-{annee}")
    if not dossier.parent.is_dir() or (dossier.exists() and not dossier.is_dir()):
        raise RefusDeCommande(f"« {dossier} » ne peut pas être écrit ; vérifier le dossier")
    fichiers = dict(_fichiers(reunion))
    deja = sorted(nom for nom in fichiers if (dossier / nom).exists())
    if deja and not choix.remplacer:
        raise RefusDeCommande(
            f"« {dossier / deja[0]} » existe déjà ; donner un autre dossier (-o), ou ajouter "
            "--remplacer"
        )
    dossier.mkdir(exist_ok=True)
    Lot(dossier, {}, fichiers).appliquer()
    for nom, octets in fichiers.items():
        print(f"{dossier / nom} ({poids_ecrit(len(octets))})")
    _ecrire_les_classeurs(corpus, slug, dossier)
    _conclure(reunion, annee, dossier)
    return 0


def _annee(dite: str) -> int:
    """L'année que l'on tape, si elle a commencé.

    Raises:
        RefusDeCommande: il n'y en a pas, ou rien ne peut s'en dire.
    """
    cette_annee = date.today().year
    if not dite:
        raise RefusDeCommande(f"il manque l'année ; écrire : projet-social bilan {cette_annee}")
    if not dite.isdecimal() or not PREMIERE_ANNEE <= int(dite) <= cette_annee:
        raise RefusDeCommande(
            f"« {dite} » n'est pas une année commencée ; écrire : projet-social bilan {cette_annee}"
        )
    return int(dite)


def _publication(corpus: Corpus, choix: argparse.Namespace) -> Publication:
    url = f"{choix.site.rstrip('/')}/" if choix.site else ""
    nom, jour = choix.nom or Publication.nom, jour_de_la_construction()
    return Publication(corpus, nom=nom, url=url, aujourd_hui=jour)


def _fichiers(reunion: ReunionAnnuelle) -> Iterator[tuple[str, bytes]]:
    """Chaque fichier de la réunion ; sans le supplément, ceux qui s'en passent."""
    yield from reunion.a_l_ecran()
    if absent := manque(DOCUMENTS):
        print(f"Ni PDF ni DOCX : {absent}")
        return
    from ...impression.en_pdf import PdfImpossible

    for format_ in FORMATS_DE_REUNION:
        try:
            yield reunion.document(format_)
        except PdfImpossible as impossible:
            print(f"Pas de PDF : {impossible}")


def _ecrire_les_classeurs(corpus: Corpus, slug: str, dossier: Path) -> None:
    """Un classeur par pilote, à lui envoyer avant la réunion ; jamais par-dessus un autre."""
    if absent := manque("tableur"):
        print(f"Pas de classeurs pour les pilotes : {absent}")
        return
    if (pilotes := dossier / PILOTES).exists():
        print(
            f"{pilotes} : classeurs déjà là, laissés tels quels ; un pilote les a peut-être remplis"
        )
        return
    parts = ecrire_les_parts(contexte_de(corpus, slug), pilotes, "xlsx", remplacer=False)
    print(f"{pilotes} : {accorder(len(parts), 'classeur')} à envoyer, un par pilote")


def _conclure(reunion: ReunionAnnuelle, annee: int, dossier: Path) -> None:
    for phrase in reunion.resumer():
        print(phrase)
    ensuite = [
        f"envoyer à chaque pilote son classeur, et remettre dans « {dossier / PILOTES} » ceux qui "
        "reviennent",
        f"projet-social importer {citer(str(dossier / PILOTES))} --essai",
        f"projet-social bilan {annee} --remplacer, une fois repris, pour la réunion",
        'après la réunion : projet-social figer "Bilan du …", qui garde le plan tel qu\'il est',
    ]
    if not reunion.comparee:
        ensuite.append("figer aussi le plan voté : le prochain bilan dira ce qui a changé")
    conclure("Le dossier de la réunion est prêt.", *ensuite)
