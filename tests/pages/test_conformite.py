"""Les pages que la loi demande : elles existent toujours, et n'affirment que ce qui est su."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from projet_social.adaptateurs.cadre import Cadre
from projet_social.corps import Corps
from projet_social.corpus.corpus import Corpus
from projet_social.corpus.rgaa import criteres, criteres_par_theme
from projet_social.exports.annexes import Annexes
from projet_social.macros.registre import trouver
from projet_social.macros.vue import Vue
from projet_social.modele.editeur import Editeur
from projet_social.modele.seance import Seances
from projet_social.modele.vocabulaire import ModeDeControle
from projet_social.pages.page import inventaire
from projet_social.pages.publication import Publication

from ..fabrique import RACINE
from ..modele.test_editeur import AUDIT, AUJOURD_HUI, COMPLET
from ..visiteur import rien

ADRESSES = {
    "accessibilite/",
    "accessibilite/schema-pluriannuel/",
    "accessibilite/rgaa/",
    "mentions-legales/",
    "donnees-personnelles/",
    "ecoconception/",
}
CRITERES_PAR_THEME = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12]


def rendre(macro: str, editeur: dict[str, Any], **annexes: Any) -> str:
    """Une page légale, pour un éditeur donné, à une date fixe."""
    seances = Seances.model_validate(annexes.pop("seances", {}))
    corpus = Corpus(seuls={Editeur: Editeur.model_validate(editeur), Seances: seances})
    publication = Publication(corpus, nom="Site inventé", aujourd_hui=AUJOURD_HUI)
    return trouver(macro).appeler(Vue(publication, annexes=Annexes(**annexes)))


def cadre_de(editeur: dict[str, Any]) -> Cadre:
    """Le cadre des pages d'un site vide, pour un éditeur donné."""
    return Cadre(Corps(Publication(Corpus(seuls={Editeur: Editeur.model_validate(editeur)}))))


def noms_des_tests() -> Iterator[str]:
    """Le nom de chaque test écrit."""
    for fichier in Path(RACINE / "tests").rglob("test_*.py"):
        yield from re.findall(r"^def (test_\w+)", fichier.read_text(encoding="utf-8"), re.MULTILINE)


def test_chaque_page_existe_meme_sans_editeur() -> None:
    """Un corpus vide a déjà ses pages légales."""
    assert {page.adresse for page in inventaire(Corpus())} >= ADRESSES


def test_la_mention_ne_depasse_jamais_l_audit() -> None:
    """Sans audit, non conforme ; avec 74 %, partiellement."""
    cadre = cadre_de(COMPLET)
    assert cadre.mention_d_accessibilite == "Accessibilité\u00a0: non conforme"
    assert not cadre.incomplet

    audite = COMPLET | {"audit": AUDIT | {"date": date.today().isoformat()}}
    cadre = cadre_de(audite)
    assert cadre.mention_d_accessibilite == "Accessibilité\u00a0: partiellement conforme"


def test_la_declaration_suit_le_format_impose() -> None:
    """Les intertitres du modèle, dans l'ordre, avec ou sans audit."""
    ordre = [
        "État de conformité",
        "Résultats des tests",
        "Contenus non accessibles",
        "Établissement de cette déclaration d’accessibilité",
        "Retour d’information et contact",
        "Voies de recours",
    ]
    for editeur in ({}, COMPLET, COMPLET | {"audit": AUDIT}):
        titres = re.findall(r"<h[23][^>]*>(.*?)</h[23]>", rendre("accessibilite", editeur))
        assert [titre for titre in titres if titre in ordre] == ordre


def test_les_voies_de_recours_sont_celles_du_defenseur_des_droits() -> None:
    """Formulaire, délégués, adresse sans timbre."""
    page = rendre("accessibilite", {})

    assert "https://www.defenseurdesdroits.fr/nous-contacter-355" in page
    assert "https://www.defenseurdesdroits.fr/carte-des-delegues" in page
    assert "Libre réponse 71120, 75342 Paris CEDEX 07" in page


def test_la_declaration_dit_tout_l_audit() -> None:
    """Taux, non-conformités avec leur critère, dérogations, exemptions, pages, outils."""
    audit = AUDIT | {
        "non_conformites": [{"critere": "1.1", "constat": "Une carte muette"}],
        "derogations": [{"contenu": "Archives", "motif": "Coût hors de proportion"}],
        "exemptions": ["Documents d’avant 2018"],
        "environnements": ["NVDA et Firefox"],
        "outils": ["Un contrastomètre"],
    }

    page = rendre("accessibilite", COMPLET | {"audit": audit})

    for dit in (
        "partiellement conforme",
        "74 %",
        "Critère 1.1 (Chaque image porteuse",
        "Une carte muette",
        "Coût hors de proportion",
        "Documents d’avant 2018",
        "NVDA et Firefox",
        "Un contrastomètre",
        "<li>Accueil</li>",
    ):
        assert dit in page


def test_un_audit_perime_le_dit_et_ne_vaut_plus() -> None:
    """La déclaration explique pourquoi elle retombe à « non conforme »."""
    page = rendre("accessibilite", {"audit": AUDIT | {"date": "2020", "taux": "100"}})

    assert "<strong>non conforme</strong>" in page
    assert "n’est pas en cours de validité" in page


