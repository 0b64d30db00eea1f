"""Les calendriers : relus par icalendar, comptés contre le modèle, honnêtes sur leurs dates."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis.strategies import text
from icalendar.parser import Contentline

from projet_social.exports.annexes import Annexes
from projet_social.exports.calendriers_ics import SANS_DATE, ecrire_l_evenement, plier
from projet_social.exports.evenements import Evenement, evenements_du_corpus
from projet_social.exports.identite import uuid_de
from projet_social.exports.recurrence import regle_de
from projet_social.exports.registre import tous_les_exports
from projet_social.modele.date_partielle import lire_date
from projet_social.pages.adressage import Adressage
from projet_social.pages.publication import Publication
from projet_social.texte.signes import lisible
from tests.conftest import CorpusDe

PROJET = """\
titre: Projet inventé
maj: 2026-03-04
demarche:
  etapes:
    - {titre: Restitution, types: [restitution], date: printemps 2018, acteurs: [CAF, MSA]}
    - {titre: Atelier, date: 28 mars 2017}
    - {titre: Atelier, date: 30 mars 2017, doute: le document dit aussi 2016}
    - {titre: Enquête, date: de janvier à mai 2016}
    - Sans date
axes:
  - titre: Bouger
    actions:
      - titre: "Navette : aller au marché, le samedi"
        resume: Une navette.
        debut: à partir de fin mars 2024
        fin: jusqu'en 2026
        etapes:
          - {titre: Choisir le car, debut: 3 mai 2025, fin: 3 mai 2025, statut: realisee}
          - Sans date
        bilans: [{annee: 2025, fait: "Douze trajets.", suite: Continuer}]
      - {titre: Permanence, debut: 6 janvier 2026, fin: 30 juin 2026, recurrence: tous les mardis}
      - {titre: Piste, fin: 2027, statut: abandonnee, motif: trop cher}
      - Sans rien
"""
EVENEMENTS = 4 + 2 + 1 + 1 + 1 + 1
"""Étapes datées, début et échéance, étape d'un jour, bilan, permanence, abandon."""


def publication_de(corpus_de: CorpusDe, *, url: str = "https://exemple.fr/") -> Publication:
    """Un territoire qui a toutes les sortes de dates, et un qui n'en a aucune."""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": PROJET,
            "territoires/mont/projet.yml": "titre: Projet inventé\naxes: [Marcher]\n",
        }
    )
    assert rapport.publiable, rapport.anomalies
    return Publication(rapport.corpus, nom="Site inventé", url=url)


def octets(publication: Publication, adresse: str) -> bytes:
    """Le fichier publié à une adresse."""
    (export,) = [e for e in tous_les_exports(publication) if e.adresse == adresse]
    return export.contenu()


def relire(publication: Publication, adresse: str) -> tuple[icalendar.Calendar, list[Any]]:
    """Le calendrier relu, et ses événements."""
    agenda = icalendar.Calendar.from_ical(octets(publication, adresse))
    assert isinstance(agenda, icalendar.Calendar)
    return agenda, agenda.walk("VEVENT")


def celui(evenements: list[Any], mot: str) -> Any:
    """Le seul événement dont le résumé contient un mot."""
    (trouve,) = [e for e in evenements if mot in str(e["summary"])]
    return trouve


@pytest.mark.parametrize("adresse", ["calendrier.ics", "territoires/val/calendrier.ics"])
def test_un_calendrier_se_relit_et_compte_comme_le_modele(
    corpus_de: CorpusDe, adresse: str
) -> None:
    """Ce que la norme et les agendas demandent est là ; aucune date du modèle n'est perdue."""
    agenda, evenements = relire(publication_de(corpus_de), adresse)
    assert agenda["calscale"] == "GREGORIAN"
    assert agenda["prodid"].startswith("-//")
    assert agenda["version"] == "2.0"
    assert "Calendrier" in agenda["x-wr-calname"]
    assert len(evenements) == EVENEMENTS
    assert len({str(e["uid"]) for e in evenements}) == EVENEMENTS
    for evenement in evenements:
        assert not evenement.errors
        assert evenement["dtend"].dt > evenement["dtstart"].dt
        assert type(evenement["dtstart"].dt) is date
        assert str(evenement["url"]).startswith("https://exemple.fr/territoires/val/")


