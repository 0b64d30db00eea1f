"""Un texte hostile n'est que du texte, partout où une page l'imprime.

Le modèle refuse déjà les balises dans les titres ; ici ce refus est levé, pour que l'échappement
tienne seul.
"""

from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from projet_social.chargement import charger
from projet_social.corps import Corps
from projet_social.macros.registre import charger_toutes
from projet_social.modele import texte
from projet_social.pages.publication import Publication
from projet_social.tete.donnees_liees import donnees_liees

from ..actif import Actif
from ..conftest import corps_de
from ..fabrique import CORPUS
from ..visiteur import rien
from .arguments import obligatoires

HOSTILE = '"\'><piege onload="1">{{ 7919*7907 }}</piege> <script>piege()</script> & &lt;piege&gt;'
LIBRES = {
    "titre", "resume", "nom", "nom_court", "phrase", "fait", "constat", "description", "pilotes",
    "porteur", "partenaires", "acteurs", "notes", "definition", "developpe", "libelle", "motif",
    "contexte", "commentaires", "unite", "instance", "elu_referent", "financeurs", "objectifs",
    "resultats_attendus", "moyens", "service", "adresse", "precision", "perimetre", "commune",
    "editeur", "citation", "section", "ville_principale", "resultats", "difficultes", "suite",
    "doute", "portage", "signataires", "introduction", "singulier", "pluriel", "recurrence",
}  # fmt: skip
"""Champs où une personne écrit ce qu'elle veut."""


def empoisonner(valeur: object, cle: str = "") -> object:
    """Ajoute le texte hostile à chaque texte libre d'un fichier de données."""
    if isinstance(valeur, dict):
        return {nom: empoisonner(contenu, nom) for nom, contenu in valeur.items()}
    if isinstance(valeur, list):
        return [empoisonner(element, cle) for element in valeur]
    return f"{valeur} {HOSTILE}" if cle in LIBRES else valeur


@pytest.fixture
def empoisonne(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corps:
    """Le corpus inventé, hostile dans tous ses textes libres."""
    monkeypatch.setattr(texte, "sans_balise_ni_gabarit", lambda ecrit: ecrit)
    for fichier in CORPUS.rglob("*"):
        cible = tmp_path / fichier.relative_to(CORPUS)
        if fichier.is_dir():
            cible.mkdir(exist_ok=True)
        elif fichier.suffix == ".yml":
            valeurs = yaml.load(fichier.read_text(encoding="utf-8"), yaml.BaseLoader)
            ecrit = yaml.safe_dump(empoisonner(valeurs), allow_unicode=True)
            cible.write_text(ecrit, encoding="utf-8")
        else:
            cible.write_bytes(fichier.read_bytes())
    return corps_de(Publication(charger(tmp_path), recherche=False))


def verifier_inerte(nom: str, html: str) -> Actif:
    """Aucune balise, aucun attribut, aucun calcul ne vient des données."""
    lue = Actif(html)
    rien(f"{nom} : {piege[:120]}" for piege in lue.pieges)
    return lue


@pytest.mark.lent
def test_un_texte_hostile_reste_du_texte_sur_chaque_page(empoisonne: Corps) -> None:
    """Ni balise, ni attribut, ni script, ni calcul ne naît des données."""
    lues = [
        verifier_inerte(page.adresse, empoisonne.de(page)) for page in empoisonne.publication.pages
    ]

    montres = sum("piege" in lue.textes for lue in lues)
    assert montres > len(lues) / 2, "le texte hostile n'arrive pas sur les pages"


@pytest.mark.lent
def test_un_texte_hostile_reste_du_texte_dans_chaque_macro(empoisonne: Corps) -> None:
    """De même pour les blocs que seule une page écrite à la main appelle."""
    vue = empoisonne.vue("")
    for macro in charger_toutes().values():
        verifier_inerte(macro.nom, macro.appeler(vue, **obligatoires(macro)))


def test_un_texte_hostile_reste_du_texte_dans_ce_que_l_on_emporte(empoisonne: Corps) -> None:
    """De même pour les extraits, les flux et les données liées de chaque page."""
    exports = {export.adresse: export for export in empoisonne.annexes.exports}
    extraits = [adresse for adresse in exports if adresse.startswith("integration/")]
    flux = [adresse for adresse in exports if adresse.endswith("flux.xml")]
    assert extraits
    assert flux
    for adresse in extraits:
        verifier_inerte(adresse, exports[adresse].contenu().decode())
    for adresse in flux:
        assert "piege" not in {
            element.tag.rpartition("}")[2]
            for element in ElementTree.fromstring(exports[adresse].contenu()).iter()
        }
    for page in empoisonne.publication.pages:
        assert "<" not in donnees_liees(page, empoisonne.publication)
