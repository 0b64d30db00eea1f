"""Le système refuse en anglais ; la personne lit du français, et ce qu'elle doit faire."""

from __future__ import annotations

import errno
import os

import pytest

from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.lecture.refus_du_systeme import RAISONS, dire_le_refus_du_systeme


@pytest.mark.parametrize("numero", sorted(RAISONS), ids=lambda numero: errno.errorcode[numero])
def test_un_refus_connu_se_dit_en_francais(numero: int) -> None:
    """Le fichier, ce qui ne va pas ; rien de la phrase du système."""
    dit = dire_le_refus_du_systeme(OSError(numero, os.strerror(numero), "data/a.yml"))

    assert dit.startswith("« data/a.yml » : ")
    assert os.strerror(numero) not in dit


def test_un_refus_inconnu_garde_son_numero() -> None:
    """On peut encore chercher ce qu'il veut dire."""
    assert "(erreur 9999)" in dire_le_refus_du_systeme(OSError(9999, "Strange", "a"))


def test_nos_propres_refus_restent_tels_quels() -> None:
    """Une phrase déjà en français n'a ni numéro ni fichier."""
    assert dire_le_refus_du_systeme(FileExistsError("le dossier n'est pas vide")) == (
        "le dossier n'est pas vide"
    )


def test_une_commande_qui_ne_peut_ecrire_le_dit(capsys: pytest.CaptureFixture[str]) -> None:
    """Dans un dossier où personne n'écrit."""
    assert principal(["guide", "/proc/nulle-part"]) == 1

    dit = capsys.readouterr().err
    assert "introuvable" in dit
    assert "Errno" not in dit
