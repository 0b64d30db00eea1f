"""Les octets que demande une première recherche, comptés par un vrai navigateur.

C'est ce que le serveur envoie, compressé, de la demande aux réponses ; la page de recherche
elle-même, déjà ouverte, n'y est pas.
"""

from __future__ import annotations

from pathlib import Path

DEMANDE = "transport solidaire"
RECHERCHE = "recherche/"
ATTENTE = 30_000
"""Millisecondes avant de renoncer."""
REPONDU = "() => document.getElementById('recherche-etat').textContent.includes('résultat')"


def peser_la_premiere_recherche(site: Path) -> int | None:
    """Les octets d'une première recherche ; None s'il n'y a pas de navigateur."""
    try:
        from ..navigateur.harnais import chemin_de_chromium, chromium, ouvrir
        from ..navigateur.serveur import servir
    except ImportError:  # le navigateur est un outil de test : le banc se passe de lui
        return None
    chemin = chemin_de_chromium()
    if not chemin:
        return None
    with servir(site) as serveur, chromium(chemin) as navigateur:
        onglet = ouvrir(navigateur).new_page()
        onglet.goto(f"{serveur.adresse}{RECHERCHE}", wait_until="networkidle")
        deja = len(serveur.envois)
        onglet.fill("form[data-recherche] [name=q]", DEMANDE)
        onglet.press("form[data-recherche] [name=q]", "Enter")
        onglet.wait_for_function(REPONDU, timeout=ATTENTE)
        onglet.wait_for_load_state("networkidle")
        return sum(envoi.octets for envoi in serveur.envois[deja:])
