"""Le corpus publié dit-il ce que disent les documents ? Les nombres viennent de `attendus.yml`."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from projet_social.corpus.corpus import Corpus
from projet_social.corpus.plan import Ligne
from projet_social.modele.date_partielle import DatePartielle
from projet_social.texte.identifiant import forme_commune

from .conftest import lire_releve

ATTENDUS = lire_releve("attendus.yml")
TERRITOIRES: dict[str, dict[str, Any]] = ATTENDUS["territoires"]
SYNTHESES = [s for s, dit in TERRITOIRES.items() if dit["document"] == "douze-syntheses"]

SIGLES_SANS_DEFINITION = {
    "POPULUS": "nom d'un cabinet, imprimé en capitales par la lettre de Bretagne romantique",
    "SIREN": "numéro d'identification, cité dans nos notes et jamais par les documents",
}
"""Mots en capitales qui n'appellent pas d'entrée au glossaire, et pourquoi."""
SIGLE = re.compile(r"\b[A-ZÀ-Ý]{2,}\b")
CLES_SANS_PROSE = {"id", "url", "fichier", "source", "themes", "publics", "types", "rattachements"}

chaque_territoire = pytest.mark.parametrize("slug", TERRITOIRES)


def bornes(date: DatePartielle | None) -> str:
    """Un jour, ou les deux bornes d'une période, en ISO."""
    if date is None:
        return ""
    return f"{date.debut}" if date.exacte else f"{date.debut}/{date.fin}"


def phrases(valeur: Any) -> Iterator[str]:
    """Tous les textes d'un fichier de données qu'un lecteur verra."""
    if isinstance(valeur, dict):
        for cle, contenu in valeur.items():
            if cle not in CLES_SANS_PROSE:
                yield from phrases(contenu)
    elif isinstance(valeur, list):
        for contenu in valeur:
            yield from phrases(contenu)
    else:
        yield str(valeur)


def sigles_inexpliques(corpus: Corpus, fichiers: Iterable[Path]) -> set[str]:
    """Les mots en capitales de ces fichiers que le glossaire ignore, exceptions retirées."""
    connus = {
        sigle
        for terme in corpus.termes
        for forme in (terme.sigle, *terme.variantes)
        for sigle in re.findall(SIGLE, forme)
    }
    textes = [yaml.load(f.read_text(encoding="utf-8"), yaml.BaseLoader) for f in fichiers]
    rencontres = {sigle for texte in phrases(textes) for sigle in re.findall(SIGLE, texte)}
    return rencontres - connus - SIGLES_SANS_DEFINITION.keys()


def lignes_des_axes(corpus: Corpus, slug: str, numeros: str) -> list[Ligne]:
    """Des axes et tout ce qu'ils contiennent, dans l'ordre du document."""
    (plan,) = corpus.territoire(slug).plans
    axes = [axe for axe in plan.racines if axe.numero and axe.numero in numeros]
    return [ligne for axe in axes for ligne in (axe, *axe.descendance())]


def lignes_jumelles(corpus: Corpus) -> list[tuple[Ligne, Ligne]]:
    """Les treize lignes d'Oust à Brocéliande (axes 3 à 5) face à celles de Pontivy (axes 2 à 4)."""
    oust = lignes_des_axes(corpus, "oust-a-broceliande", "345")
    return list(zip(oust, lignes_des_axes(corpus, "pontivy-communaute", "234"), strict=True))


def territoires_ayant_entendu(corpus: Corpus, acteur: str) -> set[str]:
    """Ceux des douze territoires qui ont entendu cet acteur, ou un acteur qui en relève."""
    entendus = set()
    for slug in SYNTHESES:
        for plan in corpus.territoire(slug).plans:
            for etape in plan.projet.demarche.etapes if plan.projet.demarche else ():
                for formule in etape.acteurs:
                    reconnus = corpus.acteurs_par_forme[forme_commune(formule)]
                    if acteur in {nom for a in reconnus for nom in (a.id, a.releve_de)}:
                        entendus.add(slug)
    return entendus


