"""Tells, in a thread among people, which messages are meant for StackPick.

Reasons for and against are weighed: what a message is about and how it is put, whom it names, and
who has spoken since StackPick last did. Silence wins a draw.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.advisor import explaining
from bot.advisor.ellipsis import (
    FollowUp,
    More,
    Reasons,
    Side,
    Sources,
    asks,
    follow_up_in,
    leads_on,
    meaning_of,
)
from bot.advisor.expertise import Expertise
from bot.advisor.following import wished_for
from bot.advisor.naming import option_named
from bot.advisor.result_wishes import ResultWish, result_wish_in
from bot.advisor.session import Session
from bot.advisor.understanding import Chat, Foreign, Meaning, Subject, Unclear, Wish
from bot.advisor.vocabulary import word_set
from bot.advisor.wording import words

ENOUGH = 4
"""What the reasons must come to, at the least, for StackPick to speak."""

_TO_SOMEBODY = re.compile(
    r"<@[^>]+>|(?:^|\s)@\w|^(?!(?:No|Yes|Nope|Yeah|Ok|Okay|Well|So|Right|Sure)\b)[A-Z][a-z]+, "
    r"|, [A-Z][a-z]+\W*$"
)
"""A mention, a handle, or a name that the message begins or ends with; "No, " is an answer."""

_SHOWN = re.compile(r"```|^>|https?://|<http", re.MULTILINE)
"""Code, a quotation or a link: something to look at."""

_ANYBODY = re.compile(
    r"\b(?:how (?:do|can|would|should) (?:you|i|we)|(?:can|could|do|should|would|may) i"
    r"|(?:show|give|tell) (?:me|us))\b",
    re.IGNORECASE,
)
"""You and I that mean anybody."""

_MORE = re.compile(r"\b(?:please|pls|more|further|rest|else|points|elaborate)\b", re.IGNORECASE)
_REQUEST = re.compile(
    r"^(?:and |then |now )?(?:compare|list|explain|contrast|any|show|give|tell)\b", re.IGNORECASE
)

_HELP = re.compile(r"\b(?:help (?:me|us)|recommend|suggest)\b", re.IGNORECASE)
"""What an assistant is asked for."""

_NAME = re.compile(
    r"^(?:(?:hey|hi|ok|dear) )?stackpick\b[,:!]?\s*|,?\s*\bstackpick(?=\W*$)", re.IGNORECASE
)
"""StackPick's name where one is called by it: at the beginning or the end."""

_PEOPLE = word_set(
    """
    he she him her his let's lets guys folks y'all anyone anybody somebody someone everyone
    everybody people's team's you're you'd you'll you've i'll i've
    """
)
"""Words of talk among people."""

_US = word_set("we us our ours we're we'd we'll we've i i'm i'd me my mine")
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


def without_name(text: str) -> str:
    """A message without StackPick's name, where it calls StackPick by it."""
    return _NAME.sub("", text)


def is_for_somebody(text: str) -> bool:
    """Whether a message names somebody who it is meant for, or shows something to people."""
    return bool(_TO_SOMEBODY.search(text) or _SHOWN.search(text))


def is_among_people(text: str) -> bool:
    """Whether a message has words that people have for each other, "we" and "I" apart."""
    return bool(set(words(text)) & (_PEOPLE | _YOU | _PLANS))


def is_alone(by: str, session: Session) -> bool:
    """Whether nobody but person `by` has written since StackPick did."""
    return set(session.since) <= {by}


