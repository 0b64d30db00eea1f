"""Assembler : qui publie quoi, ce qui se réunit, ce qui se refuse, ce qui se garde."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from projet_social.chargement import charger, examiner
from projet_social.depart.gabarits import remplir
from projet_social.federation.assemblage import ResultatDAssemblage, assembler_les_sources
from projet_social.federation.bilan import SortDeSource
from projet_social.federation.echec import EchecDeSource
from projet_social.federation.lectures import Demande
from projet_social.federation.recuperation import Recu
from projet_social.federation.sources import lire_les_sources
from projet_social.lecture.anomalie import CorpusInvalide
from projet_social.lecture.yaml_marque import lire_le_yaml
from projet_social.modele.socle import Objet

from .serveurs import en_octets, publication

pytestmark = pytest.mark.lent

JOUR = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
SOURCES = """\
sources:
  - {nom: val, adresse: "https://val.exemple.fr/"}
  - {nom: mont, adresse: "https://mont.exemple.fr/"}
"""


class Atelier:
    """Un dossier où l'on assemble, et les sites inventés qu'il va chercher."""

    def __init__(self, dossier: Path) -> None:
        self.dossier = dossier
        self.sites: dict[str, Any] = {
            "val": publication("val", "Val-Imaginaire"),
            "mont": publication("mont", "Mont-Imaginaire"),
        }
        self.demandes: list[tuple[str, str]] = []

    @property
    def sortie(self) -> Path:
        """Le dossier de données."""
        return self.dossier / "data"

    def ecrire(self, fichiers: Mapping[str, str]) -> None:
        """Écrit des fichiers de l'atelier."""
        for nom, texte in fichiers.items():
            (self.dossier / nom).parent.mkdir(parents=True, exist_ok=True)
            (self.dossier / nom).write_text(texte, encoding="utf-8")

    def recuperer(self, adresse: str, etag: str) -> Recu:
        """Le site de cette adresse, ou la panne que l'on y a mise."""
        self.demandes.append((adresse, etag))
        site = self.sites[adresse.split("//")[1].split(".")[0]]
        if isinstance(site, Exception):
            raise site
        octets = site if isinstance(site, bytes) else en_octets(site)
        marque = f'"{hash(octets):x}"'
        return Recu(None, marque) if etag == marque else Recu(octets, marque)

    def preparer(
        self, sources: str = SOURCES, jours: int = 0, **options: bool
    ) -> ResultatDAssemblage:
        """Prépare l'assemblage, sans rien écrire."""
        self.ecrire({"sources.yml": sources})
        lues = lire_les_sources(self.dossier / "sources.yml")
        moment = JOUR + timedelta(days=jours)
        return assembler_les_sources(Demande(lues, self.sortie, moment, self.recuperer, **options))

    def assembler(
        self, sources: str = SOURCES, jours: int = 0, **options: bool
    ) -> ResultatDAssemblage:
        """Assemble et écrit."""
        fait = self.preparer(sources, jours, **options)
        assert fait.tout is not None, (fait.refus, fait.bilan.en_texte(), fait.bilan.anomalies)
        fait.tout.appliquer()
        return fait

    def photo(self) -> dict[str, bytes]:
        """Tous les fichiers de l'atelier."""
        fichiers = sorted(f for f in self.dossier.rglob("*") if f.is_file())
        return {f.relative_to(self.dossier).as_posix(): f.read_bytes() for f in fichiers}

    def donnees(self) -> dict[str, bytes]:
        """Tous les fichiers de données."""
        return {nom: octets for nom, octets in self.photo().items() if nom.startswith("data/")}


@pytest.fixture
def atelier(tmp_path: Path) -> Atelier:
    """Un atelier et deux sites."""
    return Atelier(tmp_path / "atelier")


def test_deux_sites_font_un_dossier_de_donnees_complet(atelier: Atelier) -> None:
    """Publiable tel quel ; chaque page de territoire mène à son site."""
    fait = atelier.assembler()
    corpus = charger(atelier.sortie)

    assert list(corpus.territoires) == ["mont", "val"]
    assert [s.sort for s in fait.bilan.sources] == [SortDeSource.LUE, SortDeSource.LUE]
    assert [str(t.donnees.site) for t in corpus.territoires.values()] == [
        "https://mont.exemple.fr/",
        "https://val.exemple.fr/",
    ]
    assert len(corpus.themes) > 10, "les thèmes communs viennent du programme"
    assert [str(ligne.titre) for ligne in corpus.lignes] == ["Se soigner près de chez soi"] * 2
    premiere = (atelier.sortie / "territoires/val/projet.yml").read_text().splitlines()[0]
    assert (
        premiere
        == "# Écrit par « projet-social assembler », d'après « val » : il se corrige là-bas."
    )


def test_la_seconde_fois_rien_ne_change(atelier: Atelier) -> None:
    """Ni un octet des données ; la demande est conditionnelle."""
    atelier.assembler()
    avant = atelier.donnees()
    fait = atelier.assembler(jours=1)

    assert atelier.donnees() == avant
    assert not fait.donnees
    assert [s.sort for s in fait.bilan.sources] == [SortDeSource.INCHANGEE, SortDeSource.INCHANGEE]
    assert [bool(etag) for _, etag in atelier.demandes] == [False, False, True, True]


