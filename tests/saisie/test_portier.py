"""Qui entre : chaque garde, une à une, laissée de côté."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from projet_social.saisie.portier import (
    CORPS_MAXIMUM,
    EN_TETES_DE_LA_SAISIE,
    EntreeRefusee,
    Portier,
)

PORTIER = Portier(8100, "le-bon-jeton")
LECTURE = {"host": "127.0.0.1:8100", "cookie": "saisie-8100=le-bon-jeton"}
ENVOI = LECTURE | {
    "origin": "http://127.0.0.1:8100",
    "content-type": "application/x-www-form-urlencoded",
    "content-length": "12",
}


def refus(methode: str, en_tetes: dict[str, str], jeton: str = "") -> HTTPStatus:
    """Le code du refus."""
    with pytest.raises(EntreeRefusee) as leve:
        PORTIER.controler(methode, en_tetes, jeton)
    assert str(leve.value).endswith((".", "joint."))
    return leve.value.code


def test_ce_qui_vient_de_ces_pages_entre() -> None:
    """Lire, envoyer ; sous les deux noms de cette machine."""
    PORTIER.controler("GET", LECTURE)
    PORTIER.controler("POST", ENVOI)
    local = {"host": "localhost:8100", "origin": "http://localhost:8100"}
    PORTIER.controler("POST", ENVOI | local)
    sans_origine = {nom: v for nom, v in ENVOI.items() if nom != "origin"}
    PORTIER.controler("POST", sans_origine | {"sec-fetch-site": "same-origin"})


def test_l_adresse_affichee_suffit_pour_entrer() -> None:
    """Elle porte le jeton ; elle ne suffit pas pour écrire."""
    sans_cookie = {"host": "127.0.0.1:8100"}
    PORTIER.controler("GET", sans_cookie, "le-bon-jeton")
    envoi = {nom: v for nom, v in ENVOI.items() if nom != "cookie"}
    assert refus("POST", envoi, "le-bon-jeton") == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    "change",
    [
        {"cookie": ""},
        {"cookie": "saisie-8100=un-autre"},
        {"cookie": "saisie-8101=le-bon-jeton"},
        {"cookie": 'saisie-8100="le-bon;jeton'},
        {"host": "exemple.test"},
        {"host": "exemple.test:8100"},
        {"host": "127.0.0.1"},
        {"host": "127.0.0.1:8101"},
        {"host": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_lire_sans_y_etre_invite(change: dict[str, str]) -> None:
    """Sans le jeton, sous un autre nom (rattachement de DNS), depuis une page d'ailleurs."""
    assert refus("GET", LECTURE | change) == HTTPStatus.FORBIDDEN
    assert refus("POST", ENVOI | change) == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    "origine", ["http://exemple.test", "null", "https://127.0.0.1:8100", "http://127.0.0.1:8101"]
)
def test_ecrire_depuis_une_page_d_ailleurs(origine: str) -> None:
    """L'origine doit être celle de ces pages, au port près."""
    assert refus("POST", ENVOI | {"origin": origine}) == HTTPStatus.FORBIDDEN


def test_ecrire_sans_dire_d_ou() -> None:
    """Ni origine, ni ce que dit le navigateur de la provenance."""
    sans = {nom: v for nom, v in ENVOI.items() if nom != "origin"}
    assert refus("POST", sans) == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"content-type": "application/json"}, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
        ({"content-type": "text/plain"}, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
        ({"content-length": ""}, HTTPStatus.LENGTH_REQUIRED),
        ({"content-length": "-1"}, HTTPStatus.LENGTH_REQUIRED),
        ({"content-length": "²"}, HTTPStatus.LENGTH_REQUIRED),
        ({"content-length": str(CORPS_MAXIMUM + 1)}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        ({"content-length": "9" * 5000}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    ],
)
def test_un_envoi_qui_n_est_pas_un_formulaire(change: dict[str, str], code: HTTPStatus) -> None:
    """D'une autre sorte, sans longueur, trop long."""
    assert refus("POST", ENVOI | change) == code


@pytest.mark.parametrize("methode", ["PUT", "DELETE", "OPTIONS", "TRACE"])
def test_aucune_autre_methode(methode: str) -> None:
    """Lire et envoyer, rien d'autre."""
    assert refus(methode, ENVOI) == HTTPStatus.METHOD_NOT_ALLOWED


def test_un_jeton_par_lancement() -> None:
    """Il ne se devine pas, et le cookie ne sort pas du navigateur qui l'a reçu."""
    un, autre = Portier(1), Portier(1)
    assert un.jeton != autre.jeton
    assert len(un.jeton) > 40
    assert "HttpOnly; SameSite=Strict" in un.cookie
    assert un.jeton in un.adresse


def test_une_page_ne_charge_rien_d_ailleurs() -> None:
    """La politique de sécurité ne nomme que le serveur lui-même."""
    politique = EN_TETES_DE_LA_SAISIE["Content-Security-Policy"]
    assert politique.startswith("default-src 'none'")
    assert "unsafe" not in politique
    assert "http" not in politique
    assert "frame-ancestors 'none'" in politique
