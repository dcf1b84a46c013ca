"""A team's answers, and what they come to, or would come to if people agreed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from bot.advisor.outcome import Outcome, outcome
from bot.advisor.scoring import Answers
from bot.advisor.team.standing import Pooled, TeamStanding, add_up, mean_weights, pooled
from bot.advisor.team.voices import Ballots, Counts, Voice, counts_of
from bot.knowledge.model import Dialog, Question


@dataclass(frozen=True)
class Pooling:
    """Puts the answers to one question together. Not slotted: it keeps what it has worked out."""

    dialog: Dialog

    def of(self, name: str, counts: Mapping[str, int]) -> Pooled:
        """What so many answers to a question come to together."""
        key = name, tuple(counts.items())
        if key not in self._known:
            self._known[key] = pooled(self.question(name), counts, self.dialog.scoring)
        return self._known[key]

    def question(self, name: str) -> Question:
        """A question that the dialog holds."""
        question = self.dialog.question(name)
        if question is None:
            raise LookupError(f"the dialog has no question {name}")
        return question

    @cached_property
    def conditions(self) -> frozenset[str]:
        """The questions whose answers decide whether others apply."""
        questions = self.dialog.questions
        return frozenset(name for q in questions for name in (*q.only_if, *q.unless))

    @cached_property
    def _known(self) -> dict[tuple[str, tuple[tuple[str, int], ...]], Pooled]:
        return {}


@dataclass(frozen=True)
class Poll:
    """The answers of a team that count, in numbers.

    Not slotted, as it keeps what it has worked out.
    """

    pooling: Pooling
    options: tuple[str, ...]
    ballots: Ballots
    counts: Counts

    @classmethod
    def of(
        cls, voices: Iterable[Voice], fixed: Answers, dialog: Dialog, options: tuple[str, ...]
    ) -> "Poll":
        """`fixed` are answers that hold for all, whatever they answered themselves."""
        ballots = Ballots.of(voices, fixed, dialog)
        return cls(Pooling(dialog), options, ballots, counts_of(ballots.counted()))

    @property
    def dialog(self) -> Dialog:
        """The dialog that the answers belong to."""
        return self.pooling.dialog

    @cached_property
    def pooled(self) -> tuple[Pooled, ...]:
        """What each question that anybody answered comes to."""
        return tuple(self.pooling.of(name, given) for name, given in self.counts.items())

    @cached_property
    def standing(self) -> TeamStanding:
        """Where the options stand, exactly."""
        return add_up(self.pooled, self.options, self.dialog.scoring)

    @cached_property
    def weights(self) -> Mapping[str, Fraction]:
        """The weights of criteria, where they are not 1."""
        return mean_weights(self.pooled, self.dialog.scoring)

    @cached_property
    def outcome(self) -> Outcome:
        """What the answers come to."""
        return outcome(self.standing, self.dialog.scoring)

    @cached_property
    def disputed(self) -> Counts:
        """The questions that more than one answer was given to, in the dialog's order."""
        return {question: given for question, given in self.counts.items() if len(given) > 1}

    def is_waited_for(self, question: str) -> bool:
        """Whether other questions apply or not by what this one is answered with."""
        return question in self.pooling.conditions

    def agreed(self, answers: Answers) -> "Poll":
        """The same if all who answered these questions gave these answers to them."""
        if self.pooling.conditions.isdisjoint(answers):
            agreed = {q: {a: sum(self.counts[q].values())} for q, a in answers.items()}
            return self.moved(agreed)
        ballots = self.ballots.agreed(answers)
        return replace(self, ballots=ballots, counts=counts_of(ballots.counted()))

    def moved(self, counts: Counts) -> "Poll":
        """The same with other numbers of answers to questions that no other question waits for."""
        return replace(self, counts={**self.counts, **counts})
