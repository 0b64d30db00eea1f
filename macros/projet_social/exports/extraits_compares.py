"""Ce que dit un extrait de plusieurs territoires : un thème, un dossier, la matrice des thèmes."""

from __future__ import annotations

from ..comparaison.matrice import croiser
from ..comparaison.mentions import MentionDeTheme
from ..comparaison.selection import Selection
from ..corpus.corpus import DossierPublie
from ..modele.referentiel import Theme
from ..modele.vocabulaire import VueComparee
from ..pages.adresse import adresse_de, adresse_de_synthese
from ..pages.de_comparaison import matrice_entiere
from ..pages.extrait import adresse_de_l_extrait
from ..pages.publication import Publication
from ..texte.citation import abreger
from ..texte.typographie import accorder
from .extraits import Extrait, LignesCitees, MatriceCitee
from .liens import lien_depuis

TERRITOIRES_CITES, MENTIONS_CITEES, SIGNES_CITES = 12, 3, 160
"""Ce qu'un extrait cite d'un thème, au plus ; au-delà, il renvoie à la page."""


def extrait_du_theme(theme: Theme, publication: Publication) -> Extrait:
    """Les mots exacts de quelques territoires sur un thème."""
    fichier = adresse_de_l_extrait(theme)
    par_territoire: dict[str, list[MentionDeTheme]] = {}
    for mention in publication.mentions.get(theme.id, []):
        par_territoire.setdefault(mention.territoire.slug, []).append(mention)
    groupes = [
        LignesCitees(
            mentions[0].territoire.nom,
            tuple(
                (
                    mention.intitule,
                    abreger(mention.texte, SIGNES_CITES),
                    lien_depuis(publication, fichier, mention.ligne) if mention.ligne else "",
                )
                for mention in mentions[:MENTIONS_CITEES]
            ),
            max(0, len(mentions) - MENTIONS_CITEES),
        )
        for mentions in list(par_territoire.values())[:TERRITOIRES_CITES]
    ]
    nombre = len(par_territoire)
    parlent = (
        () if publication.adressage.seul else (("En parlent", accorder(nombre, "territoire")),)
    )
    if nombre > TERRITOIRES_CITES:
        groupes.append(LignesCitees("Et d’autres territoires", (), nombre - TERRITOIRES_CITES))
    lien = lien_depuis(publication, fichier, theme)
    phrases = (theme.definition,) if theme.definition else ()
    return Extrait("Thème", theme.nom, lien, phrases, parlent, tuple(groupes), "")


def extrait_du_dossier(dossier: DossierPublie, publication: Publication) -> Extrait:
    """Les territoires d'un dossier, dans l'ordre de publication."""
    fichier, donnees = adresse_de_l_extrait(dossier), dossier.donnees
    faits = (("Publié par", donnees.editeur or ""), ("Années", str(donnees.periode or "")))
    lignes = tuple(
        ("", t.nom, lien_depuis(publication, fichier, adresse_de_synthese(t)))
        for t in dossier.territoires
    )
    return Extrait(
        "Dossier",
        donnees.titre,
        lien_depuis(publication, fichier, dossier),
        (),
        tuple((nom, dit) for nom, dit in faits if dit),
        (LignesCitees(accorder(len(lignes), "synthèse").capitalize(), lignes, 0),),
        "",
    )


def adresse_de_la_matrice(selection: Selection, publication: Publication) -> str:
    """La page de la matrice de ces territoires ; vide si elle ne paraît pas en entier."""
    racine, dossier = adresse_de(selection), selection.dossier
    adresse = f"{racine}{VueComparee.THEMES.value}/"
    entiere = matrice_entiere(publication.corpus, len(selection.territoires))
    voulue = dossier is None or VueComparee.THEMES in dossier.donnees.vues
    return adresse if entiere and voulue and publication.publie(adresse) else ""


def extrait_de_la_matrice(selection: Selection, publication: Publication) -> Extrait:
    """La matrice des thèmes : une rangée par territoire, une lettre par thème dont il parle."""
    adresse = adresse_de_la_matrice(selection, publication)
    fichier = adresse_de_l_extrait(adresse)
    matrice = croiser(publication.corpus, publication.mentions, selection)

    def lier(cible: object, suite: str = "") -> str:
        return f"{lien_depuis(publication, fichier, cible)}{suite}"

    rangees = tuple(
        (
            territoire.nom,
            lier(territoire),
            tuple(
                (case.niveau.value, lier(theme, f"#t-{territoire.slug}")) if case else ("", "")
                for theme in matrice.themes
                for case in (matrice.cases.get((territoire.slug, theme.id)),)
            ),
        )
        for territoire in matrice.territoires
    )
    dossier = selection.dossier
    return Extrait(
        "Comparaison",
        "De quoi parle chaque territoire ?",
        lier(adresse),
        (),
        (),
        (),
        "",
        dossier.donnees.titre if dossier else "tous les territoires",
        matrice=MatriceCitee(
            tuple((n.value, n.libelle) for n in matrice.niveaux),
            tuple((theme.en_bref, lier(theme)) for theme in matrice.themes),
            rangees,
        ),
    )
