"""Le fichier SQLite : les questions de la comparaison, avec les chiffres des pages."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from projet_social.comparaison.bilan import comparer
from projet_social.comparaison.contexte import contextes
from projet_social.comparaison.ecoute import ecouter
from projet_social.comparaison.gouvernance import gouverner
from projet_social.comparaison.matrice import croiser
from projet_social.comparaison.mentions import mentions_par_theme
from projet_social.comparaison.ressemblance import ressemblances_de
from projet_social.comparaison.selection import choisir
from projet_social.exports.classeur import classeur_de
from projet_social.exports.comparaison import PAIRES_DU_FICHIER
from projet_social.exports.donnees_sqlite import (
    ADRESSE,
    BASE,
    CODE,
    METADONNEES,
    RECHERCHE,
    vues_de,
)
from projet_social.exports.fichier import fichiers_de
from projet_social.exports.tables import tables_de, tables_vides
from projet_social.modele.introspection import textes_ecrits
from projet_social.modele.vocabulaire import Part, VueComparee
from projet_social.pages.publication import Publication
from projet_social.rendu import environnement
from projet_social.texte.identifiant import forme_commune
from tests.conftest import CorpusDe

from .conftest import DOSSIERS, fichier, publier

Base = sqlite3.Connection


def ouvrir(publication: Publication) -> Base:
    """Le fichier publié, ouvert comme le ferait une personne."""
    base = sqlite3.connect(":memory:")
    base.deserialize(fichier(publication, ADRESSE).octets)
    base.row_factory = sqlite3.Row
    return base


@pytest.fixture
def base(publication: Publication) -> Iterator[Base]:
    """La base d'un site."""
    with closing(ouvrir(publication)) as ouverte:
        yield ouverte


def lire(base: Base, requete: str) -> list[dict[str, Any]]:
    """Les lignes d'une requête."""
    return [dict(ligne) for ligne in base.execute(requete)]


def test_chaque_table_est_la_avec_ses_lignes(publication: Publication, base: Base) -> None:
    """Mêmes colonnes, mêmes valeurs ; dates en ISO, oui et non en 1 et 0."""
    for table in tables_de(publication):
        lignes = base.execute(f'SELECT * FROM "{table.nom}"').fetchall()
        assert len(lignes) == len(table.lignes)
        for ecrite, ligne in zip(table.lignes, lignes, strict=True):
            simples = [v.isoformat() if hasattr(v, "isoformat") else v for v in ecrite]
            assert list(ligne) == simples


def test_les_cles_sont_declarees_et_tiennent(publication: Publication, base: Base) -> None:
    """SQLite les connaît, et n'en trouve aucune qui ne mène à rien."""
    assert base.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in tables_de(publication):
        declarees = base.execute(f'PRAGMA foreign_key_list("{table.nom}")').fetchall()
        assert len(declarees) == len(table.renvois)
        cle = [c["name"] for c in base.execute(f'PRAGMA table_info("{table.nom}")') if c["pk"]]
        assert set(cle) == set(table.cle)
        indexees = {
            base.execute(f'PRAGMA index_info("{index["name"]}")').fetchone()["name"]
            for index in base.execute(f'PRAGMA index_list("{table.nom}")')
        }
        assert {renvoi.colonnes[0] for renvoi in table.renvois} <= indexees


def test_le_contexte(publication: Publication, base: Base) -> None:
    """La population médiane, les extrêmes, et chaque territoire."""
    corpus = publication.corpus
    attendus = contextes(choisir(corpus), corpus.officiel)
    lignes = {ligne["territoire"]: ligne for ligne in lire(base, "SELECT * FROM contexte")}
    assert list(lignes) == [territoire.slug for territoire, _ in attendus.lignes]
    for territoire, attendue in attendus.lignes:
        lue = lignes[territoire.slug]
        assert lue["population_source"] == attendue.population_source
        assert lue["population_annee"] == attendue.population_annee
        assert bool(lue["population_approximative"]) is attendue.population_approximative
        assert (lue["creation"] or "") == attendue.creation
        assert lue["population_aujourd_hui"] == attendue.population_aujourd_hui
        assert lue["communes_source"] == attendue.communes_source
        assert lue["communes_aujourd_hui"] == attendue.communes_aujourd_hui
    (resume,) = lire(base, "SELECT * FROM contexte_resume")
    mediane = resume["population_mediane"]
    assert (None if mediane is None else round(mediane)) == attendus.mediane
    assert resume["plus_petit"] == (attendus.plus_petit and attendus.plus_petit.slug)
    assert resume["plus_grand"] == (attendus.plus_grand and attendus.plus_grand.slug)


