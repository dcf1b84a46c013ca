"""What a receipt's figures rest on, looked up in the knowledge that they were computed on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.advisor.outcome import Both, Clear, Either, Neither, Outcome
from bot.decisions.decision import Receipt
from bot.knowledge.model import Answer, Criterion, Knowledge, Lean, Point, Question


@dataclass(frozen=True, slots=True)
class Grounded:
    """What an answer contributes to an option, with the point that is the evidence for it."""

    option: str
    question: Question
    answer: Answer
    criterion: Criterion
    point: Point
    because: str
    amount: Fraction


def outcome_of(receipt: Receipt) -> Outcome:
    """The outcome that a receipt names."""
    match receipt.outcome:
        case "either":
            return Either()
        case "both":
            return Both(receipt.parts)
        case "neither":
            return Neither()
        case option:
            return Clear(option)


def chosen(outcome: Outcome, options: Sequence[str]) -> frozenset[str]:
    """The options that an outcome leaves to be used."""
    match outcome:
        case Clear(option):
            return frozenset({option})
        case Both(parts):
            return frozenset(parts)
        case Either():
            return frozenset(options)
        case Neither():
            return frozenset()


def telling(receipt: Receipt) -> frozenset[str]:
    """The questions whose answers speak for a side or rule one out."""
    leaning = {one.question for one in receipt.contributions}
    return frozenset(leaning | {one.question for one in receipt.ruled_out})


def reasons(receipt: Receipt, knowledge: Knowledge) -> Sequence[Grounded]:
    """What contributed, most first; raises LookupError where the knowledge is another."""
    found = []
    for one in receipt.contributions:
        question, answer = looked_up(one.question, one.answer, knowledge)
        criterion = knowledge.criteria[one.criterion]
        point = criterion.point(one.point)
        because = _because(answer, one.option, one.criterion, one.point)
        if point is None:
            raise LookupError(f"no point {one.point} on {one.criterion}")
        amount = Fraction(one.amount)
        found.append(Grounded(one.option, question, answer, criterion, point, because, amount))
    return sorted(found, key=lambda reason: -reason.amount)


def drivers(
    receipt: Receipt, knowledge: Knowledge
) -> Sequence[tuple[Criterion, Mapping[str, Fraction]]]:
    """The criteria with the units that they weigh for each option, the heaviest first."""
    found: dict[str, dict[str, Fraction]] = {}
    for one in receipt.contributions:
        units = found.setdefault(one.criterion, {})
        units[one.option] = units.get(one.option, Fraction(0)) + Fraction(one.amount)
    ordered = sorted(found.items(), key=lambda item: -sum(item[1].values()))
    return [(knowledge.criteria[name], units) for name, units in ordered]


def looked_up(question: str, answer: str, knowledge: Knowledge) -> tuple[Question, Answer]:
    """A question with one of its answers; raises LookupError where there is none."""
    asked = knowledge.dialog.question(question)
    given = asked.answer(answer) if asked else None
    if asked is None or given is None:
        raise LookupError(f"no answer {answer} to {question}")
    return asked, given


def _because(answer: Answer, option: str, criterion: str, point: str) -> str:
    leans: Sequence[Lean] = answer.leans
    wanted = (option, criterion, point)
    return next(one.because for one in leans if (one.option, one.criterion, one.point) == wanted)