def test_seize_territoires(corpus: Corpus) -> None:
    """Les seize territoires des documents sont publiés, et eux seuls."""
    assert sorted(corpus.territoires) == sorted(TERRITOIRES)


@chaque_territoire
def test_identite(corpus: Corpus, slug: str) -> None:
    """Chaque territoire a le SIREN de la liste officielle et le nombre de communes du document."""
    donnees, dit = corpus.territoire(slug).donnees, TERRITOIRES[slug]
    assert (donnees.siren or "") == dit["siren"]
    assert list(donnees.membres) == dit.get("membres", [])
    assert (donnees.communes_declarees or "") == dit["communes"]


@chaque_territoire
def test_populations(corpus: Corpus, slug: str) -> None:
    """Chaque population est celle du document, avec son année et son périmètre."""
    populations = [
        [population.nombre, population.annee or "", population.perimetre or ""]
        for population in corpus.territoire(slug).donnees.populations
    ]
    assert populations == TERRITOIRES[slug]["populations"]


@chaque_territoire
def test_lignes_du_plan(corpus: Corpus, slug: str) -> None:
    """Chaque plan a autant de lignes de chaque type que le document."""
    (plan,) = corpus.territoire(slug).plans
    comptes = Counter(ligne.type.value for ligne in plan.lignes)
    assert dict(comptes) == TERRITOIRES[slug]["lignes"]


@chaque_territoire
def test_etapes(corpus: Corpus, slug: str) -> None:
    """Chaque étape a la date du document, et autant d'acteurs entendus, présents ou invités."""
    (plan,) = corpus.territoire(slug).plans
    assert plan.projet.demarche is not None
    etapes = plan.projet.demarche.etapes
    assert [bornes(etape.date) for etape in etapes] == TERRITOIRES[slug]["dates"]
    dit = TERRITOIRES[slug]
    aucun = [0] * len(etapes)
    assert [len(etape.acteurs) for etape in etapes] == dit["entendus"]
    assert [len(etape.presents) for etape in etapes] == dit.get("presents", aucun)
    assert [len(etape.invites) for etape in etapes] == dit.get("invites", aucun)


@chaque_territoire
def test_plan_source(corpus: Corpus, slug: str) -> None:
    """Chaque plan cite le document d'où il vient, et ce document est décrit."""
    (plan,) = corpus.territoire(slug).plans
    assert plan.projet.source is not None
    assert plan.projet.source.document == TERRITOIRES[slug]["document"]
    assert plan.projet.source.document in corpus.sources


@chaque_territoire
def test_titres_sans_html(corpus: Corpus, slug: str) -> None:
    """Aucun titre de ligne ne porte de balise, d'entité HTML, de Markdown ou de code de gabarit."""
    for ligne in corpus.territoire(slug).lignes:
        assert not re.search(r"[<>]|&#?\w+;|\{\{|\}\}|\{%|\*\*|\]\(", ligne.titre), ligne.titre
        assert ligne.titre == ligne.titre.strip()
        assert not re.search(r"(?<!\.)\.$", ligne.titre), f"point final : {ligne.titre}"


@chaque_territoire
def test_themes_et_publics_definis(corpus: Corpus, slug: str) -> None:
    """Chaque thème et chaque public employé est défini dans son référentiel."""
    (plan,) = corpus.territoire(slug).plans
    projet = plan.projet
    etiquetes = [*plan.lignes, *projet.ambitions, *projet.points_transversaux]
    themes = {theme for objet in etiquetes for theme in objet.themes}
    themes |= {theme for mention in projet.mentions for theme in mention.themes}
    publics = {public for objet in etiquetes for public in objet.publics}
    assert themes <= corpus.themes.keys()
    assert publics <= corpus.publics.keys()


