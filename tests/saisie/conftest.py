"""Un agent devant le corpus inventé, dans un dossier jetable."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ..fabrique import CORPUS
from .agent import Agent


@pytest.fixture
def agent(tmp_path: Path) -> Agent:
    """Le corpus inventé, ouvert en saisie."""
    shutil.copytree(CORPUS, tmp_path / "data")
    return Agent(tmp_path / "data")
