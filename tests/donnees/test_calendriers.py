"""Les calendriers des seize : des jours où le document en donne, ses dates partout ailleurs."""

from __future__ import annotations

import csv
import io
import re

import pytest

from projet_social.corps import Corps
from projet_social.corpus.corpus import Corpus
from projet_social.exports.registre import tous_les_exports
from projet_social.pages.extrait import adresse_du_profil

from .pages import page, texte

HORS_METHODE = ("bretagne-romantique", "questembert", "gouesnou", "morlaix")
"""Ceux dont le document ne raconte pas la démarche de Territoires Conseils."""


def lire_csv(site: Corps, adresse: str) -> list[dict[str, str]]:
    """Les lignes d'un fichier publié."""
    (export,) = [e for e in tous_les_exports(site.publication) if e.adresse == adresse]
    contenu = export.contenu().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(contenu, newline=""), delimiter=";"))


def rangees(html: str, slug: str) -> list[str]:
    """Ce que la page des calendriers dit d'un territoire, ligne par ligne, figures comprises."""
    blocs = re.findall(rf'data-ligne="{slug}-[^"]*">(.*?)</(?:tr|li)>', html, re.S)
    titres = re.findall(r"<title>(.*?)</title>", " ".join(blocs), re.S)
    return [texte(bloc) for bloc in [*blocs, *titres]]


def test_la_methode_est_celle_des_douze(corpus: Corpus) -> None:
    """Le genre du projet, le dossier qui dit la méthode et l'annexe désignent les mêmes."""
    suivie = {
        plan.territoire.slug for plan in corpus.plans if plan.projet.genre.suit_les_quatre_temps
    }
    assert suivie == set(corpus.territoires) - set(HORS_METHODE)
    decrite = {
        territoire.slug
        for dossier in corpus.dossiers.values()
        if dossier.donnees.methode
        for territoire in dossier.territoires
    }
    assert suivie == decrite


@pytest.mark.lent
@pytest.mark.parametrize("slug", HORS_METHODE)
def test_hors_methode_ni_jours_ni_temps(site: Corps, slug: str) -> None:
    """Des dates telles que le document les donne, et aucune durée."""
    dites = rangees(page(site, "comparaison/calendriers/"), slug)
    assert dites
    for dite in dites:
        assert not re.search(r"\bjours?\b|\bmois\b|étape absente|quatre temps", dite), dite
    (ligne,) = [
        x
        for x in lire_csv(site, "comparaison/calendriers.csv")
        if x["territoire"] == site.publication.corpus.territoires[slug].nom
    ]
    assert {v for k, v in ligne.items() if k.endswith(("jours", "precision"))} <= {""}
    assert ligne["methode"] == "non"
    (profil,) = [
        e for e in tous_les_exports(site.publication) if e.adresse == adresse_du_profil(slug)
    ]
    case = re.search(r'<td class="duree".*?</td>', profil.contenu().decode(), re.S)
    assert case
    assert not re.search(r"jour|environ", case[0])


@pytest.mark.parametrize(
    ("slug", "dates"),
    [
        ("bretagne-romantique", "de novembre 2020 à avril 2022"),
        ("questembert", "de 2021 à 2025"),
        ("gouesnou", "de janvier à mai 2023"),
        ("morlaix", "aucune étape datée"),
    ],
)
def test_hors_methode_les_vraies_dates(site: Corps, slug: str, dates: str) -> None:
    """De la première à la dernière étape datée, dans les mots du document."""
    (profil,) = [
        e for e in tous_les_exports(site.publication) if e.adresse == adresse_du_profil(slug)
    ]
    case = re.search(r'<td class="duree".*?</td>', profil.contenu().decode(), re.S)
    assert case
    assert dates in texte(case[0])


def test_un_semestre_ne_donne_pas_de_jours(site: Corps) -> None:
    """Arras : l'espace rural est scindé au « 1er semestre 2018 », sans jour."""
    dites = " ".join(rangees(page(site, "comparaison/calendriers/"), "grand-arras"))
    assert "1er semestre 2018" in dites
    assert not re.search(r"au plus|entre \d+ et|177|135|315|premier jour possible", dites)


@pytest.mark.parametrize("etape", ["Maison pop", "Diagnostic des centres sociaux"])
def test_une_date_tiree_de_la_mise_en_page_est_douteuse(site: Corps, etape: str) -> None:
    """Ces deux lignes sont imprimées entre 2024 et 2025, sans année ni numéro."""
    (plan,) = site.publication.corpus.territoire("questembert").plans
    assert plan.projet.demarche
    (dite,) = [e for e in plan.projet.demarche.etapes if etape in e.titre]
    assert dite.doute
    assert "sans année ni numéro" in dite.doute
    for adresse in ("territoires/questembert/", "comparaison/calendriers/"):
        assert texte(dite.doute) in texte(page(site, adresse)).replace("\u00a0", " ")
    (agenda,) = [
        e
        for e in tous_les_exports(site.publication)
        if e.adresse == "territoires/questembert/calendrier.ics"
    ]
    deplie = agenda.contenu().decode().replace("\r\n ", "")
    assert deplie.count("sans année ni numéro") == 2


def test_une_etape_sure_n_est_pas_rendue_douteuse_par_sa_voisine(site: Corps) -> None:
    """Le forum de 2024 est numéroté : la marque qui le montre ne porte pas de doute."""
    html = page(site, "comparaison/calendriers/")
    titres = re.findall(r"<title>(.*?)</title>", html, re.S)
    (forum,) = [titre for titre in titres if "lors d" in titre and "forum" in titre]
    assert "date douteuse" not in forum
