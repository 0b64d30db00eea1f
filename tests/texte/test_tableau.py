"""Un tableau Markdown se publie avec son titre et ses en-têtes."""

import markdown

from projet_social.texte.tableau import habiller_les_tableaux


def publier(texte: str) -> str:
    """Le HTML d'un texte Markdown, comme MkDocs le produit."""
    return habiller_les_tableaux(markdown.markdown(texte, extensions=["tables", "toc"]))


def test_les_en_tetes_disent_ce_qu_ils_nomment() -> None:
    """Première ligne : les colonnes ; première colonne : les lignes ; le titre : le tableau."""
    html = publier("## Les lieux\n\n| Lieu | Places |\n| --- | ---: |\n| Halte | 12 |\n")

    assert '<table class="tableau" aria-labelledby="les-lieux">' in html
    assert 'role="region" tabindex="0" aria-labelledby="les-lieux"' in html
    assert '<th scope="col">Lieu</th><th scope="col" class="nombre">Places</th>' in html
    assert (
        '<tr><th scope="row">Halte</th><td data-titre="Places" class="nombre">12</td></tr>' in html
    )
    assert "style=" not in html


def test_une_case_vide_n_est_pas_un_en_tete() -> None:
    """Un coin vide, une ligne sans nom : des cases, sinon elles s'annonceraient sans rien dire."""
    html = publier("# Page\n\n| | Oui |\n| --- | --- |\n| | a |\n| x | b |\n")

    assert "<thead><tr><td></td>" in html
    assert '<tr><td></td><td data-titre="Oui">a</td></tr>' in html
    assert '<tr><th scope="row">x</th>' in html


def test_le_titre_d_une_colonne_perd_sa_mise_en_forme() -> None:
    """Il sert d'étiquette sur un téléphone : du texte, guillemets compris."""
    html = publier('# Page\n\n| A | `b` "c" & d |\n| --- | --- |\n| x | y |\n')

    assert 'data-titre="b &quot;c&quot; &amp; d"' in html


def test_un_tableau_sans_titre_au_dessus_ou_ecrit_en_html_reste_tel_quel() -> None:
    """Rien ne le nommerait, ou son auteur s'en est chargé."""
    nu = "| A | B |\n| --- | --- |\n| x | y |\n"
    assert "<table>" in publier(nu)
    ecrit = '<h2 id="t">T</h2><table class="a"><thead></thead><tbody></tbody></table>'
    assert habiller_les_tableaux(ecrit) == ecrit


def test_chaque_tableau_prend_le_titre_le_plus_proche() -> None:
    """Deux parties, deux noms."""
    tableau = "\n\n| A | B |\n| --- | --- |\n| x | y |\n\n"
    html = publier(f"## Un{tableau}## Deux{tableau}")

    assert html.index('class="tableau" aria-labelledby="un"') < html.index(
        'class="tableau" aria-labelledby="deux"'
    )
