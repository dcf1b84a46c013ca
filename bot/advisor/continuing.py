"""Finds what a text goes on about that is not plain by itself: "can it retry?"."""

from bot.advisor import explaining
from bot.advisor.ellipsis import Side, leads_on
from bot.advisor.expertise import Expertise
from bot.advisor.naming import option_named
from bot.advisor.session import Session
from bot.advisor.understanding import Unclear
from bot.advisor.vocabulary import word_set
from bot.advisor.wording import words
from bot.knowledge.model import Criterion

LEAST_LIKELY = 0.1
"""Confidence in the criterion that is discussed, at the least, where nothing else is likelier."""

_REFERRING = word_set("it its they them their that this these those there one both either")
"""Words for what was spoken of before."""


def continued(text: str, session: Session, expertise: Expertise) -> Criterion | None:
    """The criterion that is discussed, where a text goes on from it and it comes near."""
    topic = expertise.knowledge.criteria.get(session.topic or "")
    if topic is None:
        return None
    heard = expertise.understanding.hear(text)
    if leads_on(text) and isinstance(heard.meaning, Unclear) and topic in heard.meaning.nearest:
        return topic
    likeliest, confidence = heard.alternatives[0] if heard.alternatives else ("", 0.0)
    refers = set(words(text)) & _REFERRING or option_named(words(text), expertise.knowledge.options)
    near = likeliest == topic.id and confidence >= LEAST_LIKELY
    return topic if near and (refers or leads_on(text)) else None


def side_continued(text: str, session: Session, expertise: Expertise) -> Side | None:
    """The side of the criterion that is discussed, where a text asks for an option's packages.

    "Is there anything like that for python?" names no package, so it must mean that criterion.
    """
    option = option_named(words(text), expertise.knowledge.options)
    if session.topic is None or option is None:
        return None
    return None if explaining.counterparts(text, expertise).purposes else Side(option)
