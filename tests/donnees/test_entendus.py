"""Qui fut entendu, et qui ne fut qu'invité ou présent : relevé à la main dans les documents.

La page, la matrice et le fichier disent la même chose, et aucun ne tient une invitation pour une
parole recueillie.
"""

from __future__ import annotations

import csv
import io
import re

import pytest

from projet_social.corps import Corps
from projet_social.corpus.corpus import Corpus
from projet_social.corpus.reduction import reduire
from projet_social.exports.profils import adresse_du_profil
from projet_social.exports.registre import tous_les_exports

from .pages import page, texte

ENTENDUS = {
    "flandre-lys": 11,  # treize formules : deux PLIE, deux Départements
    "aubrac-carladez-viadene": 11,  # dix : les centres de loisirs sont ceux de Familles Rurales
    "avant-pays-savoyard": 10,
    "oust-a-broceliande": 10,  # neuf : l'Espace Jeunes est celui du centre social
    "dronne-et-belle": 13,  # douze : les assistantes sociales sont de la MSA et du Département
    "mayenne-communaute": 12,  # onze : Copainville et Éthique 53 héberge et insère
    "pilat-rhodanien": 17,  # quatorze : deux collectifs, d'aide à domicile et d'associations
    "pontivy-communaute": 11,
    "vie-et-boulogne": 11,
    "haut-allier": 13,  # douze : « Mission Locale PAEJ »
    "grand-arras": 13,  # onze : deux associations nommées
    "nord-est-bearn": 11,
    "bretagne-romantique": 3,  # trente entretiens, un questionnaire
    "questembert": 2,  # le forum, où des idées d'actions sont récoltées
    "gouesnou": 0,  # la page ne dit que l'invitation
    "morlaix": 0,  # signer une convention n'est pas être entendu
}
"""Acteurs différents que chaque document dit entendus ; une formule de deux acteurs vaut deux."""
DEPARTEMENT_LUI_MEME = {
    "flandre-lys",
    "aubrac-carladez-viadene",
    "avant-pays-savoyard",
    "dronne-et-belle",
    "mayenne-communaute",
    "pilat-rhodanien",
    "grand-arras",
    "nord-est-bearn",
}
PAR_SON_CENTRE_MEDICO_SOCIAL = {
    "oust-a-broceliande",
    "pontivy-communaute",
    "vie-et-boulogne",
    "haut-allier",
}
INVITES_DE_GOUESNOU = [
    "Institutions",
    "Associations",
    "Techniciens",
    "Bénévoles",
    "Élus",
    "Usagers",
    "Toute personne intéressée",
]
ENTENDU, INVITE, PRESENT = "●", "invité", "présent"


def matrice(html: str) -> dict[str, dict[str, str]]:
    """Le texte des cases de la matrice, par acteur puis par territoire."""
    (table,) = re.findall(r'<table class="matrice">.*?</table>', html, re.S)
    tete, *rangees = re.findall(r"<tr.*?</tr>", table, re.S)
    noms = [texte(case) for case in re.findall(r"<th.*?</th>", tete, re.S)]
    lues = {}
    for rangee in rangees:
        cases = [texte(case) for case in re.findall(r"<t[hd].*?</t[hd]>", rangee, re.S)]
        lues[cases[0]] = dict(zip(noms[1:], cases[1:], strict=False))
    return lues


def lire_csv(site: Corps, adresse: str) -> list[dict[str, str]]:
    """Les lignes d'un fichier publié."""
    (export,) = [e for e in tous_les_exports(site.publication) if e.adresse == adresse]
    contenu = export.contenu().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(contenu, newline=""), delimiter=";"))


def annonces(html: str) -> list[tuple[int, str]]:
    """Les nombres d'acteurs qu'annonce la frise d'un territoire, par part."""
    return [(int(n), part) for n, part in re.findall(r"(\d+) acteurs? (\w+?)s?\b", texte(html))]


# Invité n'est pas entendu


def test_la_page_de_gouesnou_dit_invites_et_n_entend_personne(site: Corps) -> None:
    """« Une invitation a donc été lancée très largement » : la page ne dit pas qui est venu."""
    html = page(site, "territoires/gouesnou/")
    assert annonces(html) == [(7, INVITE)]
    assert "le document ne dit pas qui est venu" in texte(html)
    for mots in INVITES_DE_GOUESNOU:
        assert f"<li>{mots}</li>" in html


def test_la_matrice_ne_coche_pas_un_invite(site: Corps) -> None:
    """Les sept de Gouesnou sont dits invités en toutes lettres, et son total est nul."""
    lignes = matrice(page(site, "comparaison/acteurs/"))
    cases = {acteur: par["Gouesnou"] for acteur, par in lignes.items() if par.get("Gouesnou")}
    assert sorted(cases.values()) == [INVITE] * 7
    assert lignes["Institutions"]["Territoires"] == "0"
    assert lignes["Acteurs entendus"].get("Gouesnou", "") in ("", "0")


