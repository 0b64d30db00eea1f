"""Ce qui n'a pas changé ne se refait pas ; l'épreuve par lots dit tout ce que dit l'entière."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from projet_social.federation import assemblage, epreuve, lectures
from projet_social.federation.assemblage import ResultatDAssemblage, assembler_les_sources
from projet_social.federation.lectures import Demande
from projet_social.federation.memoire import MemoireDAssemblage
from projet_social.federation.recuperation import Recu
from projet_social.federation.sources import lire_les_sources

from .serveurs import en_octets, publication

pytestmark = pytest.mark.lent

JOUR = datetime(2026, 11, 22, tzinfo=UTC)


class Chaine:
    """Des assemblages à la suite, et le compte de ce que chacun a dû refaire."""

    def __init__(self, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.dossier = dossier
        self.sites = {nom: publication(nom, nom.capitalize()) for nom in ("val", "mont", "bois")}
        self.refaits: list[str] = []
        for module, nom in (
            (lectures, "du_json"),
            (assemblage, "fusionner"),
            (epreuve, "examiner"),
        ):
            self._compter(monkeypatch, module, nom)

    def _compter(self, monkeypatch: pytest.MonkeyPatch, module: Any, nom: str) -> None:
        vrai = getattr(module, nom)

        def compter(*arguments: Any) -> Any:
            self.refaits.append(nom)
            return vrai(*arguments)

        monkeypatch.setattr(module, nom, compter)

    def assembler(self, programme: str = "p", **sources: Any) -> list[str]:
        """Assemble, écrit, et rend ce qui a été refait."""
        self.refaits.clear()
        decrites = [{"nom": n, "adresse": f"https://{n}.exemple.fr/"} | sources for n in self.sites]
        fichier = self.dossier / "sources.yml"
        fichier.write_text(yaml.safe_dump({"sources": decrites}), encoding="utf-8")

        def recuperer(adresse: str, _etag: str) -> Recu:
            return Recu(en_octets(self.sites[adresse.split("//")[1].split(".")[0]]), "")

        memoire = MemoireDAssemblage(self.dossier / "memoire", programme)
        lues = lire_les_sources(fichier)
        demande = Demande(lues, self.dossier / "data", JOUR, recuperer, memoire=memoire)
        fait: ResultatDAssemblage = assembler_les_sources(demande)
        assert fait.tout is not None, fait.bilan.anomalies
        fait.tout.appliquer()
        memoire.enregistrer(lues.contenu.sources)
        return self.refaits.copy()

    def photo(self) -> dict[str, bytes]:
        """Les données écrites."""
        racine = self.dossier / "data"
        return {f.relative_to(racine).as_posix(): f.read_bytes() for f in racine.rglob("*.yml")}


@pytest.fixture
def chaine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chaine:
    """Trois sites, jamais assemblés."""
    return Chaine(tmp_path, monkeypatch)


def test_la_seconde_fois_ne_coute_rien(chaine: Chaine) -> None:
    """Ni examen, ni écriture, ni épreuve ; et les mêmes octets."""
    premiere = chaine.assembler()
    avant = chaine.photo()

    assert premiere.count("du_json") == 3
    assert chaine.assembler() == []
    assert chaine.photo() == avant


def test_une_source_changee_ne_fait_refaire_qu_elle(chaine: Chaine) -> None:
    """Un examen, un fichier, une épreuve de l'ensemble."""
    chaine.assembler()
    chaine.sites["val"]["donnees"]["territoires"]["val"]["projet"]["titre"] = "Neuf"

    assert sorted(chaine.assembler()) == ["du_json", "examiner", "fusionner"]
    assert b"Neuf" in chaine.photo()["territoires/val/projet.yml"]


