"""Which weight of a criterion, alone, would turn the outcome: exact, as scores are sums."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from bot.advisor.outcome import Clear, Either, by_scores, name_of, outcome, slacks
from bot.advisor.scoring import Standing
from bot.knowledge.model import Scoring


@dataclass(frozen=True, slots=True)
class WeightFlip:
    """Weighing `criterion` `weight` times, in place of `instead_of` times, would give `outcome`.

    `turns_at` is the nearest weight at which the outcome turns, and `weight` the roundest one that
    is there or beyond it, before the outcome turns again.
    """

    criterion: str
    instead_of: int
    turns_at: Fraction
    weight: Fraction
    outcome: Clear | Either


def weight_flips(now: Standing, scoring: Scoring) -> tuple[WeightFlip, ...]:
    """For each criterion the nearest weight that gives another outcome; the nearest first.

    None for a criterion of which no weight from 0 up does, and none where constraints or
    separable parts decide, as weights do not matter then.
    """
    if not matter(now, scoring):
        return ()
    found = [
        flip
        for criterion in weights(now)
        if (flip := Weighing.of(criterion, now, scoring).nearest())
    ]
    return tuple(sorted(found, key=lambda flip: abs(flip.turns_at - flip.instead_of)))


def matter(now: Standing, scoring: Scoring) -> bool:
    """Whether weights decide at all, and not constraints or separable parts alone."""
    return len(now.left()) > 1 and isinstance(outcome(now, scoring), Clear | Either)


def weights(now: Standing) -> Mapping[str, int]:
    """The weights of the criteria that contribute, in the order in which they do."""
    return {c.lean.criterion: c.weight for c in now.contributions}


@dataclass(frozen=True, slots=True)
class Weighing:
    """A standing as the weight of one criterion changes from `weight`, and all others stay.

    `units` are what the options have from the criterion, without its weight, and `rest` what they
    have from all others, with theirs.
    """

    criterion: str
    weight: int
    units: Mapping[str, int]
    rest: Mapping[str, int]
    now: Standing
    scoring: Scoring

    @classmethod
    def of(cls, criterion: str, now: Standing, scoring: Scoring) -> "Weighing":
        """The standing, taken apart by one of the criteria that contribute to it."""
        units, rest = dict.fromkeys(now.scores, 0), dict.fromkeys(now.scores, 0)
        for c in now.contributions:
            if c.lean.criterion == criterion:
                units[c.lean.option] += c.units
            else:
                rest[c.lean.option] += c.amount
        return cls(criterion, weights(now)[criterion], units, rest, now, scoring)

    def nearest(self) -> WeightFlip | None:
        """The nearest turn of the outcome, below or above the weight that the criterion has."""
        turns = sorted({Fraction(0), *self._turns()})
        upward = self._flips([turn for turn in turns if turn >= self.weight], up=True)
        downward = self._flips([turn for turn in reversed(turns) if turn <= self.weight], up=False)
        found = [flip for way in (upward, downward) if (flip := next(way, None))]
        return min(found, key=lambda flip: abs(flip.turns_at - self.weight), default=None)

    def outcome_at(self, weight: Fraction) -> Clear | Either:
        """The outcome if the criterion had this weight."""
        scores = {option: rest + weight * self.units[option] for option, rest in self.rest.items()}
        return by_scores(scores, self.now.left(), self.scoring)

    def _turns(self) -> Iterator[Fraction]:
        """Every weight at which one of the slacks that decide is zero."""
        nothing = slacks(0, 0, self.scoring)
        for ahead, behind in permutations(self.now.left(), 2):
            start = slacks(self.rest[ahead], self.rest[behind], self.scoring)
            full = slacks(self.units[ahead], self.units[behind], self.scoring)
            for at_none, own, zero in zip(start, full, nothing, strict=True):
                if own != zero and (turn := Fraction(-at_none, own - zero)) >= 0:
                    yield turn

    def _flips(self, turns: Sequence[Fraction], *, up: bool) -> Iterator[WeightFlip]:
        """For each of these turns a weight there or right beyond that flips, if any."""
        reached = name_of(self.outcome_at(Fraction(self.weight)))
        for turn, following in zip(turns, [*turns[1:], None], strict=False):
            for weight in (*_roundest_between(turn, following, up=up), turn):
                if name_of(other := self.outcome_at(weight)) != reached:
                    yield WeightFlip(self.criterion, self.weight, turn, weight, other)
                    break


def _roundest_between(turn: Fraction, following: Fraction | None, *, up: bool) -> list[Fraction]:
    """The number with the fewest decimals, at least one, between a turn and the next.

    Of several the nearest to `turn`; none where nothing follows on the way down to 0.
    """
    if following is None and not up:
        return []
    decimals = 1
    while True:
        scaled = turn * 10**decimals
        step = math.floor(scaled) + 1 if up else math.ceil(scaled) - 1
        found = Fraction(step, 10**decimals)
        if following is None or (found < following if up else found > following):
            return [found]
        decimals += 1
