"""Les pages d'un territoire : présentation, synthèse, axes, enjeux, fiches-actions."""

from __future__ import annotations

from collections.abc import Iterator

from ..comparaison.budget import a_un_budget
from ..comparaison.echeancier import a_un_calendrier
from ..comparaison.suivi import parle_du_suivi
from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne, TerritoirePublie
from ..modele.vocabulaire import TypeNiveau
from .adresse import (
    a_une_page,
    adresse_de,
    adresse_de_suivi,
    adresse_de_synthese,
    adresse_des_versions,
    adresse_du_budget,
    adresse_du_bulletin,
    adresse_du_calendrier,
)
from .contact import contact_a_rendre
from .fixe import AdresseFixe
from .page import LienDePage, Page, en_suite, pages

TERRITOIRES = LienDePage("Territoires", AdresseFixe.TERRITOIRES)
MACROS = {TypeNiveau.AXE: "niveau", TypeNiveau.ENJEU: "niveau", TypeNiveau.ACTION: "fiche"}


@pages
def pages_des_territoires(corpus: Corpus) -> Iterator[Page]:
    """Toutes les pages, territoire par territoire."""
    yield from en_suite(_presentation(corpus, t) for t in corpus.territoires.values())
    yield from en_suite(map(_synthese, corpus.territoires.values()))
    for territoire in corpus.territoires.values():
        for type_ in MACROS:
            lignes = [
                ligne for ligne in territoire.lignes if ligne.type is type_ and a_une_page(ligne)
            ]
            yield from en_suite(map(_ligne, lignes))


def maj_du_territoire(territoire: TerritoirePublie) -> str:
    """La date la plus récente de ses plans, en français ; vide si aucun n'en dit."""
    dates = [plan.projet.maj for plan in territoire.plans if plan.projet.maj]
    return str(max(dates)) if dates else ""


def _presentation(corpus: Corpus, territoire: TerritoirePublie) -> Page:
    donnees = territoire.donnees
    lieux = corpus.officiel.nommer(donnees.departements)
    return Page(
        adresse_de(territoire),
        territoire.nom,
        "territoire",
        {"territoire": territoire.slug},
        sorte="Territoire",
        surtitre=f"{donnees.type.libelle} · {lieux}" if lieux else donnees.type.libelle,
        description=donnees.resume or f"Le projet social de {territoire.nom}.",
        fil=(TERRITOIRES,),
        fichier=territoire.plans[0].lieu.document.fichier
        if territoire.plans
        else territoire.lieu.document.fichier,
        territoire=territoire.slug,
        maj=maj_du_territoire(territoire),
    )


def _synthese(territoire: TerritoirePublie) -> Page:
    return Page(
        adresse_de_synthese(territoire),
        f"{territoire.nom} : la synthèse",
        "synthese",
        {"territoire": territoire.slug},
        sorte="Synthèse",
        surtitre="Synthèse",
        description=f"Contexte, calendrier, axes et commentaires : {territoire.nom} en une page.",
        fil=(TERRITOIRES, LienDePage(territoire.nom, adresse_de(territoire))),
        fichier=territoire.plans[0].lieu.document.fichier if territoire.plans else "",
        territoire=territoire.slug,
        maj=maj_du_territoire(territoire),
    )


def _ligne(ligne: Ligne) -> Page:
    territoire = ligne.territoire
    ancetres = [LienDePage(ancetre.titre, adresse_de(ancetre)) for ancetre in ligne.ancetres]
    maj = ligne.contenu.maj or ligne.plan.projet.maj
    return Page(
        adresse_de(ligne),
        ligne.titre,
        MACROS[ligne.type],
        {"territoire": territoire.slug, "ligne": ligne.id},
        sorte=ligne.type.libelle,
        surtitre=ligne.intitule,
        complement=territoire.nom,
        description=ligne.contenu.resume or f"{ligne.intitule} : {ligne.titre}",
        fil=(TERRITOIRES, LienDePage(territoire.nom, adresse_de(territoire)), *ancetres),
        fichier=ligne.lieu.document.fichier,
        territoire=territoire.slug,
        maj=str(maj) if maj else "",
    )


def anciennes_adresses(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Les anciennes adresses (alias) et l'adresse d'aujourd'hui.

    Un territoire renommé garde les adresses de toutes ses pages.

    Yields:
        (ancienne, nouvelle), relatives à la racine du site.
    """
    for territoire in corpus.territoires.values():
        chez, versions = adresse_de(territoire), corpus.versions.get(territoire.slug, ())
        siennes = [chez, adresse_de_synthese(territoire), *map(adresse_de, versions)]
        for en_a, adresse in (
            (a_un_calendrier(territoire), adresse_du_calendrier),
            (contact_a_rendre(territoire), adresse_du_bulletin),
            (a_un_budget(territoire), adresse_du_budget),
            (parle_du_suivi(territoire), adresse_de_suivi),
            (versions, adresse_des_versions),
        ):
            siennes += [adresse(territoire)] if en_a else []
        suites = [(adresse.removeprefix(chez), adresse) for adresse in siennes]
        for ligne in filter(a_une_page, territoire.lignes):
            suites += [
                (f"{ligne.type.pluriel}/{identifiant}/", adresse_de(ligne))
                for identifiant in (ligne.id, *ligne.contenu.alias)
            ]
        for slug in (territoire.slug, *territoire.donnees.alias):
            for suite, nouvelle in suites:
                if (ancienne := f"{AdresseFixe.TERRITOIRES}{slug}/{suite}") != nouvelle:
                    yield ancienne, nouvelle
