"""A team's answers, and what they come to, or would come to if people agreed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bot.advisor.outcome import Outcome, outcome
from bot.advisor.scoring import Answers
from bot.advisor.team.standing import Pooled, TeamStanding, add_up, pooled
from bot.advisor.team.voices import Ballots, Counts, Voice, counts_of
from bot.knowledge.model import Dialog, Question


@dataclass(frozen=True)
class Poll:
    """The answers that count, in numbers, and what each question comes to.

    Not slotted, as it keeps what it has worked out.
    """

    dialog: Dialog
    options: tuple[str, ...]
    ballots: Ballots
    counts: Counts
    pooled: Mapping[str, Pooled]

    @classmethod
    def of(
        cls, voices: Iterable[Voice], fixed: Answers, dialog: Dialog, options: tuple[str, ...]
    ) -> "Poll":
        """`fixed` are answers that hold for all, whatever they answered themselves."""
        ballots = Ballots.of(voices, fixed, dialog)
        return _counted(cls(dialog, options, ballots, {}, {}))

    @cached_property
    def standing(self) -> TeamStanding:
        return add_up(tuple(self.pooled.values()), self.options, self.dialog.scoring)

    @cached_property
    def outcome(self) -> Outcome:
        return outcome(self.standing, self.dialog.scoring)

    @cached_property
    def disputed(self) -> Counts:
        """The questions that more than one answer was given to, in the dialog's order."""
        return {question: given for question, given in self.counts.items() if len(given) > 1}

    def waited_for(self, question: str) -> bool:
        """Whether other questions apply or not by what this one is answered with."""
        return any(question in (*q.only_if, *q.unless) for q in self.dialog.questions)

    def agreed(self, answers: Answers) -> "Poll":
        """The same if all who answered these questions gave these answers to them."""
        if any(self.waited_for(question) for question in answers):
            return _counted(replace(self, ballots=self.ballots.agreed(answers)))
        return self.moved({q: {a: sum(self.counts[q].values())} for q, a in answers.items()})

    def moved(self, counts: Counts) -> "Poll":
        """The same with other numbers of answers to questions that no other question waits for."""
        anew = {name: _pooled(name, given, self.dialog) for name, given in counts.items()}
        return replace(self, counts={**self.counts, **counts}, pooled={**self.pooled, **anew})


def _counted(poll: Poll) -> Poll:
    """The poll with its ballots counted; what has not changed is not pooled again."""
    counts = counts_of(poll.ballots.counted())
    same = {name for name, given in counts.items() if given == poll.counts.get(name)}
    anew = {
        name: poll.pooled[name] if name in same else _pooled(name, given, poll.dialog)
        for name, given in counts.items()
    }
    return replace(poll, counts=counts, pooled=anew)


def _pooled(name: str, counts: Mapping[str, int], dialog: Dialog) -> Pooled:
    return pooled(question_of(dialog, name), counts, dialog.scoring)


def question_of(dialog: Dialog, name: str) -> Question:
    """A question that the dialog holds."""
    question = dialog.question(name)
    if question is None:
        raise LookupError(f"the dialog has no question {name}")
    return question
