"""Serrer une feuille de style : moins de signes, les mêmes règles, les mêmes textes."""

from __future__ import annotations

import pytest

from projet_social.adaptateurs.feuilles.analyse import ecrire_la_feuille, lire_la_feuille


@pytest.mark.parametrize(
    ("feuille", "serree"),
    [
        ("a { color : red ; }", "a{color:red}"),
        ("/* mot */ a,\n b > c  d{x:1}", "a,b>c d{x:1}"),
        ("a + b ~ c{x:1}", "a + b~c{x:1}"),
        (".x :hover{x:1}.x:hover{x:1}", ".x :hover{x:1}.x:hover{x:1}"),
        ("a :is( b , c ){x:1}", "a :is(b,c){x:1}"),
        ("li:nth-child( 2n + 1 ){x:1}", "li:nth-child(2n + 1){x:1}"),
        ("a{width:calc( 1px + 2px )}", "a{width:calc(1px + 2px)}"),
        ("a{margin:0 /* ici */ auto!important}", "a{margin:0 auto!important}"),
        ('a{content:" ; /* gardé */ {  "}', 'a{content:" ; /* gardé */ {  "}'),
        ("a::after{content:'\\2192  x'}", 'a::after{content:"→ x"}'),
        ("a{--vide: ;--x: a , b}", "a{--vide: ;--x:a,b}"),
        (
            "@media ( min-width : 4em ) and (hover){a{x:1}}",
            "@media (min-width:4em) and (hover){a{x:1}}",
        ),
        ("@media print{}", "@media print{}"),
        ('@charset "UTF-8";a{x:1}', '@charset "UTF-8";a{x:1}'),
        ("a{x:1;b{y:2}z:3}", "a{x:1;b{y:2}z:3}"),
        (
            "@font-face{font-family:A;src:url( x.woff2 )}",
            "@font-face{font-family:A;src:url(x.woff2)}",
        ),
        ("@keyframes k{from{x:1}50%{x:2}}", "@keyframes k{from{x:1}50%{x:2}}"),
        ("a{color red;x:1}", "a{x:1}"),
    ],
)
def test_une_feuille_se_serre(feuille: str, serree: str) -> None:
    """Ce qui sépare part, ce qui compte reste, une faute est laissée de côté."""
    assert ecrire_la_feuille(lire_la_feuille(feuille)) == serree
    assert ecrire_la_feuille(lire_la_feuille(serree)) == serree
