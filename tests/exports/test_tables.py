"""Les tables : autant de lignes que d'objets, des clés uniques, des renvois qui mènent."""

from __future__ import annotations

import re
from datetime import date

import pytest

from projet_social.comparaison.mentions import mentions_par_theme
from projet_social.exports.table import SEPARATEUR, Table, TypeDeColonne
from projet_social.exports.tables import DEFINITIONS, tables_de, tables_vides
from projet_social.modele.vocabulaire import Part, TypeNiveau
from projet_social.pages.adressage import Adressage
from projet_social.pages.publication import Publication
from tests.conftest import CorpusDe

from .conftest import ADRESSE

PYTHON = {
    TypeDeColonne.TEXTE: str,
    TypeDeColonne.ENTIER: int,
    TypeDeColonne.NOMBRE: (int, float),
    TypeDeColonne.DATE: date,
    TypeDeColonne.OUI_NON: bool,
}


def table(publication: Publication, nom: str) -> Table:
    """Une table, par son nom."""
    toutes = (*tables_de(publication), *tables_vides(publication))
    return next(t for t in toutes if t.nom == nom)


def rangees(publication: Publication, nom: str) -> list[dict[str, object]]:
    """Les lignes d'une table, par nom de colonne."""
    trouvee = table(publication, nom)
    return [dict(zip(trouvee.noms, ligne, strict=True)) for ligne in trouvee.lignes]


def test_autant_de_lignes_que_le_modele_a_d_objets(publication: Publication) -> None:
    """Les comptes viennent du corpus, comptés ici sans passer par les tables."""
    corpus = publication.corpus
    fiches = [ligne.fiche for ligne in corpus.lignes if ligne.fiche]
    etapes = [e for fiche in fiches for e in fiche.etapes]
    porteurs = [*(ligne.contenu for ligne in corpus.lignes), *etapes]
    demarches = [p.projet.demarche for p in corpus.plans if p.projet.demarche]
    temps = [etape for demarche in demarches for etape in demarche.etapes]
    indicateurs = [i for porteur in porteurs for i in porteur.indicateurs]
    groupes = corpus.accompagnements.groupes
    attendus = {
        "territoires": len(corpus.territoires),
        "projets": len(corpus.plans),
        "lignes": len(corpus.lignes),
        "niveaux": len(corpus.lignes) - len(fiches),
        "actions": len(fiches),
        "etapes": len(etapes),
        "indicateurs": len(indicateurs),
        "valeurs_d_indicateurs": sum(
            bool(i.initial) + len(i.cible) + len(i.valeurs) for i in indicateurs
        ),
        "budgets": sum(len(objet.budgets) for objet in [*fiches, *etapes]),
        "bilans": sum(len(fiche.bilans) for fiche in fiches),
        "etapes_de_demarche": len(temps),
        "chiffres": sum(len(objet.chiffres) for objet in [*demarches, *temps]),
        "mentions": sum(map(len, mentions_par_theme(corpus).values())),
        "matrice": len(corpus.territoires) * len(corpus.themes),
        "gouvernance": sum(plan.projet.gouvernance is not None for plan in corpus.plans),
        "communes": sum(len(t.communes) for t in corpus.territoires.values()),
        "populations": sum(len(t.donnees.populations) for t in corpus.territoires.values()),
        "histoire": sum(len(t.donnees.histoire) for t in corpus.territoires.values()),
        "accompagnements": sum(len(groupe.accompagnements) for groupe in groupes),
        "devenirs_des_accompagnements": sum(
            len(ligne.devenir.successeurs)
            for groupe in groupes
            for ligne in groupe.accompagnements
            if ligne.devenir
        ),
        "dossiers": len(corpus.dossiers),
        "themes": len(corpus.themes),
        "publics": len(corpus.publics),
        "acteurs": len(corpus.referentiel_acteurs.acteurs),
        "sources": len(corpus.sources),
        "glossaire": len(corpus.termes),
        "rattachements": sum(len(ligne.parents) for ligne in corpus.lignes),
        "themes_des_lignes": sum(len(ligne.themes) for ligne in corpus.lignes),
        "publics_des_lignes": sum(len(ligne.publics) for ligne in corpus.lignes),
        "territoires_des_dossiers": sum(len(d.territoires) for d in corpus.dossiers.values()),
        "projets_des_territoires": sum(len(plan.territoires) for plan in corpus.plans),
    }
    assert {nom: len(table(publication, nom).lignes) for nom in attendus} == attendus


