"""Ce qui est gardé d'un site tient en un fichier, qui ne grossit pas à chaque construction."""

from __future__ import annotations

from pathlib import Path

import pytest

from projet_social.adaptateurs.garde import Garde

PAGES = {f"page-{rang}/": f"<p>Page {rang}, d’été\n</p>".encode() * 50 for rang in range(20)}


def garder(dossier: Path, pages: dict[str, bytes], cle: str, *, tout: bool = True) -> Garde:
    """Une construction : ce qui est encore bon se reprend, le reste se garde de nouveau."""
    garde = Garde(dossier, "site")
    for adresse, octets in pages.items():
        if garde.trouver(adresse, cle) is None:
            garde.garder(adresse, cle, octets)
    garde.oublier(tout=tout)
    return garde


def fichier(dossier: Path) -> Path:
    """Le seul fichier de la garde."""
    [seul] = dossier.iterdir()
    return seul


def test_ce_qui_est_garde_se_retrouve_sous_sa_cle_et_elle_seule(tmp_path: Path) -> None:
    """Une adresse, une clé ; une autre clé, un autre site, une autre adresse n'ont rien."""
    garder(tmp_path, PAGES, "a")

    assert {adresse: Garde(tmp_path, "site").trouver(adresse, "a") for adresse in PAGES} == PAGES
    assert Garde(tmp_path, "site").trouver("page-1/", "b") is None
    assert Garde(tmp_path, "site").trouver("ailleurs/", "a") is None
    assert Garde(tmp_path, "autre").trouver("page-1/", "a") is None


def test_un_changement_rallonge_puis_le_fichier_se_recrit(tmp_path: Path) -> None:
    """Vingt fois tout changé : jamais plus du double de l'utile."""
    garder(tmp_path, PAGES, "0")
    utile = fichier(tmp_path).stat().st_size

    for rang in range(1, 20):
        garder(tmp_path, PAGES, str(rang))
        assert fichier(tmp_path).stat().st_size <= 2 * utile + 100

    assert Garde(tmp_path, "site").trouver("page-7/", "19") == PAGES["page-7/"]


def test_une_page_disparue_finit_par_s_oublier(tmp_path: Path) -> None:
    """Ce que le site ne publie plus s'en va quand le fichier se récrit."""
    garder(tmp_path, PAGES, "a")

    garder(tmp_path, {"page-1/": PAGES["page-1/"]}, "a")

    assert Garde(tmp_path, "site").trouver("page-1/", "a") == PAGES["page-1/"]
    assert Garde(tmp_path, "site").trouver("page-2/", "a") is None


def test_une_part_n_oublie_pas_les_pages_des_autres(tmp_path: Path) -> None:
    """Elle ne demande que les siennes ; ce qu'elle remplace finit pourtant par s'en aller."""
    garder(tmp_path, PAGES, "a")
    entier = fichier(tmp_path).stat().st_size

    for rang in range(200):
        garder(tmp_path, {"page-1/": PAGES["page-1/"]}, str(rang), tout=False)

    assert Garde(tmp_path, "site").trouver("page-2/", "a") == PAGES["page-2/"]
    assert Garde(tmp_path, "site").trouver("page-1/", "199") == PAGES["page-1/"]
    assert fichier(tmp_path).stat().st_size < 3 * entier


@pytest.mark.parametrize("debut", [b"\n", b"\xff\xfe\n", b"a\tb\t-3\tc\n", b"a\tb\t99999999\tc\n"])
def test_un_en_tete_illisible_perd_la_suite_et_se_compte(tmp_path: Path, debut: bytes) -> None:
    """Rien de faux n'en sort ; la fois d'après, tout est de nouveau gardé."""
    garder(tmp_path, PAGES, "a")
    octets = fichier(tmp_path).read_bytes()
    coupe = octets.index(b"page-10/") - 40
    fichier(tmp_path).write_bytes(octets[:coupe] + debut + octets[coupe:])

    garde = garder(tmp_path, PAGES, "a")

    assert garde.abimes == 1
    relue = Garde(tmp_path, "site")
    assert {adresse: relue.trouver(adresse, "a") for adresse in PAGES} == PAGES
    assert relue.abimes == 0


def test_un_double_part_de_ce_qui_est_deja_lu(tmp_path: Path) -> None:
    """Ce qui est abîmé s'ôte avant le partage : aucun n'efface ce que garde l'autre."""
    garder(tmp_path, PAGES, "a")
    with open(fichier(tmp_path), "ab") as abime:
        abime.write(b"une fin de rien")
    garde = Garde(tmp_path, "site")

    double = garde.double()
    double.garder("page-neuve/", "a", b"neuve")
    double.fermer()

    assert (garde.abimes, double.abimes) == (1, 0)
    assert Garde(tmp_path, "site").trouver("page-neuve/", "a") == b"neuve"
