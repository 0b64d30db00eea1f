"""Ce que MkDocs dit en anglais, dit en français : le fichier, la faute, quoi faire."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

NIVEAU = re.compile(r"^(?:(?:DEBUG|INFO|WARNING|ERROR|CRITICAL)\s+-\s+|Error: )*(?:Doc file )?")
CORRIGER = "vérifier son nom, ou retirer la ligne"
FRANCAIS = tuple(
    (re.compile(motif, re.DOTALL), francais)
    for motif, francais in (
        (r"Config file '(.+)' does not exist\.", r"réglages introuvables : \1"),
        (
            r"Aborted with (\d+) warnings? in strict mode!",
            r"construction arrêtée ; avertissements à corriger : \1",
        ),
        (r"^Aborted with .*|^ModuleNotFoundError: .*|^Aborted due to a keyboard.*", ""),
        (
            r"'(.+?)' contains a link '(.+?)', but the target '?(.*?)'? ?is not found.*",
            r"docs/\1 : lien vers « \2 », qui ne mène à rien ; le corriger",
        ),
        (
            r"'(.+?)' contains a link '(.+?)', but (?:the doc|there is no such anchor).*",
            r"docs/\1 : lien vers « \2 », dont l'ancre n'existe pas ; la corriger",
        ),
        (
            r"'(.+?)' contains an (?:absolute|unrecognized relative) link '(.+?)', it was left.*",
            r"docs/\1 : lien vers « \2 », qui ne désigne aucune page ; écrire le nom du fichier, "
            r"comme « a-propos.md »",
        ),
        (
            r"A reference to '(.+?)' is included in the 'nav'.*",
            r"mkdocs.yml : « \1 » est dans « nav » et pas dans docs/ ; l'y mettre, ou retirer la "
            "ligne",
        ),
        (
            r"Encoding error reading file: (.+)",
            r"docs/\1 : accents en Windows-1252 ou Latin-1 ; l'enregistrer en UTF-8 (dans "
            "l'éditeur : Enregistrer sous, encodage UTF-8)",
        ),
        (
            r"Config value '.+?': Failed to load extension '(.+?)'\..*",
            rf"mkdocs.yml : extension « \1 » inconnue ; {CORRIGER}",
        ),
        (
            r"Config value 'plugins': The \"(.+?)\" plugin is not installed",
            r"mkdocs.yml : greffon « \1 » absent ; vérifier son nom, ou l'installer",
        ),
        (
            r"Config value 'plugins': Plugin '(.+?)' option '(.+?)': Unrecognised .*",
            rf"mkdocs.yml : option « \2 » inconnue du greffon « \1 » ; {CORRIGER}",
        ),
        (
            r"Config value 'plugins': Invalid config options for the '(.+?)' plugin\.",
            r"mkdocs.yml : options du greffon « \1 » mal écrites ; les mettre l'une sous l'autre, "
            "plus en retrait que son nom",
        ),
        (
            r"(?:Config value 'plugins': Plugin '.+?' option|Config value) '(.+?)': "
            r"Expected type: <class 'bool'>.*",
            r"mkdocs.yml : « \1 » ne se comprend pas ; écrire true ou false",
        ),
        (
            r"(?:Config value 'plugins': Plugin '.+?' option|Config value) '(.+?)': "
            r"Expected type: <class 'str'>.*",
            r"mkdocs.yml : « \1 » ne se comprend pas ; écrire un seul texte, entre guillemets",
        ),
        (
            r"Config value '(.+?)': Unrecognised configuration name: .*",
            rf"mkdocs.yml : réglage « \1 » inconnu ; {CORRIGER}",
        ),
        (
            r"Config value '(.+?)': Required configuration not provided\.",
            r"mkdocs.yml : le réglage « \1 » manque ; l'écrire",
        ),
        (
            r"Config value '(.+?)': The path '(.+?)' isn't an existing.*",
            r"mkdocs.yml : « \1 » nomme « \2 », qui n'existe pas ; corriger ce nom",
        ),
        (
            r"Config value '(.+?)': The URL isn't valid.*",
            r"mkdocs.yml : « \1 » n'est pas une adresse ; écrire une adresse entière, comme "
            "https://projet.exemple.fr/",
        ),
        (r"^Error building page '.+?': \[Errno (?:28|122)\].*", ""),  # le greffon le dit
        (
            r"Config value 'theme': Unrecognised theme name: '(.+?)'.*",
            r"mkdocs.yml : thème « \1 » inconnu ; écrire material, ou mkdocs si Material "
            "n'est pas installé",
        ),
        (
            r"Config value 'nav': Expected nav.*",
            "mkdocs.yml : « nav » mal écrit ; une ligne par page, comme "
            "« - À propos: a-propos.md »",
        ),
        (r"Config value '(.+?)': (.+)", r"mkdocs.yml, « \1 » : \2"),
    )
)
"""Ce que MkDocs dit en anglais, et ce que l'on en dit."""


def traduire(lignes: Sequence[str]) -> list[str]:
    """Ce que MkDocs a dit, sans ses préfixes, en français quand on le connaît."""
    dites = []
    for ligne in lignes:
        dite = NIVEAU.sub("", ligne).rstrip()
        for motif, francais in FRANCAIS:
            if motif.search(dite):
                dite = motif.sub(francais, dite)
                break
        if dite and dite not in dites:
            dites.append(dite)
    return dites


class EnFrancais(logging.Formatter):
    """Écrit dans le terminal ce que MkDocs dit, en français et sans ses étiquettes."""

    def format(self, record: logging.LogRecord) -> str:
        """Une ligne du journal."""
        return "\n".join(traduire(record.getMessage().splitlines()))


class _Retenue(logging.Handler):
    """Garde les lignes du journal au lieu de les écrire."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lignes: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Garde une ligne."""
        self.lignes += record.getMessage().splitlines()


@contextmanager
def ecouter_mkdocs() -> Iterator[list[str]]:
    """Le temps d'un bloc, ce que MkDocs reproche se retient au lieu de s'écrire."""
    journal, retenue = logging.getLogger("mkdocs"), _Retenue()
    avant, propage, niveau = journal.handlers[:], journal.propagate, journal.level
    journal.handlers, journal.propagate = [retenue], False
    journal.setLevel(logging.WARNING)
    try:
        yield retenue.lignes
    finally:
        journal.handlers, journal.propagate = avant, propage
        journal.setLevel(niveau)
