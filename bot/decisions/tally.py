"""Who answered what: the answers of all voices, question by question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.decisions.decision import Decision, RecordedVoice, TeamReceipt
from bot.knowledge.model import Answer, Knowledge, Question


@dataclass(frozen=True, slots=True)
class Tally:
    """A question with how many gave each answer; None stands for "not sure".

    `names` are those under which people gave an answer. `words` are those that the answer was read
    from, where one person alone decided. `fixed`: the answer held for a whole team.
    """

    question: Question
    counts: Mapping[str | None, int]
    names: Mapping[str | None, Sequence[str]]
    words: str | None
    fixed: bool

    def answers(self) -> Iterator[tuple[Answer | None, int]]:
        """The answers that were given, in the question's own order, with "not sure" at the end."""
        for answer in (*self.question.answers, None):
            count = self.counts.get(answer.id if answer else None, 0)
            if count:
                yield answer, count


def tallies(decision: Decision, knowledge: Knowledge) -> Iterator[Tally]:
    """The questions that anyone dealt with, in the dialog's order."""
    receipt = decision.receipt
    fixed = receipt.fixed if isinstance(receipt, TeamReceipt) else {}
    for question in knowledge.dialog.questions:
        if question.id in fixed:
            counts = {_known(question, fixed[question.id]): len(decision.voices)}
            yield Tally(question, counts, {}, None, fixed=True)
        elif tally := _tally(question, decision.voices):
            yield tally


def _tally(question: Question, voices: Sequence[RecordedVoice]) -> Tally | None:
    given = [(v, one) for v in voices for one in v.given if one.question == question.id]
    counts: dict[str | None, int] = {}
    names: dict[str | None, list[str]] = {}
    for voice, one in given:
        answer = _known(question, one.answer)
        counts[answer] = counts.get(answer, 0) + 1
        if voice.name:
            names.setdefault(answer, []).append(voice.name)
    words = given[0][1].words if given and len(voices) == 1 else None
    return Tally(question, counts, names, words, fixed=False) if given else None


def _known(question: Question, answer: str | None) -> str | None:
    """The answer, or None for "not sure", also where the question has no such answer any more."""
    return answer if question.answer(answer or "") else None
