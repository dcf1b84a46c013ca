"""A fault that is found, and how all checks look for one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge.model import Criterion
from bot.knowledge.yaml_text import Path


@dataclass(frozen=True, slots=True)
class Found:
    """Something that does not fit, at a place in one of the folder's files."""

    file: str
    path: Path
    text: str


def same_wording(text: str) -> str:
    """What is left of a text when case, punctuation and spacing do not matter."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def repeated(ids: list[str]) -> list[int]:
    """The places of names that stood before."""
    return [index for index, name in enumerate(ids) if name in ids[:index]]


def differ(wanted: Iterable[str], given: Iterable[str]) -> list[str]:
    """What one has and the other has not, in order."""
    return sorted(set(wanted) ^ set(given))


def unknown(kind: str, name: str) -> str:
    """What is said of a name that nothing has; `kind` is what it should be the name of."""
    return f"there is no {kind} '{name}'"


def file_of(criterion: Criterion) -> str:
    """A criterion's file, below the knowledge folder."""
    return f"criteria/{criterion.id}.yaml"
