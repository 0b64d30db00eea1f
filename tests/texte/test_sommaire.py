"""« Sur cette page » : chaque titre de second rang a une ancre, et une seule."""

from projet_social.texte.sommaire import sommaire


def test_une_ancre_ecrite_est_gardee() -> None:
    """Le corps ne change pas d'un signe."""
    corps = '<h2 id="plan">Le <em>plan</em></h2><h2 class="x" id="suite">La suite</h2>'

    assert sommaire(corps) == (corps, [("plan", "Le plan"), ("suite", "La suite")])


def test_un_titre_sans_ancre_en_recoit_une_libre() -> None:
    """Tirée de ses mots, jamais celle d'un autre élément."""
    corps = '<p id="etapes">x</p><h2>Étapes</h2><h2 data-pagefind-ignore>Étapes</h2>'

    html, titres = sommaire(corps)

    assert titres == [("etapes-2", "Étapes"), ("etapes-3", "Étapes")]
    assert '<h2 id="etapes-2">Étapes</h2><h2 id="etapes-3" data-pagefind-ignore>' in html


def test_un_titre_que_l_on_ne_voit_pas_n_est_pas_au_sommaire() -> None:
    """Ni celui des lecteurs d'écran, ni celui d'une seule taille d'écran."""
    corps = '<h2 class="invisible">Un par un</h2><h2 data-hors-sommaire>Famille</h2><h2>Fin</h2>'

    assert sommaire(corps)[1] == [("fin", "Fin")]


def test_les_entites_d_un_titre_se_lisent() -> None:
    """« &amp; » est une esperluette, et les blancs n'en font qu'un."""
    assert sommaire("<h2>Jeux &amp;\n  loisirs</h2>")[1] == [("jeux-loisirs", "Jeux & loisirs")]
