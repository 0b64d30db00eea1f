"""Les réglages d'un site : ce qui est compris, ce qui est refusé, et dans quels mots."""

import pytest

from projet_social.adaptateurs.reglages import (
    NECESSAIRES,
    OTABLES,
    VARIABLE_DE_LA_FEDERATION,
    VARIABLE_DU_TERRITOIRE,
    ReglageRefuse,
    adresse_de_site,
    faute_de_logo,
    federation_voulue,
    regler,
)
from projet_social.chargement import charger
from projet_social.corpus.corpus import Corpus
from projet_social.pages.adressage import rubriques
from projet_social.pages.page import inventaire

from ..conftest import CorpusDe
from ..fabrique import CORPUS


@pytest.fixture(autouse=True)
def _sans_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ce que dit la machine qui teste ne compte pas."""
    for variable in (VARIABLE_DU_TERRITOIRE, VARIABLE_DE_LA_FEDERATION):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Le corpus inventé : deux territoires."""
    return charger(CORPUS)


@pytest.mark.parametrize(
    ("option", "variable", "choisi"),
    [
        ("", "", ""),
        ("tous", "", ""),
        ("val-imaginaire", "", "val-imaginaire"),
        ("val-imaginaire", "pays-fictif", "pays-fictif"),
        ("val-imaginaire", "tous", ""),
        ("", " pays-fictif ", "pays-fictif"),
    ],
)
def test_le_territoire_choisi(
    corpus: Corpus, option: str, variable: str, choisi: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """La variable d'environnement l'emporte sur l'option ; vide, elle ne dit rien."""
    monkeypatch.setenv(VARIABLE_DU_TERRITOIRE, variable)
    assert regler(corpus, option).adressage.territoire == choisi


def test_auto_designe_le_seul_territoire(corpus_de: CorpusDe) -> None:
    """Le site d'une intercommunalité n'a pas à répéter son identifiant."""
    rapport = corpus_de({"territoires/val/projet.yml": "titre: P\naxes: [Un axe]\n"})
    assert regler(rapport.corpus, "auto").adressage.territoire == "val"


@pytest.mark.parametrize(
    ("territoire", "pages", "attendus"),
    [
        ("auto", None, ["demande un seul territoire", "en comptent 2", "pays-fictif"]),
        ("val", None, ["« val » inconnu", "écrire plutôt « val-imaginaire »"]),
        ("val-imaginair", None, ["écrire plutôt « val-imaginaire »"]),
        ("zzz", None, ["connus : pays-fictif, val-imaginaire"]),
        ("", {"glosaire": False}, ["page « glosaire » inconnue", "écrire plutôt « glossaire »"]),
        ("", {"zzz": False}, ["page « zzz » inconnue", "connues : acteurs"]),
        ("", {"mentions-legales": False}, ["ne s'ôte pas, la loi la demande"]),
        ("", {"accessibilite/rgaa": False}, ["ne s'ôte pas, la loi la demande"]),
        ("", {"plan-du-site": "non"}, ["ne s'ôte pas, l'accessibilité le demande"]),
        ("", {"axes": "non"}, ["ne s'ôte pas, le projet s'y lit"]),
        ("", {"glossaire": "peut-être"}, ["« glossaire: peut-être »", "oui ou non"]),
        ("", ["glossaire"], ["un nom par ligne", "glossaire: non"]),
        ("zzz", {"zzz": "non"}, ["territoire « zzz »", "page « zzz »"]),
    ],
)
def test_un_reglage_qui_ne_veut_rien_dire(
    corpus: Corpus, territoire: str, pages: object, attendus: list[str]
) -> None:
    """Le message dit lequel et quoi écrire ; toutes les fautes à la fois."""
    with pytest.raises(ReglageRefuse) as refus:
        regler(corpus, territoire, pages)
    for attendu in attendus:
        assert attendu in str(refus.value)


def test_oui_et_non_se_disent_de_plusieurs_facons(corpus: Corpus) -> None:
    """YAML lit « non » comme un texte et « false » comme un booléen : les deux ôtent."""
    pages = {"glossaire": "non", "acteurs": False, "themes": "Oui", "publics/": "NON"}
    assert regler(corpus, "", pages).adressage.otees == {"glossaire", "acteurs", "publics"}


def test_chaque_rubrique_du_site_peut_s_oter_ou_dit_pourquoi_non(corpus: Corpus) -> None:
    """Aucune page nouvelle n'échappe à l'option ; l'accueil excepté."""
    premieres = {noms[0] for page in inventaire(corpus) if (noms := rubriques(page.adresse))}
    for nom in premieres - NECESSAIRES.keys():
        assert regler(corpus, "", {nom: False}).adressage.otees == {nom}
    assert set(OTABLES) <= premieres


def test_le_site_d_ensemble_ne_mene_pas_a_lui_meme(corpus: Corpus) -> None:
    """La même configuration sert aux deux : l'adresse n'y vaut que pour un territoire."""
    adresse = "https://ensemble.exemple.fr"
    assert regler(corpus, "", federation=adresse).federation == ""
    assert regler(corpus, "pays-fictif", federation=adresse).federation == f"{adresse}/"


@pytest.mark.parametrize(
    ("ecrite", "lue"),
    [
        ("", ""),
        ("https://ensemble.exemple.fr", "https://ensemble.exemple.fr/"),
        ("https://ensemble.exemple.fr/projets//", "https://ensemble.exemple.fr/projets/"),
    ],
)
def test_l_adresse_d_un_site_finit_par_une_barre(ecrite: str, lue: str) -> None:
    """Ce qui suit s'y colle sans y penser."""
    assert adresse_de_site(ecrite, "federation") == lue


@pytest.mark.parametrize(
    "fausse", ["ensemble.fr", "//ensemble.fr", "ftp://x.fr", "https://x.fr/?a"]
)
def test_une_adresse_de_site_fausse_se_refuse(fausse: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Le message cite ce qui est écrit, que cela vienne de l'option ou de l'environnement."""
    monkeypatch.setenv(VARIABLE_DE_LA_FEDERATION, fausse)
    with pytest.raises(ReglageRefuse, match=r"^federation : « "):
        federation_voulue("https://bonne.fr/")


@pytest.mark.parametrize(
    ("logo", "attendu"),
    [
        ("", ""),
        ("logo.svg", ""),
        ("logo.sgv", "n'est pas une image"),
        ("log.svg", "aucun fichier « log.svg » dans docs/ ; écrire plutôt « logo.svg »"),
        ("autre/marque.png", "l'y placer, ou retirer « logo »"),
    ],
)
def test_le_logo_doit_etre_la(logo: str, attendu: str) -> None:
    """Un fichier absent donne le plus proche, ou quoi faire."""
    fautes = faute_de_logo(logo, ["logo.svg"], "docs")
    assert len(fautes) == bool(attendu)
    assert attendu in "".join(fautes)
