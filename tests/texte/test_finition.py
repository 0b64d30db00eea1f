"""Le dernier passage : typographie du texte seul, sigles reliés à leur premier emploi."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from projet_social.modele.referentiel import Terme
from projet_social.texte.finition import Sigles, ancre_du_terme, finir

CIAS = Terme(sigle="CIAS", definition="Centre intercommunal.", variantes=("Cias", "C.I.A.S"))
CAF = Terme(sigle="CAF", definition="Caisse.", variantes=("Caisse d'allocations familiales",))
CDR = Terme(sigle="CD&R", definition="Inventé.")
SIGLES = Sigles([CIAS, CAF, CDR])


def lien(terme: Terme, texte: str) -> str:
    """Le lien attendu vers la définition d'un terme."""
    return f'<a class="sigle" href="#{ancre_du_terme(terme)}">{texte}</a>'


def test_le_premier_emploi_d_un_sigle_mene_a_sa_definition() -> None:
    """Une fois par page, même sous une autre écriture ; les termes sont rendus dans l'ordre."""
    html, termes = finir("<p>La CAF et le CIAS.</p><p>Le C.I.A.S et la CAF.</p>", SIGLES)

    assert html == (
        f"<p>La {lien(CAF, 'CAF')} et le {lien(CIAS, 'CIAS')}.</p><p>Le C.I.A.S et la CAF.</p>"
    )
    assert termes == [CAF, CIAS]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="x">La CAF</a>',
        "<h2>La <em>CAF</em></h2>",
        "<button>CAF</button>",
        "<code>CAF</code>",
        "<summary>CAF</summary>",
        "<p>CAFE DECAF CAF-info xCAF</p>",
        '<img alt="CAF">',
        "<!-- CAF -->",
    ],
)
def test_un_sigle_n_est_pas_relie_n_importe_ou(html: str) -> None:
    """Ni dans un lien, un titre, un bouton, du code, un attribut, ni au milieu d'un mot."""
    assert finir(html, SIGLES)[0] == html


def test_apres_un_lien_le_sigle_se_relie_de_nouveau() -> None:
    """Une balise fermée ne compte plus, même mal emboîtée."""
    html, _ = finir("<h2>CAF</h2><a><b>x</a></b><p>CAF</p>", SIGLES)

    assert html.endswith(f"<p>{lien(CAF, 'CAF')}</p>")


def test_un_terme_lu_dans_un_titre_est_quand_meme_explique() -> None:
    """Il figure parmi les termes de la page."""
    assert finir("<h2>CAF</h2>", SIGLES)[1] == [CAF]


def test_un_sigle_echappe_est_reconnu() -> None:
    """Dans le HTML, « CD&R » s'écrit « CD&amp;R »."""
    html = finir(f"<p>{escape('le CD&R')}</p>", SIGLES)[0]

    assert html == f"<p>le {lien(CDR, 'CD&amp;R')}</p>"


def test_l_apostrophe_devant_un_sigle_relie_est_courbe() -> None:
    """La typographie passe avant les liens."""
    assert finir("<p>l'CAF</p>", SIGLES)[0] == f"<p>l’{lien(CAF, 'CAF')}</p>"
    assert finir("<p>l'<strong>eau</strong></p>")[0] == "<p>l’<strong>eau</strong></p>"


def test_l_apostrophe_echappee_par_un_gabarit_est_courbe_aussi() -> None:
    """Jinja écrit « &#39; » : le lecteur doit voir « ’ »."""
    ecrit = f"<p>{escape(chr(39).join(['l', 'eau']))}</p>"

    assert "&#39;" in ecrit
    assert finir(ecrit)[0] == "<p>l’eau</p>"


def test_ce_qui_est_balise_ou_code_reste_intact() -> None:
    """Ni adresses, ni valeurs, ni scripts, ni styles, ni zones de saisie."""
    html = (
        "<a href=\"l'eau...\" data-x='a > b'>x</a><option value=\"l'eau\">x</option>"
        "<script>a = 'b' ? 1 : 2</script>"
        "<pre>l'eau : 1</pre><textarea>l'eau</textarea><style>a { b : c }</style>"
    )

    assert finir(html)[0] == html


@pytest.mark.parametrize(
    "debut",
    [
        '<abbr title="',
        '<img src="l.png" alt="',
        '<section aria-label="',
        '<td data-titre="',
        '<input placeholder="',
        '<optgroup label="',
        '<meta name="description" content="',
    ],
)
@pytest.mark.parametrize("apostrophe", ["'", "&#39;", "&#x27;"])
def test_un_attribut_que_l_on_lit_recoit_la_typographie(debut: str, apostrophe: str) -> None:
    """Une bulle, une image, un nom de bouton se lisent comme le texte."""
    fini, _ = finir(f'{debut}l{apostrophe}eau : sport..." class="x">')

    assert fini == f'{debut}l’eau\u00a0: sport…" class="x">'


def test_sans_glossaire_rien_n_est_relie() -> None:
    """Ni sans sigles, ni avec un glossaire vide."""
    assert finir("<p>CAF</p>") == ("<p>CAF</p>", [])
    assert finir("<p>CAF</p>", Sigles([])) == ("<p>CAF</p>", [])


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<a>", "</a>", "CAF", " : ", "l'a", "<code>", "é"]))
)
def test_finir_garde_toutes_les_balises_du_corps(morceaux: list[str]) -> None:
    """Aucune balise n'est perdue ni déplacée, quel que soit leur désordre."""
    html = "".join(morceaux)
    fini = finir(html, SIGLES)[0].replace(lien(CAF, "CAF"), "CAF")

    assert fini.replace("\u00a0", " ").replace("’", "'") == html


def test_un_corps_rendu_par_un_gabarit_est_fini_comme_un_texte() -> None:
    """Un Markup, que les gabarits rendent, reçoit la même typographie qu'une chaîne."""
    fini, _ = finir(Markup("<p>L&#39;élan : « oui »</p>"))
    assert fini == "<p>L’élan\u00a0: «\u00a0oui\u00a0»</p>"
