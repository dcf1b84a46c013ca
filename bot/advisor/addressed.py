"""Tells, in a thread among people, which messages are meant for StackPick.

Reasons for and against are weighed: what a message is about and how it is put, whom it names, and
who has spoken since StackPick last did. Silence wins a draw.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.advisor import explaining
from bot.advisor.ellipsis import FollowUp, More, Reasons, Side, Sources, follow_up_in
from bot.advisor.expertise import Expertise
from bot.advisor.naming import option_named
from bot.advisor.session import Session
from bot.advisor.understanding import Chat, Foreign, Subject, Unclear, Wish
from bot.advisor.vocabulary import word_set
from bot.advisor.wording import is_asking, words

ENOUGH = 4
"""What the reasons must come to, at the least, for StackPick to speak."""

_TO_SOMEBODY = re.compile(r"<@[^>]+>|(?:^|\s)@\w|^[A-Z][a-z]+, |, [A-Z][a-z]+\W*$")
"""A mention, a handle, or a name that the message begins or ends with."""

_QUOTED = re.compile(r"```|^>|https?://|<http", re.MULTILINE)
"""Code, a quotation or a link: something to look at."""

_PLEASE = re.compile(r"\b(?:please|pls|more)\b", re.IGNORECASE)
_REQUEST = re.compile(r"^(?:and |then |now )?(?:compare|list|explain|contrast)\b", re.IGNORECASE)

_HELP = re.compile(r"\b(?:help (?:me|us)|recommend|suggest)\b", re.IGNORECASE)
"""What an assistant is asked for."""

_NAMED = re.compile(r"\b(?:stackpick|stack pick|hey bot|dear bot)\b", re.IGNORECASE)

_PEOPLE = word_set(
    """
    i i'm i'd i'll i've me my mine myself you're you'd you'll you've y'all guys folks he she him
    her his let's lets anyone anybody somebody someone everyone everybody people's team's
    """
)
"""Words of talk among people."""

_WE = word_set("we us our ours we're we'd we'll we've")
_YOU = word_set("you your yours u ur")
_PLANS = word_set(
    """
    today tomorrow tonight yesterday later monday tuesday wednesday thursday friday saturday
    sunday lunch coffee meeting standup call sprint retro demo ticket jira pr prod staging
    slides calendar invite room office zoom holiday vacation merged branch deadline
    """
)
"""Words of what people arrange with each other."""


NEVER, DECIDING, STRONG, FAIR, SLIGHT = 100, 10, 4, 2, 1
"""What a reason counts."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a message may be meant for StackPick (a positive weight) or for people (a negative)."""

    why: str
    weight: int


def is_addressed(text: str, by: str, session: Session, expertise: Expertise) -> bool:
    """Whether a message of person `by` in a thread is plainly meant for StackPick."""
    return sum(reason.weight for reason in reasons(text, by, session, expertise)) >= ENOUGH


def to_somebody_else(text: str) -> bool:
    """Whether a message names somebody who it is meant for."""
    return bool(_TO_SOMEBODY.search(text))


def reasons(text: str, by: str, session: Session, expertise: Expertise) -> Iterator[Reason]:
    """The reasons for and against a message being meant for StackPick."""
    if to_somebody_else(text) or _QUOTED.search(text):
        yield Reason("it is meant for somebody else, or shows something", -NEVER)
        return
    if _NAMED.search(text):
        yield Reason("it calls StackPick by its name", FAIR)
    alone = set(session.since) <= {by}
    if alone:
        yield Reason("nobody else has written since StackPick did", SLIGHT)
    kind = follow_up_in(text, expertise.knowledge.options) if session.topic else None
    if kind is None:
        yield from _as_a_question(text, by, session, expertise, alone=alone)
        yield from _among_people(text)
    else:
        yield from _as_a_follow_up(kind, text, alone=alone)


def _as_a_follow_up(kind: FollowUp, text: str, *, alone: bool) -> Iterator[Reason]:
    asks = is_asking(text)
    match kind:
        case Reasons():
            yield Reason("it asks why, perhaps what a person said", STRONG if alone else FAIR)
        case Sources(doubted=True):
            yield Reason("it doubts, perhaps what a person said", STRONG if alone else FAIR)
        case Side() | More() if not asks and not _PLEASE.search(text):
            yield Reason("it goes on, perhaps to a person", STRONG if alone else SLIGHT)
        case _:
            yield Reason("it goes on about the last answer", STRONG)


def _as_a_question(
    text: str, by: str, session: Session, expertise: Expertise, *, alone: bool
) -> Iterator[Reason]:
    dialog = session.dialog_of(by)
    is_in_dialog = dialog is not None and not dialog.over
    if not is_asking(text) and not _REQUEST.search(text):
        yield Reason("it asks nothing", -STRONG)
    if option_named(words(text), expertise.knowledge.options):
        yield Reason("it names an option", SLIGHT)
    match expertise.understanding.hear(text).meaning:
        case Subject():
            yield Reason("it is about a criterion", STRONG)
        case Wish(intent="packages") if explaining.counterparts(text, expertise).purposes:
            yield Reason("it asks for packages that are known", STRONG)
        case Wish(intent="recommend") if is_in_dialog:
            yield Reason("it asks for what is under way", -STRONG)
        case Wish(intent="recommend") if alone and _HELP.search(text):
            yield Reason("it asks for help to choose", DECIDING)
        case Wish(intent="recommend"):
            yield Reason("it asks for a recommendation, perhaps a person's", FAIR)
        case Wish() if session.topic:
            yield Reason("it goes on about the last answer", FAIR)
        case Unclear():
            yield Reason("it may be about a criterion", FAIR)
        case Wish() | Foreign():
            pass
        case Chat():
            yield Reason("it is small talk", -STRONG)


def _among_people(text: str) -> Iterator[Reason]:
    said = set(words(text))
    if said & _PEOPLE:
        yield Reason("it speaks of people", -STRONG)
    if said & _YOU:
        yield Reason("it says you", -STRONG)
    if said & _WE:
        yield Reason("it says we", -FAIR)
    if said & _PLANS:
        yield Reason("it arranges something", -FAIR)
