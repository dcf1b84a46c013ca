"""What was chosen and why, what follows from it, and how to check it."""

from collections.abc import Iterator
from fractions import Fraction

from bot import phrases
from bot.advisor.outcome import Both, Clear, Either, Neither
from bot.decisions import reasons
from bot.decisions.markdown import inline
from bot.decisions.record import team
from bot.decisions.record.written import Written


def drivers(written: Written) -> Iterator[str]:
    """The criteria that counted, and for whom."""
    found = reasons.drivers(written.decision.receipt, written.knowledge)
    for criterion, units in found:
        sides = (
            phrases.record_side(phrases.decimal(amount), written.name(option))
            for option, amount in units.items()
        )
        title, weight = inline(criterion.title), _weight(written, criterion.id)
        yield f"* {phrases.record_driver(title, phrases.units(units), sides, weight)}"
    if not found:
        yield f"* {phrases.RECORD_NO_DRIVER}"


def _weight(written: Written, criterion: str) -> str:
    """What a criterion weighs on the average of a team, where it is not 1."""
    weights = written.team.weights if written.team else {}
    if criterion not in weights:
        return ""
    return phrases.record_weight(phrases.decimal(Fraction(weights[criterion])))


def considered(written: Written) -> Iterator[str]:
    """The options, and the choice where it is none of them alone."""
    yield from (f"* {written.name(option)}" for option in written.knowledge.options)
    if not isinstance(written.outcome, Clear):
        yield f"* {_choice(written)}"


def _choice(written: Written) -> str:
    """What was chosen, as it stands among the options."""
    match written.outcome:
        case Clear(option):
            return written.name(option)
        case Either():
            return phrases.RECORD_EITHER
        case Both():
            return phrases.RECORD_BOTH
        case Neither():
            return phrases.RECORD_NEITHER


def chosen(written: Written) -> Iterator[str]:
    """The choice with its reason."""
    yield phrases.record_chosen(_choice(written), _because(written))


def _because(written: Written) -> str:
    match written.outcome:
        case Clear() if written.decision.receipt.ruled_out:
            return phrases.record_only_one_left(_lead(written))
        case Clear():
            return phrases.record_ahead(_lead(written), on_average=bool(written.team))
        case Either():
            return phrases.record_too_near(_lead(written))
        case Both(parts):
            return phrases.record_split((written.name(o), inline(p)) for o, p in parts.items())
        case Neither():
            return phrases.RECORD_ALL_RULED_OUT


def _lead(written: Written) -> str:
    receipt = written.decision.receipt
    scores = (
        f"{written.name(option)} {phrases.decimal(Fraction(units))}"
        for option, units in receipt.scores.items()
    )
    return phrases.record_lead(scores, phrases.percent(receipt.margin))


def consequences(written: Written) -> Iterator[str]:
    """What is won and what is lost by it."""
    receipt = written.decision.receipt
    kept = reasons.chosen(written.outcome, tuple(written.knowledge.options))
    for reason in reasons.reasons(receipt, written.knowledge):
        because = inline(reason.because)
        if reason.option in kept:
            yield f"* Good, because {because}"
        else:
            yield f"* Bad, because {phrases.record_missed(written.name(reason.option), because)}"
    for barred in receipt.ruled_out:
        name, because = written.name(barred.option), inline(barred.because)
        yield f"* Neutral, because {phrases.record_option_ruled_out(name, because)}"
    if not receipt.contributions and not receipt.ruled_out:
        yield f"* Neutral, because {phrases.RECORD_NO_CONSEQUENCE}"


def confirmation(written: Written) -> Iterator[str]:
    """How it is computed again, and what would give another outcome."""
    yield phrases.record_replay(written.decision.number)
    if written.team:
        yield team.turning(written.team, written.knowledge)
        return
    nearest = written.decision.receipt.nearest
    if nearest is None:
        yield phrases.RECORD_NO_FLIP
        return
    question, answer = reasons.looked_up(nearest.question, nearest.answer, written.knowledge)
    becomes = inline(phrases.decided_for(nearest.outcome, written.knowledge.options))
    yield phrases.record_flip(inline(question.ask), inline(answer.label), becomes)