def reasons(text: str, by: str, session: Session, expertise: Expertise) -> Iterator[Reason]:
    """The reasons for and against a message being meant for StackPick."""
    if is_for_somebody(text):
        yield Reason("it is meant for somebody else, or shows something", -NEVER)
        return
    if without_name(text) != text:
        yield Reason("it calls StackPick by its name", STRONG)
        text = without_name(text)
    alone = is_alone(by, session)
    if alone:
        yield Reason("nobody else has written since StackPick did", SLIGHT)
    meaning = meaning_of(text, expertise.understanding)
    kind = _goes_on(text, session, expertise)
    if kind is not None:
        yield from _as_a_follow_up(kind, text, alone=alone)
        return
    yield from _among_people(text, with_us=alone and by == session.spoke_to)
    yield from _as_a_question(text, session, expertise)
    wish = wished_for(meaning.intent) if isinstance(meaning, Wish) and session.topic else None
    if wish is not None:
        yield from _as_a_follow_up(wish, text, alone=alone)
    elif isinstance(meaning, Wish) and meaning.intent == "recommend":
        yield from _as_a_wish(text, by, session, alone=alone)
    else:
        yield from _about(meaning, text, session, expertise)


def _goes_on(text: str, session: Session, expertise: Expertise) -> FollowUp | ResultWish | None:
    """What a text asks for on the result, or else the criterion, that was shown last."""
    options = expertise.knowledge.options
    wish = result_wish_in(text, options) if session.result else None
    return wish or (follow_up_in(text, options) if session.topic else None)


def _as_a_follow_up(kind: FollowUp | ResultWish, text: str, *, alone: bool) -> Iterator[Reason]:
    match kind:
        case _ if isinstance(kind, ResultWish):  # people talk about a result that they were shown
            asking = alone and (asks(text) or _REQUEST.search(text))
            yield Reason("it asks of the result, perhaps a person", STRONG if asking else FAIR)
        case Reasons():
            yield Reason("it asks why, perhaps what a person said", STRONG if alone else FAIR)
        case Sources(doubted=True):
            yield Reason("it doubts, perhaps what a person said", STRONG if alone else FAIR)
        case More() if not _MORE.search(text):
            yield Reason("it goes on, perhaps from a person", STRONG if alone else FAIR)
        case Side() if not asks(text):
            yield Reason("it names an option, perhaps to a person", STRONG if alone else FAIR)
        case _:
            yield Reason("it goes on about the last answer", STRONG)


def _as_a_question(text: str, session: Session, expertise: Expertise) -> Iterator[Reason]:
    if not asks(text) and not _REQUEST.search(text):
        yield Reason("it asks nothing", -STRONG)
    if option_named(words(text), expertise.knowledge.options):
        yield Reason("it names an option", FAIR)
    if session.topic and leads_on(text):
        yield Reason("it goes on from something", SLIGHT)


def _as_a_wish(text: str, by: str, session: Session, *, alone: bool) -> Iterator[Reason]:
    dialog = session.dialog_of(by)
    if dialog is not None and not dialog.over:
        yield Reason("what it asks for is under way", -NEVER)
    if alone and asks(text) and _HELP.search(text):
        yield Reason("it asks for help to choose", DECIDING)
    yield Reason("it asks for a recommendation, perhaps a person's", SLIGHT)


def _about(meaning: Meaning, text: str, session: Session, expertise: Expertise) -> Iterator[Reason]:
    match meaning:
        case Subject():
            yield Reason("it is about a criterion", STRONG)
        case Wish(intent="packages") if explaining.counterparts(text, expertise).purposes:
            yield Reason("it asks for packages that are known", STRONG)
        case Unclear(nearest) if session.topic in {criterion.id for criterion in nearest}:
            yield Reason("it may be about what is discussed", FAIR + SLIGHT)
        case Unclear():
            yield Reason("it may be about a criterion", FAIR)
        case Chat() | Foreign():
            yield Reason("it is not about anything of ours", -NEVER)
        case Wish():
            yield Reason("there is nothing yet that it could be about", -NEVER)


def _among_people(text: str, *, with_us: bool) -> Iterator[Reason]:
    """Words that people have for each other; less so `with_us`, where one talks with StackPick."""
    said = set(words(_ANYBODY.sub(" ", text)))
    if said & _PEOPLE:
        yield Reason("it speaks of people", -STRONG)
    if said & _YOU:
        yield Reason("it says you", -SLIGHT if with_us else -STRONG)
    if said & _US:
        yield Reason("it says we or I", -SLIGHT if with_us else -FAIR)
    if said & _PLANS:
        yield Reason("it arranges something", -FAIR)