def test_seuls_les_fichiers_qui_changent_sont_ecrits(atelier: Atelier) -> None:
    """Et dans un fichier, les seules lignes qui changent."""
    atelier.assembler()
    atelier.sites["val"]["donnees"]["territoires"]["val"]["projet"]["titre"] = "Projet neuf"
    fait = atelier.assembler()

    assert fait.donnees is not None
    (change,) = fait.donnees.changements
    assert change.chemin == "territoires/val/projet.yml"
    assert change.en_mots() == ["titre : Projet inventé de Val-Imaginaire → Projet neuf"]


PANNES = {
    "éteint": EchecDeSource("le site est éteint", "réessayer"),
    "page": b"<!doctype html><title>Mot de passe</title>",
    "coupé": en_octets(publication("val", "Val"))[:-40],
    "profond": b'{"format":2,"donnees":' + b'{"a":' * 60_000,
    "doublons": b'{"format": 2, "donnees": {}, "donnees": {}}',
    "latin": '{"format": 2, "donnees": {"é": 1}}'.encode("latin-1"),
    "vide": b"",
    "sans territoire": en_octets({"format": 2, "donnees": {}}),
    "remonte": en_octets(
        {"format": 2, "donnees": {"territoires": {"../../x": {"territoire": {"nom": "N"}}}}}
    ),
    "absolu": en_octets({"format": 2, "donnees": {"/etc/passwd": {"a": "b"}}}),
    "refusé": en_octets(
        publication("val", "Val", donnees={"territoires": {"val": {"territoire": {"nom": "N"}}}})
    ),
    "balise": en_octets(publication("val", "<script>alert(1)</script>")),
    "récent": en_octets(publication("val", "Val", format=99)),
    "format": en_octets(publication("val", "Val", format=True)),
}


@pytest.mark.parametrize("panne", PANNES.values(), ids=PANNES)
def test_une_source_abimee_laisse_sa_derniere_bonne_copie(atelier: Atelier, panne: object) -> None:
    """Les données ne bougent pas, la panne est dite, et la copie est encore là après."""
    atelier.assembler()
    avant = atelier.donnees()
    copie = (atelier.dossier / "sources.copies/val.json").read_bytes()
    atelier.sites["val"] = panne
    fait = atelier.assembler(jours=2)
    val, mont = fait.bilan.sources

    assert atelier.donnees() == avant
    assert (atelier.dossier / "sources.copies/val.json").read_bytes() == copie
    assert (val.sort, mont.sort) == (SortDeSource.COPIE, SortDeSource.INCHANGEE)
    assert val.constat
    assert val.conseil
    assert "val : copie du 22 novembre 2026, 1 territoire" in fait.bilan.en_texte()
    assert sorted(p.name for p in atelier.dossier.parent.iterdir()) == [atelier.dossier.name]


@pytest.mark.parametrize("panne", PANNES.values(), ids=PANNES)
def test_une_source_jamais_lue_empeche_d_ecrire(atelier: Atelier, panne: object) -> None:
    """Sauf si l'on permet de s'en passer."""
    atelier.sites["val"] = panne
    fait = atelier.preparer()

    assert fait.tout is None
    assert "jamais pu lire « val »" in fait.refus
    assert list(atelier.photo()) == ["sources.yml"]
    atelier.assembler(permettre_absents=True)
    assert list(charger(atelier.sortie).territoires) == ["mont"]


def test_un_format_plus_recent_dit_quoi_faire(atelier: Atelier) -> None:
    """C'est ici qu'il faut mettre à jour, pas là-bas."""
    atelier.sites["val"]["format"] = 99
    texte = atelier.preparer().bilan.en_texte()

    assert "format 99" in texte
    assert "mettre à jour projet-social ici" in texte


def test_un_format_plus_ancien_est_migre(atelier: Atelier) -> None:
    """Le site d'avant entre dans l'ensemble, et on le lui dit."""
    ancien = atelier.sites["val"]
    ancien["format"] = 1
    ancien["donnees"]["territoires"]["val"]["territoire"] |= {
        "ville_principale": "Bourg-Imaginaire",
        "siege": "oui",
    }
    fait = atelier.assembler()
    donnees = charger(atelier.sortie).territoire("val").donnees

    assert (donnees.siege, donnees.ville_principale) == ("Bourg-Imaginaire", None)
    assert "données au format 1, lues comme au format 2" in fait.bilan.sources[0].remarques[0]


def test_ce_qui_est_ancien_est_dit(atelier: Atelier) -> None:
    """Une copie que rien ne rafraîchit, des données que personne ne met à jour."""
    atelier.assembler()
    atelier.sites["val"] = EchecDeSource("le site est éteint", "réessayer")
    a_temps = atelier.preparer(jours=20).bilan.sources
    tard = atelier.preparer(jours=500).bilan.sources

    assert [source.remarques for source in a_temps] == [[], []]
    assert "copie ancienne : 500 jours" in tard[0].remarques[0]
    assert "mises à jour le 1er novembre 2026, il y a 521 jours" in tard[1].remarques[0]


