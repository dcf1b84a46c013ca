"""How answers add up: a weighted sum that a reader can redo by hand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.knowledge.model import Answer, Dialog, Lean, Question, Scoring

Answers = Mapping[str, str]
"""Answer ids by question id; a question that was left open is not in it."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one answer adds to one option because of a criterion's point.

    `units` are those of the lean's strength, `weight` is the criterion's, and `amount` their
    product.
    """

    question: str
    answer: str
    lean: Lean
    units: int
    weight: int

    @property
    def amount(self) -> int:
        """In units, as the scores are."""
        return self.units * self.weight


@dataclass(frozen=True, slots=True)
class RuledOut:
    """An option that an answer rules out, and why."""

    question: str
    answer: str
    option: str
    because: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the options stand on some answers.

    `scores` are units by option; `parts` the separable parts of the system that speak for an
    option; `whole` says that the system cannot be split.
    """

    scores: Mapping[str, int]
    contributions: tuple[Contribution, ...]
    ruled_out: tuple[RuledOut, ...]
    parts: Mapping[str, str]
    whole: bool

    def left(self) -> tuple[str, ...]:
        """The options that nothing rules out."""
        out = {ruling.option for ruling in self.ruled_out}
        return tuple(option for option in self.scores if option not in out)


def applies(question: Question, answers: Answers) -> bool:
    """Whether a question is worth asking on these answers."""
    wanted = all(answers.get(name) in given for name, given in question.only_if.items())
    return wanted and not any(answers.get(n) in given for n, given in question.unless.items())


def in_force(dialog: Dialog, answers: Answers) -> Iterator[tuple[Question, Answer]]:
    """The answers that count: known to the dialog, and given to a question that applies."""
    counted: dict[str, str] = {}
    for question in dialog.questions:
        if question.id not in answers:
            continue
        answer = question.answer(answers[question.id])
        if answer is not None and applies(question, counted):
            counted[question.id] = answer.id
            yield question, answer


def emphasised(dialog: Dialog, answers: Answers) -> frozenset[str]:
    """The criteria that the answers make count more."""
    return frozenset(c for _, answer in in_force(dialog, answers) for c in answer.emphasises)


def weight(criterion: str, emphasis: frozenset[str], scoring: Scoring) -> int:
    """What the leans of a criterion are multiplied by."""
    return scoring.emphasis if criterion in emphasis else 1


def standing(dialog: Dialog, answers: Answers, options: tuple[str, ...]) -> Standing:
    """Add up the answers."""
    counted = tuple(in_force(dialog, answers))
    emphasis = frozenset(c for _, answer in counted for c in answer.emphasises)
    contributions = tuple(_contributions(counted, emphasis, dialog.scoring))
    return Standing(
        scores={o: sum(c.amount for c in contributions if c.lean.option == o) for o in options},
        contributions=contributions,
        ruled_out=tuple(
            RuledOut(question.id, answer.id, ruling.option, ruling.because)
            for question, answer in counted
            for ruling in answer.rules_out
        ),
        parts=_parts(contributions),
        whole=any(answer.keeps_whole for _, answer in counted),
    )


def _contributions(
    counted: Iterable[tuple[Question, Answer]], emphasis: frozenset[str], scoring: Scoring
) -> Iterator[Contribution]:
    for question, answer in counted:
        for lean in answer.leans:
            units, times = (
                scoring.strengths[lean.strength],
                weight(lean.criterion, emphasis, scoring),
            )
            yield Contribution(question.id, answer.id, lean, units, times)


def _parts(contributions: tuple[Contribution, ...]) -> Mapping[str, str]:
    parts: dict[str, list[str]] = {}
    for contribution in contributions:
        if contribution.lean.part:
            parts.setdefault(contribution.lean.option, []).append(contribution.lean.part)
    return {option: " and ".join(dict.fromkeys(names)) for option, names in parts.items()}
