"""Ce que le PDF montre, les formats modifiables le disent aussi : même texte, même ordre."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import html

from projet_social.impression.blocs import (
    Bloc,
    Figure,
    ListeImprimee,
    Paragraphe,
    Segment,
    Sommaire,
    Tableau,
    Titre,
    Ton,
    dire,
)
from projet_social.impression.imprime import Imprime
from projet_social.impression.lecture import lire_le_html
from projet_social.impression.papier import adapter

from ..visiteur import rien
from .conftest import serrer


def blocs_de(corps: str) -> list[Bloc]:
    """Les blocs d'un corps inventé."""
    imprime = Imprime("essai", "Essai", f"<section>{corps}</section>")
    return [bloc for feuilles in lire_le_html(imprime) for bloc in feuilles.blocs]


def tous(blocs: tuple[Bloc, ...] | list[Bloc]) -> Iterator[Bloc]:
    """Tous les blocs, ceux des listes et des tableaux compris."""
    for bloc in blocs:
        yield bloc
        if isinstance(bloc, ListeImprimee):
            for element in bloc.elements:
                yield from tous(element)
        elif isinstance(bloc, Tableau):
            for ligne in (*bloc.entetes, *bloc.lignes):
                for cellule in ligne:
                    yield from tous(cellule.blocs)


def test_les_segments_gardent_gras_liens_et_insecables() -> None:
    """Les blancs se réduisent à un, sauf l'espace insécable."""
    (bloc,) = blocs_de(
        "<p>Le <strong>CIAS</strong>\n  de\u00a0<a href='#t'>Questembert</a> : <em>13</em></p>"
    )
    assert bloc == Paragraphe(
        (
            Segment("Le "),
            Segment("CIAS", gras=True),
            Segment(" de\u00a0"),
            Segment("Questembert", lien="#t"),
            Segment(" : "),
            Segment("13", italique=True),
        )
    )


def test_une_liste_garde_ses_niveaux() -> None:
    """Un élément peut contenir des paragraphes et une autre liste."""
    (liste,) = blocs_de("<ol><li>Un<ul><li>a</li><li>b</li></ul></li><li><p>Deux</p></li></ol>")
    assert isinstance(liste, ListeImprimee)
    assert liste.numerotee
    premier, second = liste.elements
    assert [type(bloc) for bloc in premier] == [Paragraphe, ListeImprimee]
    assert dire(second) == "Deux"


def test_une_liste_en_ligne_est_un_seul_paragraphe() -> None:
    """Des étiquettes se lisent d'une traite, comme dans le PDF : pas une ligne chacune."""
    corps = "<ul class='md-tags'><li><a href='#a'>Logement</a></li><li></li><li>Famille</li></ul>"
    (bloc,) = blocs_de(corps)
    assert isinstance(bloc, Paragraphe)
    assert bloc.texte == "Logement · Famille"
    assert bloc.segments[0].lien == "#a"


@pytest.mark.parametrize(
    ("parties", "feuilles"),
    [
        ("<section class='niveau'>a</section><section class='rang-2 fiche'>b</section>", ["a b"]),
        ("<section class='a'>a</section><section class='b'>b</section>", ["a", "b"]),
        (
            "<section>titre</section><section class='credits'>c</section>"
            "<nav class='sommaire'><h1>Sommaire</h1></nav>",
            ["titre", "Sommaire c"],
        ),
    ],
)
def test_les_fiches_se_suivent_et_les_credits_suivent_le_sommaire(
    parties: str, feuilles: list[str]
) -> None:
    """Ni une page par fiche, ni une page presque vide après la couverture."""
    lues = lire_le_html(Imprime("essai", "Essai", parties, genre="dossier"))
    assert [dire(f.blocs) for f in lues] == feuilles


def test_le_flot_d_une_synthese_se_lit_sur_deux_colonnes() -> None:
    """La tête tient la largeur, le flot deux colonnes, et ce qui suit reste sur la page."""
    corps = "<section id='t'><h1>Titre</h1><div class='flot'><p>Flot</p></div><p>Fin</p></section>"
    lues = lire_le_html(Imprime("essai", "Essai", corps))
    assert [(f.colonnes, f.suite, dire(f.blocs)) for f in lues] == [
        (1, False, "Titre"),
        (2, True, "Flot"),
        (1, True, "Fin"),
    ]
    assert lues[0].blocs == (Titre(1, "Titre", ("t",)),)