def durees_attendues(publication: Publication) -> list[tuple[Any, ...]]:
    """Ce que la page des calendriers dit de chaque intervalle de chaque démarche."""
    return sorted(
        (
            rang,
            f"{calendrier.plan.territoire.slug}/{calendrier.plan.id}",
            ecart.jours,
            bool(ecart.doutes),
        )
        for rang, bilan in enumerate(comparer(choisir(publication.corpus)).bilans, 1)
        for calendrier, ecart in bilan.ecarts
        if ecart.connu
    )


def test_les_durees(publication: Publication, base: Base) -> None:
    """Chaque intervalle, à la précision des dates ; les médianes, avec et sans les doutes."""
    requete = "SELECT rang, projet, jours, douteuse FROM durees"
    lues = [(*tuple(ligne)[:3], bool(ligne["douteuse"])) for ligne in base.execute(requete)]
    assert sorted(lues) == durees_attendues(publication)

    resumes = {(r["rang"], r["lesquelles"]): r for r in lire(base, "SELECT * FROM durees_resume")}
    for rang, bilan in enumerate(comparer(choisir(publication.corpus)).bilans, 1):
        for lesquelles, attendu in (("toutes", bilan.tous), ("dates_sures", bilan.surs)):
            lu = resumes.get((rang, lesquelles))
            assert (lu is None) == (attendu is None)
            if lu and attendu:
                dits = (lu["mediane"], lu["minimum"], lu["maximum"], lu["nombre"])
                voulus = (attendu.mediane, attendu.minimum, attendu.maximum, attendu.nombre)
                assert dits == voulus


def test_les_durees_de_dates_tordues(corpus_de: CorpusDe) -> None:
    """Dates ouvertes, imprécises, inverses, réunies ou absentes : la vue suit le calcul."""
    dates = (
        ("2024", "mars 2024"),
        ("mars 2024", "depuis 2025"),
        ("depuis 2020", "2021"),
        ("jusqu'en 2020", "2021"),
        ("2024-05-01", "2024-01-01"),
        ("2024-05-01", "2024-05-01"),
        ("2024-05-01", "2024-06-01"),
        ("2024-05-01", ""),
    )
    fichiers: dict[str, str | bytes] = {}
    for rang, (depart, arrivee) in enumerate(dates):
        fin = f", date: {arrivee}" if arrivee else ""
        fichiers[f"territoires/t{rang}/projet.yml"] = (
            "titre: P\ngenre: politique_sociale\naxes: [Un]\ndemarche:\n  etapes:\n"
            f"    - {{titre: Un, types: [presentation], date: {depart}, doute: un doute}}\n"
            f"    - {{titre: Deux, types: [ateliers]{fin}}}\n"
            f"    - {{titre: Trois, types: [temoignages, restitution]{fin}}}\n"
        )
    publication = Publication(corpus_de(fichiers).corpus)
    with closing(ouvrir(publication)) as base:
        requete = "SELECT rang, projet, jours, douteuse FROM durees"
        lues = [(*tuple(ligne)[:3], bool(ligne["douteuse"])) for ligne in base.execute(requete)]
    attendues = durees_attendues(publication)
    assert len(attendues) == 7
    assert sorted(lues, key=str) == sorted(attendues, key=str)