def test_des_donnees_qui_reculent_se_disent(atelier: Atelier) -> None:
    """Un site remis d'une vieille sauvegarde."""
    atelier.assembler()
    atelier.sites["val"]["maj"] = "2026-01-01"
    (dite,) = atelier.preparer().bilan.sources[0].remarques

    assert dite == "ses données ont reculé : elles étaient du 1er novembre 2026"


def test_une_copie_changee_n_est_pas_crue(atelier: Atelier) -> None:
    """Son empreinte ne correspond plus : on ne publie pas ce que personne n'a lu."""
    atelier.assembler()
    atelier.ecrire({"sources.copies/val.json": "{}"})
    atelier.sites["val"] = EchecDeSource("le site est éteint", "réessayer")
    fait = atelier.preparer()

    assert fait.bilan.sources[0].sort is SortDeSource.ABSENTE
    assert "sa copie a disparu" in fait.bilan.sources[0].remarques[0]


def test_une_copie_perdue_se_refait(atelier: Atelier) -> None:
    """Sans elle, on redemande le fichier entier."""
    atelier.assembler()
    (atelier.dossier / "sources.copies/val.json").unlink()
    atelier.assembler()

    assert ("https://val.exemple.fr/projet.json", "") in atelier.demandes[-2:]
    assert (atelier.dossier / "sources.copies/val.json").is_file()


def test_l_etiquette_d_une_autre_adresse_ne_sert_pas(atelier: Atelier) -> None:
    """Un site qui déménage est relu en entier."""
    atelier.assembler()
    atelier.assembler(SOURCES.replace("https://val.exemple.fr/", "https://val.neuf.fr/"))

    assert ("https://val.neuf.fr/projet.json", "") in atelier.demandes[-2:]


@pytest.mark.parametrize(
    "texte",
    [
        "{}",
        "[]",
        "{",
        '{"version": 2, "sources": {}, "fichiers": {}}',
        '{"version": 1, "sources": {}, "fichiers": {"../../etc/passwd": "x"}}',
        '{"version": 1, "sources": {}, "fichiers": {"notes.txt": "x"}}',
        '{"version": 1, "sources": {"../x": {"origine": "", "lue": "2026-01-01T00:00:00+00:00", '
        '"empreinte": "' + "0" * 64 + '"}}, "fichiers": {}}',
        '{"version": 1, "sources": {"x": {"origine": "", "lue": "2026-01-01T00:00:00+00:00", '
        '"empreinte": "' + "0" * 64 + '", "etag": "a\\nHost: x"}}, "fichiers": {}}',
    ],
)
def test_un_etat_abime_ou_trafique_est_refuse(atelier: Atelier, texte: str) -> None:
    """Il dirait d'effacer n'importe quoi, ou d'envoyer n'importe quoi."""
    atelier.ecrire({"sources.etat.json": texte})

    with pytest.raises(EchecDeSource, match="abîmé"):
        atelier.preparer()


def test_le_meme_territoire_deux_fois_se_refuse(atelier: Atelier) -> None:
    """Les deux noms sont dits, et comment trancher ; trancher suffit."""
    atelier.sites["mont"] = copy.deepcopy(atelier.sites["val"])
    atelier.sites["mont"]["donnees"]["territoires"]["val"]["projet"]["titre"] = "Autre titre"
    fait = atelier.preparer()

    assert fait.tout is None
    assert fait.bilan.conflits == [
        "« val » est publié par « val » et par « mont », différemment ; "
        "écrire « fait_foi: [val] » sous la source qui l'emporte"
    ]
    fait = atelier.assembler(
        SOURCES.replace('mont.exemple.fr/"', 'mont.exemple.fr/", fait_foi: val')
    )
    assert charger(atelier.sortie).plans[0].projet.titre == "Autre titre"
    assert fait.bilan.sources[0].remarques == [
        "ce qu'elle dit de « val » est écarté : « mont » l'emporte (projet.yml)",
        "aucun territoire ne lui est pris",
    ]


def test_le_meme_territoire_dit_pareil_n_est_pas_un_conflit(atelier: Atelier) -> None:
    """Deux adresses du même site."""
    atelier.sites["mont"] = atelier.sites["val"]
    fait = atelier.assembler()

    assert list(charger(atelier.sortie).territoires) == ["val"]
    assert fait.bilan.sources[1].remarques == ["aucun territoire ne lui est pris"]


def test_deux_territoires_du_meme_identifiant_se_renomment(atelier: Atelier) -> None:
    """Ce sont deux communes différentes : elles restent toutes les deux."""
    atelier.sites["mont"] = publication("val", "Val d'Ailleurs")
    fait = atelier.preparer()
    assert "désigne Communauté de communes Val-Imaginaire chez « val »" in fait.bilan.conflits[0]
    assert "renommer: {val: autre-nom}" in fait.bilan.conflits[0]

    atelier.assembler(
        SOURCES.replace('mont.exemple.fr/"', 'mont.exemple.fr/", renommer: {val: vda}')
    )
    corpus = charger(atelier.sortie)
    assert list(corpus.territoires) == ["vda", "val"]
    assert corpus.territoire("vda").donnees.site == "https://val.exemple.fr/"