def test_une_date_approximative_marque_un_jour_incertain_et_le_dit(corpus_de: CorpusDe) -> None:
    """« printemps 2018 » n'est pas une bande de trois mois ; titre et description le disent."""
    _, evenements = relire(publication_de(corpus_de), "calendrier.ics")
    restitution = celui(evenements, "Restitution")
    assert restitution["dtstart"].dt == date(2018, 4, 1)
    assert restitution["dtend"].dt == date(2018, 4, 2)
    assert restitution["status"] == "TENTATIVE"
    dite = "date approximative\u00a0: printemps 2018"
    assert dite in restitution["summary"]
    assert dite[1:] in restitution["description"]
    assert "CAF, MSA" in restitution["description"]
    assert "période\u00a0: de janvier à mai 2016" in celui(evenements, "Enquête")["summary"]


def test_une_date_ouverte_tient_en_un_jour(corpus_de: CorpusDe) -> None:
    """On ne connaît qu'une borne : l'agenda n'en étire pas une durée."""
    _, evenements = relire(publication_de(corpus_de), "calendrier.ics")
    debut, fin = celui(evenements, "Début"), celui(evenements, "Échéance\u00a0: Navette")
    assert (debut["dtstart"].dt, debut["dtend"].dt) == (date(2024, 3, 21), date(2024, 3, 22))
    assert "date ouverte\u00a0: à partir de fin mars 2024" in debut["summary"]
    assert fin["dtstart"].dt == date(2026, 12, 31)
    assert "date limite\u00a0: jusqu’en 2026" in fin["summary"]


def test_une_date_sure_est_tenue_une_douteuse_non(corpus_de: CorpusDe) -> None:
    """Une étape douteuse est incertaine, une action abandonnée annulée, avec la raison."""
    _, evenements = relire(publication_de(corpus_de), "calendrier.ics")
    surs = {str(e["dtstart"].dt): str(e["status"]) for e in evenements if "Atelier" in e["summary"]}
    assert surs == {"2017-03-28": "CONFIRMED", "2017-03-30": "TENTATIVE"}
    abandon = celui(evenements, "Piste")
    assert abandon["status"] == "CANCELLED"
    assert "trop cher" in abandon["description"]
    assert "(" not in celui(evenements, "Choisir")["summary"]


def test_deux_constructions_donnent_les_memes_octets(corpus_de: CorpusDe) -> None:
    """Ni horloge ni hasard : l'horodatage est la mise à jour des données."""
    premiers, seconds = (octets(publication_de(corpus_de), "calendrier.ics") for _ in range(2))
    assert premiers == seconds
    assert b"DTSTAMP:20260304T000000Z" in premiers
    sans_maj = corpus_de({"territoires/val/projet.yml": PROJET.replace("maj: 2026-03-04\n", "")})
    fichier = octets(Publication(sans_maj.corpus), "calendrier.ics")
    assert f"DTSTAMP:{SANS_DATE:%Y%m%d}T000000Z".encode() in fichier
    assert b"LAST-MODIFIED" not in fichier


def test_un_identifiant_survit_au_deplacement_et_au_renommage(corpus_de: CorpusDe) -> None:
    """Ni une étape ajoutée avant, ni une autre adresse, ni un renommage avec « alias »."""

    def uids(projet: str, url: str) -> dict[str, str]:
        rapport = corpus_de({"territoires/val/projet.yml": projet})
        _, evenements = relire(Publication(rapport.corpus, url=url), "calendrier.ics")
        return {str(e["uid"]): str(e["summary"]) for e in evenements}

    avant = uids(PROJET, "https://exemple.fr/")
    apres = uids(
        PROJET.replace(
            "  etapes:\n", "  etapes:\n    - {titre: Lancement, date: 2015}\n", 1
        ).replace("titre: Piste,", "titre: Piste renommée, id: autre, alias: [piste],"),
        "https://ailleurs.fr/",
    )
    assert len(apres) == len(avant) + 1
    for uid, resume in avant.items():
        assert apres[uid] == resume.replace("Piste", "Piste renommée")


