"""What people answered, and which of it counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from bot.advisor.scoring import Answers
from bot.knowledge.model import Dialog

Group = int
"""A set of people: bit n is set where the nth voice belongs to it."""

Spread = Mapping[str, Mapping[str, Group]]
"""Who gave each answer: people by answer id, by question id; only what somebody answered."""

Counts = Mapping[str, Mapping[str, int]]
"""How many gave each answer: the numbers of people of a Spread."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person answered.

    `person` tells people apart and means nothing else. A question that they left open or were not
    sure of is not in `answers`.
    """

    person: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class Ballots:
    """What everybody answered, with what is fixed for all in the place of their own answers.

    `given` holds every answer that the dialog knows, also those that do not count.
    """

    dialog: Dialog
    given: Spread

    @classmethod
    def of(cls, voices: Iterable[Voice], fixed: Answers, dialog: Dialog) -> "Ballots":
        """Those of the answers that the dialog knows."""
        known = {(q.id, answer.id) for q in dialog.questions for answer in q.answers}
        given: dict[str, dict[str, Group]] = {}
        for place, voice in enumerate(voices):
            for question, answer in {**voice.answers, **fixed}.items():
                if (question, answer) in known:
                    people = given.setdefault(question, {})
                    people[answer] = people.get(answer, 0) | 1 << place
        return cls(dialog, given)

    def agreed(self, answers: Answers) -> "Ballots":
        """The ballots if all who answered these questions gave these answers to them."""
        everybody = {q: reduce(or_, self.given[q].values(), 0) for q in answers}
        agreed = {question: {a: everybody[question]} for question, a in answers.items()}
        return Ballots(self.dialog, {**self.given, **agreed})

    def counted(self) -> Spread:
        """The answers that count, in the dialog's order.

        Where a question does not apply to somebody their answer to it does not count, as in
        `scoring.in_force`.
        """
        counted: dict[str, Mapping[str, Group]] = {}
        for question in self.dialog.questions:
            given = self.given.get(question.id, {})
            for other, answers in question.only_if.items():
                given = _within(_those(counted, other, answers), given)
            for other, answers in question.unless.items():
                given = _within(~_those(counted, other, answers), given)
            if given:
                counted[question.id] = given
        return {
            question.id: {a.id: people[a.id] for a in question.answers if a.id in people}
            for question in self.dialog.questions
            if (people := counted.get(question.id))
        }


def counts_of(spread: Spread) -> Counts:
    """How many people gave each answer, by question."""
    return {
        question: {answer: people.bit_count() for answer, people in given.items()}
        for question, given in spread.items()
    }


def persons(people: Group, voices: Iterable[Voice]) -> tuple[str, ...]:
    """The persons that a set of people stands for, in the order of the voices."""
    return tuple(voice.person for n, voice in enumerate(voices) if people >> n & 1)


def _those(counted: Spread, question: str, answers: Iterable[str]) -> Group:
    """Those whose answer to a question is one of these."""
    given = counted.get(question, {})
    return reduce(or_, (given.get(answer, 0) for answer in answers), 0)


def _within(those: Group, given: Mapping[str, Group]) -> Mapping[str, Group]:
    return {answer: both for answer, people in given.items() if (both := people & those)}
