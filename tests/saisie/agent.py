"""Un agent devant le formulaire : il lit la page, change un champ, appuie sur un bouton.

Le formulaire est lu dans le HTML comme le fait un navigateur sans script ; rien du code n'est connu
d'ici que le guichet.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from projet_social.saisie.dossier_ouvert import DossierOuvert
from projet_social.saisie.guichet import DemandeRecue, Guichet, ReponseDePage

JOUR = date(2026, 11, 29)


@dataclass
class Formulaire:
    """Un formulaire lu dans une page : ses champs dans l'ordre, et où il s'envoie."""

    action: str
    champs: list[tuple[str, str]] = field(default_factory=list)
    boutons: list[tuple[str, str]] = field(default_factory=list)
    cases: list[tuple[str, str]] = field(default_factory=list)
    libelles: dict[str, str] = field(default_factory=dict)


class _Lecture(HTMLParser):
    """Les formulaires, les liens et le texte d'une page."""

    def __init__(self) -> None:
        super().__init__()
        self.formulaires: list[Formulaire] = []
        self.liens: dict[str, str] = {}
        self.texte: list[str] = []
        self.titre = ""
        self._pile: list[str] = []
        self._select = ""
        self._options: list[tuple[str, bool]] = []
        self._zone: tuple[str, list[str]] | None = None
        self._lien: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        dits = {nom: valeur or "" for nom, valeur in attrs}
        if tag == "form":
            self.formulaires.append(Formulaire(dits.get("action", "")))
        elif tag == "a":
            self._lien = dits.get("href", ""), []
        elif tag == "title":
            self._pile.append(tag)
        if not self.formulaires:
            return
        ici = self.formulaires[-1]
        if tag == "input" and dits.get("type") == "checkbox":
            ici.cases.append((dits["name"], dits["value"]))
            if "checked" in dits:
                ici.champs.append((dits["name"], dits["value"]))
        elif tag == "input" and "name" in dits:
            valeur = dits.get("value", "").replace("\r", "").replace("\n", "")
            ici.champs.append((dits["name"], valeur))
        elif tag == "select":
            self._select, self._options = dits["name"], []
        elif tag == "option" and self._select:
            self._options.append((dits.get("value", ""), "selected" in dits))
        elif tag == "textarea":
            self._zone = dits["name"], []
        elif tag == "button":
            ici.boutons.append((dits.get("name", ""), dits.get("value", "")))

    def handle_data(self, data: str) -> None:
        self.texte.append(data)
        if self._pile:
            self.titre += data
        if self._zone:
            self._zone[1].append(data)
        if self._lien:
            self._lien[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._pile.pop()
        elif tag == "a" and self._lien:
            self.liens.setdefault(" ".join("".join(self._lien[1]).split()), self._lien[0])
            self._lien = None
        elif tag == "select" and self._select:
            choisis = [valeur for valeur, choisi in self._options if choisi]
            valeur = choisis[0] if choisis else self._options[0][0]
            self.formulaires[-1].champs.append((self._select, valeur))
            self._select = ""
        elif tag == "textarea" and self._zone:
            nom, morceaux = self._zone
            texte = "".join(morceaux).removeprefix("\n")
            self.formulaires[-1].champs.append((nom, texte.replace("\n", "\r\n")))
            self._zone = None


@dataclass
class Agent:
    """Quelqu'un devant le formulaire d'un dossier de données."""

    dossier: Path
    guichet: Guichet = field(init=False)
    reponse: ReponseDePage = field(init=False)
    adresse: str = ""
    page: _Lecture = field(default_factory=_Lecture)

    def __post_init__(self) -> None:
        """Ouvre l'accueil."""
        self.guichet = Guichet(DossierOuvert(self.dossier, lambda: JOUR))
        self.aller("/")

    @property
    def code(self) -> int:
        """Le code de la dernière réponse."""
        return int(self.reponse.code)

    @property
    def texte(self) -> str:
        """Le texte de la page, blancs réduits, apostrophes droites."""
        lu = " ".join("".join(self.page.texte).split())
        return lu.replace("’", "'").replace("\u202f", " ").replace("\u00a0", " ")

    @property
    def formulaire(self) -> Formulaire:
        """Le formulaire que l'on remplit."""
        assert self.remplissable, self.texte
        return next(f for f in self.page.formulaires if ("geste", "enregistrer") in f.boutons)

    @property
    def remplissable(self) -> bool:
        """Vrai si la page a quelque chose à remplir."""
        return any(("geste", "enregistrer") in f.boutons for f in self.page.formulaires)

    def aller(self, adresse: str) -> None:
        """Ouvre une adresse."""
        self._demander("GET", adresse, "")

    def suivre(self, lien: str) -> None:
        """Suit un lien par son texte."""
        self.aller(self.page.liens[lien])

    def lire(self, nom: str) -> list[str]:
        """Les valeurs d'un champ de la page."""
        return [valeur for n, valeur in self.formulaire.champs if n == nom]

    def remplir(self, **valeurs: str) -> None:
        """Écrit dans des champs, par leur nom ; « __ » y vaut un point."""
        for nom, valeur in valeurs.items():
            vrai = nom.replace("__", ".")
            champs = self.formulaire.champs
            (rang,) = [r for r, (n, _) in enumerate(champs) if n == vrai]
            champs[rang] = vrai, valeur

    def cocher(self, nom: str, *valeurs: str) -> None:
        """Coche des cases, et celles-là seules, dans l'ordre de la page."""
        formulaire = self.formulaire
        permises = [v for n, v in formulaire.cases if n == f"{nom}._choix"]
        assert set(valeurs) <= set(permises), permises
        autres = [(n, v) for n, v in formulaire.champs if n != f"{nom}._choix"]
        coches = [(f"{nom}._choix", v) for v in permises if v in valeurs]
        formulaire.champs[:] = [*autres, *coches]

    def appuyer(self, geste: str = "enregistrer") -> None:
        """Appuie sur un bouton du formulaire."""
        formulaire = self.formulaire
        assert ("geste", geste) in formulaire.boutons, formulaire.boutons
        envoi = urlencode([*formulaire.champs, ("geste", geste)])
        self._demander("POST", formulaire.action, envoi)

    def envoyer(self, rang: int = 0, **bouton: str) -> None:
        """Envoie un autre formulaire de la page."""
        formulaire = self.page.formulaires[rang]
        self._demander("POST", formulaire.action, urlencode([*formulaire.champs, *bouton.items()]))

    def _demander(self, methode: str, adresse: str, envoi: str) -> None:
        lue = urlsplit(adresse)
        rendus = parse_qs(envoi, keep_blank_values=True)
        recue = DemandeRecue(parse_qs(lue.query), rendus)
        self.reponse = self.guichet.repondre(methode, lue.path, recue)
        if self.reponse.vers:
            self._demander("GET", self.reponse.vers, "")
            return
        self.adresse = adresse
        self.page = _Lecture()
        self.page.feed(self.reponse.corps.decode())

    def octets(self) -> dict[str, bytes]:
        """Tous les fichiers du dossier."""
        return {
            f.relative_to(self.dossier).as_posix(): f.read_bytes()
            for f in sorted(self.dossier.rglob("*"))
            if f.is_file()
        }


def lignes_changees(avant: bytes, apres: bytes) -> list[str]:
    """Les lignes ôtées et mises, sans leur contexte."""
    un, autre = (o.decode().splitlines() for o in (avant, apres))
    difference = difflib.unified_diff(un, autre, n=0, lineterm="")
    return [ligne for ligne in list(difference)[2:] if not ligne.startswith("@@")]


def adresses_des_formulaires(agent: Agent) -> Iterator[str]:
    """Tous les formulaires que l'on atteint depuis l'accueil, de lien en lien."""
    vues, a_voir = set(), ["/"]
    while a_voir:
        adresse = a_voir.pop()
        agent.aller(adresse)
        for lien in agent.page.liens.values():
            chemin = lien.partition("?")[0]
            if chemin in ("/territoire", "/ouvrir") and lien not in vues:
                vues.add(lien)
                a_voir.append(lien)
        if adresse.startswith("/ouvrir"):
            yield adresse


def valeurs_de(adresse: str) -> dict[str, str]:
    """Ce que porte une adresse."""
    return dict(parse_qsl(urlsplit(adresse).query))
