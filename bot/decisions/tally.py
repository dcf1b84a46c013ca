"""Who answered what: the answers of all voices, question by question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.advisor.session import Given
from bot.decisions.decision import Decision
from bot.knowledge.model import Answer, Knowledge, Question


@dataclass(frozen=True, slots=True)
class Tally:
    """A question with how many gave each answer; None stands for "not sure".

    `words` are those that the answer was read from, where one person alone decided.
    """

    question: Question
    counts: Mapping[str | None, int]
    words: str | None

    def answers(self) -> Iterator[tuple[Answer | None, int]]:
        """The answers that were given, in the question's own order, with "not sure" at the end."""
        for answer in (*self.question.answers, None):
            count = self.counts.get(answer.id if answer else None, 0)
            if count:
                yield answer, count


def tallies(decision: Decision, knowledge: Knowledge) -> Iterator[Tally]:
    """The questions that anyone dealt with, in the dialog's order."""
    alone = len(decision.voices) == 1
    for question in knowledge.dialog.questions:
        given = [one for v in decision.voices for one in v.given if one.question == question.id]
        if given:
            yield Tally(question, _counted(given, question), given[0].words if alone else None)


def _counted(given: list[Given], question: Question) -> Mapping[str | None, int]:
    counts: dict[str | None, int] = {}
    for one in given:
        known = question.answer(one.answer or "")
        key = known.id if known else None
        counts[key] = counts.get(key, 0) + 1
    return counts
