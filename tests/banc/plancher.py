"""Le plancher : le temps d'écrire les mêmes octets, aux mêmes endroits, et rien d'autre.

Se lance dans un processus à part : `python -m tests.banc.plancher SITE COPIE`.
"""

import json
import sys
import time
from pathlib import Path


def ecrire_les_memes_octets(site: Path, copie: Path) -> dict[str, float]:
    """Recopie un site, lu d'avance ; rend les secondes de l'écriture seule."""
    contenus = {f.relative_to(site): f.read_bytes() for f in site.rglob("*") if f.is_file()}
    cpu, mural = time.process_time(), time.perf_counter()
    for chemin, contenu in contenus.items():
        fichier = copie / chemin
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_bytes(contenu)
    return {"cpu": time.process_time() - cpu, "mural": time.perf_counter() - mural}


if __name__ == "__main__":
    print(json.dumps(ecrire_les_memes_octets(Path(sys.argv[1]), Path(sys.argv[2]))))