def test_une_ligne_dit_ou_elle_est(publication: Publication) -> None:
    """Son parent, sa profondeur, les titres qui y mènent ; niveaux et actions la redisent."""
    lignes = {r["ligne"]: r for r in rangees(publication, "lignes")}
    for r in lignes.values():
        parent = lignes.get(r["parent"])
        assert r["profondeur"] == (parent["profondeur"] + 1 if parent else 0)
        titres = (
            [parent["chemin"], f"{parent['numero'] or ''}. {parent['titre']}"] if parent else []
        )
        assert (r["chemin"] or "") == " > ".join(t.removeprefix(". ") for t in titres if t)
    redites = [*rangees(publication, "niveaux"), *rangees(publication, "actions")]
    assert {r["ligne"]: (r["parent"], r["titre"]) for r in redites} == {
        nom: (r["parent"], r["titre"]) for nom, r in lignes.items()
    }


def test_toute_colonne_qui_nomme_une_ligne_mene_a_la_table_des_lignes() -> None:
    """Une seule table à joindre, qu'il s'agisse d'un axe ou d'une action."""
    for definition in DEFINITIONS:
        renvois = {r.colonnes[0]: r.table for r in definition.table.renvois}
        for nom in {"ligne", "parent", "ligne_1", "ligne_2"} & set(definition.table.noms):
            if (definition.table.nom, nom) != ("lignes", "ligne"):
                assert renvois[nom] == "lignes", (definition.table.nom, nom)


@pytest.mark.parametrize("part", Part)
def test_chaque_acteur_est_dit_a_sa_part(publication: Publication, part: Part) -> None:
    """Chaque formulation de chaque étape, dans la table de sa part et dans aucune autre."""
    dites = {(r["etape"], r["formulation"]) for r in rangees(publication, f"acteurs_{part}s")}
    attendues = [
        mots
        for plan in publication.corpus.plans
        for etape in (plan.projet.demarche.etapes if plan.projet.demarche else ())
        for mots in set(getattr(etape, part.champ))
    ]
    assert len(dites) == len(attendues)


def test_une_cle_ne_designe_qu_une_ligne(publication: Publication) -> None:
    """Et n'est jamais vide."""
    for trouvee in tables_de(publication):
        rangs = [trouvee.noms.index(nom) for nom in trouvee.cle]
        cles = [tuple(ligne[rang] for rang in rangs) for ligne in trouvee.lignes]
        assert len(cles) == len(set(cles)), trouvee.nom
        assert all(None not in cle for cle in cles), trouvee.nom


def test_un_renvoi_mene_a_une_ligne(publication: Publication) -> None:
    """Une clé étrangère vide est permise, jamais une clé sans ligne."""
    par_nom = {trouvee.nom: trouvee for trouvee in tables_de(publication)}
    for trouvee in par_nom.values():
        for renvoi in trouvee.renvois:
            visee = par_nom[renvoi.table]
            connues = {
                tuple(ligne[visee.noms.index(nom)] for nom in renvoi.cibles)
                for ligne in visee.lignes
            }
            for ligne in trouvee.lignes:
                cle = tuple(ligne[trouvee.noms.index(nom)] for nom in renvoi.colonnes)
                assert None in cle or cle in connues, (trouvee.nom, renvoi, cle)


def test_chaque_valeur_est_du_type_de_sa_colonne(publication: Publication) -> None:
    """Jamais de texte vide, jamais un mot hors de sa liste, rien d'obligatoire qui manque."""
    for trouvee in tables_de(publication):
        for rang, colonne in enumerate(trouvee.colonnes):
            permis = {mot for mot, _ in colonne.mots}
            for ligne in trouvee.lignes:
                valeur, ou = ligne[rang], (trouvee.nom, colonne.nom)
                assert valeur != "", ou
                assert valeur is not None or not colonne.obligatoire, ou
                assert valeur is None or isinstance(valeur, PYTHON[colonne.genre]), ou
                if permis and isinstance(valeur, str):
                    dits = valeur.split(SEPARATEUR) if colonne.liste else [valeur]
                    assert permis.issuperset(dits), ou


def test_chaque_colonne_se_decrit() -> None:
    """Un nom simple et unique dans sa table, une phrase entière, sans marque de code."""
    noms = [definition.table.nom for definition in DEFINITIONS]
    assert len(noms) == len(set(noms))
    for definition in DEFINITIONS:
        vide = definition.table
        assert len(vide.noms) == len(set(vide.noms)), vide.nom
        assert set(vide.cle) <= set(vide.noms)
        for colonne in vide.colonnes:
            assert re.fullmatch(r"[a-z][a-z0-9_]*", colonne.nom), colonne.nom
            assert colonne.description.endswith("."), (vide.nom, colonne.nom)
            assert "`" not in colonne.description