@pytest.mark.parametrize(
    "adresse", ["javascript:alert(1)", "https://{{ 7 }}/", "https://<script>/", "//mont.fr/", "x"]
)
def test_une_adresse_douteuse_ne_devient_pas_un_lien(atelier: Atelier, adresse: str) -> None:
    """C'est la source qui la dit : elle ne peut ni piéger un lien, ni arrêter l'ensemble."""
    atelier.sites["mont"]["site"]["adresse"] = adresse
    atelier.assembler()

    assert charger(atelier.sortie).territoire("mont").donnees.site is None


def test_un_ancien_nom_ne_prend_pas_celui_d_un_autre(atelier: Atelier) -> None:
    """Juste chez lui, faux dans l'ensemble : il est ôté et dit, l'ensemble s'assemble."""
    atelier.sites["mont"]["donnees"]["territoires"]["mont"]["territoire"]["alias"] = ["val", "pic"]
    fait = atelier.assembler()

    assert charger(atelier.sortie).territoire("mont").donnees.alias == ("pic",)
    assert fait.bilan.sources[1].remarques == [
        "l'ancien identifiant « val » de « mont » est déjà pris : il est ôté"
    ]


def test_une_liste_demesuree_est_refusee(atelier: Atelier) -> None:
    """Elle se réunit à celles des autres, et les noierait."""
    termes = [{"sigle": f"S{n}", "definition": "D" * 290} for n in range(1200)]
    atelier.sites["mont"]["donnees"]["referentiels"]["glossaire"] = {"termes": termes}

    assert "referentiels/glossaire.yml fait plus de 300 ko" in (
        atelier.preparer().bilan.sources[1].constat
    )


def avec_un_plan_commun(atelier: Atelier) -> None:
    """Le Val et le Mont ont un plan commun, que le site de chacun publie."""
    val, mont = (atelier.sites[slug]["donnees"] for slug in ("val", "mont"))
    commun = {
        "titre": "Contrat commun",
        "territoires": ["val", "mont"],
        "source": {"document": "contrat"},
        "axes": [{"titre": "Se déplacer", "themes": ["mobilite"]}],
    }
    fiches = {nom: d["territoires"][nom]["territoire"] for nom, d in (("val", val), ("mont", mont))}
    for donnees in (val, mont):
        donnees["referentiels"]["themes"]["themes"].append(
            {"id": "mobilite", "famille": "vie", "nom": "Mobilité"}
        )
        donnees["referentiels"]["sources"]["sources"].append({"id": "contrat", "titre": "Contrat"})
        for nom, fiche in fiches.items():
            donnees["territoires"].setdefault(nom, {"territoire": fiche})
        donnees["territoires"]["val"]["projet-commun"] = commun


def test_un_plan_commun_n_entre_qu_une_fois(atelier: Atelier) -> None:
    """Publié par deux sites, il n'est pas un doublon ; chacun garde son propre site."""
    avec_un_plan_commun(atelier)
    atelier.assembler()
    corpus = charger(atelier.sortie)

    assert [plan.projet.titre for plan in corpus.plans] == [
        "Projet inventé de Mont-Imaginaire",
        "Projet inventé de Val-Imaginaire",
        "Contrat commun",
    ]
    assert len(corpus.territoire("mont").plans) == 2
    assert {s: str(t.donnees.site) for s, t in corpus.territoires.items()} == {
        "mont": "https://mont.exemple.fr/",
        "val": "https://val.exemple.fr/",
    }


def test_un_plan_commun_dit_autrement_ailleurs_est_celui_du_titulaire(atelier: Atelier) -> None:
    """L'autre copie est écartée, et cela se dit."""
    avec_un_plan_commun(atelier)
    mont = atelier.sites["mont"]["donnees"]["territoires"]["val"]
    mont["projet-commun"] = {**mont["projet-commun"], "titre": "Vieux titre"}
    fait = atelier.assembler()

    assert "Contrat commun" in [p.projet.titre for p in charger(atelier.sortie).plans]
    assert fait.bilan.sources[1].remarques == [
        "ce qu'elle dit de « val » est écarté : « val » l'emporte (projet-commun.yml)"
    ]


def test_on_ne_prend_que_les_territoires_demandes(atelier: Atelier) -> None:
    """Et ce qu'ils nomment : un plan commun et la présentation du voisin."""
    avec_un_plan_commun(atelier)
    atelier.assembler('sources: [{adresse: "https://mont.exemple.fr/", territoires: mont}]\n')
    corpus = charger(atelier.sortie)

    assert len(corpus.territoire("mont").plans) == 2
    assert [p.id for p in corpus.territoire("val").plans] == ["commun"]
    assert corpus.territoire("val").donnees.site is None


def test_d_un_site_de_plusieurs_territoires_on_n_en_prend_qu_un(atelier: Atelier) -> None:
    """Les autres n'entrent pas ; le lien mène à la page du territoire, sur ce site."""
    territoires = atelier.sites["mont"]["donnees"]["territoires"]
    territoires["val"] = atelier.sites["val"]["donnees"]["territoires"]["val"]
    atelier.assembler('sources: [{adresse: "https://mont.exemple.fr/", territoires: mont}]\n')
    corpus = charger(atelier.sortie)

    assert list(corpus.territoires) == ["mont"]
    assert corpus.territoire("mont").donnees.site == "https://mont.exemple.fr/territoires/mont/"


