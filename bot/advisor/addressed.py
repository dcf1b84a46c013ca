"""Tells, in a thread among people, which messages are meant for StackPick.

Reasons for and against are weighed: what a message is about and how it is put, whom it names, and
who has spoken since StackPick last did. Silence wins a draw.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.advisor import explaining, signs
from bot.advisor.by_name import by_name
from bot.advisor.continuing import continued, side_continued
from bot.advisor.ellipsis import (
    FollowUp,
    More,
    Reasons,
    Shorter,
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
from bot.advisor.replies import Comparison, Counterparts, Glance
from bot.advisor.result_wishes import Disagreeing, Keeping, ResultWish
from bot.advisor.session import Session
from bot.advisor.understanding import Chat, Foreign, Meaning, Subject, Unclear, Wish
from bot.advisor.wishing import result_wish_in
from bot.advisor.wording import words

ENOUGH = 4
"""What the reasons must come to, at the least, for StackPick to speak."""

NEVER, DECIDING, STRONG, FAIR, SLIGHT = 100, 10, 4, 2, 1
"""What a reason counts."""

_ABOUT_US = frozenset({"capabilities", "who_are_you", "privacy", "quiet"})
"""Small talk about StackPick itself."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a message may be meant for StackPick (a positive weight) or for people (a negative)."""

    why: str
    weight: int


def is_addressed(
    text: str, by: str, session: Session, expertise: Expertise, *, of_team: bool = False
) -> bool:
    """Whether a message of person `by` in a thread is plainly meant for StackPick.

    `of_team` where the thread is that of a team's result.
    """
    found = reasons(text, by, session, expertise, of_team=of_team)
    return sum(reason.weight for reason in found) >= ENOUGH


def without_name(text: str) -> str:
    """A message without StackPick's name, where it calls StackPick by it."""
    return signs.NAME.sub("", text)


def is_for_somebody(text: str) -> bool:
    """Whether a message names somebody who it is meant for, or shows something to people."""
    return bool(signs.TO_SOMEBODY.search(text) or signs.SHOWN.search(text))


def is_among_people(text: str) -> bool:
    """Whether a message has words that people have for each other, "we" and "I" apart."""
    return bool(set(words(text)) & (signs.PEOPLE | signs.YOU | signs.PLANS))


def is_alone(by: str, session: Session) -> bool:
    """Whether nobody but person `by` has written since StackPick did."""
    return set(session.since) <= {by}


def reasons(
    text: str, by: str, session: Session, expertise: Expertise, *, of_team: bool = False
) -> Iterator[Reason]:
    """The reasons for and against a message being meant for StackPick; see `is_addressed`."""
    if is_for_somebody(text):
        yield Reason("it is meant for somebody else, or shows something", -NEVER)
        return
    named = without_name(text) != text
    if named:
        yield Reason("it calls StackPick by its name", STRONG)
        text = without_name(text)
    alone = is_alone(by, session)
    with_us = alone and by == session.spoke_to
    if alone:
        yield Reason("nobody else has written since StackPick did", SLIGHT)
    kind = _goes_on(text, session, expertise, of_team=of_team)
    meaning = meaning_of(text, expertise.understanding)
    if isinstance(meaning, Chat) and (named or (with_us and meaning.kind in _ABOUT_US)):
        yield Reason("it is small talk with StackPick", STRONG)
    elif kind is not None:
        yield from _as_a_follow_up(kind, text, alone=alone, with_us=with_us)
    else:
        asked = signs.TOLD.sub("", text) if by == session.spoke_to else text
        yield from _among_people(asked, with_us=with_us or named)
        yield from _as_a_question(asked, session, expertise, with_us=with_us)
        yield from _by_meaning(meaning, asked, by, session, expertise)


def _by_meaning(
    meaning: Meaning, text: str, by: str, session: Session, expertise: Expertise
) -> Iterator[Reason]:
    alone = is_alone(by, session)
    asked_before = alone or by == session.spoke_to
    match meaning:
        case Wish(intent="recommend"):
            yield from _as_a_wish(text, by, session, alone=alone)
        case Wish(intent) if session.topic and wished_for(intent):
            weight = STRONG if asked_before else FAIR + SLIGHT
            yield Reason("it may go on, perhaps from a person", weight)
        case _:
            yield from _about(meaning, text, session, expertise, asked_before=asked_before)


def _goes_on(
    text: str, session: Session, expertise: Expertise, *, of_team: bool
) -> FollowUp | ResultWish | None:
    """What a text asks for on the result, or else the criterion, that was shown last."""
    options = expertise.knowledge.options
    has_result = session.result or (of_team and not session.topic)
    wish = result_wish_in(text, options) if has_result else None
    return wish or (follow_up_in(text, options) if session.topic else None)


