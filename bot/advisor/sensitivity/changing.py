"""The fewest answers that would have to change for another outcome: exact."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, product

from bot.advisor.outcome import name_of, outcome
from bot.advisor.scoring import Answers, in_force, standing
from bot.advisor.sensitivity.effects import Effects, Vector
from bot.advisor.sensitivity.trying import Attempt, Change, Row, possible_changes, row
from bot.knowledge.model import Answer, Dialog, Question


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Changes that together come to `outcome` (its name), where no fewer do."""

    changes: tuple[Change, ...]
    outcome: str


def fewest_changes(
    dialog: Dialog, answers: Answers, options: tuple[str, ...]
) -> tuple[ChangeSet, ...]:
    """For each other outcome the fewest changes of answers that come to it; the fewest first.

    The answers that count now are changed, none of them to one that rules an option out: that
    would settle anything alone. Of equally few changes those are given that are found first.
    """
    reached = name_of(outcome(standing(dialog, answers, options), dialog.scoring))
    search = Search(dialog, answers, options)
    found = [
        ChangeSet(changes, wanted)
        for wanted in (*options, "either", "both")
        if wanted != reached and (changes := search.fewest(wanted))
    ]
    return tuple(sorted(found, key=lambda one: len(one.changes)))


@dataclass(frozen=True, slots=True)
class Frame:
    """Answers after some `changes`, whose effects come to `start`; a row for each further one."""

    changes: tuple[Change, ...]
    start: Vector
    rows: tuple[Row, ...]
    effects: Effects
    _attempts: dict[str, Attempt] = field(default_factory=dict)

    def reach(self, wanted: str, more: int) -> tuple[Change, ...] | None:
        """The first `more` further changes that come to this outcome; None where none do."""
        if more == 0:
            return () if self.effects.outcome(self.start) == wanted else None
        if wanted not in self._attempts:
            self._attempts[wanted] = Attempt.of(wanted, self.rows, self.effects)
        return self._attempts[wanted].reach(self.start, more)


@dataclass(frozen=True)
class Search:
    """Tries out changes of answers, the fewest first.

    Answers to most questions just add up. Those that do more, by making criteria count double or
    other questions pointless, are tried out one combination after another: each gives a frame in
    which all other changes add up. Not slotted, as it keeps what it has worked out.
    """

    dialog: Dialog
    answers: Answers
    options: tuple[str, ...]

    def fewest(self, wanted: str) -> tuple[Change, ...]:
        """The fewest changes that come to the outcome of this name; () where none do."""
        for size in range(1, len(self._counted) + 1):
            for frame in self._frames_up_to(size):
                changes = frame.reach(wanted, size - len(frame.changes))
                if changes is not None:
                    return (*frame.changes, *changes)
        return ()

    @cached_property
    def _counted(self) -> tuple[tuple[Question, Answer], ...]:
        return tuple(in_force(self.dialog, self.answers))

    @cached_property
    def _framing(self) -> tuple[tuple[Question, Answer], ...]:
        """The answers that do more than add up."""
        conditions = {name for q in self.dialog.questions for name in (*q.only_if, *q.unless)}
        return tuple(
            (question, answer)
            for question, answer in self._counted
            if question.id in conditions or any(a.emphasises for a in question.answers)
        )

    def _frames_up_to(self, size: int) -> Iterator[Frame]:
        for changed in range(min(size, len(self._framing)) + 1):
            yield from self._frames_with(changed)

    def _frames_with(self, changed: int) -> tuple[Frame, ...]:
        """The frames in which so many answers are changed."""
        if changed not in self._known:
            self._known[changed] = tuple(
                self._frame(changes)
                for chosen in combinations(self._framing, changed)
                for changes in product(*(possible_changes(*given) for given in chosen))
            )
        return self._known[changed]

    @cached_property
    def _known(self) -> dict[int, tuple[Frame, ...]]:
        return {}

    def _frame(self, changes: tuple[Change, ...]) -> Frame:
        answers = {**self.answers, **{change.question: change.answer for change in changes}}
        counted = tuple(in_force(self.dialog, answers))
        emphasis = frozenset(c for _, answer in counted for c in answer.emphasises)
        effects = Effects(self.options, emphasis, self.dialog.scoring)
        framing = {question.id for question, _ in self._framing}
        now = {question.id for question, _ in self._counted} - framing
        rows = tuple(row(q, answer, effects) for q, answer in counted if q.id in now)
        return Frame(changes, effects.of_all(answer for _, answer in counted), rows, effects)