def test_une_donnee_absente_se_dit_absente() -> None:
    """Rien n'est inventé à la place."""
    page = rendre("mentions_legales", {})

    assert page.count("compléter") == 11
    assert "Mentions incomplètes" in page
    assert "compléter" not in rendre("mentions_legales", COMPLET)


def test_le_schema_se_lit_annee_par_annee() -> None:
    """L'année en cours est celle du plan d'action ; une année vide se dit."""
    page = rendre("schema_pluriannuel", COMPLET)

    assert "2026 : le plan d’action de l’année" in page
    assert "Auditer le site" in page
    assert page.count("Aucune action prévue.") == 2
    assert "Aucun schéma pluriannuel" in rendre("schema_pluriannuel", {})


def test_l_ecoconception_montre_les_poids_mesures() -> None:
    """Des kilo-octets à la française ; sans mesure, pas de tableau."""
    page = rendre("ecoconception", {}, fichiers=[("style.css", 3_000, 1_500)])

    assert "<code>style.css</code>" in page
    assert ">3</td>" in page
    assert ">1,5</td>" in page
    assert "<table" not in rendre("ecoconception", {})


def test_l_ecoconception_dit_ce_que_pese_la_police() -> None:
    """Les graisses publiées, ensemble ; sans elles, les caractères sont ceux de l'appareil."""
    graisses = [("romain.1.woff2", 17_000, 17_000), ("gras.1.woff2", 16_500, 16_500)]
    page = rendre("ecoconception", {}, fichiers=graisses)

    assert "2 fichiers, 33,5 Ko" in page
    assert "Aucune police à télécharger" not in page
    assert "Aucune police à télécharger" in rendre("ecoconception", {})


def test_les_cent_six_criteres_y_sont_dans_l_ordre() -> None:
    """Treize thèmes, numéros continus, un titre qui interroge."""
    assert [len(liste) for _, liste in criteres_par_theme()] == CRITERES_PAR_THEME
    attendus = [
        f"{theme}.{rang}"
        for theme, nombre in enumerate(CRITERES_PAR_THEME, 1)
        for rang in range(1, nombre + 1)
    ]
    assert [critere.numero for critere in criteres()] == attendus
    assert [c.numero for c in criteres() if not c.titre.endswith("?")] == []


def test_la_repartition_est_celle_de_l_etude() -> None:
    """Quarante décidés par un test, trente préparés, cinq humains, trente et un sans objet."""
    modes = Counter(critere.mode for critere in criteres())

    assert [modes[mode] for mode in ModeDeControle] == [40, 30, 5, 31]


def test_chaque_preuve_est_un_test_qui_existe() -> None:
    """Aucun critère ne se réclame d'un test que personne n'a écrit."""
    ecrits = set(noms_des_tests())
    with (RACINE / "tests" / "preuves_rgaa.csv").open(encoding="utf-8", newline="") as flux:
        preuves = [(ligne["critere"], ligne["test"]) for ligne in csv.DictReader(flux)]
    rien((numero, test) for numero, test in preuves if test not in ecrits)
    assert len(set(preuves)) == len(preuves)
    regardes = Counter(numero for numero, _ in preuves)
    assert regardes == {c.numero: c.tests for c in criteres() if c.tests}


@pytest.mark.parametrize("critere", criteres(), ids=lambda c: c.numero)
def test_un_critere_sans_verdict_de_machine_dit_pourquoi(critere: Any) -> None:
    """Ce qui reste à juger, ou pourquoi il est sans objet ; jamais un verdict."""
    assert critere.motif or critere.mode is ModeDeControle.MACHINE
    assert "conforme" not in critere.motif


def test_la_page_des_criteres_ne_rend_aucun_verdict() -> None:
    """Elle montre les cent six critères, filtrables, et ce qui les regarde."""
    page = rendre("criteres_rgaa", COMPLET)

    assert page.count('data-filtrable="') == 106
    assert page.count('data-mode="non_applicable"') == 31
    assert "Un test qui passe ne dit pas que le critère est respecté" in page
    assert not re.search(
        r"\bconformes?\b", re.sub(r"<li data-filtrable.*?</li>", "", page, flags=re.S)
    )


def test_les_seances_ne_paraissent_que_si_elles_ont_eu_lieu() -> None:
    """Sans séance, la page le dit ; avec, elle montre chaque parcours et chaque constat."""
    assert "Aucune séance n’a encore été consignée" in rendre("criteres_rgaa", {})

    seance = {
        "date": "3 mars 2026",
        "lecteur": "NVDA 2026.1",
        "navigateur": "Firefox",
        "systeme": "Windows",
        "version": "mars 2026",
        "parcours": [{"id": "p1", "resultat": "gene", "constats": ["Sigle épelé"]}],
    }
    page = rendre("criteres_rgaa", {}, seances={"protocole": "guide/", "seances": [seance]})

    assert "NVDA 2026.1 et Firefox, 3 mars 2026" in page
    assert "réussi avec une gêne – Sigle épelé" in page
    assert 'href="guide/"' in page
