"""What StackPick says to people: written in one place, plain, and without a raised voice."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import phrases

ROOT = Path(__file__).resolve().parents[1]
SLACK = ROOT / "bot" / "slack"

SHOWN = [
    *sorted((SLACK / "blocks").rglob("*.py")),
    *sorted((ROOT / "bot" / "cli" / "plain").glob("*.py")),
    SLACK / "home" / "view.py",
    SLACK / "modals.py",
]
"""Modules that put together what people read, of words that stand elsewhere."""

WORDING = [
    *sorted((ROOT / "bot" / "phrases").glob("*.py")),
    ROOT / "bot" / "slack" / "manifest.py",
    ROOT / "bot" / "advisor" / "guiding.py",
]
"""Modules that hold sentences: all of them in `bot.phrases`, save for those of the core and of
Slack's list of apps."""

NAMES = {"Message", "Sharing"}
"""Names of the code, in `__all__` or in quotes."""

MARKETING = re.compile(
    r"\b(amazing|awesome|best-in-class|blazing|cutting-edge|delight\w*|effortless\w*|exciting|"
    r"game.chang\w+|great|leverag\w+|magic\w*|powerful|revolution\w*|seamless\w*|simply|smart|"
    r"supercharg\w+|unleash\w*|unlock\w*|wow|oops|hooray|yay)\b",
    re.IGNORECASE,
)

LONGEST_SENTENCE = 40
"""Words of a sentence that is still read at once."""


def texts(path: Path) -> Iterator[str]:
    """Every text in a module but its docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    documents = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in documents:
            yield str(node.value)


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.stem)
def test_nothing_that_people_read_is_written_where_it_is_put_together(path: Path) -> None:
    """A word for people begins with a capital, or stands among others."""
    words = re.compile(r"[A-Z][a-z]+|[a-z]+ [a-z]+ [a-z]+")

    assert [text for text in texts(path) if words.search(text) and text not in NAMES] == []


@pytest.mark.parametrize("path", WORDING, ids=lambda path: path.stem)
def test_nothing_is_exclaimed_or_advertised(path: Path) -> None:
    said = list(texts(path))

    assert [text for text in said if "!" in text and text != "!"] == []
    assert [text for text in said if MARKETING.search(text)] == []


def test_every_sentence_is_short() -> None:
    said = [text for text in vars(phrases).values() if isinstance(text, str)]
    sentences = [one for text in said for one in re.split(r"(?<=[.?])\s", text)]

    assert [one for one in sentences if len(one.split()) > LONGEST_SENTENCE] == []