def test_les_lignes_sont_pliees(corpus_de: CorpusDe) -> None:
    """Soixante-quinze octets au plus par ligne, séparées par CRLF, virgules désamorcées."""
    fichier = octets(publication_de(corpus_de), "calendrier.ics")
    lignes = fichier.split(b"\r\n")
    assert max(map(len, lignes)) <= 75
    assert b"\n" not in b"".join(lignes)
    assert b"aller au march\xc3\xa9\\, le" in fichier.replace(b"\r\n ", b"")


@given(text())
def test_toute_ligne_se_plie_comme_icalendar_la_plie(texte: str) -> None:
    """Sans couper un signe de plusieurs octets, ni séparer un échappement de ce qu'il échappe."""
    ligne = icalendar.vText(lisible(texte * 9)).to_ical()
    attendue = Contentline(b"SUMMARY:" + ligne).to_ical() + b"\r\n"
    assert plier(b"SUMMARY:" + ligne) == attendue


def selon_icalendar(evenement: Evenement, publication: Publication) -> bytes:
    """Le même événement, par les objets d'icalendar."""
    moment = datetime.combine(evenement.maj or SANS_DATE, time(), UTC)
    jours, lien = evenement.jours, publication.absolue(evenement.cible)
    objet = icalendar.Event()
    objet.add("uid", str(uuid_de(evenement.cle)))
    objet.add("dtstamp", moment)
    if evenement.maj:
        objet.add("last-modified", moment)
    objet.add("dtstart", jours.premier)
    if evenement.regle:
        objet.add("rrule", evenement.regle)
    objet.add("dtend", jours.dernier + timedelta(days=1))
    objet.add("summary", lisible(evenement.resume))
    precision = [f"{jours.precision[0].upper()}{jours.precision[1:]}."] if jours.precision else []
    if lignes := [*precision, *evenement.details, *([lien] if lien else [])]:
        objet.add("description", lisible("\n".join(lignes)))
    objet.add("categories", [evenement.sorte.value])
    objet.add("status", evenement.tenue.value)
    objet.add("transp", "TRANSPARENT")
    objet.add("class", "PUBLIC")
    if lien:
        objet.add("url", lien)
    return bytes(objet.to_ical())


@pytest.mark.parametrize("url", ["https://exemple.fr/", ""])
def test_un_evenement_s_ecrit_comme_icalendar_l_ecrit(corpus_de: CorpusDe, url: str) -> None:
    """Les mêmes octets, récurrence et mise à jour comprises ou absentes."""
    avec = publication_de(corpus_de, url=url)
    sans_maj = corpus_de({"territoires/val/projet.yml": PROJET.replace("maj: 2026-03-04\n", "")})
    for publication in (avec, Publication(sans_maj.corpus, url=url)):
        evenements = list(evenements_du_corpus(publication.corpus))
        assert any(evenement.regle for evenement in evenements)
        for evenement in evenements:
            attendu = selon_icalendar(evenement, publication)
            assert ecrire_l_evenement(evenement, publication) == attendu


def test_sans_adresse_connue_aucun_lien_faux(corpus_de: CorpusDe) -> None:
    """Un agenda ne sait pas d'où vient son fichier : un lien relatif n'y mènerait à rien."""
    _, evenements = relire(publication_de(corpus_de, url=""), "calendrier.ics")
    assert not any("url" in e for e in evenements)
    assert not any("territoires/" in str(e.get("description", "")) for e in evenements)


def test_sans_date_pas_de_calendrier(corpus_de: CorpusDe) -> None:
    """Un calendrier vide n'est pas permis par la norme, et n'apprend rien."""
    adresses = {e.adresse for e in tous_les_exports(publication_de(corpus_de))}
    assert "territoires/val/calendrier.ics" in adresses
    assert "territoires/mont/calendrier.ics" not in adresses