@chaque_territoire
def test_resumes_des_lignes_comparees(corpus: Corpus, slug: str) -> None:
    """Chaque axe, enjeu, action et long titre a une phrase, sauf si elle redirait le titre."""
    sans_resume = [
        ligne.titre
        for ligne in corpus.territoire(slug).lignes
        if (ligne.type.value in {"axe", "enjeu", "action"} or len(ligne.titre) > 120)
        and not ligne.contenu.resume
    ]
    assert sorted(sans_resume) == sorted(ATTENDUS["titres_qui_suffisent"].get(slug, []))
    assert all(len(titre) <= 120 for titre in sans_resume)


@chaque_territoire
def test_sigles_au_glossaire(corpus: Corpus, dossier_des_donnees: Path, slug: str) -> None:
    """Chaque sigle d'un titre ou d'un texte est au glossaire, ou son absence s'explique."""
    fichiers = (dossier_des_donnees / "territoires" / slug).rglob("*.yml")
    assert sigles_inexpliques(corpus, fichiers) == set()


def test_sigles_des_dossiers_au_glossaire(corpus: Corpus, dossier_des_donnees: Path) -> None:
    """Les sigles des dossiers comparatifs et de l'annexe sont au glossaire eux aussi."""
    dossiers = (dossier_des_donnees / "dossiers").glob("*.yml")
    annexe = dossier_des_donnees / "accompagnements.yml"
    assert sigles_inexpliques(corpus, [*dossiers, annexe]) == set()


def test_sigles_exceptes_employes(corpus: Corpus, dossier_des_donnees: Path) -> None:
    """Une exception au glossaire qui ne sert plus est retirée de la liste."""
    fichiers = (dossier_des_donnees / "territoires").rglob("*.yml")
    tout = " ".join(fichier.read_text(encoding="utf-8") for fichier in fichiers)
    assert [mot for mot in SIGLES_SANS_DEFINITION if not re.search(rf"\b{mot}\b", tout)] == []
    assert SIGLES_SANS_DEFINITION.keys().isdisjoint(terme.sigle for terme in corpus.termes)


def test_axes_des_douze_syntheses(corpus: Corpus) -> None:
    """Les douze synthèses comptent quarante-quatre axes, et le dossier suit l'ordre du document."""
    axes = [
        ligne
        for slug in SYNTHESES
        for ligne in corpus.territoire(slug).lignes
        if ligne.type.value == "axe"
    ]
    assert len(axes) == ATTENDUS["douze_syntheses"]["axes"]
    dossier = corpus.dossiers["douze-syntheses"]
    assert [territoire.slug for territoire in dossier.territoires] == SYNTHESES


@pytest.mark.parametrize(("acteur", "nombre"), ATTENDUS["douze_syntheses"]["entendus_par"].items())
def test_acteurs_entendus(corpus: Corpus, acteur: str, nombre: int) -> None:
    """La mission locale et le Département par les douze territoires, la CAF par un seul."""
    assert len(territoires_ayant_entendu(corpus, acteur)) == nombre


def test_acteurs_reconnus(corpus: Corpus) -> None:
    """Chaque formule du document se rattache à un acteur du référentiel au moins."""
    inconnus = [
        formule
        for plan in corpus.plans
        for etape in (plan.projet.demarche.etapes if plan.projet.demarche else ())
        for formule in (*etape.acteurs, *etape.presents, *etape.invites)
        if not corpus.acteurs_par_forme.get(forme_commune(formule))
    ]
    assert inconnus == []


def test_accompagnements(corpus: Corpus) -> None:
    """L'annexe nomme 54 accompagnements, en deux parties, dont les douze territoires."""
    groupes = corpus.accompagnements.groupes
    assert [len(groupe.accompagnements) for groupe in groupes] == ATTENDUS["accompagnements"]
    lies = {ligne.territoire for groupe in groupes for ligne in groupe.accompagnements}
    assert lies - {None} == set(SYNTHESES)