def test_un_territoire_demande_que_la_source_n_a_pas_se_dit(atelier: Atelier) -> None:
    """Avec le plus proche."""
    fait = atelier.preparer('sources: [{adresse: "https://val.exemple.fr/", territoires: vals}]\n')

    assert "elle ne publie pas « vals » ; écrire plutôt « val »" in fait.bilan.en_texte().replace(
        "\N{NO-BREAK SPACE}", " "
    ).replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_deux_documents_du_meme_nom_restent_deux(atelier: Atelier) -> None:
    """Chaque site a sa « plaquette » : la seconde prend le nom de sa source devant."""
    atelier.assembler()
    corpus = charger(atelier.sortie)

    assert {i: str(d.titre) for i, d in corpus.sources.items()} == {
        "plaquette": "Plaquette de Val-Imaginaire",
        "mont-plaquette": "Plaquette de Mont-Imaginaire",
    }
    cites = {p.territoire.slug: p.projet.source for p in corpus.plans}
    assert cites["mont"] is not None
    assert cites["mont"].document == "mont-plaquette"


def test_seule_une_reference_cite_un_document() -> None:
    """C'est à la clé « document » que l'on reconnaît un renvoi, quand on le renomme."""

    def filles(classe: type[Objet]) -> Iterator[type[Objet]]:
        for fille in classe.__subclasses__():
            yield fille
            yield from filles(fille)

    porteurs = [c.__name__ for c in filles(Objet) if "document" in c.model_fields]

    assert porteurs == ["Reference"]


def test_un_theme_hors_de_la_liste_commune_est_dit_et_retire(atelier: Atelier) -> None:
    """Le remède est prêt à copier ; une fois écrit, plus rien n'est perdu."""
    donnees = atelier.sites["val"]["donnees"]
    donnees["referentiels"]["themes"]["themes"].append(
        {"id": "mobilites", "famille": "vie", "nom": "Mobilités"}
    )
    donnees["territoires"]["val"]["projet"]["axes"][0]["themes"] = ["sante", "mobilites"]
    fait = atelier.assembler()

    assert charger(atelier.sortie).territoire("val").lignes[0].themes == ("sante",)
    (dite,) = fait.bilan.sources[0].remarques
    assert "thème « mobilites » inconnu de la liste commune : retiré de 1 endroit" in dite
    assert "correspondances: {themes: {mobilites: mobilite}}" in dite
    fait = atelier.assembler(f"{SOURCES}correspondances: {{themes: {{mobilites: mobilite}}}}\n")
    assert charger(atelier.sortie).territoire("val").lignes[0].themes == ("sante", "mobilite")
    assert fait.bilan.sources[0].remarques == []


def test_une_mention_sans_theme_commun_disparait(atelier: Atelier) -> None:
    """Une mention existe par son thème : sans lui, elle ne dirait rien."""
    donnees = atelier.sites["val"]["donnees"]
    donnees["referentiels"]["themes"]["themes"].append(
        {"id": "neige", "famille": "vie", "nom": "Neige"}
    )
    donnees["territoires"]["val"]["projet"]["mentions"] = [
        {"themes": ["neige"], "partie": "contexte", "citation": "Déneiger"},
        {"themes": ["sante"], "partie": "contexte", "citation": "Soigner"},
    ]
    atelier.assembler()

    assert [m.themes for m in charger(atelier.sortie).plans[1].projet.mentions] == [("sante",)]


def test_une_source_peut_faire_foi_pour_les_themes(atelier: Atelier) -> None:
    """Ou toutes, réunies."""
    for choix, attendus in (("val", ["sante"]), ("toutes", ["sante"]), ("programme", None)):
        atelier.assembler(f"{SOURCES}referentiels: {{themes: {choix}}}\n")
        themes = list(charger(atelier.sortie).themes)
        assert themes == attendus if attendus else len(themes) > 10


def test_un_public_dit_avec_les_mots_du_document_se_garde(atelier: Atelier) -> None:
    """Seul un identifiant que la liste commune n'a pas est retiré, et dit."""
    axe = atelier.sites["val"]["donnees"]["territoires"]["val"]["projet"]["axes"][0]
    axe["publics"] = ["Élèves de 3e", "jeunes", "inconnus"]
    atelier.sites["val"]["donnees"]["referentiels"]["publics"] = {
        "publics": [{"id": "jeunes", "nom": "Jeunes"}, {"id": "inconnus", "nom": "Inconnus"}]
    }
    fait = atelier.assembler()

    ligne = charger(atelier.sortie).territoire("val").lignes[0]
    assert ligne.contenu.publics == ("Élèves de 3e", "jeunes")
    assert ligne.publics == ("jeunes",)
    (dite,) = fait.bilan.sources[0].remarques
    assert "public « inconnus » inconnu de la liste commune : retiré de 1 endroit" in dite


