"""Computes the result of a team's decision from its answers and the knowledge, always the same."""

from collections.abc import Iterator, Mapping, Sequence

from bot.advisor.outcome import Both, Outcome, leaning, margin, name_of
from bot.advisor.scoring import Answers, Contribution
from bot.advisor.team.agreeing import Agreement, smallest_agreement
from bot.advisor.team.disagreeing import Disagreement, disagreements
from bot.advisor.team.leanings import leanings
from bot.advisor.team.poll import Poll
from bot.advisor.team.standing import MeanContribution, contributions
from bot.advisor.team.voices import Voice
from bot.decisions.decision import (
    Barred,
    CameOver,
    Contributed,
    Disputed,
    RecordedVoice,
    TeamReceipt,
    Turning,
)
from bot.knowledge.model import Knowledge

MARGIN_DIGITS = 4


def without_names(voices: Sequence[RecordedVoice]) -> tuple[RecordedVoice, ...]:
    """What was answered, without who or in which words; its order says nothing of people."""
    bare = (
        tuple(given.model_copy(update={"words": None}) for given in voice.given) for voice in voices
    )
    ordered = sorted(bare, key=lambda given: [(one.question, one.answer or "") for one in given])
    return tuple(RecordedVoice(person=None, name=None, given=given) for given in ordered)


def team_receipt_of(
    voices: Sequence[RecordedVoice], fixed: Answers, knowledge: Knowledge
) -> TeamReceipt:
    """The result of several people's answers, with what is `fixed` in the place of their own.

    Answers that the knowledge does not hold do not count.
    """
    speaking = [Voice(str(place), voice.answers()) for place, voice in enumerate(voices)]
    dialog, options = knowledge.dialog, tuple(knowledge.options)
    poll = Poll.of(speaking, fixed, dialog, options)
    agreement = smallest_agreement(poll)
    return TeamReceipt(
        knowledge_version=knowledge.version,
        outcome=name_of(poll.outcome),
        parts=parts_of(poll.outcome),
        leaning=leaning(poll.standing),
        scores={option: str(units) for option, units in poll.standing.scores.items()},
        margin=round(margin(poll.standing, dialog.scoring), MARGIN_DIGITS),
        contributions=tuple(map(contributed, contributions(dialog, poll.counts, poll.weights))),
        ruled_out=tuple(_barred(poll)),
        nearest=None,
        people=len(voices),
        fixed=fixed,
        weights={criterion: str(weight) for criterion, weight in poll.weights.items()},
        leanings=leanings(speaking, fixed, dialog, options),
        disagreements=tuple(map(_disputed, disagreements(poll))),
        agreement=_turning(agreement) if agreement else None,
    )


def parts_of(reached: Outcome) -> Mapping[str, str]:
    """The parts of a system by option, where the outcome is both."""
    return dict(reached.parts) if isinstance(reached, Both) else {}


def contributed(contribution: Contribution | MeanContribution) -> Contributed:
    """What is kept of what an answer adds, one person's or that of several."""
    lean = contribution.lean
    return Contributed(
        question=contribution.question,
        answer=contribution.answer,
        option=lean.option,
        criterion=lean.criterion,
        point=lean.point,
        amount=str(contribution.amount),
    )


def _barred(poll: Poll) -> Iterator[Barred]:
    """The answers that rule an option out which is out for the team."""
    for (name, given), pooled in zip(poll.counts.items(), poll.pooled, strict=True):
        answers = [a for a in poll.pooling.question(name).answers if a.id in given]
        for answer in answers:
            for ruling in answer.rules_out:
                if ruling.option in pooled.ruled_out:
                    yield Barred(
                        question=name,
                        answer=answer.id,
                        option=ruling.option,
                        because=ruling.because,
                    )


def _disputed(disagreement: Disagreement) -> Disputed:
    return Disputed(
        question=disagreement.question,
        people={side.answer: side.people for side in disagreement.sides},
        outcomes={side.answer: name_of(side.outcome) for side in disagreement.sides},
        decides=disagreement.decides,
    )


def _turning(agreement: Agreement) -> Turning:
    changes = (
        CameOver(
            question=one.question,
            instead_of=one.instead_of,
            answer=one.answer,
            people=one.people,
        )
        for one in agreement.changes
    )
    return Turning(changes=tuple(changes), outcome=name_of(agreement.outcome))