def test_l_ecoute(publication: Publication, base: Base) -> None:
    """Qui a été entendu, dans combien de territoires, et qui ne l'a été nulle part."""
    corpus = publication.corpus
    ecoute = ecouter(corpus, choisir(corpus))
    lues = {ligne["acteur"]: ligne["territoires"] for ligne in lire(base, "SELECT * FROM ecoute")}
    assert lues == {ligne.acteur.id: ligne.entendu for ligne in ecoute.lignes}
    nommes = lire(base, "SELECT acteur, dont_nommement FROM ecoute")
    assert {x["acteur"]: x["dont_nommement"] for x in nommes} == {
        ligne.acteur.id: ligne.entendu_nommement for ligne in ecoute.lignes
    }
    totaux = lire(base, "SELECT territoire, acteurs FROM ecoute_par_territoire")
    assert {t["territoire"]: t["acteurs"] for t in totaux} == ecoute.totaux
    seuls = "SELECT formulation FROM acteurs_entendus WHERE acteur IS NULL"
    assert sorted(x["formulation"] for x in lire(base, seuls)) == sorted(
        mots for _, part, mots in ecoute.non_reconnus if part is Part.ENTENDU
    )


def test_la_matrice(publication: Publication, base: Base) -> None:
    """Case par case, en long, en large, et par fréquence."""
    corpus = publication.corpus
    matrice = croiser(corpus, mentions_par_theme(corpus), choisir(corpus))
    attendues = {cle: (case.niveau.value, case.mentions) for cle, case in matrice.cases.items()}
    lues = {
        (x["territoire"], x["theme"]): (x["niveau"], x["mentions"])
        for x in lire(base, "SELECT * FROM themes_des_territoires")
    }
    assert lues == attendues
    pleines = "SELECT * FROM matrice WHERE niveau IS NOT NULL"
    assert {(x["territoire"], x["theme"]) for x in lire(base, pleines)} == set(attendues)
    for ligne in lire(base, "SELECT * FROM matrice_large"):
        for theme in corpus.themes:
            assert ligne[theme] == attendues.get((ligne["territoire"], theme), (None,))[0]
    frequences = lire(base, "SELECT * FROM themes_par_frequence")
    attendues_par_theme = {theme.id: nombre for theme, nombre in matrice.par_frequence()}
    assert {f["theme"]: f["territoires"] for f in frequences} == attendues_par_theme
    assert [f["territoires"] for f in frequences] == list(attendues_par_theme.values())
    assert sum(f["silences"] for f in frequences) == matrice.vides
    jamais = {f["theme"] for f in frequences if f["territoires"] and not f["en_axe"]}
    assert jamais == {theme.id for theme in matrice.jamais_en_tete()}


def test_la_gouvernance(publication: Publication, base: Base) -> None:
    """La place du CIAS, et les documents qui n'en disent rien."""
    attendue = gouverner(choisir(publication.corpus))
    lues = {ligne["cias"]: ligne["projets"] for ligne in lire(base, "SELECT * FROM cias")}
    muets = lues.pop("non dit", 0)
    assert lues == {cias.value: len(plans) for cias, plans in attendue.cias}
    assert muets == len(attendue.muets)


def test_les_axes_et_les_commentaires(publication: Publication, base: Base) -> None:
    """Les lignes que la comparaison met côte à côte, dans le même ordre."""
    attendus = [
        f"{plan.territoire.slug}/{ligne.id}"
        for plan in choisir(publication.corpus).plans
        for ligne in (plan.de_type(plan.niveau_de_lecture) if plan.niveau_de_lecture else ())
        if not ligne.est_sous_point
    ]
    # Un territoire sans autre ligne que des actions se lit par elles : elles ont leur table.
    actions = {x["ligne"] for x in lire(base, "SELECT ligne FROM actions")}
    lus = [x["ligne"] for x in lire(base, "SELECT * FROM axes")]
    assert sorted(lus) == sorted(ligne for ligne in attendus if ligne not in actions)
    dits = [x for x in lire(base, "SELECT * FROM commentaires") if x["commentaires"]]
    assert len(dits) == sum(
        plan.projet.commentaires is not None for plan in publication.corpus.plans
    )


