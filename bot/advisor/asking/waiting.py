"""Which of the questions to come wait for which, and the least that each can add up to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.advisor.asking.position import Pending
from bot.knowledge.model import Answer


@dataclass(frozen=True, slots=True)
class Wait:
    """A question that waits for another; `alone`: for no third one besides."""

    coming: Pending
    alone: bool

    @property
    def name(self) -> str:
        """The question's id."""
        return self.coming.question.id

    def applies_after(self, name: str, choice: Answer | None) -> bool:
        """Whether the question counts, as far as its condition on the question `name` goes."""
        question, answer = self.coming.question, choice.id if choice else None
        return (name not in question.only_if or answer in question.only_if[name]) and (
            answer not in question.unless.get(name, ())
        )


@dataclass(slots=True)
class Tree:
    """The questions to come, each below the first that it waits for.

    Settled from the last question to the first: `lowest` is the least that a question and those
    below it can add up to, `after` the same for each of its choices, `dropped` for when the
    question itself does not count.
    """

    roots: Sequence[Pending]
    below: dict[str, list[Wait]]
    lowest: dict[str, int] = field(default_factory=dict)
    after: dict[str, Sequence[int]] = field(default_factory=dict)
    dropped: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, pending: Iterable[Pending]) -> "Tree":
        """The questions, of which none is settled yet, in the order of the dialog."""
        roots: list[Pending] = []
        below: dict[str, list[Wait]] = {}
        for coming in pending:
            known = (*coming.question.only_if, *coming.question.unless)
            waits_for = [name for name in below if name in known]
            if waits_for:
                below[waits_for[0]].append(Wait(coming, alone=len(waits_for) == 1))
            else:
                roots.append(coming)
            below[coming.question.id] = []
        return cls(roots, below)

    def settle(self, coming: Pending, own: Sequence[int]) -> None:
        """Add up a question whose choices add `own`, once all below it are settled."""
        name = coming.question.id
        choices = coming.choices()
        values = [
            value + self._below(name, choice) for value, choice in zip(own, choices, strict=True)
        ]
        self.lowest[name], self.after[name] = min(values), values
        self.dropped[name] = self._below(name, None)

    def _below(self, name: str, choice: Answer | None) -> int:
        return sum(
            self._least(wait, applies=wait.applies_after(name, choice)) for wait in self.below[name]
        )

    def _least(self, wait: Wait, *, applies: bool) -> int:
        if not applies:
            return self.dropped[wait.name]
        if wait.alone:
            return self.lowest[wait.name]
        return min(self.lowest[wait.name], self.dropped[wait.name])
