"""Tells when a message asks two or three things, and which."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.advisor.expertise import Expertise
from bot.advisor.naming import criteria_named, names_of
from bot.advisor.understanding import Subject, Unclear
from bot.advisor.vocabulary import word_set
from bot.advisor.wording import is_asking, words
from bot.knowledge.model import Criterion

MOST_QUESTIONS = 3

_BOUNDARY = re.compile(
    r"(?<=[?!.;])\s+|\n+"
    r"|,?\s+(?:and|plus|but)\s+(?:also\s+|then\s+)?"
    r"(?=(?:what|which|how|why|who|is|are|does|do|can|will|would|should)\b)",
    re.IGNORECASE,
)
"""Where a question ends and another may begin."""

_JOINING = word_set("and or the also plus then as well both in on")
"""Words between two names of a list."""

_COMPARING = word_set(
    """
    compare compared comparison comparing contrast what which who how is are do does about
    better best for with in on of to terms when it comes regarding concerning wins ahead the a
    me us tell show give you can please both they them two difference differences between by
    each one versus vs their like fare i would know want stand differ side language backend
    """
)
"""Words of a comparison that say nothing of what is compared."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the questions of a message: on which criterion, in which words."""

    criterion: Criterion
    text: str


def questions_in(text: str, expertise: Expertise) -> tuple[Asked, ...]:
    """The questions of a message, in its order; none where it asks one thing or is not plain."""
    found = _questions(text, expertise) or _listed(text, expertise)
    by_criterion = {asked.criterion.id: asked for asked in reversed(found)}
    different = [asked for asked in found if by_criterion[asked.criterion.id] is asked]
    return tuple(different[:MOST_QUESTIONS]) if len(different) > 1 else ()


def _questions(text: str, expertise: Expertise) -> Sequence[Asked]:
    """The questions one after another, where all of them are on a criterion for sure."""
    parts = [part for part in _BOUNDARY.split(text) if part and is_asking(part)]
    heard = [(part, expertise.understanding.hear(part).meaning) for part in parts]
    asked = [Asked(m.criterion, part) for part, m in heard if isinstance(m, Subject)]
    return asked if len(asked) == len(parts) else ()


def _listed(text: str, expertise: Expertise) -> Sequence[Asked]:
    """The criteria of a list of names, where the message is about nothing else."""
    said = words(text)
    places = list(_list_of_names(said, expertise))
    named = [criterion for _, _, criterion in places]
    inside = {place for start, end, _ in places for place in range(start, end)}
    other = {word for place, word in enumerate(said) if place not in inside}
    options = expertise.knowledge.options
    plain = other <= _COMPARING | _JOINING | {n for o in options for n in names_of(o, options)}
    if plain or _are_nearest(named, text, expertise):
        return [Asked(criterion, text) for criterion in named]
    return ()


def _list_of_names(
    said: Sequence[str], expertise: Expertise
) -> Iterator[tuple[int, int, Criterion]]:
    """The names of criteria that follow each other in a list, from the first one on."""
    places = _longest(criteria_named(said, expertise.knowledge.criteria))
    before: int | None = None
    for start, end, criterion in places:
        if before is not None and not set(said[before:start]) <= _JOINING:
            return
        yield start, end, criterion
        before = end


def _longest(
    places: Iterator[tuple[int, int, Criterion]],
) -> Iterator[tuple[int, int, Criterion]]:
    """The places in their order, without those inside longer ones."""
    last = 0
    for start, end, criterion in sorted(places, key=lambda p: (p[0], -p[1])):
        if start >= last:
            yield start, end, criterion
            last = end


def _are_nearest(named: Sequence[Criterion], text: str, expertise: Expertise) -> bool:
    """Whether the whole is not plain, and the criteria that are named are those that come near."""
    meaning = expertise.understanding.hear(text).meaning
    return isinstance(meaning, Unclear) and {c.id for c in named} <= {c.id for c in meaning.nearest}
