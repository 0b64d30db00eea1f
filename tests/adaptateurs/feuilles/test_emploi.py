"""Ce qu'emploient des pages : tout ce que leurs balises disent, écrites de toutes les façons."""

import pytest

from projet_social.adaptateurs.feuilles.emploi import relever


@pytest.mark.parametrize(
    "html",
    [
        '<p class="rare">',
        "<p class='rare'>",
        "<P CLASS=rare>",
        '<p\n  class = "rare"\n>',
        '<p title="plus > moins" class="rare">',
        '<p class="rare"/>',
        "<a title=l'eau><p class=\"rare\">l'air</p>",
        '<p data-dit="&quot;" class="&#114;are">',
        '<textarea><p class="autre"></textarea><p class="rare">',
        '<script>let x = "<i"</script><p class="rare">',
    ],
)
def test_une_classe_se_trouve_comme_qu_on_l_ecrive(html: str) -> None:
    """Une balise manquée perdrait son habit ; une de trop ne coûte que des octets."""
    emploi = relever([html.encode()], [])
    assert "rare" in emploi.classes
    assert "p" in emploi.balises


def test_un_attribut_ne_compte_que_s_il_est_demande() -> None:
    """Ses valeurs, toutes pages réunies ; vides s'il n'en a pas."""
    pages = [b'<ul role="list" hidden>', b'<ul role="tree" lang="fr">']
    emploi = relever(pages, [], {"role", "hidden"})
    assert emploi.valeurs == {"role": {"list", "tree"}, "hidden": {""}}


def test_oublier_les_balises_lues_ne_change_rien(monkeypatch: pytest.MonkeyPatch) -> None:
    """Une balise relue donne le même relevé qu'une balise retenue."""
    pages = [f'<p class="a b{n % 3}" id="i{n}"><a href="x{n}" role="r">'.encode() for n in range(9)]
    attendu = relever(pages, [], {"role"})

    monkeypatch.setattr("projet_social.adaptateurs.feuilles.emploi.BALISES_RETENUES", 0)

    assert relever(pages, [], {"role"}) == attendu
    assert {"a b0", "a b1", "a b2"} == attendu.valeurs["class"]
