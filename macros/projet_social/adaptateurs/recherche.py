"""L'index de recherche : Pagefind lit les pages et range ce que le lecteur chargera.

Le moteur est un programme livré par le paquet `pagefind-bin` ; rien n'est téléchargé. Il numérote
les pages dans l'ordre où il les reçoit : s'il parcourait le site, ce serait celui du disque, et
l'index changerait d'une machine à l'autre. On les lui donne donc une à une, par ordre d'adresse. Et
l'on écrit soi-même ce qu'il rend : il répond avant d'avoir fini d'écrire, et coupait un fichier.

Il tient en mémoire tous les mots de toutes les pages, 150 Ko pour chacune, et n'a pas de réglage
pour l'éviter. On ne lui donne donc que les pages que l'on cherche, et son allocateur (jemalloc)
rend aussitôt ce dont il n'a plus l'usage.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from ..empechement import Empechement
from .disque import deposer
from .filtres_de_recherche import FormatInconnu, ranger_les_filtres
from .site_bati import pages_a_lire

ALLOCATEUR = {"_RJEM_MALLOC_CONF": "dirty_decay_ms:0,muzzy_decay_ms:0"}
"""À 5 040 pages, un cinquième de la mémoire n'était que des restes ; le temps n'y perd rien."""
REGLAGES = {"force_language": "fr", "root_selector": "main"}
DOSSIER = "pagefind"
FIN = b","
"""Ce qui sépare deux messages, dans les deux sens ; chacun est du JSON en base 64."""
INTROUVABLE = "404.html"
"""La page que le serveur montre à la place d'une autre : on ne la cherche pas."""
TITRE_DE_FAIT = re.compile(r"(?<![\s:?!.…])\s*</dt>")
CASE = re.compile(r"</(?:dt|td|th)>")


class RechercheImpossible(Empechement):
    """Pagefind a refusé le site ; le message est le sien."""


def indexer(site: Path, pages: Iterable[str] | None = None) -> None:
    """Écrit l'index de recherche dans `site/pagefind/`.

    Args:
        pages: celles que l'on cherche, par ordre d'adresse, chacune écrite quand elle vient ;
            absentes, celles du site.

    Raises:
        RechercheImpossible: Pagefind a échoué.
    """
    with _ouvrir_pagefind() as pagefind:
        _demander(pagefind, "NewIndex", config=REGLAGES)
        for page in pages_cherchees(site) if pages is None else pages:
            html = (site / page).read_text(encoding="utf-8", errors="replace")
            _demander(pagefind, "AddFile", file_path=page, file_contents=_contenu_de(html))
        fichiers = _demander(pagefind, "GetFiles")["files"]
    if not any(fichier["path"].endswith(".pf_meta") for fichier in fichiers):
        raise RechercheImpossible("aucune page n'a de mot à chercher")
    try:
        index = ranger_les_filtres({f["path"]: b64decode(f["content"]) for f in fichiers})
    except FormatInconnu as erreur:
        raise RechercheImpossible(
            f"« {erreur} » n'est pas rangé comme attendu : cette version de Pagefind a changé de "
            "format ; reprendre celle de requirements.txt"
        ) from erreur
    for nom, octets in index.items():
        deposer(site / DOSSIER / nom, octets)


def pages_cherchees(site: Path) -> list[str]:
    """Celles que l'on donne à lire, dans leur ordre."""
    return [page for page in pages_a_lire(site) if page != INTROUVABLE]


def _contenu_de(html: str) -> str:
    """Le seul contenu d'une page, où un fait ne colle pas à son titre, ni une case à sa voisine.

    Le reste (en-tête, menus, pied) n'est pas cherché : c'est la moitié de ce que l'on enverrait.
    « html » reste autour : à la racine, Pagefind ne lit pas les filtres de « main ».

    Pagefind sépare paragraphes et titres, mais ni `dt` de `dd`, ni les cases : « parMorlaix » y
    ferait un seul mot, que personne ne cherche, et se lirait dans les extraits.
    """
    debut, fin = html.find("<main"), html.rfind("</main>")
    contenu = f"<html>{html[debut:fin]}</main>" if 0 <= debut < fin else html
    return CASE.sub(r"\g<0> ", TITRE_DE_FAIT.sub(" :</dt>", contenu))


@contextmanager
def _ouvrir_pagefind() -> Iterator[subprocess.Popen[bytes]]:
    """Pagefind, qui attend qu'on lui parle, et que l'on arrête à la fin.

    Raises:
        RechercheImpossible: il manque, ou s'est arrêté de lui-même.
    """
    from pagefind.service import get_executable

    # « python -m pagefind » ouvrirait un interpréteur pour trouver ce programme.
    if (programme := get_executable()) is None:
        raise RechercheImpossible("Pagefind manque : pip install 'pagefind[bin]'")
    with (
        TemporaryFile() as plaintes,
        subprocess.Popen(
            [programme, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=plaintes,
            env=os.environ | ALLOCATEUR,
        ) as pagefind,
    ):
        try:
            yield pagefind
        except (BrokenPipeError, EOFError) as erreur:
            plaintes.seek(0)
            dites = plaintes.read().decode(errors="replace").strip()
            raise RechercheImpossible(dites or "Pagefind s'est arrêté") from erreur
        finally:
            pagefind.kill()
            assert pagefind.stdin is not None
            with suppress(BrokenPipeError):  # ce qu'il n'a pas lu, s'il est mort
                pagefind.stdin.close()


def _demander(pagefind: subprocess.Popen[bytes], sorte: str, **reste: Any) -> Any:
    """Ce que Pagefind répond à une demande.

    Raises:
        BrokenPipeError, EOFError: il s'est arrêté.
        RechercheImpossible: il refuse.
    """
    assert pagefind.stdin is not None
    assert isinstance(pagefind.stdout, BufferedReader)
    demande = {"message_id": 0, "payload": {"type": sorte, "index_id": 0, **reste}}
    pagefind.stdin.write(b64encode(json.dumps(demande, ensure_ascii=False).encode()) + FIN)
    pagefind.stdin.flush()
    recu = bytearray()
    while not recu.endswith(FIN):
        if not (morceau := pagefind.stdout.read1()):
            raise EOFError
        recu += morceau
    reponse = json.loads(b64decode(recu[:-1]))["payload"]
    if reponse["type"] == "Error":
        raise RechercheImpossible(reponse["message"])
    return reponse