def test_une_memoire_abimee_ou_d_un_autre_programme_ne_sert_pas(chaine: Chaine) -> None:
    """Tout se refait, et donne la même chose."""
    chaine.assembler()
    avant = chaine.photo()

    assert chaine.assembler(programme="q").count("du_json") == 3
    for fichier in (chaine.dossier / "memoire").iterdir():
        fichier.write_text('{"cle": [')
    assert chaine.assembler(programme="q").count("du_json") == 3
    assert chaine.photo() == avant


def test_un_fichier_efface_se_refait(chaine: Chaine) -> None:
    """La mémoire ne dit pas qu'il est là : elle dit ce qu'il était."""
    chaine.assembler()
    avant = chaine.photo()
    (chaine.dossier / "data/territoires/val/projet.yml").unlink()

    assert chaine.assembler() == ["fusionner"]
    assert chaine.photo() == avant


def test_une_source_otee_quitte_la_memoire(chaine: Chaine) -> None:
    """Rien ne reste d'elle."""
    chaine.assembler()
    del chaine.sites["val"]
    chaine.assembler()

    gardes = {f.stem for f in (chaine.dossier / "memoire").iterdir()}
    assert gardes == {"_ensemble", "mont", "bois"}


COMMUN = "titre: Commun\nterritoires: [a, b]\naxes: [Axe commun]\n"
FAUTES = {
    "partage": {"territoires/c/actions/x.yml": "titre: X\npartage_avec: [inconnu]\n"},
    "plan commun": {"territoires/a/projet-commun.yml": COMMUN.replace("b]", "zz]")},
    "document": {"territoires/c/projet.yml": "titre: P\nsource: {document: rien}\naxes: [U]\n"},
    "alias": {
        f"territoires/{slug}/territoire.yml": f"nom: {slug}\nnom_court: {slug}\ntype: commune\n"
        "alias: [vieux]\n"
        for slug in "de"
    },
    "dossier": {"dossiers/d.yml": "titre: D\nterritoires: [a, inconnu]\n"},
    "accompagnement": {
        "accompagnements.yml": "groupes:\n  - titre: G\n    accompagnements:\n"
        "      - {nom: N, territoire: inconnu}\n"
    },
    "theme": {"territoires/e/projet.yml": "titre: P\naxes: [{titre: U, themes: [rien]}]\n"},
    "suite": {"territoires/b/projet-s.yml": "titre: S\nsuccede_a: commun\naxes: [Suite]\n"},
    "suite fausse": {"territoires/b/projet-s.yml": "titre: S\nsuccede_a: rien\naxes: [Suite]\n"},
    "liste": {"referentiels/glossaire.yml": "termes: [{sigle: S, definition: D}, {sigle: S}]\n"},
    "invente": {"territoires/e/projet.yml": "titre: P\nexemple: oui\naxes: [U]\n"},
}


@pytest.mark.parametrize("nom", FAUTES)
def test_l_epreuve_par_lots_dit_ce_que_dit_l_epreuve_entiere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nom: str
) -> None:
    """Un renvoi d'un territoire à l'autre, une liste commune, un dossier : rien n'échappe."""
    textes = {"format.yml": "version: 2\n", "territoires/a/projet-commun.yml": COMMUN}
    for slug in "abcde":
        fiche = f"nom: {slug}\nnom_court: {slug}\ntype: commune\n"
        textes[f"territoires/{slug}/territoire.yml"] = fiche
        textes[f"territoires/{slug}/projet.yml"] = "titre: P\naxes: [Axe propre]\n"
    fichiers = {chemin: texte.encode() for chemin, texte in (textes | FAUTES[nom]).items()}
    resultats = []
    for taille in (100, 1):
        monkeypatch.setattr(epreuve, "TERRITOIRES_PAR_LOT", taille)
        memoire = MemoireDAssemblage()
        resultats.append(epreuve.eprouver_l_ensemble(tmp_path, (), fichiers, {}, memoire))
    assert len(list(epreuve.en_lots(fichiers))) > 3
    assert resultats[0] == resultats[1]
    assert bool(resultats[0]) is (nom != "suite"), "une faute se dit, une suite juste passe"
