"""L'élagage : part ce qui ne peut s'appliquer, reste tout ce qui le peut."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.adaptateurs.feuilles.analyse import ecrire_la_feuille, lire_la_feuille
from projet_social.adaptateurs.feuilles.elagage import attributs_des_selecteurs, elaguer
from projet_social.adaptateurs.feuilles.emploi import relever
from projet_social.de_material import FEUILLE, PALETTE

PAGE = b"""<!doctype html><html lang=fr><body data-teinte="Claire nuit">
<p class='vue "autre'>a<em id=ici>b</em><details open><summary class=vue>c</summary></details>
<a href="x.html#only" class="lien&amp;1">d</a><table><tr><td align="LEFT">e</table></body></html>"""
SCRIPT = (
    "e.className = 'posee'; e.hidden = true; e.dataset.etatVif = x; e.ariaSort = null; `rang-${n}`"
)


class Tout:
    """Un ensemble où tout est."""

    def __contains__(self, _: object) -> bool:
        """Toujours vrai."""
        return True


def elague(feuille: str, *, lus: frozenset[str] = frozenset()) -> str:
    """Ce qu'il reste d'une feuille pour la page et le script d'essai."""
    arbre = lire_la_feuille(feuille)
    emploi = relever([PAGE], [SCRIPT], attributs_des_selecteurs(arbre))
    return ecrire_la_feuille(elaguer(arbre, emploi.permet, lus))


@pytest.mark.parametrize(
    "selecteur",
    [
        "*",
        ":root",
        "html",
        "p",
        "P",
        ".vue",
        "#ici",
        "p.vue > em#ici:hover::before",
        "tbody td",
        "mark",
        "[open]",
        "[data-teinte]",
        "[data-teinte~=nuit]",
        "[data-teinte^='claire']",
        "[data-teinte$=nuit i]",
        "[data-teinte*=re\\ nu]",
        "[lang|=fr]",
        "[align=left]",
        "a[href$='#only']",
        ":not(.jamais)",
        ".vue:not(.jamais,#jamais)",
        ":is(.jamais, .vue) em",
        ":where(.vue)",
        "p:has(> em)",
        ":-webkit-any(.jamais,p)",
        "p::-moz-inconnu",
        "p:nth-child(2n+1 of .jamais)",
        ".posee",
        "[hidden]",
        "[data-etat-vif=n-importe]",
        "[aria-sort=ascending]",
        ".rang-3",
        "#rang-x",
        ".lien\\&1",
    ],
)
def test_ce_qui_peut_s_appliquer_reste(selecteur: str) -> None:
    """Vu dans la page, ajouté par le navigateur, posé par le script, ou nié."""
    assert elague(f"{selecteur}{{x:1}}").endswith("{x:1}")


@pytest.mark.parametrize(
    "selecteur",
    [
        "h1",
        ".jamais",
        "#jamais",
        ".ici",
        "#vue",
        "p .jamais",
        ".jamais > p",
        ".vue.jamais",
        "[jamais]",
        "[data-teinte=claire]",
        "[data-teinte~=clair]",
        "[lang|=f]",
        ":is(.jamais,h1) em",
        ":where(h1 p)",
        "p:has(h1)",
        "p:not(.vue) .jamais",
        ".jamais::before",
    ],
)
def test_ce_qui_ne_peut_pas_s_appliquer_part(selecteur: str) -> None:
    """Une classe, une balise, un identifiant, un attribut ou une valeur que rien ne porte."""
    assert elague(f"{selecteur}{{x:1}}") == ""


@pytest.mark.parametrize(
    ("feuille", "reste"),
    [
        ("h1,p,.jamais,em{x:1}", "p,em{x:1}"),
        ("@media print{h1{x:1}p{x:1}}", "@media print{p{x:1}}"),
        ("@media print{@supports (x:1){h1{x:1}}}p{x:1}", "p{x:1}"),
        ("@supports (x:1){p{x:1}}", "@supports (x:1){p{x:1}}"),
        ("@layer a{h1{x:1}}", ""),
        ("p{x:1;.jamais &{y:2}.vue &{z:3}}", "p{x:1;.vue &{z:3}}"),
        ("@layer a,b;p{x:1}", "@layer a,b;p{x:1}"),
        ("@page{margin:1cm}", "@page{margin:1cm}"),
        (
            "p{animation:1s pas}@keyframes pas{to{x:1}}",
            "p{animation:1s pas}@keyframes pas{to{x:1}}",
        ),
        ("h1{animation:1s pas}@keyframes pas{to{x:1}}", ""),
        ("@-webkit-keyframes pas{to{x:1}}p{x:1}", "p{x:1}"),
        (":root{--a:1;--b:2}p{x:var(--a)}", ":root{--a:1}p{x:var(--a)}"),
        (":root{--a:var(--b);--b:2}p{x:var(--a)}", ":root{--a:var(--b);--b:2}p{x:var(--a)}"),
        (":root{--a:var(--b);--b:var(--a)}", ""),
        (":root{--a:url(data:,x)}h1{x:var(--a)}", ""),
    ],
)
def test_les_listes_les_blocs_et_les_variables_s_elaguent(feuille: str, reste: str) -> None:
    """Un à un, jusqu'au bloc vide ; une variable tient à ce qui la lit encore."""
    assert elague(feuille) == reste


def test_ce_que_lisent_les_autres_feuilles_reste() -> None:
    """Une variable et une animation que nomme une feuille du site, et ce qu'elles lisent."""
    feuille = ":root{--a:var(--b);--b:1;--c:2}@keyframes pas{to{x:1}}"
    lus = frozenset({"--a", "pas"})
    assert elague(feuille, lus=lus) == ":root{--a:var(--b);--b:1}@keyframes pas{to{x:1}}"


@pytest.mark.lent
@pytest.mark.parametrize("source", [FEUILLE, PALETTE], ids=lambda source: source.name)
def test_elaguer_pour_tout_garde_tout(source: Path) -> None:
    """La feuille entière de Material, au signe près."""
    arbre = lire_la_feuille(source.read_text(encoding="utf-8"))
    assert ecrire_la_feuille(elaguer(arbre, lambda _: True, Tout())) == ecrire_la_feuille(arbre)


NOMS = st.sampled_from([".vue", ".jamais", "p", "h1", "#ici", "[open]", "em", ":not(.jamais)"])
LISTES = st.lists(st.lists(NOMS, min_size=1, max_size=3), min_size=1, max_size=4)


@pytest.mark.lent
@given(st.lists(LISTES, max_size=6))
def test_elaguer_deux_fois_n_ote_rien_de_plus(regles: list[list[list[str]]]) -> None:
    """Ce qui reste est toujours une partie de la feuille, dans le même ordre."""
    feuille = "".join(
        ",".join(" ".join(selecteur) for selecteur in liste) + f"{{x:{rang}}}"
        for rang, liste in enumerate(regles)
    )
    reste = elague(feuille)
    assert elague(reste) == reste
    suite = iter(feuille.split("}"))
    for regle in filter(None, reste.split("}")):
        assert any(entiere.endswith(regle[regle.index("{") :]) for entiere in suite)
