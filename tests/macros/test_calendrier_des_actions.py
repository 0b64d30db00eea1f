"""La page du calendrier : publiée s'il y a des dates, lisible sans le dessin, bornée."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from projet_social.macros.registre import trouver
from projet_social.pages.publication import Publication

from ..conftest import CorpusDe, corps_de, vue_de
from ..visiteur import fragments_vides

LE_JOUR = date(2026, 11, 29)
PLAN = "titre: P\naxes: [{titre: Bouger}]\n"
NAVETTE = """\
titre: Navette
rattachements: [bouger]
debut: à partir de mars 2026
fin: 2027
statut: en_cours
recurrence: chaque samedi
etapes: [{titre: Choisir le car, debut: 3 mai 2026, fin: 3 mai 2026, statut: realisee}]
"""
VELO = "titre: Vélo\nrattachements: [bouger]\nfin: octobre 2026\nstatut: en_cours\n"
CALENDRIER = "territoires/val/calendrier/"


def fichiers(**fiches: str) -> dict[str, str]:
    """Le plan, et ces fiches."""
    ecrites = {f"territoires/val/actions/{nom}.yml": texte for nom, texte in fiches.items()}
    return {"territoires/val/projet.yml": PLAN, **ecrites}


def rendre(corpus_de: CorpusDe, **fiches: str) -> str:
    """Le corps de la page, un jour fixe."""
    vue = vue_de(corpus_de(fichiers(**fiches)), CALENDRIER)
    vue = replace(vue, publication=replace(vue.publication, aujourd_hui=LE_JOUR))
    rendu = trouver("calendrier_des_actions").appeler(vue, territoire="val")
    assert fragments_vides(rendu) == []
    return rendu


def test_la_page_dit_en_mots_tout_ce_qu_elle_dessine(corpus_de: CorpusDe) -> None:
    """L'agenda, les dates de chaque rangée, ce qui est dépassé, ce qui n'a pas de date."""
    rendu = rendre(corpus_de, navette=NAVETTE, velo=VELO, rien="titre: Rien\n")
    sans_dessin = re.sub(r"<svg.*?</svg>", "", rendu, flags=re.S)
    texte = " ".join(re.sub(r"<[^>]+>", " ", sans_dessin).split())

    assert "2 actions datées ; 1 autre n’a aucune date" in texte
    assert "Vu le 29 novembre 2026" in texte
    assert "4e trimestre 2026 ce trimestre octobre 2026 Échéance : Vélo" in texte
    assert "Échéance dépassée" in texte
    assert "Les dates passées (2)" in texte
    assert "à partir de mars 2026 Début : Navette , chaque samedi" in texte
    assert "3 mai 2026 Date : Navette , étape « Choisir le car »" in texte
    assert "En 2027, sans trimestre dit Échéance : Navette" in texte
    assert "à partir de mars 2026, échéance 2027, chaque samedi" in texte


def test_le_dessin_ne_dit_rien_que_les_mots_ne_disent(corpus_de: CorpusDe) -> None:
    """Il est caché aux lecteurs d'écran, sa région se nomme et s'atteint au clavier."""
    rendu = rendre(corpus_de, navette=NAVETTE, velo=VELO)

    axe = '<div class="planche-axe" aria-hidden="true" data-pagefind-ignore>'
    assert f'{axe}<svg width="100%" height="20">' in rendu
    rendu = rendu.replace('<svg width="100%" height="20">', "")
    dessins = re.findall(r'<svg(?! [xy]="[^"]*%?" [xy]=)[^>]*>', rendu)
    assert [svg for svg in dessins if "aria-hidden" not in svg and "viewBox" not in svg] == []
    assert 'class="defilant echeancier" role="region" tabindex="0" aria-labelledby=' in rendu
    for mot in ("hachurée", "Losange", "Flèche", "Point"):
        assert mot in rendu
    assert "Trait : pas avant" not in rendu


def test_la_page_n_est_publiee_que_s_il_y_a_deux_actions_datees(corpus_de: CorpusDe) -> None:
    """Et la page du territoire n'y mène qu'alors ; l'arbre aussi."""
    une = Publication(corpus_de(fichiers(velo=VELO)).corpus)
    assert CALENDRIER not in une.adresses
    deux = Publication(corpus_de(fichiers(velo=VELO, navette=NAVETTE)).corpus)
    assert CALENDRIER in deux.adresses

    (page,) = (page for page in deux.pages if page.adresse == "territoires/val/")
    assert 'href="../../territoires/val/calendrier/"' in corps_de(deux).de(page)


def test_un_tres_grand_plan_garde_une_page_qui_se_lit(corpus_de: CorpusDe) -> None:
    """Trop de rangées : les étapes se lisent sur leur fiche, et c'est dit."""
    etapes = ", ".join(f"{{titre: Étape {n}, fin: mai 2027}}" for n in range(5))
    fiches = {
        f"a{n}": f"titre: Action {n}\nrattachements: [bouger]\nfin: juin 2027\netapes: [{etapes}]\n"
        for n in range(120)
    }
    rendu = rendre(corpus_de, **fiches)

    assert len(rendu.encode()) < 150_000
    assert "Étape 3" not in rendu
    assert "600 étapes datées se lisent sur la fiche de leur action" in rendu.replace("\u202f", " ")


def test_la_frise_d_un_long_plan_se_lit_sur_sa_page(corpus_de: CorpusDe) -> None:
    """Quarante actions de trois étapes : tout est encore montré, l'agenda ici, la frise à côté."""
    etapes = ", ".join(f"{{titre: Étape {n}, debut: 2025, fin: mai 2027}}" for n in range(3))
    action = f"rattachements: [bouger]\nfin: juin 2027\netapes: [{etapes}]\n"
    fiches = {f"a{n}": f"titre: Action {n}\n{action}" for n in range(40)}
    publication = Publication(corpus_de(fichiers(**fiches)).corpus)
    corps = corps_de(publication)
    agenda, frise = (
        corps.de(page) for page in publication.pages if page.adresse.startswith(CALENDRIER)
    )

    assert 'href="../../../territoires/val/calendrier/frise/"' in agenda
    assert 'id="frise"' not in agenda
    assert agenda.count("étape «\xa0Étape 2\xa0»") == 2 * 40
    assert 'href="../../../../territoires/val/calendrier/"' in frise
    assert frise.count('<li class="etape">') == 3 * 40
    assert max(len(agenda.encode()), len(frise.encode())) < 100_000
