"""What people asked that was not understood, or whose answer did not help; never who asked it."""

import re
from dataclasses import dataclass
from typing import Literal

Told = Literal["answer", "clarify", "decline"]
"""What a question was told: an answer, the nearest subjects to choose from, or nothing of ours."""

LONGEST_KEPT = 500
"""Characters of a question that are kept; a button carries as many, within Slack's 2,000."""

_PERSON = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^<>]*)?>|[\w.+-]+@[\w-]+\.[\w.-]+")
_SOMEBODY = "@somebody"


@dataclass(frozen=True, slots=True)
class Near:
    """A criterion that came near to what was asked; `confidence` is 0..1."""

    criterion: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that was not understood; `nearest` are the criteria that came near, best first."""

    text: str
    told: Told
    nearest: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True)
class Picked:
    """Of the criteria that were offered for a question, the one that was meant."""

    text: str
    criterion: str


@dataclass(frozen=True, slots=True)
class Unhelpful:
    """A question whose answer was marked as of no help.

    `expected` is what the person says they expected, empty where they say nothing.
    """

    text: str
    told: Told
    nearest: tuple[Near, ...] = ()
    expected: str = ""


Gap = Missed | Picked | Unhelpful


def kept_text(text: str) -> str:
    """A text as it is kept and compared: in one line, cut short, without mentions or addresses."""
    shown = "".join(letter for letter in text if letter.isprintable() or letter.isspace())
    return without_people(" ".join(shown.split()))[:LONGEST_KEPT]


def without_people(text: str) -> str:
    """A text with "somebody" in the place of each mention and each address of a person."""
    return _PERSON.sub(_SOMEBODY, text)
