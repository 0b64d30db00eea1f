"""Deux cents lecteurs à la fois : `python -m tests.charge SITE` dit ce que nginx en tient.

Le site est servi par la recette nginx telle quelle, sur cette machine, à `wrk` (paquet Debian), qui
demande les pages l'une après l'autre, compressées. Les deux se partagent les mêmes cœurs : ailleurs
que sur un poste, le serveur ferait mieux.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from .depart.test_serveurs import programme, servi_par_nginx

LECTEURS = 200
SECONDES = 20
LUA = """
local pages = PAGES
local rang = 0
request = function()
  rang = rang % #pages + 1
  return wrk.format("GET", pages[rang], {["Accept-Encoding"] = "gzip"})
end
done = function(resume, attente)
  local e = resume.errors
  print(string.format(
    '{"demandes": %d, "microsecondes": %d, "mediane": %d, "p99": %d, "refus": %d, "coupures": %d, '
    .. '"retards": %d}',
    resume.requests, resume.duration, attente:percentile(50), attente:percentile(99),
    e.status, e.connect + e.read + e.write, e.timeout))
end
"""


def mesurer(site: Path) -> str:
    """Deux lignes : pages par seconde et attentes, puis ce qui n'a pas répondu comme il faut."""
    pages = sorted(p.relative_to(site).parent.as_posix() for p in site.rglob("index.html"))
    adresses = ", ".join(json.dumps("/" if p == "." else f"/{p}/") for p in pages)
    with tempfile.TemporaryDirectory() as dossier:
        bac = Path(dossier)
        bac.chmod(0o755)
        (bac / "pages.lua").write_text(LUA.replace("PAGES", f"{{{adresses}}}"), encoding="utf-8")
        reglages = ("-t", "2", "-c", str(LECTEURS), "-d", f"{SECONDES}s")
        with servi_par_nginx(site.resolve(), bac) as adresse:
            rendu = subprocess.run(
                [programme("wrk"), *reglages, "-s", str(bac / "pages.lua"), adresse],
                capture_output=True,
                text=True,
                check=True,
            )
    dit = json.loads(next(ligne for ligne in rendu.stdout.splitlines() if ligne.startswith("{")))
    par_seconde = dit["demandes"] * 1e6 / dit["microsecondes"]
    return (
        f"{len(pages)} pages, {LECTEURS} lecteurs, {SECONDES} s : {dit['demandes']} réponses, "
        f"{par_seconde:.0f} par seconde ; médiane {dit['mediane'] / 1e3:.0f} ms, "
        f"99 % en moins de {dit['p99'] / 1e3:.0f} ms\n"
        f"réponses refusées : {dit['refus']} ; connexions coupées : {dit['coupures']} ; "
        f"réponses de plus de deux secondes : {dit['retards']}"
    )


if __name__ == "__main__":
    print(mesurer(Path(sys.argv[1])))
