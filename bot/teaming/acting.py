"""What an act comes to on a team decision that is held; each writes what it changes."""

import datetime as dt

from bot.advisor.expertise import Expertise
from bot.advisor.outcome import name_of
from bot.store.team import HeldTeam, TeamAnswer, TeamDecision
from bot.teaming.acts import (
    ActOutcome,
    CardPosted,
    Closed,
    ClosedBefore,
    NotAnswered,
    NotTheOwner,
    OwnerIsThere,
    OwnerUnknown,
    Passed,
    Taken,
    TooFew,
)
from bot.teaming.combining import result_of

FEWEST = 3
"""With fewer answers than this, whoever closes is asked once more."""


def is_overdue(decision: TeamDecision, now: dt.datetime) -> bool:
    """Whether it has a deadline that has passed and is still open."""
    deadline = decision.deadline
    return decision.is_open and deadline is not None and deadline <= now


def answered(held: HeldTeam, answer: TeamAnswer) -> Taken:
    """A person has answered; on the card where that still counts."""
    held.take(answer)
    if held.decision.is_open:
        held.show()
    return Taken(late=not held.decision.is_open)


def closing(held: HeldTeam, by: str, expertise: Expertise, *, anyway: bool) -> ActOutcome:
    """Its owner closes it, where enough have answered or they want it `anyway`."""
    decision = held.decision
    if not decision.is_open:
        return ClosedBefore()
    if decision.owner != by:
        return NotTheOwner(decision.owner)
    answered = len(held.answers())
    return closed(held, expertise) if anyway or answered >= FEWEST else TooFew(decision, answered)


def closed(held: HeldTeam, expertise: Expertise) -> Closed:
    """It is closed with the result of all answers, if there are any."""
    answers = held.answers()
    result = result_of(held.decision, answers, expertise) if answers else None
    held.close(name_of(result.outcome) if result else "")
    held.show()
    return Closed(held.decision, result)


def given(held: HeldTeam, by: str, to: str) -> ActOutcome:
    """Its owner has somebody else own it."""
    if not held.decision.is_open:
        return ClosedBefore()
    if held.decision.owner != by:
        return NotTheOwner(held.decision.owner)
    return _passed(held, to)


def taken_over(held: HeldTeam, by: str, owner: str, left: bool | None) -> ActOutcome:
    """Somebody who has answered owns it, where its owner has left.

    `owner` is who was looked up, `left` whether they have: meanwhile it may have become another.
    """
    now = held.decision.owner
    if not held.decision.is_open:
        return ClosedBefore()
    if by not in {answer.person for answer in held.answers()}:
        return NotAnswered()
    if now and (left is None and owner == now):
        return OwnerUnknown()
    return OwnerIsThere(now) if now and not (left and owner == now) else _passed(held, by)


def _passed(held: HeldTeam, to: str) -> Passed:
    held.give(to)
    held.show()
    return Passed(held.decision)


def posted(held: HeldTeam, by: str) -> ActOutcome:
    """Its owner has the card posted, which could not be when it was called for."""
    if held.decision.owner != by:
        return NotTheOwner(held.decision.owner)
    held.show()
    return CardPosted()
