"""Names of record files: numbered as adr-tools numbers them, so that log4brains finds them, too."""

import re
import unicodedata
from collections.abc import Iterable

NAMELESS = "decision"
"""Stands for a title without a letter or digit that a file's name can hold."""

LONGEST_SLUG = 100

_NUMBER = re.compile(r"^\d+")
_NO_WORD = re.compile(r"[^a-z0-9]+")


def slug(title: str) -> str:
    """A title as part of a file's name: small letters and digits with hyphens, ASCII alone."""
    ascii_only = unicodedata.normalize("NFKD", title.replace("Node.js", "nodejs"))
    letters = ascii_only.encode("ascii", "ignore").decode().lower()
    return _NO_WORD.sub("-", letters)[:LONGEST_SLUG].strip("-") or NAMELESS


def file_name(number: int, title: str) -> str:
    """`0007-use-nodejs-for-the-chat.md`."""
    return f"{number:04}-{slug(title)}.md"


def next_number(names: Iterable[str]) -> int:
    """The number after the greatest that a file's name begins with; 1 in an empty folder."""
    found = (_NUMBER.match(name) for name in names)
    return max((int(number.group()) for number in found if number), default=0) + 1