def test_les_ressemblances(publication: Publication, base: Base) -> None:
    """Les couples, et combien de lignes ils partagent mot pour mot."""
    corpus = publication.corpus
    territoires = choisir(corpus).territoires
    attendus = ressemblances_de(corpus).rapprocher(territoires, PAIRES_DU_FICHIER).couples
    lus = lire(base, "SELECT * FROM couples_ressemblants")
    assert {
        (x["territoire_1"], x["territoire_2"]): (x["lignes"], x["mot_pour_mot"]) for x in lus
    } == {(c.gauche.slug, c.droite.slug): (len(c.paires), c.identiques) for c in attendus}


def test_chaque_vue_de_la_comparaison_a_sa_reponse(publication: Publication) -> None:
    """Toutes, sauf celle qui met des synthèses côte à côte : elle ne pose pas de question."""
    dites = {vue.vue for vue in vues_de(publication) if vue.vue}
    assert dites == set(VueComparee) - {VueComparee.COMPARER}


def test_les_seize_ont_les_durees_relevees_a_la_main() -> None:
    """Les médianes des documents : 174, 49 et 153 jours ; 371 en tout."""
    with closing(ouvrir(publier(DOSSIERS["seize"]))) as base:
        requete = "SELECT mediane FROM durees_resume WHERE lesquelles = 'toutes' ORDER BY rang"
        assert [x["mediane"] for x in lire(base, requete)] == [174, 49, 153, 371]


def test_les_metadonnees_decrivent_ce_qui_est_dans_la_base(
    publication: Publication, base: Base
) -> None:
    """Chaque table, chaque vue, chaque colonne que Datasette montrera ; et la citation."""
    metadonnees = json.loads(fichier(publication, METADONNEES).octets)
    decrites = metadonnees["databases"][BASE]["tables"]
    la = base.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
    trouvees = {ligne["name"] for ligne in la}
    internes = {nom for nom in trouvees if nom.startswith(f"{RECHERCHE}_")}
    assert trouvees - internes - {"a_propos", "sqlite_stat1", RECHERCHE} == set(decrites)
    assert decrites["lignes"]["fts_table"] == RECHERCHE
    for nom, decrite in decrites.items():
        colonnes = {c["name"] for c in base.execute(f'PRAGMA table_info("{nom}")')}
        assert set(decrite.get("columns", {})) <= colonnes
        assert decrite.get("label_column") in {None, *colonnes}
    a_propos = {x["cle"]: x["valeur"] for x in lire(base, "SELECT * FROM a_propos")}
    assert a_propos["attribution"] == metadonnees["description"]


@pytest.mark.parametrize("mots", ["mobilite", "MOBILITÉ", "cafe", "jeun*"])
def test_la_recherche_trouve_sans_accent_ni_capitale(
    publication: Publication, base: Base, mots: str
) -> None:
    """Toute ligne dont un texte a ce mot, et aucune autre ; son numéro est celui de `lignes`."""
    mot = forme_commune(mots.removesuffix("*"))
    motif = re.compile(rf"\b{mot}" if "*" in mots else rf"\b{mot}\b")
    attendues = set()
    for ligne in publication.corpus.lignes:
        textes = [t for _, _, t in textes_ecrits(ligne.contenu) if not CODE.fullmatch(t)]
        if any(motif.search(forme_commune(texte)) for texte in textes):
            attendues.add(f"{ligne.territoire.slug}/{ligne.id}")
    requete = (
        "SELECT l.ligne, r.ligne AS meme FROM recherche r JOIN lignes l ON l.rowid = r.rowid "
        "WHERE recherche MATCH ?"
    )
    trouvees = [tuple(x) for x in base.execute(requete, [mots])]
    assert {ligne for ligne, _ in trouvees} == attendues
    assert all(ligne == meme for ligne, meme in trouvees)