def test_les_situations_d_un_site_ne_l_excluent_pas(atelier: Atelier) -> None:
    """Le site d'un seul territoire garde ses situations, pas tous les mots qu'elles nomment."""
    situation = {"id": "parent", "phrase": "Je suis parent", "publics": ["parents", "enfants"]}
    atelier.sites["val"]["donnees"]["referentiels"]["situations"] = {"situations": [situation]}
    atelier.assembler()
    assert len(charger(atelier.sortie).situations) > 3

    atelier.assembler(f"{SOURCES}referentiels: {{situations: val}}\n")
    (gardee,) = charger(atelier.sortie).situations.values()
    assert gardee.publics == ("parents", "enfants")


def test_acteurs_et_glossaire_se_reunissent(atelier: Atelier) -> None:
    """Un acteur gagne les formes de chacun ; le reste garde sa première définition, et le dit."""
    etat = {"id": "etat", "nom": "État", "famille": "f"}
    for slug, forme, definition, tutelle in (
        ("val", "la CAF", "Caisse.", {}),
        ("mont", "Caf 99", "Autre.", {"releve_de": "etat"}),
    ):
        caf = {"id": "caf", "nom": "CAF", "famille": "f", "variantes": [forme], **tutelle}
        atelier.sites[slug]["donnees"]["referentiels"] |= {
            "acteurs": {"familles": [{"id": "f", "nom": "F"}], "acteurs": [caf, etat]},
            "glossaire": {"termes": [{"sigle": "CAF", "definition": definition}]},
        }
    fait = atelier.assembler()
    corpus = charger(atelier.sortie)

    assert corpus.referentiel_acteurs.acteurs[0].variantes == ("la CAF", "Caf 99")
    assert [str(terme.definition) for terme in corpus.termes] == ["Caisse."]
    assert corpus.referentiel_acteurs.acteurs[0].releve_de is None
    tutelle, definition = fait.bilan.sources[1].remarques
    assert tutelle.startswith(
        "acteurs, « CAF », relève de : « etat » n'est pas repris, faute d'être chez « val » ;"
    )
    assert definition == (
        "glossaire, « CAF », définition : « Autre. » cède à « Caisse. », chez « val » ; "
        "pour en décider autrement : local/referentiels/glossaire.yml"
    )


def test_une_definition_ecrite_l_emporte_sur_celle_d_un_site_neuf(atelier: Atelier) -> None:
    """Le premier site n'a que le glossaire livré ; le second a pris la peine d'expliquer."""
    livre: Any = lire_le_yaml(remplir("site/data/referentiels/glossaire.yml").encode(), "g")[0]
    caf = {"sigle": "CAF", "definition": "Verse les aides aux familles du Mont.", "voir": ["PMI"]}
    for slug, termes in (("val", livre["termes"]), ("mont", [caf])):
        atelier.sites[slug]["donnees"]["referentiels"]["glossaire"] = {"termes": termes}
    fait = atelier.assembler()
    termes = {terme.sigle: terme for terme in charger(atelier.sortie).termes}

    assert termes["CAF"].definition == caf["definition"]
    assert termes["CAF"].developpe == "Caisse d'allocations familiales"
    assert set(termes["CAF"].voir) == {"CTG", "PMI"}
    assert len(termes) == len(livre["termes"])
    assert [source.remarques for source in fait.bilan.sources] == [[], []]


def test_ce_qu_un_dossier_local_dit_deux_fois_se_dit(atelier: Atelier) -> None:
    """Il n'est pas une source : ce que l'on n'en garde pas concerne l'ensemble."""
    termes = "".join(f"  - {{sigle: PTE, definition: {mot}.}}\n" for mot in ("Premier", "Second"))
    atelier.ecrire({"local/referentiels/glossaire.yml": f"termes:\n{termes}"})
    fait = atelier.assembler(f"{SOURCES}local: local\n")

    (dite,) = fait.bilan.remarques
    assert dite.startswith("local : glossaire, « PTE », définition : « Second. » cède à")
    assert "Second." in fait.bilan.en_texte()


def test_une_meme_collectivite_sous_deux_noms_se_refuse(atelier: Atelier) -> None:
    """Deux sites, deux identifiants, un SIREN : ce serait deux pages ; renommer suffit."""
    for slug, site in atelier.sites.items():
        site["donnees"]["territoires"][slug]["territoire"]["siren"] = "200012345"
    fait = atelier.preparer()
    assert fait.bilan.conflits == [
        "« mont » chez « mont » et « val » chez « val » sont la même collectivité "
        "(SIREN 200012345) ; sous « val », écrire « renommer: {val: mont} »"
    ]

    texte = SOURCES.replace('val.exemple.fr/"', 'val.exemple.fr/", renommer: {val: mont}')
    assert "fait_foi: [mont]" in atelier.preparer(texte).bilan.conflits[0]
    atelier.assembler(texte.replace("{val: mont}", "{val: mont}, fait_foi: mont"))
    assert list(charger(atelier.sortie).territoires) == ["mont"]


