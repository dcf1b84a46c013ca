"""Finds what a text calls by name: options, packages, and what is not compared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from bot.advisor.naming import names_of
from bot.advisor.vocabulary import word_set
from bot.advisor.wording import words
from bot.knowledge.model import Knowledge, Package, Purpose

_RECENT = 1024
"""Texts whose names are remembered."""

_JOINING = word_set("or and vs versus than nor over against better worse faster slower")
"""Words beside a name that is a common word, too, by which it is told for a name."""


@dataclass(frozen=True, slots=True)
class Named:
    """A package of an option, with what it is for: all its purposes, in the order of the table."""

    option: str
    package: Package
    purposes: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What a text names, each once and in its order, and its other words.

    `others` are names of what is not compared, as they are written properly.
    """

    options: tuple[str, ...]
    packages: tuple[Named, ...]
    others: tuple[str, ...]
    rest: tuple[str, ...]


class NameTable:
    """Every name in the knowledge by its words; it is made once, as there are hundreds."""

    def __init__(self, knowledge: Knowledge) -> None:
        # A method that is remembered would hold its table, and the knowledge, in a circle.
        self._remembered = lru_cache(maxsize=_RECENT)(partial(_names_in, _Known(knowledge)))

    def names_in(self, text: str) -> Names:
        """What a text names; where one name holds another, the longer one is meant."""
        return self._remembered(text)


class _Known:
    """What is called by each name."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._things = dict(_known(knowledge))
        self._longest = max(map(len, self._things))

    def at(self, said: Sequence[str], place: int) -> tuple[int, "_Thing | None"]:
        """How many words the longest name at a place has, and what it names; one and None else."""
        for size in range(min(self._longest, len(said) - place), 0, -1):
            thing = self._things.get(tuple(said[place : place + size]))
            if thing is not None:
                return size, thing
        return 1, None


def _names_in(known: _Known, text: str) -> Names:
    said, found, place = words(text), _Found(), 0
    while place < len(said):
        size, thing = known.at(said, place)
        if isinstance(thing, _Other) and not thing.is_meant(said, place, place + size):
            size, thing = 1, None
        found.add(thing, said[place])
        place += size
    return found.names()


@dataclass(frozen=True, slots=True)
class _Option:
    id: str


@dataclass(frozen=True, slots=True)
class _Other:
    name: str
    is_word: bool

    def is_meant(self, said: Sequence[str], first: int, end: int) -> bool:
        """Whether the words from `first` up to `end` are the name and not common words."""
        beside = {*said[max(0, first - 1) : first], *said[end : end + 1]}
        return not self.is_word or bool(beside & _JOINING)


_Thing = _Option | Named | _Other


@dataclass(frozen=True, slots=True)
class _Found:
    things: list[_Thing] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)

    def add(self, thing: _Thing | None, word: str) -> None:
        if thing is None:
            self.rest.append(word)
        elif thing not in self.things:
            self.things.append(thing)

    def names(self) -> Names:
        return Names(
            tuple(thing.id for thing in self.things if isinstance(thing, _Option)),
            tuple(thing for thing in self.things if isinstance(thing, Named)),
            tuple(thing.name for thing in self.things if isinstance(thing, _Other)),
            tuple(self.rest),
        )


def _known(knowledge: Knowledge) -> Iterator[tuple[tuple[str, ...], _Thing]]:
    """Every name as its words; of two things with one name the later stands."""
    for other in knowledge.others:
        yield words(other.name), _Other(other.name, other.is_word)
        for name in other.also_called:
            yield words(name), _Other(other.name, is_word=False)
    for named in packages_of(knowledge):
        for name in (named.package.name, *named.package.also_called):
            yield words(name), named
    for option in knowledge.options:
        for name in names_of(option, knowledge.options):
            yield words(name), _Option(option)


def packages_of(knowledge: Knowledge) -> tuple[Named, ...]:
    """Every package once for each option, as it is described first."""
    found: dict[tuple[str, str], Named] = {}
    for purpose in knowledge.packages:
        for option, packages in purpose.packages.items():
            for package in packages:
                key = (option, package.name)
                first = found.get(key, Named(option, package, ()))
                found[key] = Named(option, first.package, (*first.purposes, purpose))
    return tuple(found.values())
