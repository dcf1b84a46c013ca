"""What the record of a team's decision says besides: who took part, and where they disagreed."""

from collections.abc import Iterator

from bot import phrases
from bot.advisor.team.result import TeamChange
from bot.decisions.decision import CameOver, Disputed, TeamReceipt
from bot.decisions.markdown import inline
from bot.decisions.reasons import looked_up
from bot.knowledge.model import Knowledge


def turnout(receipt: TeamReceipt, knowledge: Knowledge) -> str:
    """How many took part, and what each of them comes to alone."""
    said = phrases.turnout(receipt.people, receipt.leanings, knowledge.options)
    return f"{inline(said)} {phrases.HOW_COMBINED}"


def turning(receipt: TeamReceipt, knowledge: Knowledge) -> str:
    """What would give another outcome."""
    if receipt.agreement is None:
        return phrases.NO_AGREEMENT if receipt.disagreements else phrases.NO_DISAGREEMENT
    changes = [_change(one, knowledge) for one in receipt.agreement.changes]
    said = phrases.agreement_sentence(changes, receipt.agreement.outcome, knowledge.options)
    return inline(said)


def disagreements(receipt: TeamReceipt, knowledge: Knowledge) -> Iterator[str]:
    """Each disagreement, and whether it decided; those first that did."""
    for one in sorted(receipt.disagreements, key=lambda one: not one.decides):
        yield _disagreement(one, receipt, knowledge)


def _disagreement(one: Disputed, receipt: TeamReceipt, knowledge: Knowledge) -> str:
    found = [looked_up(one.question, answer, knowledge) for answer in one.people]
    sides = [
        f"**{inline(answer.label)}** ({people})"
        for (_, answer), people in zip(found, one.people.values(), strict=True)
    ]
    turning = (
        inline(phrases.if_all_said(answer.label, outcome, knowledge.options))
        for (_, answer), outcome in zip(found, one.outcomes.values(), strict=True)
        if outcome != receipt.outcome
    )
    decides = phrases.record_decides(turning)
    return f"{inline(found[0][0].ask)} {', '.join(sides)}. {decides}"


def _change(one: CameOver, knowledge: Knowledge) -> TeamChange:
    question, before = looked_up(one.question, one.instead_of, knowledge)
    _, after = looked_up(one.question, one.answer, knowledge)
    return TeamChange(question, before, after, one.people)