def test_un_document_invente_n_entre_pas_ni_ce_qui_le_cite(atelier: Atelier) -> None:
    """Le territoire est vrai ; un dossier de la même source s'appuie encore sur l'exemple."""
    donnees = atelier.sites["val"]["donnees"]
    donnees["referentiels"]["sources"]["sources"].append(
        {"id": "faux", "titre": "Faux document", "exemple": True}
    )
    donnees["dossiers"] = {
        "vrai": {"titre": "Vrai", "territoires": ["val"]},
        "faux": {"titre": "Faux", "territoires": ["val"], "source": {"document": "faux"}},
    }
    fait = atelier.assembler()
    corpus = charger(atelier.sortie)

    assert list(corpus.dossiers) == ["vrai"]
    assert "faux" not in corpus.sources
    assert fait.bilan.sources[0].laisses[-2:] == [
        "dossiers/faux.yml, qui cite un document inventé",
        "document « faux », un exemple inventé",
    ]


LOCAL = {
    "local/editeur.yml": "# À nous\nnom: Territoires inventés\n",
    "local/dossiers/deux.yml": "# Deux\ntitre: Deux territoires\nterritoires: [val, mont]\n",
}


def test_le_dossier_local_entre_tel_qu_il_est_ecrit(atelier: Atelier) -> None:
    """Éditeur et dossiers comparatifs, commentaires compris."""
    atelier.ecrire(LOCAL)
    atelier.assembler(f"{SOURCES}local: local\n")

    for nom, texte in LOCAL.items():
        assert (atelier.sortie / nom.removeprefix("local/")).read_text() == texte
    assert [t.slug for t in charger(atelier.sortie).dossiers["deux"].territoires] == ["val", "mont"]


def test_une_faute_du_dossier_local_se_dit_a_sa_ligne(atelier: Atelier) -> None:
    """Comme partout ailleurs."""
    atelier.ecrire(LOCAL | {"local/dossiers/deux.yml": "titre: D\nterritoires: [val, monts]\n"})
    fait = atelier.preparer(f"{SOURCES}local: local\n")

    assert fait.tout is None
    assert [str(anomalie) for anomalie in fait.bilan.anomalies] == [
        "dossiers/deux.yml:2: territoires 2 : territoire « monts » inconnu ; écrire plutôt « mont »"
    ]


def test_un_exemple_local_se_refuse_a_sa_ligne(atelier: Atelier) -> None:
    """Rien d'inventé n'entre par cette porte non plus."""
    document = "sources:\n  - id: faux\n    titre: Faux document\n    exemple: oui\n"
    atelier.ecrire({"local/referentiels/sources.yml": document})
    fait = atelier.preparer(f"{SOURCES}local: local\n")

    assert fait.tout is None
    (anomalie,) = fait.bilan.anomalies
    assert "exemple inventé ; l'ôter" in str(anomalie)


def test_un_dossier_local_mal_range_se_refuse(atelier: Atelier) -> None:
    """Toutes les fautes à la fois, sans lire aucune source."""
    atelier.ecrire(
        {
            "local/territoires/x/territoire.yml": "nom: X\n",
            "local/autre.yml": "a: b\n",
            "local/editeur.yml": "nom: [\n",
        }
    )
    with pytest.raises(CorpusInvalide) as invalide:
        atelier.preparer(f"{SOURCES}local: local\n")
    assert [a.fichier for a in invalide.value.anomalies] == [
        "local/autre.yml",
        "local/editeur.yml",
        "local/territoires/x/territoire.yml",
    ]
    with pytest.raises(CorpusInvalide, match="dossier local introuvable"):
        atelier.preparer(f"{SOURCES}local: ailleurs\n")
    assert atelier.demandes == []


def test_un_dossier_perd_les_absents_que_l_on_permet(atelier: Atelier) -> None:
    """Et le dit ; il revient entier quand ils reviennent."""
    atelier.ecrire(LOCAL)
    site, atelier.sites["mont"] = atelier.sites["mont"], EchecDeSource("éteint", "attendre")
    fait = atelier.assembler(f"{SOURCES}local: local\n", permettre_absents=True)
    assert [t.slug for t in charger(atelier.sortie).dossiers["deux"].territoires] == ["val"]
    assert fait.bilan.remarques == ["dossiers/deux.yml : mont manquent ; il paraît sans eux"]

    atelier.sites["mont"] = site
    atelier.assembler(f"{SOURCES}local: local\n")
    assert (atelier.sortie / "dossiers/deux.yml").read_text() == LOCAL["local/dossiers/deux.yml"]


def test_un_fichier_change_a_la_main_n_est_pas_efface(atelier: Atelier) -> None:
    """Sauf si on le demande ; un fichier que l'on ajoute, lui, n'est jamais touché."""
    atelier.assembler()
    place = atelier.sortie / "territoires/val/territoire.yml"
    place.write_text(place.read_text().replace("Val-Imaginaire", "Val à moi"))
    atelier.ecrire({"data/editeur.yml": "nom: Nous\n"})
    fait = atelier.preparer()
    assert fait.tout is None
    assert "territoires/val/territoire.yml" in fait.refus
    assert "--ecraser" in fait.refus

    atelier.assembler(ecraser=True)
    assert "Val à moi" not in place.read_text()
    assert (atelier.sortie / "editeur.yml").read_text() == "nom: Nous\n"


