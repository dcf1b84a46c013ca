"""A small knowledge folder that can be broken, and the one that StackPick comes with."""

from pathlib import Path

import pytest

from tests.knowledge.folders import write_toy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Valid knowledge about tea and coffee, as files."""
    return write_toy(tmp_path / "knowledge")