def test_questembert(corpus: Corpus) -> None:
    """Questembert a 25 fiches, 7 ambitions, 6 valeurs, 3 secteurs et 11 partenaires."""
    (plan,) = corpus.territoire("questembert").plans
    projet, dit = plan.projet, ATTENDUS["questembert"]
    enjeux = plan.racines
    fiches = [[e for e in enjeu.enfants if e.fiche] for enjeu in enjeux]
    objectifs = [[e for e in enjeu.enfants if e.type.value == "objectif"] for enjeu in enjeux]
    assert [len(liste) for liste in fiches] == dit["fiches_par_enjeu"]
    assert sum(map(len, fiches)) == 25
    assert [len(liste) for liste in objectifs] == dit["objectifs_imprimes_par_enjeu"]
    assert [ambition.titre for ambition in projet.ambitions] == dit["ambitions"]
    assert [valeur.titre for valeur in projet.valeurs] == dit["valeurs"]
    assert [secteur.nom for secteur in projet.secteurs] == dit["secteurs"]
    assert len(projet.partenaires) == dit["partenaires"]


def test_morlaix(corpus: Corpus) -> None:
    """Morlaix a six champs d'intervention numérotés, 23 objectifs et quatre signataires."""
    (plan,) = corpus.territoire("morlaix").plans
    dit = ATTENDUS["morlaix"]
    assert [champ.intitule for champ in plan.racines] == [
        f"Champ d'intervention {rang}" for rang in range(1, 7)
    ]
    assert [len(champ.enfants) for champ in plan.racines] == dit["objectifs_par_champ"]
    assert plan.projet.gouvernance is not None
    assert len(plan.projet.gouvernance.signataires) == dit["signataires"]


def test_gouesnou(corpus: Corpus) -> None:
    """Gouesnou annonce 20 objectifs et 40 actions, et ne nomme que quatre axes et trois actions."""
    (plan,) = corpus.territoire("gouesnou").plans
    dit = ATTENDUS["gouesnou"]
    annonces = {type_.value: nombre for type_, nombre in plan.projet.comptes_declares.items()}
    assert annonces == dit["annonces"]
    assert [ligne.titre for ligne in plan.lignes if not ligne.fiche] == dit["axes"]
    assert [ligne.titre for ligne in plan.lignes if ligne.fiche] == dit["actions"]
    assert len(plan.projet.points_transversaux) == dit["points_transversaux"]


def test_bretagne_romantique(corpus: Corpus) -> None:
    """Bretagne romantique donne les trois chiffres de son enquête."""
    (plan,) = corpus.territoire("bretagne-romantique").plans
    assert plan.projet.demarche is not None
    nombres = [int(chiffre.nombre) for chiffre in plan.projet.demarche.chiffres]
    assert nombres == ATTENDUS["bretagne-romantique"]["chiffres"]


def test_lignes_identiques_d_oust_et_de_pontivy(corpus: Corpus) -> None:
    """Douze lignes sur treize sont les mêmes à Oust et à Pontivy ; la treizième change un mot."""
    differentes = [
        (oust.titre, pontivy.titre)
        for oust, pontivy in lignes_jumelles(corpus)
        if forme_commune(oust.titre) != forme_commune(pontivy.titre)
    ]
    assert len(lignes_jumelles(corpus)) == 13
    assert len(differentes) == 1
    ((a_oust, a_pontivy),) = differentes
    assert a_oust.replace("usager", "utilisateur") == a_pontivy


def test_memes_lignes_memes_etiquettes(corpus: Corpus) -> None:
    """Deux lignes jumelles ont les mêmes thèmes, les mêmes publics et le même résumé."""
    for oust, pontivy in lignes_jumelles(corpus):
        assert oust.themes == pontivy.themes, oust.titre
        assert oust.publics == pontivy.publics, oust.titre
        assert oust.contenu.resume == pontivy.contenu.resume, oust.titre
