"""Answers texts that hold hardly more than names: "django vs fastapi", "bun?", "why not rust?"."""

import re

from bot.advisor.comparing import comparison, glance
from bot.advisor.ellipsis import asks
from bot.advisor.expertise import Expertise
from bot.advisor.explaining import for_purposes
from bot.advisor.names import Names
from bot.advisor.replies import Comparison, Counterparts, Glance, NotCompared
from bot.advisor.vocabulary import word_set
from bot.advisor.wording import words
from bot.knowledge.model import Criterion, Point

ByName = Comparison | Counterparts | Glance | NotCompared

LONGEST = 14
"""Words of a text that may hold hardly more than names."""
MOST_UNKNOWN = 2
"""Words of a name that is none of ours."""

AROUND_NAMES = word_set(
    """
    vs versus or and than over against nor instead better worse best good bad great any worth it
    is are was be does do did would should could can will shall may might i we you he one us me
    my our the a an of for to with on in about at ai what which how why who when please tell give
    show think thoughts opinion opinions view views take say know use using choose choosing pick
    picking go going consider considering prefer recommend look looking try compare compared
    comparing comparison between difference differences different pros cons advantages
    disadvantages strengths weaknesses upsides downsides benefits drawbacks merits case backend
    back end backends server side service api apis app project web framework frameworks library
    libraries package packages language languages runtime hi hey hello stackpick so well then now
    also but ok okay maybe just really still these days today new next like not if there faster
    slower quicker cheaper easier safer nicer simpler popular right choice option alternative
    alternatives up down stack have has some more info information overview summary general
    overall them they both two each other speaks argues
    """
)
"""Words beside names that make no question of their own."""

_JUDGING = word_set(
    """
    pros cons advantages disadvantages strengths weaknesses upsides downsides benefits drawbacks
    merits good great think thoughts opinion opinions view views overview summary info case about
    worth speaks argues
    """
)
"""Words that ask what there is to say of an option as a whole."""

_ASKING_ALONE = word_set("and or but so ok okay then what about how for in with is hm well now")
"""Words beside an option's name that ask for no more than the name alone does."""

_PROPER_NAME = re.compile(r"(?<=[\w,;:)(] )[A-Z][\w.+#-]*\w|(?<=\()[A-Z]\w+")
"""A word that begins with a capital though no sentence does there."""

_TELLING = re.compile(r"(?:we|i|our|my|they|he|she|it|the)\b", re.IGNORECASE)


def by_name(text: str, expertise: Expertise) -> ByName | None:
    """What a text that holds hardly more than names asks for; None for any other text."""
    if _is_told(text):
        return None
    names = expertise.understanding.names.names_in(text)
    if _unknown(names):
        return None
    if names.others:
        return NotCompared(names.others, expertise.knowledge.options, _criteria(expertise))
    match names:
        case Names(options=(), packages=(_, _, *_)):
            return comparison(names.packages, expertise)
        case Names(options=(), packages=(named,)):
            return for_purposes([purpose.id for purpose in named.purposes], expertise)
        case Names(options=(option,), packages=()) if _is_judged(names):
            return glance(option, expertise)
        case _:
            return None


def by_another_name(text: str, expertise: Expertise) -> Counterparts | None:
    """The packages for what a purpose is called, where a text holds hardly more than that."""
    called = " ".join(_other_names(text, expertise))
    purposes = [p.id for p in expertise.knowledge.packages if called in p.also_called]
    return for_purposes(purposes, expertise) if purposes else None


def mentioning(text: str, expertise: Expertise) -> tuple[Criterion, tuple[str, ...]] | None:
    """The criterion that has most to say on a name that is none of ours, and its points in order.

    None where a text holds more than names, or no point mentions what it names.
    """
    names = frozenset(_other_names(text, expertise))
    if not names or not names <= _proper_names(expertise):
        return None
    told = [
        (how_much, criterion.id, point.id)
        for criterion, point in expertise.knowledge.points()
        if (how_much := _how_much(point, names))
    ]
    if not told:
        return None
    told.sort(key=lambda one: one[0], reverse=True)
    most = told[0][1]
    order = tuple(point for _, criterion, point in told if criterion == most)
    return expertise.knowledge.criteria[most], order


def _other_names(text: str, expertise: Expertise) -> tuple[str, ...]:
    """The words of a text that holds hardly more than a name which is none of ours."""
    names = expertise.understanding.names.names_in(text)
    unknown = _unknown(names)
    alone = not (_is_told(text) or names.packages or names.others)
    return unknown if alone and len(unknown) <= MOST_UNKNOWN else ()


def _proper_names(expertise: Expertise) -> frozenset[str]:
    """The names that stand in any point, in lower case."""
    points = expertise.knowledge.points()
    return frozenset(
        name.casefold() for _, point in points for name in _PROPER_NAME.findall(point.text)
    )


def _how_much(point: Point, names: frozenset[str]) -> tuple[bool, int, int] | None:
    """How much a point has to say on names: whether it holds, how often, and how early."""
    said = words(point.text)
    about = sum(names <= set(words(phrase)) for phrase in point.about)
    if not names <= set(said):
        return None
    return point.status == "supported", about, -min(map(said.index, names))


def _is_told(text: str) -> bool:
    """Whether a text tells something, or is too long to hold hardly more than names."""
    return len(words(text)) > LONGEST or bool(_TELLING.match(text) and not asks(text))


def _unknown(names: Names) -> tuple[str, ...]:
    return tuple(word for word in names.rest if word not in AROUND_NAMES)


def _is_judged(names: Names) -> bool:
    """Whether a text asks for an option as a whole: by its name alone, or in so many words."""
    return set(names.rest) <= _ASKING_ALONE or bool(_JUDGING & set(names.rest))


def _criteria(expertise: Expertise) -> tuple[Criterion, ...]:
    return tuple(expertise.knowledge.criteria.values())