def _as_a_follow_up(
    kind: FollowUp | ResultWish, text: str, *, alone: bool, with_us: bool
) -> Iterator[Reason]:
    match kind:
        case Keeping() | Disagreeing() if with_us:
            yield Reason("it says of the result what nobody else is there for", STRONG)
        case _ if isinstance(kind, ResultWish):  # people talk about a result that they were shown
            asking = alone and (asks(text) or signs.REQUEST.search(text))
            yield Reason("it asks of the result, perhaps a person", STRONG if asking else FAIR)
        case Reasons():
            yield Reason("it asks why, perhaps what a person said", STRONG if alone else FAIR)
        case Sources(doubted=True):
            yield Reason("it doubts, perhaps what a person said", STRONG if alone else FAIR)
        case Sources() if signs.WHEN.fullmatch(text):
            yield Reason("it asks when, perhaps of what a person said", STRONG if alone else FAIR)
        case More() if not signs.MORE.search(text):
            yield Reason("it goes on, perhaps from a person", STRONG if alone else FAIR)
        case Shorter() if not alone:
            yield Reason("it wants it short, perhaps from a person", FAIR)
        case Side() if not asks(text):
            yield Reason("it names an option, perhaps to a person", STRONG if alone else FAIR)
        case _:
            yield Reason("it goes on about the last answer", STRONG)


def _as_a_question(
    text: str, session: Session, expertise: Expertise, *, with_us: bool
) -> Iterator[Reason]:
    corrects = with_us and signs.CORRECTS.search(text)
    if not (corrects or asks(text) or signs.REQUEST.search(text)):
        yield Reason("it asks nothing", -STRONG)
    if option_named(words(text), expertise.knowledge.options):
        yield Reason("it names an option", FAIR)
    if session.topic and leads_on(text):
        yield Reason("it goes on from something", SLIGHT)
    yield from _as_asked_of_people(text, with_us=with_us)
    if _ends_in_a_name(text, expertise):
        yield Reason("it ends in what may be a name", -STRONG)


def _as_asked_of_people(text: str, *, with_us: bool) -> Iterator[Reason]:
    """Forms of questions that people put to each other."""
    if signs.PAST.search(text):
        yield Reason("it asks for what happened", -FAIR)
    if signs.RHETORICAL.search(text):
        yield Reason("it is put for its effect", -FAIR)
    if not with_us and signs.BACK.search(text):
        yield Reason("it asks back what a person said", -FAIR)


def _ends_in_a_name(text: str, expertise: Expertise) -> bool:
    """Whether a text ends in a word of its own that is about nothing; many write names small."""
    found = signs.LAST_WORD.search(text)
    if found is None or found.group(1).casefold() in signs.NO_NAMES:
        return False
    return isinstance(expertise.understanding.hear(found.group(1)).meaning, Foreign | Chat)


def _as_a_wish(text: str, by: str, session: Session, *, alone: bool) -> Iterator[Reason]:
    dialog = session.dialog_of(by)
    if dialog is not None and not dialog.over:
        yield Reason("what it asks for is under way", -NEVER)
    ours = alone or by == session.spoke_to
    if ours and asks(text) and signs.HELP.search(text):
        yield Reason("it asks for help to choose", DECIDING)
    yield Reason("it asks for a recommendation, perhaps a person's", SLIGHT)


def _about(
    meaning: Meaning, text: str, session: Session, expertise: Expertise, *, asked_before: bool
) -> Iterator[Reason]:
    match meaning:
        case Subject():
            yield Reason("it is about a criterion", STRONG)
        case Wish(intent="packages") if side_continued(text, session, expertise):
            yield Reason("it asks for an option's side of what is discussed", STRONG)
        case Foreign() | Wish() | Chat() if session.spoke_to and _names_what_is_known(
            text, expertise
        ):
            yield Reason("it names what is compared", STRONG)
        case Foreign() | Unclear() if continued(text, session, expertise):
            yield Reason("it goes on about what is discussed", STRONG)
        case Wish(intent="packages") if explaining.counterparts(text, expertise).purposes:
            yield Reason("it asks for packages that are known", STRONG)
        case Unclear(nearest) if asked_before and session.topic in {near.id for near in nearest}:
            yield Reason("it may be about what is discussed", FAIR + SLIGHT)
        case Unclear():
            yield Reason("it may be about a criterion", FAIR)
        case Chat() | Foreign():
            yield Reason("it is not about anything of ours", -NEVER)
        case Wish():
            yield Reason("there is nothing yet that it could be about", -NEVER)


def _names_what_is_known(text: str, expertise: Expertise) -> bool:
    return isinstance(by_name(text, expertise), Comparison | Counterparts | Glance)


def _among_people(text: str, *, with_us: bool) -> Iterator[Reason]:
    """Words that people have for each other; less so `with_us`, where one talks with StackPick."""
    said = set(words(signs.ANYBODY.sub(" ", text)))
    if said & signs.PEOPLE:
        yield Reason("it speaks of people", -STRONG)
    if said & signs.YOU:
        yield Reason("it says you", -SLIGHT if with_us else -STRONG)
    if said & signs.US:
        yield Reason("it says we or I", -SLIGHT if with_us else -FAIR)
    if said & signs.PLANS:
        yield Reason("it arranges something", -FAIR)
