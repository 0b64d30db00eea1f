"""Chaque export a une adresse à lui, une description, et rend quelque chose."""

from projet_social.exports.registre import tous_les_exports
from projet_social.pages.adressage import Adressage
from projet_social.pages.publication import Publication
from tests.conftest import CorpusDe


def test_chaque_export_est_publie_une_fois(corpus_de: CorpusDe) -> None:
    """Aucune adresse en double ; chaque fichier a un contenu et une phrase."""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": "titre: Projet inventé\naxes: [Bouger]\n",
            "territoires/mont/projet.yml": "titre: Projet inventé\naxes: [Bouger]\n",
            "dossiers/deux.yml": "titre: Deux territoires inventés\nterritoires: [val, mont]\n",
        }
    )
    exports = tous_les_exports(Publication(rapport.corpus))
    adresses = [export.adresse for export in exports]
    assert len(adresses) == len(set(adresses))
    assert {"comparaison/contexte.csv", "comparaison/deux/contexte.csv"} <= set(adresses)
    assert all(export.description.endswith(".") and export.contenu() for export in exports)


def test_sans_couleur_pas_de_feuille(corpus_de: CorpusDe) -> None:
    """La feuille des couleurs n'existe que si un territoire a la sienne."""
    rapport = corpus_de({"territoires/val/projet.yml": "titre: Projet inventé\n"})
    assert "assets/couleurs.css" not in [
        e.adresse for e in tous_les_exports(Publication(rapport.corpus))
    ]


def test_une_couleur_donne_sa_regle_claire_et_sombre(corpus_de: CorpusDe) -> None:
    """La règle porte la couleur choisie, et une couleur qui se lit sur fond sombre."""
    territoire = "nom: Val\nnom_court: Val\ntype: commune\ndepartements: [99]\ncouleur: '#0B5C6B'\n"
    rapport = corpus_de({"territoires/val/territoire.yml": territoire})
    (feuille,) = [
        e for e in tous_les_exports(Publication(rapport.corpus)) if e.adresse.endswith(".css")
    ]
    regle = feuille.contenu().decode()
    assert regle.startswith('[data-territoire="val"] { --md-primary-fg-color: light-dark(#0B5C6B, ')
    assert "--md-typeset-a-color: light-dark(#0B5C6B, #" in regle


def test_la_couleur_d_une_famille_de_themes_vient_des_donnees(corpus_de: CorpusDe) -> None:
    """Celle du fond sombre est écrite, ou la plus proche qui s'y lit."""
    themes = (
        "familles:\n"
        "  - {id: vie, nom: Vie, couleur: '#8A4708', couleur_sombre: '#F2B880'}\n"
        "  - {id: soin, nom: Soin, couleur: '#0B5C6B'}\n"
        "themes: []\n"
    )
    rapport = corpus_de({"referentiels/themes.yml": themes})
    (feuille,) = [
        e for e in tous_les_exports(Publication(rapport.corpus)) if e.adresse.endswith(".css")
    ]
    vie, soin = feuille.contenu().decode().splitlines()
    assert vie == ".famille-vie { --famille: light-dark(#8A4708, #F2B880); }"
    assert soin.startswith(".famille-soin { --famille: light-dark(#0B5C6B, #")


def test_les_exports_d_un_seul_territoire_ne_se_marchent_pas_dessus(corpus_de: CorpusDe) -> None:
    """À la racine, un fichier du territoire ne prend la place ni d'un autre, ni d'une page."""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": "titre: Projet inventé\naxes: [Bouger]\n",
            "territoires/mont/projet.yml": "titre: Projet inventé\naxes: [Bouger]\n",
        }
    )
    site = Publication(rapport.corpus, Adressage("val"), url="https://val.exemple.fr/")
    publiques = [export.publique for export in tous_les_exports(site)]
    assert len(publiques) == len(set(publiques))
    assert not set(publiques) & {page.fichier_publie for page in site.pages}
    assert not [p for p in publiques if p.startswith(("territoires/", "comparaison/"))]
