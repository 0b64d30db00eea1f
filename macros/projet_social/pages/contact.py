"""À qui s'adresser depuis une page : qui porte ce qu'on y lit, puis qui tient le site.

Un courriel s'ouvre avec son sujet et l'adresse de la page déjà écrits (RFC 6068). Un moyen que les
données ne donnent pas n'existe pas ici : on n'invente ni adresse, ni service.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote

from ..corpus.plan import TerritoirePublie
from ..modele.editeur import ContactEnLigne, Editeur
from ..modele.fiche_action import Contact
from ..texte.typographie import typographier
from .page import Page
from .publication import Publication


class Role(Enum):
    """Ce que l'on demande à un interlocuteur : le nom du bouton, le sujet, et ce qu'il faut dire.

    Attributes:
        demande: ce que fait le lecteur en le joignant.
        sujet: début du sujet du message.
        rubriques: ce que le message laisse à remplir.
    """

    PORTEUR = "Poser une question", "Question sur", ("Ma question :",)
    EDITEUR = (
        "Signaler une erreur",
        "Erreur sur la page",
        ("Ce qui est écrit :", "Ce qu’il faudrait lire :", "Le document qui le montre :"),
    )

    def __init__(self, demande: str, sujet: str, rubriques: tuple[str, ...]) -> None:
        self.demande = demande
        self.sujet = sujet
        self.rubriques = rubriques


@dataclass(frozen=True, slots=True)
class Moyen:
    """Un moyen de joindre quelqu'un.

    Attributes:
        libelle: ce qui se lit (« Écrire un courriel », « Téléphoner : 02 00 00 00 00 »).
        lien: adresse `mailto:`, `tel:` ou celle d'un formulaire.
    """

    libelle: str
    lien: str


@dataclass(frozen=True, slots=True)
class Interlocuteur:
    """Qui joindre, pour quoi, et comment.

    Attributes:
        nom: service ou structure ; vide si les données ne le nomment pas.
        moyens: au moins un ; le plus direct d'abord.
    """

    role: Role
    nom: str
    moyens: tuple[Moyen, ...]


def interlocuteurs_de(page: Page, publication: Publication) -> list[Interlocuteur]:
    """Qui joindre depuis une page générée ; vide si personne ne s'est dit joignable.

    Le porteur est le contact le plus proche de ce qu'on lit : celui de la fiche, sinon de son
    projet, sinon du territoire.
    """
    porteur = next(_contacts(page, publication), None)
    lieu = publication.absolue(page.adresse) or page.publique
    editeur = publication.ensemble.editeur
    return interlocuteurs(page.titre, page.complement, lieu, porteur, editeur)


def interlocuteurs(
    titre: str, complement: str, adresse: str, porteur: Contact | None, editeur: Editeur
) -> list[Interlocuteur]:
    """Qui joindre au sujet d'une page, le porteur d'abord.

    Args:
        titre: titre de la page.
        complement: ce qui la distingue d'une autre de même titre (le territoire) ; vide : rien.
        adresse: adresse de la page, absolue si l'on sait où est le site.
        porteur: à qui demander ce que dit la page ; None si le document ne le dit pas.
        editeur: qui tient le site.
    """
    nom = typographier(", ".join(filter(None, (f"« {titre} »", complement))))
    joignables = ((Role.PORTEUR, porteur), (Role.EDITEUR, _de_l_editeur(editeur)))
    return [
        Interlocuteur(role, typographier(contact.service or ""), moyens)
        for role, contact in joignables
        if contact and (moyens := tuple(_moyens(contact, role, nom, adresse)))
    ]


def contact_a_rendre(territoire: TerritoirePublie) -> Contact | None:
    """À qui rendre un bulletin : le premier contact de ses plans qui en donne le moyen."""
    contacts = (*(plan.projet.contact for plan in territoire.plans), territoire.donnees.contact)
    return next((c for c in contacts if c and (c.adresse or c.courriel or c.telephone)), None)


def courriel(boite: str, sujet: str, corps: str) -> str:
    """L'adresse `mailto:` d'un message commencé (RFC 6068)."""
    en_lignes = "\r\n".join(corps.split("\n"))
    return (
        f"mailto:{quote(boite, safe='@')}"
        f"?subject={quote(sujet, safe='')}&body={quote(en_lignes, safe='')}"
    )


def telephone(numero: str) -> str:
    """L'adresse `tel:` d'un numéro tel qu'on l'écrit (RFC 3966) : chiffres seuls, plus en tête."""
    return "tel:" + re.sub(r"\(0\)|[^\d+]", "", numero)


def _contacts(page: Page, publication: Publication) -> Iterator[Contact]:
    """Les contacts qu'une page a pour elle, du plus proche au plus général."""
    corpus = publication.corpus
    territoire = corpus.territoires.get(page.territoire)
    if territoire is None:
        return
    plans = territoire.plans[:1]
    if "ligne" in page.arguments:
        ligne = corpus.ligne(territoire.slug, page.arguments["ligne"])
        plans = [ligne.plan]
        if ligne.fiche and ligne.fiche.contact:
            yield ligne.fiche.contact
    yield from (plan.projet.contact for plan in plans if plan.projet.contact)
    if territoire.donnees.contact:
        yield territoire.donnees.contact


def _de_l_editeur(editeur: Editeur) -> Contact | None:
    if editeur.contact:
        service = editeur.contact.service or editeur.nom
        return editeur.contact.model_copy(update={"service": service})
    return Contact(service=editeur.nom, telephone=editeur.telephone) if editeur.telephone else None


def _moyens(contact: Contact, role: Role, nom: str, adresse: str) -> Iterator[Moyen]:
    if contact.courriel:
        lignes = ["Bonjour,", "", f"Je lis la page {nom} :", adresse, ""]
        corps = "\n".join(lignes) + "".join(f"\n{rubrique}\n\n" for rubrique in role.rubriques)
        sujet = f"{role.sujet} {nom}"
        yield Moyen("Écrire un courriel", courriel(contact.courriel, sujet, typographier(corps)))
    if isinstance(contact, ContactEnLigne) and contact.formulaire:
        yield Moyen("Remplir le formulaire", contact.formulaire)
    if contact.telephone:
        libelle = typographier(f"Téléphoner : {contact.telephone}")
        yield Moyen(libelle, telephone(contact.telephone))
