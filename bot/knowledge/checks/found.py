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
    return [index for index, name in enumerate(ids) if name in ids[:index]]


def differ(wanted: Iterable[str], given: Iterable[str]) -> list[str]:
    return sorted(set(wanted) ^ set(given))


def unknown(kind: str, name: str) -> str:
    return f"there is no {kind} '{name}'"


def file_of(criterion: Criterion) -> str:
    return f"criteria/{criterion.id}.yaml"
