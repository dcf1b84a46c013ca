"""What a standing comes to: one option, either, both or neither."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeVar

from bot.knowledge.model import Scoring

Units = TypeVar("Units", int, Fraction)
"""Units of a score: whole for one person, with the dialog's own weights; else fractions."""

Units_co = TypeVar("Units_co", int, Fraction, covariant=True)


class Reckoning(Protocol[Units_co]):
    """Where the options stand: what an outcome is decided on, for one person or for a team.

    The members are those of `scoring.Standing`.
    """

    @property
    def scores(self) -> Mapping[str, Units_co]: ...

    @property
    def parts(self) -> Mapping[str, str]: ...

    @property
    def whole(self) -> bool: ...

    def left(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Clear:
    """One option is ahead by at least the margin, or is the only one left."""

    option: str


@dataclass(frozen=True, slots=True)
class Either:
    """The lead is below the margin: too close to call."""


@dataclass(frozen=True, slots=True)
class Both:
    """Separable parts of the system speak for different options: `parts` by option."""

    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Neither:
    """A hard constraint rules every option out."""


Outcome = Clear | Either | Both | Neither


def name_of(outcome: Outcome) -> str:
    """The outcome in one word, as in the JSON: an option's id, `either`, `both` or `neither`."""
    match outcome:
        case Clear(option):
            return option
        case Either():
            return "either"
        case Both():
            return "both"
        case Neither():
            return "neither"


def outcome(standing: Reckoning[Units], scoring: Scoring) -> Outcome:
    """Decide by the rules in their order: constraints, separable parts, margin."""
    left = standing.left()
    if not left:
        return Neither()
    if len(left) == 1:
        return Clear(left[0])
    parts = {option: part for option, part in standing.parts.items() if option in left}
    if len(parts) > 1 and not standing.whole:
        return Both(parts)
    return by_scores(standing.scores, left, scoring)


def by_scores(
    scores: Mapping[str, Units], left: tuple[str, ...], scoring: Scoring
) -> Clear | Either:
    """Decide by the margin alone, between two options or more."""
    first, second, *_ = sorted(left, key=scores.__getitem__, reverse=True)
    return Clear(first) if is_clear(scores[first], scores[second], scoring) else Either()


def ranked(standing: Reckoning[Units]) -> tuple[str, ...]:
    """The options that are left, highest score first; equal scores keep the options' order."""
    return tuple(sorted(standing.left(), key=lambda option: -standing.scores[option]))


def leaning(standing: Reckoning[Units]) -> str | None:
    """The option that is ahead, however little; None where the first two are level."""
    left = ranked(standing)
    if len(left) > 1 and standing.scores[left[0]] == standing.scores[left[1]]:
        return None
    return left[0] if left else None


def margin(standing: Reckoning[Units], scoring: Scoring) -> float:
    """The lead of the first option over the second as a share (0 to 1) of both scores.

    1.0 where one option alone is left, 0.0 where none is.
    """
    left = ranked(standing)
    if len(left) < 2:  # noqa: PLR2004 - a lead needs two
        return float(len(left))
    ahead, behind = standing.scores[left[0]], standing.scores[left[1]]
    lead, both = ahead - behind, ahead + behind
    return float(lead / scoring.least if both < scoring.least else lead / both)


def is_clear(ahead: Units, behind: Units, scoring: Scoring) -> bool:
    """Whether a lead reaches the margin."""
    return all(slack >= 0 for slack in slacks(ahead, behind, scoring))


def slacks(ahead: Units, behind: Units, scoring: Scoring) -> tuple[Units, Units]:
    """How far a lead is above its share of both scores, and of the least total, in hundredths.

    The two cases of the maximum in `margin`, each linear in the scores and in whole numbers, so
    that bounds on the scores give exact bounds on them.
    """
    lead = 100 * (ahead - behind)
    return (
        lead - scoring.margin_percent * (ahead + behind),
        lead - scoring.margin_percent * scoring.least,
    )
