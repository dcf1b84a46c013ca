"""Answers a text that is neither a command nor a part of a dialog, by what it means."""

import re
from dataclasses import replace

from bot.advisor import explaining, following
from bot.advisor.about_result import about_no_result, about_result
from bot.advisor.about_team import about_team
from bot.advisor.by_name import by_another_name, by_name, mentioning
from bot.advisor.by_package import asked_of_packages
from bot.advisor.continuing import continued, side_continued
from bot.advisor.ellipsis import LONGEST, Side, asks, follow_up_in, meaning_of
from bot.advisor.gap import Missed, Near, kept_text
from bot.advisor.guiding import NO_ANSWER, Guide
from bot.advisor.reading.answers import read_description
from bot.advisor.replies import (
    Clarification,
    Declined,
    Explanations,
    OtherLanguage,
    Reply,
    Smalltalk,
)
from bot.advisor.several import Asked, questions_in
from bot.advisor.turn import Turn
from bot.advisor.understanding import (
    Chat,
    Foreign,
    Meaning,
    Subject,
    Unclear,
    Understanding,
    Wish,
)
from bot.advisor.vocabulary import word_set
from bot.advisor.wording import clauses, has_tag, is_asking, words
from bot.knowledge.model import Criterion

TELLING_ANSWERS = 2
"""Answers that a text must give, at the least, to be taken for the description of a project."""

FEW_WORDS = 3
"""Words of a text that tell little of its language: names and jargon look foreign."""

_COMPARED = re.compile(r"(?:and )?compare (?:that|this|it) (?:with|to|and) (.+)", re.IGNORECASE)

_OWNERS = word_set(
    """
    we we're we've we'll us our i i'm i've i'll my team company client customer need needs want
    wants have has must should building build
    """
)
"""Words by which a text tells of somebody's project."""

COURTESIES = frozenset({"greeting", "thanks", "goodbye", "privacy", "quiet"})
"""Small talk that is answered in the middle of a dialog; other kinds are mostly tries to answer."""


def reply_to(text: str, guide: Guide) -> Turn:
    """The answer to a text; one that is not understood is told, and leaves a gap."""
    turn = _reply_to(text, guide)
    return replace(turn, gap=_gap(text, turn.reply, guide))


def _reply_to(text: str, guide: Guide) -> Turn:
    understanding, knowledge = guide.expertise.understanding, guide.expertise.knowledge
    found = understanding.memory.of
    if not found(_is_english, text, understanding):
        return guide.in_between(OtherLanguage())
    asked_of_result = (
        about_result(text, guide) or about_team(text, guide) or about_no_result(text, guide)
    )
    if asked_of_result:
        return asked_of_result
    if _is_description(text, guide):
        return guide.begin(text)
    kind = found(follow_up_in, text, knowledge.options)
    tries_to_answer = isinstance(kind, Side) and guide.open() and not asks(text)
    followed = following.follow_up(kind, text, guide) if kind and not tries_to_answer else None
    if followed:
        return followed
    several = _with_the_last(text, guide) or found(questions_in, text, guide.expertise)
    if several:
        return _answers(several, guide)
    of_packages = found(asked_of_packages, text, guide.expertise)
    if of_packages:
        return following.answer_with(*of_packages, text, guide)
    to_answer = guide.open() and not asks(text)
    named = None if to_answer else found(by_name, text, guide.expertise)
    return guide.in_between(named) if named else _meant(text, guide)


def _is_english(text: str, understanding: Understanding) -> bool:
    """Whether a text is no other language; a few words are not, where they mean a subject."""
    few = len(words(text)) <= FEW_WORDS and text.isascii()
    return understanding.language.is_english(text) or (
        few and isinstance(understanding.hear(text).meaning, Subject)
    )


