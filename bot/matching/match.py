"""What a matcher answers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Engine = Literal["embeddings", "words"]
"""What a matcher judges by: meaning and words, or words alone."""


class Certainty(StrEnum):
    """What to do with a match: answer, offer the nearest labels, or say that nothing fits."""

    SURE = "sure"
    UNSURE = "unsure"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Alternative:
    """A label and the probability (0..1) that the text means it."""

    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Trial:
    """A training text and what was made of it by a matcher that had not seen it.

    `label` is its own label, None for one of the background. `found` is the likeliest label, with
    its `confidence` (0..1), or None where the background was likelier still.
    """

    text: str
    label: str | None
    found: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Match:
    """How a text was understood.

    `label` is the likeliest label, None where `certainty` is NOTHING. `confidence` is the
    probability (0..1) that the likeliest label is meant, as calibrated on the training texts.
    `alternatives` holds at most five labels, best first, the likeliest one included and the
    background left out, also where `label` is None; empty for a text without letters or digits.
    """

    label: str | None
    confidence: float
    certainty: Certainty
    alternatives: tuple[Alternative, ...]