def test_un_tableau_garde_ses_en_tetes_et_ses_fusions() -> None:
    """Les lignes de `thead` sont à répéter ; une cellule fusionnée compte ses colonnes."""
    (tableau,) = blocs_de(
        "<table><caption>Légende</caption><thead><tr><th>A</th><th>B</th></tr></thead>"
        "<tbody><tr><th colspan='2'>Famille</th></tr><tr><th>x</th><td></td></tr></tbody></table>"
    )
    assert isinstance(tableau, Tableau)
    assert (tableau.legende, tableau.colonnes) == ("Légende", 2)
    assert len(tableau.entetes) == 1
    assert tableau.lignes[0][0].colonnes == 2
    assert tableau.lignes[1][1].blocs == ()


def test_une_colonne_bavarde_est_plus_large_qu_une_colonne_de_nombres() -> None:
    """Les largeurs suivent le contenu, et font un tout."""
    ligne = f"<tr><td>12</td><td>{'un long récit ' * 20}</td></tr>"
    (tableau,) = blocs_de(f"<table><tbody>{ligne}</tbody></table>")
    assert isinstance(tableau, Tableau)
    etroite, large = tableau.largeurs()
    assert large > 3 * etroite
    assert etroite + large == pytest.approx(1)


def test_une_definition_est_un_paragraphe_au_terme_en_gras() -> None:
    """« Habitants : 24 396 », puis ce qui déborde d'un paragraphe."""
    definitions = (
        "<dl><div><dt>Habitants</dt><dd>24 396</dd></div>"
        "<div><dt>Égalité</dt><dd><p>Un</p><p>Deux</p></dd></div></dl>"
    )
    blocs = blocs_de(adapter(definitions))
    assert [dire((bloc,)) for bloc in blocs] == [
        "Habitants\u00a0: 24 396",
        "Égalité\u00a0: Un",
        "Deux",
    ]
    assert isinstance(blocs[0], Paragraphe)
    assert blocs[0].ton is Ton.REPERE
    assert blocs[0].segments[0] == Segment("Habitants", gras=True)


def test_les_ancres_vont_au_titre_qui_suit() -> None:
    """Un lien vers une partie mène à son titre."""
    titre = blocs_de('<div id="haut"><h2 id="bas">Le plan</h2></div>')[0]
    assert titre == Titre(2, "Le plan", ("haut", "bas"))


def test_tout_le_texte_du_dossier_est_dans_les_blocs(douze: Imprime) -> None:
    """Aucun mot perdu : chaque nœud de texte du HTML se retrouve, sommaire et dessins à part."""
    dits = serrer(" ".join(dire(feuilles.blocs) for feuilles in lire_le_html(douze)))
    arbre = html.fromstring(douze.corps)
    for a_part in arbre.xpath("//nav|//svg"):
        a_part.drop_tree()
    rien(texte for brut in arbre.itertext() if (texte := serrer(brut)) not in dits)


def test_le_dossier_a_ses_figures_ses_tableaux_et_son_sommaire(douze: Imprime) -> None:
    """Chaque dessin une fois, chaque tableau ses en-têtes, une seule table des matières."""
    feuilles = lire_le_html(douze)
    blocs = list(tous([bloc for groupe in feuilles for bloc in groupe.blocs]))
    figures = [bloc.dessin.nom for bloc in blocs if isinstance(bloc, Figure)]
    assert sorted(figures) == sorted(douze.dessins)
    tableaux = [bloc for bloc in blocs if isinstance(bloc, Tableau)]
    assert len(tableaux) == 14
    assert all(tableau.entetes and tableau.legende for tableau in tableaux)
    assert sum(isinstance(bloc, Sommaire) for bloc in blocs) == 1
    assert sum(groupe.paysage and not groupe.suite for groupe in feuilles) == 7
