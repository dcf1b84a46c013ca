"""Finds what a text asks of the packages that it names: "is fastapi faster than express?"."""

from collections.abc import Iterator

from bot.advisor.by_name import AROUND_NAMES
from bot.advisor.expertise import Expertise
from bot.advisor.names import Named, Names
from bot.advisor.understanding import Subject, Wish
from bot.advisor.vocabulary import word_set
from bot.advisor.wording import words
from bot.knowledge.model import Criterion, Point

_MEASURES = word_set("faster slower quicker cheaper easier safer simpler popular")
"""Words around names by which one thing is asked of what is named."""
_AROUND = AROUND_NAMES - _MEASURES
"""Words beside names that ask nothing by themselves."""
_ABLE = word_set("can could does do will has have is are")
_JOINING = word_set(
    "vs versus or and than over against between instead compare compared comparing comparison"
)
_COUNTERPART = word_set(
    """
    equivalent equivalents equal counterpart counterparts alternative alternatives analog analogue
    replacement replacements replace replaces like similar instead
    """
)
"""Words by which another package is asked for."""
LONGEST = 14
"""Words of a text that may ask one thing of packages."""


def asked_of_packages(text: str, expertise: Expertise) -> tuple[Criterion, tuple[str, ...]] | None:
    """The criterion that a text asks packages for, and its points that name them, best first.

    None where it asks nothing but names.
    """
    names = expertise.understanding.names.names_in(text)
    said = words(text)
    if not names.packages or names.others or len(said) > LONGEST or _COUNTERPART & set(said):
        return None
    asked = frozenset(names.rest) - _AROUND
    if not (asked or _is_of_one(names)):
        return None
    criterion = _criterion(text, names, expertise)
    return (criterion, tuple(_naming(criterion, names.packages, asked))) if criterion else None


def _is_of_one(names: Names) -> bool:
    """Whether a text asks if what it names first can do what it names next."""
    rest = set(names.rest)
    return len(names.packages) > 1 and bool(rest & _ABLE) and not rest & _JOINING


def _criterion(text: str, names: Names, expertise: Expertise) -> Criterion | None:
    """What is asked, whether in these words or, where names hide it, in the others alone."""
    meaning = expertise.understanding.hear(text).meaning
    if isinstance(meaning, Wish) and not names.options and len(names.packages) > 1:
        others = " ".join(word for word in names.rest if word not in _AROUND)
        meaning = expertise.understanding.hear(others).meaning
    return meaning.criterion if isinstance(meaning, Subject) else None


def _naming(
    criterion: Criterion, packages: tuple[Named, ...], asked: frozenset[str]
) -> Iterator[str]:
    """The points of a criterion that name several of the packages, or one with what is asked."""
    told = [(_named(point, packages), _said_of(point, asked), point) for point in criterion.points]
    fitting = [one for one in told if one[0] > 1 or (one[0] and one[1])]
    fitting.sort(key=lambda one: one[:2], reverse=True)
    most = fitting[0][0] if fitting else 0
    yield from (point.id for count, _, point in fitting if count == most)


def _named(point: Point, packages: tuple[Named, ...]) -> int:
    said = frozenset(map(_singular, words(point.text)))
    return sum(said >= set(map(_singular, words(named.package.name))) for named in packages)


def _said_of(point: Point, asked: frozenset[str]) -> int:
    return len(set(map(_singular, asked)) & set(map(_singular, words(point.text))))


def _singular(word: str) -> str:
    return word.removesuffix("s")
