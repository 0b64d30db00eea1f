"""Plusieurs corps dans une page : leurs ancres se distinguent, leurs titres descendent."""

from projet_social.texte.emboitement import emboiter_un_corps


def test_les_ancres_prennent_un_prefixe_et_leurs_liens_les_suivent() -> None:
    """Un lien vers une ancre d'un autre corps ne change pas."""
    corps = (
        '<h2 id="a">A</h2><section aria-labelledby="a b"></section>'
        '<a href="#a">ici</a> <a href="#ailleurs">là</a> <a href="x/#a">hors</a>'
    )

    assert emboiter_un_corps(corps, "p") == (
        '<h2 id="p-a">A</h2><section aria-labelledby="p-a b"></section>'
        '<a href="#p-a">ici</a> <a href="#ailleurs">là</a> <a href="x/#a">hors</a>'
    )


def test_les_titres_descendent_sans_depasser_le_sixieme_rang() -> None:
    """Un titre de rang six reste de rang six ; « hr » n'est pas un titre."""
    corps = "<h2>A</h2><h5 class=x>B</h5><hr><h6>C</h6>"

    assert emboiter_un_corps(corps, "p", 2) == "<h4>A</h4><h6 class=x>B</h6><hr><h6>C</h6>"


def test_un_repere_devient_un_groupe() -> None:
    """Deux corps ont chacun son tableau « Budget » : une page n'a pas deux repères de ce nom."""
    corps = '<div role="region" tabindex="0" aria-labelledby="b"><b id="b">B</b></div>'

    assert emboiter_un_corps(corps, "p").startswith(
        '<div role="group" tabindex="0" aria-labelledby="p-b">'
    )
