"""Un programme tué en écrivant ne laisse ni mélange ni reste : la suite finit, ou défait."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from projet_social.ecriture.journal import NOM, EcritureEnCours, reprendre_l_ecriture
from projet_social.ecriture.lot import Lot
from tests.ecriture.test_lot import APRES, AVANT, etat

TUE = 9
"""Le code de sortie du programme qui se tue."""
GESTES = ("open", "chmod", "replace", "unlink", "mkdir")
"""Les gestes sur le disque entre lesquels le programme peut mourir."""
VOULU = {nom: octets for nom, octets in APRES.items() if octets is not None}

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="sans fork, on ne se tue pas ainsi")


def ecrire_et_mourir(racine: Path, geste: int, saboter: Callable[[], None] | None = None) -> bool:
    """Écrit dans un autre programme, qui meurt avant son n-ième geste ; faux s'il a fini avant."""
    lot = Lot(racine, AVANT, APRES)
    if (enfant := os.fork()) == 0:
        compte = iter(range(10_000))

        def mortel(original: Any) -> Any:
            def agir(*arguments: Any, **options: Any) -> Any:
                if next(compte) == geste:
                    os._exit(TUE)
                return original(*arguments, **options)

            return agir

        for nom in GESTES:
            setattr(Path, nom, mortel(getattr(Path, nom)))
        if saboter:
            saboter()
        try:
            lot.appliquer()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(enfant, 0)[1]) == TUE


@pytest.fixture
def racine(tmp_path: Path) -> Path:
    """Un dossier de trois fichiers."""
    remettre(tmp_path)
    return tmp_path


def remettre(racine: Path) -> None:
    """Rend au dossier son état d'avant, et lui seul."""
    for fichier in [f for f in racine.rglob("*") if f.is_file()]:
        fichier.unlink()
    for nom, octets in AVANT.items():
        (racine / nom).parent.mkdir(exist_ok=True)
        (racine / nom).write_bytes(octets)


def test_tue_a_n_importe_quel_instant_le_dossier_est_entier(racine: Path) -> None:
    """Avant « pose », rien n'a changé ; après, tout a changé. Jamais l'un et l'autre."""
    issues = []
    for geste in range(200):
        remettre(racine)
        if not ecrire_et_mourir(racine, geste):
            break
        reprendre_l_ecriture(racine)
        issues.append(etat(racine))
        assert issues[-1] in (AVANT, VOULU), f"mélange au geste {geste}"
        assert (racine / "neufs").exists() == (issues[-1] == VOULU), geste
    assert len(issues) > len(GESTES)
    assert AVANT in issues
    assert VOULU in issues


def test_tue_pendant_qu_il_defait_tout_revient(racine: Path) -> None:
    """Le disque refuse un renommage, puis le programme meurt en remettant les autres."""
    for geste in range(200):
        remettre(racine)

        def refuser() -> None:
            original = Path.unlink

            def agir(self: Path, missing_ok: bool = False) -> None:
                if self.name == "b.yml":
                    raise PermissionError("pour l'essai")
                original(self, missing_ok=missing_ok)

            Path.unlink = agir  # type: ignore[method-assign]

        if not ecrire_et_mourir(racine, geste, refuser):
            assert geste > len(GESTES)
            break
        (racine / "actions/b.yml").touch()
        reprendre_l_ecriture(racine)
        assert etat(racine) in (AVANT, VOULU), f"mélange au geste {geste}"


def mourir_apres_pose(racine: Path) -> None:
    """Un programme mort entre deux renommages."""
    for geste in range(200):
        remettre(racine)
        assert ecrire_et_mourir(racine, geste)
        if (racine / "a.yml").read_bytes() == APRES["a.yml"]:
            return


def test_un_fichier_change_depuis_reste_a_qui_l_a_change(racine: Path) -> None:
    """Entre la panne et la reprise, quelqu'un a écrit : son travail ne s'écrase pas."""
    for geste in range(200):
        remettre(racine)
        assert ecrire_et_mourir(racine, geste)
        if (racine / ".a.yml.neuf").exists() and "pose" in (racine / NOM).read_text("utf-8"):
            break
    (racine / "a.yml").write_bytes(b"titre: A, retouche\n")

    dits = reprendre_l_ecriture(racine)

    assert (racine / "a.yml").read_bytes() == b"titre: A, retouche\n"
    assert (racine / "a.yml.interrompu").read_bytes() == APRES["a.yml"]
    assert "« a.yml », changé depuis, reste tel quel" in dits[1]


def test_la_reprise_se_dit_et_ne_recommence_pas(racine: Path) -> None:
    """Une phrase la première fois, rien ensuite."""
    mourir_apres_pose(racine)

    assert reprendre_l_ecriture(racine) == [
        "une commande avait été arrêtée pendant qu'elle écrivait : son travail est fini"
    ]
    assert reprendre_l_ecriture(racine) == []
    assert etat(racine) == VOULU


def test_le_lot_suivant_reprend_d_abord(racine: Path) -> None:
    """Qui écrit sans avoir relu apprend que ses fichiers ont changé, et n'écrase rien."""
    lot = Lot(racine, AVANT, {"a.yml": b"titre: autre\n"})
    mourir_apres_pose(racine)

    with pytest.raises(Exception, match=r"a\.yml.* a changé pendant l'opération"):
        lot.appliquer()

    assert etat(racine) == VOULU


def test_deux_commandes_n_ecrivent_pas_ensemble(racine: Path, monkeypatch: Any) -> None:
    """La seconde attend son tour : elle le dit, et n'écrit rien."""
    second = Lot(racine, AVANT, {"actions/c.yml": b"titre: second\n"})
    refus: list[Exception] = []
    original = Path.chmod

    def pendant(self: Path, droits: int) -> None:
        if not refus:
            refus.append(Exception())
            with pytest.raises(EcritureEnCours) as pris:
                second.appliquer()
            refus[0] = pris.value
        original(self, droits)

    monkeypatch.setattr(Path, "chmod", pendant)
    Lot(racine, AVANT, APRES).appliquer()

    assert "une autre commande écrit" in str(refus[0])
    assert etat(racine) == VOULU


@pytest.mark.parametrize("octets", [b"", b"[{", b"\0\0\0\n", b'[{"chemin": "../x"}]\npose\n'])
def test_un_journal_abime_s_ote_sans_rien_toucher(racine: Path, octets: bytes) -> None:
    """Coupé, plein de zéros, ou qui désigne un fichier d'ailleurs."""
    (racine / NOM).write_bytes(octets)

    reprendre_l_ecriture(racine)

    assert etat(racine) == AVANT