def test_une_date_partielle_garde_son_texte_et_ses_bornes(inventee: Publication) -> None:
    """Le texte fait foi ; une borne ouverte reste vide."""
    (navette,) = [
        r for r in rangees(inventee, "actions") if r["identifiant"] == "navette-du-samedi"
    ]
    assert navette["fin_texte"] == "2e semestre 2024"
    assert navette["fin_au_plus_tot"] == date(2024, 7, 1)
    assert navette["fin_au_plus_tard"] == date(2024, 12, 31)
    etapes = {r["titre"]: r for r in rangees(inventee, "etapes_de_demarche")}
    ouverte = etapes["Mise en œuvre"]
    assert ouverte["date_texte"] == "depuis 2024"
    assert ouverte["date_au_plus_tard"] is None
    assert etapes["Une étape sans date"]["date_texte"] is None


def test_vide_reste_vide_et_zero_reste_zero(inventee: Publication) -> None:
    """Un avancement de 0 n'est pas un avancement inconnu."""
    par_id = {r["identifiant"]: r for r in rangees(inventee, "actions")}
    assert par_id["navette-du-samedi"]["avancement"] == 0
    assert par_id["une-action-reduite-a-son-titre"]["avancement"] is None


def test_un_montant_garde_son_texte(inventee: Publication) -> None:
    """À côté de ce que l'on en lit."""
    budgets = rangees(inventee, "budgets")
    assert [b["prevu_texte"] for b in budgets] == ["12 000 € TTC", "30 000 € TTC", "0,5 ETP"]
    assert [b["prevu_minimum"] for b in budgets] == [12000, 30000, 0.5]
    assert [b["prevu_sommable"] for b in budgets] == [True, True, False]
    assert budgets[2]["etape"] == "val-imaginaire/navette-du-samedi#trouver-un-chauffeur"


def test_les_comptes_d_un_projet_sont_ceux_du_plan(publication: Publication) -> None:
    """Axes, enjeux, objectifs… tels que le site les annonce."""
    comptes = {r["projet"]: r for r in rangees(publication, "projets")}
    for plan in publication.corpus.plans:
        lus = comptes[f"{plan.territoire.slug}/{plan.id}"]
        assert {t: lus[t.pluriel] for t in TypeNiveau} == {t: plan.comptes[t] for t in TypeNiveau}


def test_un_sous_point_n_est_pas_un_axe_de_plus(corpus_de: CorpusDe) -> None:
    """La comparaison ne lit que les lignes de son niveau, sous-points exceptés."""
    projet = "titre: P\naxes: [{titre: Un, axes: [Sous], objectifs: [Deux]}]\n"
    publication = Publication(corpus_de({"territoires/a/projet.yml": projet}).corpus)
    lues = {r["titre"]: r for r in rangees(publication, "niveaux")}
    assert [t for t, r in lues.items() if r["niveau_de_lecture"]] == ["Un"]
    assert [t for t, r in lues.items() if r["sous_point"]] == ["Sous"]
    assert lues["Sous"]["parent"] == "a/un"


def test_un_identifiant_ne_bouge_pas_quand_un_autre_s_ajoute(corpus_de: CorpusDe) -> None:
    """Ceux des étapes et des indicateurs viennent de leur nom, non de leur rang."""

    def cles(etapes: str) -> set[object]:
        projet = "titre: P\naxes: [Un]\n"
        fiche = f"titre: X\nrattachements: [un]\netapes: [{etapes}]\n"
        fichiers = {"territoires/a/projet.yml": projet, "territoires/a/actions/x.yml": fiche}
        publication = Publication(corpus_de(fichiers).corpus)
        return {r["etape"] for r in rangees(publication, "etapes")}

    assert cles("Ouvrir, Fermer") < cles("Préparer, Ouvrir, Fermer, Ouvrir")


def test_sans_adresse_de_site_les_adresses_sont_relatives(inventee: Publication) -> None:
    """Elles restent justes où que le site soit posé ; avec elle, elles sont entières."""
    relatives = [r["adresse"] for r in rangees(Publication(inventee.corpus), "niveaux")]
    entieres = [r["adresse"] for r in rangees(inventee, "niveaux")]
    assert entieres == [f"{ADRESSE}{adresse}" for adresse in relatives]


def test_le_site_d_un_territoire_a_les_memes_tables(inventee: Publication) -> None:
    """Seules ses lignes y sont, et les clés y tiennent encore."""
    slug = "val-imaginaire"
    seul = Publication(inventee.corpus, Adressage(slug))
    assert {r["territoire"] for r in rangees(seul, "niveaux")} == {slug}
    siennes = [r["ligne"] for r in rangees(inventee, "actions") if r["territoire"] == slug]
    assert [r["ligne"] for r in rangees(seul, "actions")] == siennes
    test_un_renvoi_mene_a_une_ligne(seul)