def test_des_fins_de_ligne_changees_par_git_ne_sont_pas_une_main(atelier: Atelier) -> None:
    """Sous Windows, Git récrit les fins de ligne : ce n'est pas un changement."""
    atelier.assembler()
    for fichier in atelier.sortie.rglob("*.yml"):
        fichier.write_bytes(fichier.read_bytes().replace(b"\n", b"\r\n"))

    assert atelier.preparer().refus == ""


def test_un_dossier_deja_plein_n_est_pas_pris_pour_le_sien(atelier: Atelier) -> None:
    """On n'assemble pas par-dessus des données qui existaient."""
    atelier.ecrire({"data/territoires/val/territoire.yml": "nom: À nous\n"})
    fait = atelier.preparer()

    assert fait.tout is None
    assert "territoires/val/territoire.yml" in fait.refus


def test_une_source_otee_emporte_ses_fichiers_et_sa_copie(atelier: Atelier) -> None:
    """Rien ne reste d'elle."""
    atelier.assembler()
    atelier.assembler('sources: [{nom: mont, adresse: "https://mont.exemple.fr/"}]\n')

    assert [nom for nom in atelier.photo() if "val" in nom] == []
    assert examiner(atelier.sortie).publiable


def test_un_dossier_et_un_fichier_sont_des_sources(atelier: Atelier) -> None:
    """Un dossier de données, un JSON reçu par courriel ; leur copie se relit comme les autres."""
    atelier.ecrire(
        {
            "recus/mont.json": json.dumps(atelier.sites["mont"]),
            "ancien/data/territoires/bois/territoire.yml": (
                "nom: Commune de Bois\nnom_court: Bois\ntype: commune\n"
                "ville_principale: Bois\nsiege: oui\n"
            ),
            "ancien/data/territoires/bois/projet.yml": (
                "titre: P\nmaj: 2026-11-02\naxes:\n"
                "  - titre: Un axe\n    actions:\n"
                "      - {titre: Publiée}\n"
                "      - {titre: Pas encore, publication: brouillon}\n"
            ),
        }
    )
    texte = "sources: [{dossier: ancien/data}, {fichier: recus/mont.json}]\n"
    fait = atelier.assembler(texte)
    corpus = charger(atelier.sortie)

    assert [(s.nom, s.format, s.maj) for s in fait.bilan.sources] == [
        ("ancien", 1, "2026-11-02"),
        ("mont", 2, "2026-11-01"),
    ]
    assert corpus.territoire("bois").donnees.siege == "Bois"
    ecrits = {n: o for n, o in atelier.photo().items() if not n.startswith("ancien/")}
    assert [nom for nom, octets in ecrits.items() if b"Pas encore" in octets] == []
    avant = atelier.donnees()
    for place in ("ancien/data", "recus/mont.json"):
        (atelier.dossier / place).rename(atelier.dossier / f"{place}.parti")
    fait = atelier.assembler(texte)
    assert [s.sort for s in fait.bilan.sources] == [SortDeSource.COPIE, SortDeSource.COPIE]
    assert atelier.donnees() == avant


def test_un_lien_qui_sort_du_dossier_n_est_pas_suivi(atelier: Atelier, tmp_path: Path) -> None:
    """Un raccourci placé dans la sortie ne fait rien écrire ailleurs."""
    ailleurs = tmp_path / "ailleurs"
    ailleurs.mkdir()
    atelier.sortie.mkdir(parents=True)
    (atelier.sortie / "territoires").symlink_to(ailleurs)

    with pytest.raises(ValueError, match="sort du dossier"):
        atelier.preparer()
    assert list(ailleurs.iterdir()) == []


def test_une_version_figee_passe_telle_quelle(atelier: Atelier) -> None:
    """Ni ses thèmes d'alors, ni ses documents ne s'accordent aux listes communes."""
    figee = {
        "titre": "Voté le 12 décembre 2025",
        "date": "12 décembre 2025",
        "plan": "projet",
        "format": 2,
        "territoire": atelier.sites["mont"]["donnees"]["territoires"]["mont"]["territoire"],
        "projet": {
            "titre": "Projet d'alors",
            "source": {"document": "plaquette"},
            "axes": [{"titre": "Un axe d'alors", "themes": ["theme-d-alors"]}],
        },
        "themes": [{"id": "theme-d-alors", "famille": "vie", "nom": "Thème d'alors"}],
        "sources": [{"id": "plaquette", "titre": "Plaquette d'alors"}],
    }
    mont = atelier.sites["mont"]["donnees"]["territoires"]["mont"]
    mont["versions"] = {"2025-12-12-vote": figee}
    atelier.assembler()
    corpus = charger(atelier.sortie)
    version = corpus.version("mont", "2025-12-12-vote")

    assert [ligne.themes for ligne in version.plan.lignes] == [("theme-d-alors",)]
    assert version.corpus.sources["plaquette"].titre == "Plaquette d'alors"
    assert corpus.sources["mont-plaquette"].titre == "Plaquette de Mont-Imaginaire"
    assert "theme-d-alors" not in corpus.themes