def _meant(text: str, guide: Guide) -> Turn:
    meaning: Meaning = meaning_of(text, guide.expertise.understanding)
    if not isinstance(meaning, Subject) and not guide.open():
        named = _named_otherwise(text, guide)
        if named is not None:
            return named
    match meaning:
        case Subject(criterion):
            return following.answer(criterion, text, guide)
        case Wish(intent="recommend"):
            return guide.recommend("" if guide.open() else text)
        case Wish(intent="packages") if (side := _side(text, guide)) is not None:
            return following.follow_up(side, text, guide) or _not_understood(text, guide)
        case Wish(intent="packages"):
            return guide.in_between(explaining.counterparts(text, guide.expertise))
        case Wish(intent):
            kind = following.wished_for(intent)
            turn = following.follow_up(kind, text, guide) if kind else None
            return turn or _not_understood(text, guide)
        case Chat(kind):
            return _chat(kind, text, guide)
        case Unclear() | Foreign() if (topic := _continued(text, guide)) is not None:
            return following.further(topic, text, guide)
        case Unclear(nearest):
            return guide.in_between(Clarification(nearest, kept_text(text)))
        case Foreign():
            return _not_understood(text, guide)


def _named_otherwise(text: str, guide: Guide) -> Turn | None:
    """What there is on a name that is none of ours: packages, or points that mention it."""
    packages = by_another_name(text, guide.expertise)
    if packages:
        return guide.in_between(packages)
    found = mentioning(text, guide.expertise)
    return following.answer_with(*found, text, guide) if found else None


def _continued(text: str, guide: Guide) -> Criterion | None:
    return continued(text, guide.session, guide.expertise)


def _side(text: str, guide: Guide) -> Side | None:
    return side_continued(text, guide.session, guide.expertise)


def _with_the_last(text: str, guide: Guide) -> tuple[Asked, ...]:
    """What "compare that with …" asks: the criterion that is discussed, and another."""
    found = _COMPARED.match(text)
    topic = guide.expertise.knowledge.criteria.get(guide.session.topic or "")
    if found is None or topic is None:
        return ()
    other = guide.expertise.understanding.hear(found.group(1)).meaning
    if not isinstance(other, Subject) or other.criterion is topic:
        return ()
    return Asked(topic, ""), Asked(other.criterion, text)


def _answers(several: tuple[Asked, ...], guide: Guide) -> Turn:
    """Answer all in one reply, and go on about the last."""
    parts = tuple(explaining.in_short(one.criterion, one.text, guide.expertise) for one in several)
    last = following.answer(several[-1].criterion, several[-1].text, guide)
    return replace(guide, session=last.session).in_between(Explanations(parts))


def _chat(kind: str, text: str, guide: Guide) -> Turn:
    if guide.open() and kind not in COURTESIES:
        return _not_understood(text, guide)
    return guide.in_between(Smalltalk(guide.expertise.knowledge.smalltalk[kind].reply))


def _is_description(text: str, guide: Guide) -> bool:
    """Whether a text tells several things about a project, and asks nothing."""
    if any(map(is_asking, (text, *clauses(text)))) or has_tag(text) or guide.open():
        return False
    read = read_description(text, guide.expertise.knowledge.dialog)
    return len(read) >= TELLING_ANSWERS and not _is_heading(text, guide)


def _is_heading(text: str, guide: Guide) -> bool:
    """Whether a text but names a criterion, as what is typed into a search box does."""
    said = words(text)
    short = len(said) <= LONGEST and len(clauses(text)) == 1 and not set(said) & _OWNERS
    return short and isinstance(guide.expertise.understanding.hear(text).meaning, Subject)


def _not_understood(text: str, guide: Guide) -> Turn:
    """In a dialog, a text that asks nothing was most likely meant for an answer."""
    again = None if is_asking(text) else guide.ask_again(NO_ANSWER)
    return again or guide.in_between(Declined(tuple(guide.expertise.knowledge.criteria.values())))


def _gap(text: str, reply: Reply | None, guide: Guide) -> Missed | None:
    heard = guide.expertise.understanding.hear(text)
    nearest = tuple(Near(name, confidence) for name, confidence in heard.alternatives)
    match reply:
        case Clarification():
            return Missed(text, "clarify", nearest)
        case Declined():
            return Missed(text, "decline", nearest)
        case _:
            return None