def test_le_fichier_ne_compte_pas_un_invite(site: Corps) -> None:
    """La case porte le mot « invité » devant ceux du document."""
    lignes = lire_csv(site, "comparaison/acteurs.csv")
    cases = [ligne["Gouesnou"] for ligne in lignes[:-1] if ligne["Gouesnou"]]
    assert sorted(cases) == sorted(f"invité : {mots}" for mots in INVITES_DE_GOUESNOU)
    assert lignes[-1]["Gouesnou"] == "0"


def test_une_rencontre_n_est_pas_une_parole_recueillie(site: Corps) -> None:
    """Maison pop : « rencontre avec les habitants » ; au forum, des idées sont récoltées."""
    dites = annonces(page(site, "territoires/questembert/"))
    assert dites == [(2, "entendu"), (1, PRESENT)]


# Le Département et ceux qui en relèvent


def test_le_departement_est_entendu_par_les_douze(site: Corps) -> None:
    """Par lui-même ou par son centre médico-social ; ailleurs, aucun document ne le dit entendu."""
    lignes = matrice(page(site, "comparaison/acteurs/"))
    noms = {t.nom: slug for slug, t in site.publication.corpus.territoires.items()}

    def chez(acteur: str) -> dict[str, str]:
        return {noms[nom]: c for nom, c in lignes[acteur].items() if c.startswith(ENTENDU)}

    departement = chez("Département")
    assert departement.keys() == DEPARTEMENT_LUI_MEME | PAR_SON_CENTRE_MEDICO_SOCIAL
    assert {s for s, c in departement.items() if "relève" in c} == PAR_SON_CENTRE_MEDICO_SOCIAL
    assert lignes["Département"]["Territoires"] == "12"
    centre = "dont : Centre médico-social du Département"
    assert chez(centre).keys() == PAR_SON_CENTRE_MEDICO_SOCIAL
    assert list(lignes).index(centre) == list(lignes).index("Département") + 1


def test_le_fichier_dit_de_qui_releve_un_acteur(site: Corps) -> None:
    """Une colonne pour ce dont il relève, une pour chaque façon de compter."""
    lignes = {ligne["acteur"]: ligne for ligne in lire_csv(site, "comparaison/acteurs.csv")}
    departement = lignes["Département"]
    assert departement["releve_de"] == ""
    assert departement["entendu"] == "12"
    assert departement["dont_nommement"] == "8"
    assert departement["Pontivy Communauté"] == (
        "par Centre médico-social du Département : "
        "la responsable du Centre médico-social du Département"
    )
    centre = lignes["Centre médico-social du Département"]
    assert (centre["releve_de"], centre["entendu"]) == ("Département", "4")
    assert lignes["Institutions"]["entendu"] == "0"
    assert lignes["Institutions"]["invite"] == "1"


def test_seuls_des_services_du_departement_relevent_d_un_autre(corpus: Corpus) -> None:
    """Un lien n'est posé que s'il est certain : service d'une collectivité, pas un partenaire."""
    liens = {a.id: a.releve_de for a in corpus.referentiel_acteurs.acteurs if a.releve_de}
    assert liens == {"centre-medico-social": "departement", "pmi": "departement"}


# Un seul total


@pytest.mark.lent
@pytest.mark.parametrize("slug", ENTENDUS)
def test_un_seul_total_par_territoire(site: Corps, slug: str) -> None:
    """La page, la matrice, le fichier et la page « Comparer » comptent les mêmes acteurs."""
    territoire, attendu = site.publication.corpus.territoires[slug], ENTENDUS[slug]
    dits = [n for n, part in annonces(page(site, f"territoires/{slug}/")) if part == "entendu"]
    assert sum(dits) == attendu
    total = matrice(page(site, "comparaison/acteurs/"))["Acteurs entendus"]
    assert int(total.get(territoire.nom) or 0) == attendu
    assert lire_csv(site, "comparaison/acteurs.csv")[-1][territoire.nom] == str(attendu)
    (profil,) = [
        e for e in tous_les_exports(site.publication) if e.adresse == adresse_du_profil(slug)
    ]
    case = re.search(r'<td class="entendus".*?</td>', profil.contenu().decode(), re.S)
    assert case
    elements = re.findall(r"<li data-cle=[^>]*>", case[0])
    assert sum("data-par" not in element for element in elements) == attendu


def test_le_site_d_un_territoire_garde_ceux_qu_il_nomme(corpus: Corpus) -> None:
    """Les invités, et celui dont relève un acteur nommé : aucun renvoi ne mène à rien."""
    gardes = {
        slug: {acteur.id for acteur in reduire(corpus, slug).referentiel_acteurs.acteurs}
        for slug in ("gouesnou", "pontivy-communaute")
    }
    assert len(gardes["gouesnou"]) == 7
    assert {"centre-medico-social", "departement"} <= gardes["pontivy-communaute"]
