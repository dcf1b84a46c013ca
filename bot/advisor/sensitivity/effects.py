"""What answers do, as vectors that add up: the arithmetic of trying out many changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import add, sub

from bot.advisor.outcome import name_of, outcome, slacks
from bot.advisor.scoring import RuledOut, Standing, weight
from bot.knowledge.model import Answer, Scoring

Vector = tuple[int, ...]
"""For each option its units, then for each its separable parts, then for each its rulings; and at
the end how many answers keep the system whole."""


def plus(one: Vector, other: Vector) -> Vector:
    """The sum of two, place by place."""
    return tuple(map(add, one, other))


def minus(one: Vector, other: Vector) -> Vector:
    """What is left of `one` without `other`, place by place."""
    return tuple(map(sub, one, other))


@dataclass(frozen=True, slots=True)
class Effects:
    """The effects of answers while the criteria in `emphasis` count double."""

    options: tuple[str, ...]
    emphasis: frozenset[str]
    scoring: Scoring

    @property
    def nothing(self) -> Vector:
        """The effect of no answer."""
        return (0,) * (3 * len(self.options) + 1)

    def of(self, answer: Answer) -> Vector:
        """What one answer adds."""
        units, parts, rulings = ([0] * len(self.options) for _ in range(3))
        for lean in answer.leans:
            index = self.options.index(lean.option)
            strength = self.scoring.strengths[lean.strength]
            units[index] += strength * weight(lean.criterion, self.emphasis, self.scoring)
            parts[index] += lean.part is not None
        for ruling in answer.rules_out:
            rulings[self.options.index(ruling.option)] += 1
        return (*units, *parts, *rulings, int(answer.keeps_whole))

    def of_all(self, answers: Iterable[Answer]) -> Vector:
        """What answers add together."""
        total = self.nothing
        for answer in answers:
            total = plus(total, self.of(answer))
        return total

    def left(self, vector: Vector) -> tuple[int, ...]:
        """The options, by their place, that nothing rules out."""
        count = len(self.options)
        return tuple(index for index in range(count) if not vector[2 * count + index])

    def frees(self, change: Vector) -> bool:
        """Whether a change takes a ruling back."""
        return any(number < 0 for number in change[2 * len(self.options) : -1])

    def splits(self, change: Vector) -> bool:
        """Whether a change bears on how the system may be split."""
        return any(change[len(self.options) :])

    def slacks(self, vector: Vector, ahead: int, behind: int) -> Vector:
        """Both slacks of one option's lead over another, as in `outcome.slacks`."""
        return slacks(vector[ahead], vector[behind], self.scoring)

    def outcome(self, vector: Vector) -> str:
        """The name of the outcome that effects come to."""
        count = len(self.options)
        parts, rulings = vector[count : 2 * count], vector[2 * count : -1]
        reached = Standing(
            scores=dict(zip(self.options, vector[:count], strict=True)),
            contributions=(),
            ruled_out=tuple(
                RuledOut("", "", o, "") for o, n in zip(self.options, rulings, strict=True) if n
            ),
            parts={o: "" for o, n in zip(self.options, parts, strict=True) if n},
            whole=vector[-1] > 0,
        )
        return name_of(outcome(reached, self.scoring))
