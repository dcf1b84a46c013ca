"""What is kept between runs is good for the code that made it, and for no more code than that."""

import importlib
from pathlib import Path

import pytest

from bot.cache import code_of
from bot.matching.arrays import Kind
from bot.matching.language_model import LANGUAGES
from bot.matching.learning import LEARNT
from bot.matching.likeness import SEEN
from tests.test_architecture import imports, within

PACKAGE = "bot.matching"

HAS_ITS_OWN_KEY = {"encoder", "weights"}
"""The encoder's fingerprint is part of what arrays are made of; it stands for code and weights."""

MAKES_NOTHING = {"match"}
"""Types of what is answered."""


def imported(module: str) -> set[str]:
    """The modules of the package that *module* imports."""
    path = Path(importlib.import_module(f"{PACKAGE}.{module}").__file__ or "")
    return {
        name.removeprefix(f"{PACKAGE}.").split(".")[0]
        for name in imports(path)
        if within(name, PACKAGE)
    }


def needed(module: str) -> set[str]:
    """*module* and all that it imports, by way of others, too."""
    found, waiting = set[str](), {module}
    while waiting:
        found |= waiting
        reached = {name for one in waiting for name in imported(one)}
        waiting = reached - found - HAS_ITS_OWN_KEY - MAKES_NOTHING
    return found


@pytest.mark.parametrize(
    ("kind", "module"),
    [
        pytest.param(LEARNT, "learning", id="learnt"),
        pytest.param(SEEN, "likeness", id="seen"),
        pytest.param(LANGUAGES, "language_model", id="languages"),
    ],
)
def test_what_is_kept_names_every_module_that_makes_it(kind: Kind, module: str) -> None:
    assert set(kind.modules) == needed(module)


def test_a_change_of_a_module_is_a_change_of_the_code(tmp_path: Path) -> None:
    made, other = tmp_path / "made.py", tmp_path / "other.py"
    made.write_text("ONE = 1")
    other.write_text("TWO = 2")
    changed = tmp_path / "changed.py"
    changed.write_text("ONE = 3")

    assert code_of(made, other) != code_of(changed, other)
    assert code_of(made, other) != code_of(made)


def test_every_kind_has_code_of_its_own() -> None:
    assert LEARNT.code() != SEEN.code()
