"""Abîmer des données : l'arbre d'un YAML ou d'un JSON, ou les octets d'un fichier."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

Chemin = tuple[str | int, ...]

HOSTILES = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)",
    "[ici](javascript:alert(1))",
    "[ici](java&#115;cript:alert(1))",
    '![x](https://exemple.test/x.png"onerror="alert(1))',
    '<https://exemple.test/"onclick=alert(1)>',
    'https://exemple.test/"onclick="alert(1)',
    "https://exemple.test/<svg/onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\<script\\>alert(1)\\</script\\>",
    "{{ 7919*7907 }}",
    "{% raw %}x{% endraw %}",
    "${7919*7907}",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "</title><script>alert(1)</script>",
    "< script>alert(1)</ script>",
    "＜script＞alert(1)＜/script＞",
    "expression(alert(1)); } * { background: url(javascript:alert(1))",
    '*[HTML]: "onclick=alert(1)',
    "{: onclick=alert(1) }",
    'texte {: onclick="alert(1)" }',
    "[x]: javascript:alert(1)\n\n[x][x]",
    '=HYPERLINK("https://exemple.test")',
)
"""Ce qu'une page ne doit jamais exécuter."""
SIGNES = ("\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff", "\x07", "\x1b[31m", "\x85", "\u2028")
"""Sens d'écriture, largeur nulle, contrôle : ce que l'on ne voit pas."""
MOTS = (
    "oui", "null", "~", "0", "-1", "12 000 €", "99999999999999999999", "1e400", "NaN", "2026-02-30",
    "2026", "fin 2030", "100 %", "sante", "val-imaginaire", "../../etc/passwd", "C:\\x", "٣", "é",
    "a@exemple.test", "06 11 22 33 44", "https://exemple.test/", "- a", "# b", "x: y", "@a", "\n",
    "x" * 301, "mot " * 1500, "x" * 120_000, "« » « »", "a" * 63 + " #1", "\t", "\\", "%", "\x00",
)  # fmt: skip
CLES = (
    "budjet", "Titre", "titre ", "titres", "calcule", "<script>", "x" * 5000, "é", "0", "\u202e",
)  # fmt: skip


def places(arbre: Any, chemin: Chemin = ()) -> Iterator[tuple[Any, str | int, Chemin]]:
    """Chaque endroit d'un arbre : ce qui le porte, par où l'on y va, son chemin."""
    couples = arbre.items() if isinstance(arbre, dict) else ()
    couples = enumerate(arbre) if isinstance(arbre, list) else couples
    for pas, contenu in list(couples):
        yield arbre, pas, (*chemin, pas)
        yield from places(contenu, (*chemin, pas))


def valeur_quelconque(hasard: Random) -> Any:
    """Une valeur que personne n'attend là."""
    mot = hasard.choice((*MOTS, *HOSTILES, *SIGNES))
    formes: tuple[Callable[[], Any], ...] = (
        lambda: mot,
        lambda: mot,
        lambda: [mot, mot],
        lambda: [[mot]],
        lambda: {hasard.choice(CLES): mot},
        lambda: {"titre": mot},
        lambda: [],
        lambda: {},
        lambda: None,
        lambda: _profond(hasard.choice((3, 39, 60)), mot),
    )
    return hasard.choice(formes)()


def _profond(etages: int, fond: Any) -> Any:
    for rang in range(etages):
        fond = [fond] if rang % 2 else {"actions": fond}
    return fond


def _supprimer(porteur: Any, pas: Any, _: Random) -> None:
    del porteur[pas]


def _remplacer(porteur: Any, pas: Any, hasard: Random) -> None:
    porteur[pas] = valeur_quelconque(hasard)


def _redoubler(porteur: Any, pas: Any, hasard: Random) -> None:
    if isinstance(porteur, list):
        porteur.insert(hasard.randint(0, len(porteur)), porteur[pas])
    else:
        porteur[f"{pas}2"] = porteur[pas]


def _renommer(porteur: Any, pas: Any, hasard: Random) -> None:
    if isinstance(pas, str):
        voulue = hasard.choice((hasard.choice(CLES), pas[1:], pas + "s", pas.upper(), f" {pas}"))
        porteur[voulue] = porteur.pop(pas)


def _emboiter(porteur: Any, pas: Any, hasard: Random) -> None:
    porteur[pas] = hasard.choice((lambda v: [v], lambda v: {pas: v}, lambda v: [v, [v]]))(
        porteur[pas]
    )


def _glisser_un_signe(porteur: Any, pas: Any, hasard: Random) -> None:
    texte = str(porteur[pas])
    place = hasard.randint(0, len(texte))
    porteur[pas] = texte[:place] + hasard.choice(SIGNES) + texte[place:]


def _ajouter_une_cle(porteur: Any, pas: Any, hasard: Random) -> None:
    if isinstance(porteur[pas], dict):
        porteur[pas][hasard.choice(CLES)] = valeur_quelconque(hasard)
    elif isinstance(porteur[pas], list):
        porteur[pas].append(valeur_quelconque(hasard))


GESTES = (
    _supprimer, _remplacer, _remplacer, _redoubler, _renommer, _emboiter, _glisser_un_signe,
    _ajouter_une_cle,
)  # fmt: skip


def abimer_l_arbre(arbre: Any, hasard: Random) -> str:
    """Abîme un arbre sur place, une à trois fois, et dit comment."""
    dits = []
    for _ in range(hasard.choice((1, 1, 1, 2, 3))):
        if not (ici := list(places(arbre))):
            break
        porteur, pas, chemin = hasard.choice(ici)
        if hasard.random() < 0.1:
            autre, ailleurs, la_bas = hasard.choice(ici)
            if la_bas[: len(chemin)] != chemin and chemin[: len(la_bas)] != la_bas:
                porteur[pas], autre[ailleurs] = autre[ailleurs], porteur[pas]
                dits.append(f"échange {chemin} et {la_bas}")
            continue
        geste = hasard.choice(GESTES)
        geste(porteur, pas, hasard)
        dits.append(f"{geste.__name__} {chemin}")
    return " ; ".join(dits)


def abimer_les_octets(octets: bytes, hasard: Random, signes: bytes = b"") -> bytes:
    """Des octets changés, ôtés, redoublés, déplacés ou coupés.

    Args:
        octets: ce que l'on abîme.
        hasard: d'où vient le hasard.
        signes: des octets qui ont un sens dans ce format, à glisser plus souvent que d'autres.
    """
    abimes = bytearray(octets)
    for _ in range(hasard.choice((1, 1, 2, 5, 20))):
        debut = hasard.randrange(len(abimes) + 1)
        fin = min(len(abimes), debut + hasard.choice((1, 1, 2, 8, 64)))
        geste = hasard.randrange(6)
        if geste == 0:
            del abimes[debut:fin]
        elif geste == 1:
            abimes[debut:debut] = abimes[debut:fin] * hasard.choice((1, 1, 50))
        elif geste == 2 and hasard.random() < 0.2:
            del abimes[debut:]
        elif geste == 3:
            place = hasard.randrange(len(abimes) + 1)
            abimes[place:place] = abimes[debut:fin]
        elif signes:
            abimes[debut:debut] = bytes([hasard.choice(signes)])
        else:
            abimes[debut:fin] = bytes(hasard.randrange(256) for _ in range(fin - debut))
    return bytes(abimes)