def test_le_site_d_un_territoire_n_a_que_son_calendrier(corpus_de: CorpusDe) -> None:
    """Il paraît à la racine, où le calendrier d'ensemble l'aurait doublé."""
    corpus = publication_de(corpus_de).corpus
    seul = Publication(corpus, Adressage("val"), url="https://val.fr/")
    adresses = [e.adresse for e in tous_les_exports(seul) if e.adresse.endswith("calendrier.ics")]
    assert "calendrier.ics" not in adresses
    assert seul.adressage.placer("territoires/val/calendrier.ics") == "calendrier.ics"


def test_un_plan_commun_et_une_fiche_partagee_sont_dans_les_deux_calendriers(
    corpus_de: CorpusDe,
) -> None:
    """Chacun suit ce qu'il porte ; le calendrier d'ensemble ne le dit qu'une fois."""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": "titre: Inventé\nterritoires: [val, mont]\n"
            "demarche: {etapes: [{titre: Lancement, date: 2020}]}\n",
            "territoires/val/actions/a.yml": "titre: A\nfin: 2025\npartage_avec: [pre]\n",
            "territoires/mont/projet-cls.yml": "titre: Inventé aussi\n",
            "territoires/pre/projet.yml": "titre: Inventé encore\n",
        }
    )
    assert rapport.publiable, rapport.anomalies
    publication = Publication(rapport.corpus)
    comptes = {
        nom: len(relire(publication, f"{nom}calendrier.ics")[1])
        for nom in ("", "territoires/val/", "territoires/mont/", "territoires/pre/")
    }
    assert comptes == {
        "": 2,
        "territoires/val/": 2,
        "territoires/mont/": 2,
        "territoires/pre/": 1,
    }


def test_chaque_page_annonce_le_sien(corpus_de: CorpusDe) -> None:
    """L'accueil annonce celui du site, la page du territoire le sien."""
    trouvees = Annexes(publication_de(corpus_de)).annonces
    for page, adresse in (
        ("", "calendrier.ics"),
        ("territoires/val/", "territoires/val/calendrier.ics"),
    ):
        assert adresse in [a for a, annonce in trouvees[page] if annonce.type == "text/calendar"]


@pytest.mark.parametrize(
    ("rythme", "debut", "attendue"),
    [
        ("tous les mardis", "6 janvier 2026", {"FREQ": "WEEKLY", "BYDAY": "TU"}),
        ("chaque mardi", "6 janvier 2026", {"FREQ": "WEEKLY", "BYDAY": "TU"}),
        ("le premier mardi du mois", "6 janvier 2026", {"FREQ": "MONTHLY", "BYDAY": "1TU"}),
        ("chaque dernier samedi du mois", "31 janvier 2026", {"FREQ": "MONTHLY", "BYDAY": "-1SA"}),
        ("tous les mardis", "7 janvier 2026", {}),
        ("le deuxième mardi du mois", "6 janvier 2026", {}),
        ("chaque dernier mardi du mois", "6 janvier 2026", {}),
        ("tous les mardis", "janvier 2026", {}),
        ("chaque année", "6 janvier 2026", {}),
        ("une fois par mois", "6 janvier 2026", {}),
        ("tous les mardis hors vacances scolaires", "6 janvier 2026", {}),
        (None, "6 janvier 2026", {}),
    ],
)
def test_une_recurrence_ne_s_invente_pas(
    rythme: str | None, debut: str, attendue: dict[str, str]
) -> None:
    """Il faut que le texte dise le jour, et que la première fois tombe ce jour-là."""
    assert regle_de(rythme, lire_date(debut), None) == attendue


def test_une_recurrence_sure_se_repete_jusqu_a_sa_fin(corpus_de: CorpusDe) -> None:
    """Un seul événement, dont la règle compte tous les mardis jusqu'à la fin de juin."""
    _, evenements = relire(publication_de(corpus_de), "calendrier.ics")
    permanence = celui(evenements, "Permanence")
    assert permanence["rrule"]["UNTIL"] == [date(2026, 6, 30)]
    assert permanence["dtend"].dt - permanence["dtstart"].dt == timedelta(days=1)
    assert "tous les mardis" in permanence["description"]