def test_une_table_sans_ligne_n_est_nulle_part(corpus_de: CorpusDe) -> None:
    """Ni CSV, ni schéma, ni base, ni classeur ; chaque vue répond pourtant."""
    corpus = corpus_de({"territoires/a/projet.yml": "titre: P\naxes: [Un]\n"}).corpus
    publication = Publication(corpus, url="https://exemple.test/")
    vides = {table.nom: table.titre for table in tables_vides(publication)}
    assert {"actions", "budgets", "histoire"} <= set(vides)
    adresses = {f.adresse for f in fichiers_de(publication)}
    catalogue = fichier(publication, "donnees/v1/catalogue.jsonld").octets.decode()
    onglets = {feuille.nom for feuille in classeur_de(publication).feuilles}
    with closing(ouvrir(publication)) as base:
        la = {x["name"] for x in base.execute("SELECT name FROM sqlite_schema")}
        for nom, titre in vides.items():
            assert nom not in la
            assert not any(f"/csv/{nom}." in adresse for adresse in adresses)
            assert f"/csv/{nom}." not in catalogue
            assert titre not in onglets
        for vue in vues_de(publication):
            base.execute(f'SELECT * FROM "{vue.nom}"').fetchall()
        (contexte,) = lire(base, "SELECT * FROM contexte")
    assert contexte["creation"] is None


def test_les_comptes_de_lignes(publication: Publication, base: Base) -> None:
    """Par thème, par public, par statut ; et les thèmes dont un territoire ne dit rien."""
    corpus = publication.corpus
    for champ, mot in (("themes", "theme"), ("publics", "public")):
        attendus = Counter(
            (nom, ligne.territoire.slug, ligne.type.value)
            for ligne in corpus.lignes
            for nom in getattr(ligne, champ)
        )
        lus = lire(base, f"SELECT {mot}, territoire, type, lignes FROM lignes_par_{mot}")
        assert {(x[mot], x["territoire"], x["type"]): x["lignes"] for x in lus} == attendus
    statuts = Counter(
        (ligne.territoire.slug, ligne.statut.value if ligne.statut else "non dit")
        for ligne in corpus.lignes
        if ligne.fiche
    )
    lus = lire(base, "SELECT * FROM actions_par_statut")
    assert {(x["territoire"], x["statut"]): x["actions"] for x in lus} == statuts
    matrice = croiser(corpus, mentions_par_theme(corpus), choisir(corpus))
    tus = {(x["territoire"], x["theme"]) for x in lire(base, "SELECT * FROM silences")}
    assert len(tus) == matrice.vides
    assert not tus & set(matrice.cases)


def test_l_exemple_de_la_page_marche(base: Base) -> None:
    """La requête que l'on montre se copie et répond."""
    source, _, _ = environnement().loader.get_source(  # type: ignore[union-attr]
        environnement(), "donnees.html"
    )
    requete = re.search(r'language-sql">(.*?)</code>', source, re.DOTALL)
    assert requete is not None
    lignes = lire(base, requete[1])
    assert lignes
    assert {"nom_court", "type", "lignes"} == set(lignes[0])


def test_un_nombre_demesure_ne_casse_pas_la_base(corpus_de: CorpusDe) -> None:
    """SQLite ne tient pas les entiers de plus de 64 bits ; la construction continue."""
    territoire = (
        f"nom: A\nnom_court: A\ntype: commune\ndepartements: [99]\ncommunes_declarees: {10**30}\n"
    )
    corpus = corpus_de({"territoires/a/territoire.yml": territoire}).corpus
    with closing(ouvrir(Publication(corpus))) as base:
        (ligne,) = lire(base, "SELECT communes_declarees FROM territoires")
    assert ligne["communes_declarees"] == 1e30


def test_le_fichier_s_ouvre_depuis_le_disque(publication: Publication, tmp_path: Path) -> None:
    """Octets d'un vrai fichier, que SQLite reconnaît."""
    chemin = tmp_path / "base.sqlite"
    chemin.write_bytes(fichier(publication, ADRESSE).octets)
    with closing(sqlite3.connect(chemin)) as base:
        assert base.execute("SELECT count(*) FROM territoires").fetchone()[0]


def test_le_fichier_ne_dit_ni_ses_ecritures_ni_la_version_de_sqlite(
    publication: Publication,
) -> None:
    """Les mêmes données donnent les mêmes octets sur une autre machine ; la base est saine."""
    octets = fichier(publication, ADRESSE).octets
    with closing(ouvrir(publication)) as base:
        sain = [tuple(ligne) for ligne in base.execute("PRAGMA integrity_check")]

    assert octets[24:28] == bytes(4)
    assert octets[92:100] == bytes(8)
    assert sain == [("ok",)]
