"""Puts what is to be said about team decisions into calls. Pure."""

from collections.abc import Callable, Sequence

from bot import phrases
from bot.slack.blocks import Message, render, sentence
from bot.slack.blocks.parts import actions, section
from bot.slack.blocks.team.card import asks_team
from bot.slack.calls import NO_PREVIEWS, POST, respond
from bot.slack.team.ids import CloseAsked, SaveTeamAsked
from bot.slack.team.incoming import Pressing
from bot.slack.text import escaped, mention
from bot.store.protocol import Outgoing
from bot.store.team import ON_CARD, TeamDecision, lane_of
from bot.teaming.acts import (
    ActOutcome,
    CardPosted,
    Closed,
    ClosedBefore,
    Gone,
    NotAnswered,
    NothingToSave,
    NotTheOwner,
    OwnerIsThere,
    OwnerUnknown,
    Passed,
    Refusal,
    SavedBefore,
    Tell,
    TooFew,
)


def told_to(pressing: Pressing) -> Tell:
    """Tells whoever pressed what came of it, and the channel what concerns all."""
    return lambda outcome: _told(pressing, outcome)


def told_to_channel(outcome: ActOutcome) -> Sequence[Outgoing]:
    """Tells what concerns all, where nobody pressed."""
    match outcome:
        case Closed():
            return (_result(outcome),)
        case Passed(decision):
            said = _naming(lambda name: phrases.passed_to(name(decision.owner)))
            return (_on_card(decision, said),)
        case _:
            return ()


def refusal(why: Refusal, name: Callable[[str], str] = mention) -> str:
    """Why an act came to nothing, as mrkdwn; `name` says how a person is named."""
    match why:
        case NotTheOwner(owner):
            return phrases.only_owner(name(owner))
        case OwnerIsThere(owner):
            return phrases.owner_is_there(name(owner))
        case OwnerUnknown():
            return phrases.CANNOT_LOOK_UP
        case NotAnswered():
            return phrases.MUST_HAVE_ANSWERED
        case ClosedBefore():
            return phrases.TEAM_CLOSED
        case NothingToSave():
            return phrases.NOTHING_TO_SAVE
        case SavedBefore(number):
            return phrases.saved_before(number)
        case Gone():
            return phrases.TEAM_GONE


def plainly(why: Refusal) -> str:
    """The same without a mention."""
    return refusal(why, lambda _: phrases.ITS_OWNER)


def _told(pressing: Pressing, outcome: ActOutcome) -> Sequence[Outgoing]:
    match outcome:
        case Closed() | Passed():
            return (*_done(pressing, phrases.DONE), *told_to_channel(outcome))
        case CardPosted():
            return _done(pressing, phrases.CARD_POSTED)
        case TooFew(decision, answered):
            return (_aside(pressing, _once_more(decision, answered)),)
        case _:
            return (_aside(pressing, _naming(lambda name: refusal(outcome, name))),)


def _result(closed: Closed) -> Outgoing:
    """What came out, in the thread of the card, with a way to keep it."""
    if closed.result is None:
        return _on_card(closed.decision, sentence(phrases.NOTHING_TO_CLOSE))
    save = asks_team(phrases.SAVE_DECISION, SaveTeamAsked(number=closed.decision.number))
    return _on_card(closed.decision, render(closed.result).then(Message("", (actions(save),))))


def _once_more(decision: TeamDecision, answered: int) -> Message:
    asked = phrases.too_few(answered)
    anyway = asks_team(phrases.CLOSE_ANYWAY, CloseAsked(number=decision.number, anyway=True))
    return Message(asked, (section(escaped(asked)), actions(anyway)))


def _naming(said: Callable[[Callable[[str], str]], str]) -> Message:
    """A message that mentions somebody, which its text cannot."""
    return Message(said(lambda _: phrases.ITS_OWNER), (section(said(mention)),))


def _on_card(decision: TeamDecision, message: Message) -> Outgoing:
    """In the thread of a card, whichever message that is by then."""
    body = {ON_CARD: decision.number, **message.both(), **NO_PREVIEWS}
    return Outgoing(decision.team, lane_of(decision.number), POST, body)


def _done(pressing: Pressing, text: str) -> Sequence[Outgoing]:
    """What was pressed is of no more use, where only the person sees it."""
    if not pressing.to.ephemeral:
        return ()
    return (_respond(pressing, sentence(text), replaces=True),)


def _aside(pressing: Pressing, message: Message) -> Outgoing:
    return _respond(pressing, message, replaces=pressing.to.ephemeral)


def _respond(pressing: Pressing, message: Message, *, replaces: bool) -> Outgoing:
    return respond(pressing.team, pressing.to, pressing.act.by, message, replaces=replaces)
