"""Tries out changes of answers whose effects add up, and leaves out what cannot succeed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from bot.advisor.sensitivity.effects import Effects, Vector, minus, plus
from bot.knowledge.model import Answer, Question


@dataclass(frozen=True, slots=True)
class Change:
    """Answering `question` with `answer` in place of `instead_of`; all are ids."""

    question: str
    instead_of: str
    answer: str


def possible_changes(question: Question, given: Answer) -> Iterator[Change]:
    """Every other answer to a question that rules nothing out."""
    for answer in question.answers:
        if answer.id != given.id and not answer.rules_out:
            yield Change(question.id, given.id, answer.id)


Row = tuple[tuple[Change, Vector], ...]
"""The changes of one question's answer, each with what it adds."""


def row(question: Question, given: Answer, effects: Effects) -> Row:
    """What each other answer to a question adds in the place of the one that was given."""
    own = {answer.id: effects.of(answer) for answer in question.answers}
    return tuple(
        (change, minus(own[change.answer], own[given.id]))
        for change in possible_changes(question, given)
    )


@dataclass(frozen=True, slots=True)
class Attempt:
    """Looks for changes, one in a row, that come to the outcome named `wanted`."""

    wanted: str
    rows: tuple[Row, ...]
    effects: Effects
    most: Mapping[tuple[int, int], Sequence[Vector]]
    """For each pair of options the most that each row adds to the slacks of the first's lead."""

    @classmethod
    def of(cls, wanted: str, rows: Iterable[Row], effects: Effects) -> "Attempt":
        """Without the rows that cannot bring the outcome nearer."""
        useful = _keeping(effects.splits if wanted == "both" else any, rows)
        pairs = permutations(range(len(effects.options)), 2)
        return cls(wanted, useful, effects, {pair: _most(pair, useful, effects) for pair in pairs})

    def reach(self, now: Vector, more: int, first: int = 0) -> tuple[Change, ...] | None:
        """The first `more` changes, in the rows from `first` on, that succeed; None without any."""
        if more == 0:
            return () if self.effects.outcome(now) == self.wanted else None
        if not self._may_succeed(now, more, first):
            return None
        for index in range(first, len(self.rows) - more + 1):
            for change, effect in self.rows[index]:
                rest = self.reach(plus(now, effect), more - 1, index + 1)
                if rest is not None:
                    return (change, *rest)
        return None

    def _may_succeed(self, now: Vector, more: int, first: int) -> bool:
        """Whether the changes might succeed, by what each row could add at the most."""
        left = self.effects.left(now)
        if len(left) < len(self.effects.options):
            return len(left) > 1 or any(
                self.effects.frees(effect) for row in self.rows[first:] for _, effect in row
            )
        if self.wanted not in self.effects.options:
            return True
        ahead = self.effects.options.index(self.wanted)
        return all(
            slack + sum(sorted(added[first:], reverse=True)[:more]) >= 0
            for behind in left
            if behind != ahead
            for slack, added in zip(
                self.effects.slacks(now, ahead, behind), self.most[ahead, behind], strict=True
            )
        )


def _keeping(useful: Callable[[Vector], bool], rows: Iterable[Row]) -> tuple[Row, ...]:
    kept = (tuple((c, effect) for c, effect in row if useful(effect)) for row in rows)
    return tuple(row for row in kept if row)


def _most(pair: tuple[int, int], rows: Sequence[Row], effects: Effects) -> Sequence[Vector]:
    nothing = effects.slacks(effects.nothing, *pair)
    changes = [[minus(effects.slacks(e, *pair), nothing) for _, e in row] for row in rows]
    return [tuple(max(change[case] for change in row) for row in changes) for case in (0, 1)]
