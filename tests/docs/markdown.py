"""The repository's Markdown, read as its readers read it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: the heading that it stands under, its language and its text."""

    heading: str
    language: str
    text: str


def pages() -> Iterator[Path]:
    """Every page of the repository, without what was installed into it."""
    for page in sorted(ROOT.rglob("*.md")):
        folders = page.relative_to(ROOT).parts[:-1]
        if not any(folder.startswith(".") or folder == "node_modules" for folder in folders):
            yield page


def blocks(text: str) -> Iterator[Block]:
    """Every fenced block of a page, in order."""
    headings = [(found.start(), found[1]) for found in _HEADING.finditer(_unfenced(text))]
    for fence in _FENCE.finditer(text):
        above = [heading for start, heading in headings if start < fence.start()]
        yield Block(above[-1] if above else "", fence[1], fence[2])


def prose(text: str) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", text)


def _unfenced(text: str) -> str:
    """The page with blanks in place of its fenced blocks, so that positions stay."""
    return _FENCE.sub(lambda fence: " " * len(fence[0]), text)
