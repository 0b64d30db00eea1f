"""Un corps d'écran devient un corps de papier : ce qui se touche s'en va, ce qui se lit reste."""

import pytest

from projet_social.impression.papier import adapter


@pytest.mark.parametrize(
    "inutile",
    [
        '<nav aria-label="Parties"><ul><li><a href="#x">X</a></li></ul></nav>',
        "<form><label>Chercher</label></form>",
        '<p><a href="t.csv" download>En CSV</a></p>',
        '<p><a class="md-button" href="/s/">La synthèse</a></p>',
        '<span aria-hidden="true">●</span>',
        '<div class="petit-ecran">Redite</div>',
        '<h2 id="ailleurs">Ailleurs</h2>',
        '<p class="echos discret">Ailleurs, mot pour mot</p>',
    ],
)
def test_ce_qui_ne_sert_qu_a_l_ecran_disparait(inutile: str) -> None:
    """Menus, filtres, boutons, signes décoratifs : rien n'en reste, et ce qui suit demeure."""
    assert adapter(f"<p>Avant</p>{inutile}<p>Après</p>") == "<p>Avant</p><p>Après</p>"


def test_ce_qui_etait_replie_se_deplie() -> None:
    """Un `details` laisse son résumé en intertitre et son contenu à la suite."""
    corps = "<details><summary>3 acteurs</summary><ul><li>CAF</li></ul></details>"
    assert adapter(corps) == '<p class="groupe">3 acteurs</p><ul><li>CAF</li></ul>'


def test_le_texte_qui_suit_un_signe_retire_reste() -> None:
    """Retirer « ● » ne retire pas « Réalisée »."""
    corps = '<p><span aria-hidden="true">●</span> Réalisée</p>'
    assert adapter(corps) == "<p> Réalisée</p>"


def test_les_titres_descendent_sans_depasser_le_sixieme_rang() -> None:
    """Le corps d'une fiche prend place sous le titre de la fiche."""
    assert adapter("<h2>A</h2><h6>B</h6>", descendre=1) == "<h3>A</h3><h6>B</h6>"


def test_deux_corps_tiennent_dans_un_document() -> None:
    """Chaque ancre reçoit un préfixe, comme les liens qui y mènent ; les autres n'en ont pas."""
    rendu = adapter('<p id="a"><a href="#a">ici</a> <a href="#b">là</a></p>', "x")
    assert rendu == '<p id="x-a"><a href="#x-a">ici</a> <a href="#b">là</a></p>'


def test_un_lien_sans_adresse_redevient_son_texte() -> None:
    """Sur le papier, un lien qui ne mène nulle part n'est que ses mots."""
    assert adapter('<p><a href="">Questembert</a></p>') == "<p>Questembert</p>"


def test_un_texte_nu_reste_un_texte() -> None:
    """Un corps peut commencer par du texte, et en échapper les signes."""
    assert adapter("a &lt; b<br>c") == "a &lt; b<br>c"
