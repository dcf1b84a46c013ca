"""What the terminal tests have in common."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge.files import load
from bot.knowledge.model import Knowledge
from tests.cli.program import Ended, call

Stackpick = Callable[..., Ended]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """What StackPick knows, to tell its answers by."""
    return load()


@pytest.fixture
def stackpick(tmp_path: Path) -> Stackpick:
    """Runs `stackpick` with these arguments, and *typed* at its standard input, to its end."""

    def stackpick(*arguments: str, typed: str = "") -> Ended:
        return call(*arguments, folder=tmp_path, typed=typed)

    return stackpick
