"""Phrases made ready to be looked for: as steps from word to word, found by how they begin."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.knowledge.model.phrasing import (
    SHORTEST_STEM,
    AnyWords,
    Choice,
    Item,
    Items,
    Listed,
    Number,
    Word,
    parse,
    parse_listed,
)

SHORTEST_PLURAL = 3
"""Letters of a word whose plural with an "s" counts as well, at the least."""

ANY_NUMBER = "#"
"""What phrases that begin with a number are looked up by."""

Name = TypeVar("Name")


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What the next word, or the next few words, of a phrase may be.

    One of `words`, a word that begins with one of `stems`, a number in one of `numbers`, or one of
    the sequences in `longer`, which are found by how they begin. `optional` says that it may be
    nothing, `gap` that it may be up to three words of any kind.
    """

    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    longer: Mapping[str, tuple["Steps", ...]] = field(default_factory=dict)
    optional: bool = False
    gap: bool = False


Steps = tuple[Step, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Entry(Generic[Name]):
    """A phrase that means `name`; `denied` says that a negation must be about it.

    `needs` are sets of words: a text without a word of each cannot hold the phrase.
    """

    name: Name
    steps: Steps
    denied: bool
    needs: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Lexicon(Generic[Name]):
    """Phrases by what they begin with: a word, the first letters of one, or a number."""

    entries: Mapping[str, tuple[Entry[Name], ...]] = field(default_factory=dict)


def lexicon(
    phrases: Iterable[tuple[str, Name]], lists: Mapping[str, Iterable[str]] = {}
) -> Lexicon[Name]:
    """Phrases with what they mean; a `<list>` that is not in `lists` matches nothing."""
    known = {name: _listed(each) for name, each in lists.items()}
    entries: defaultdict[str, list[Entry[Name]]] = defaultdict(list)
    for phrase, name in phrases:
        parsed = parse(phrase)
        steps = _steps(parsed.items, known)
        entry = Entry(name, steps, parsed.denied, tuple(_needs(steps[1:])))
        for key in beginnings(entry.steps):
            entries[key].append(entry)
    return Lexicon({key: tuple(each) for key, each in entries.items()})


def _needs(steps: Steps) -> Iterator[frozenset[str]]:
    """The words of each step that is nothing but one of them."""
    for step in steps:
        if not (step.stems or step.numbers or step.longer or step.optional or step.gap):
            yield step.words


def _listed(phrases: Iterable[str]) -> Step:
    return _one_of([_steps(parse_listed(phrase), {}) for phrase in phrases])


def _steps(items: Items, lists: Mapping[str, Step]) -> Steps:
    return tuple(_step(item, lists) for item in items)


def _step(item: Item, lists: Mapping[str, Step]) -> Step:
    match item:
        case Word(text, stem=True):
            return Step(stems=(text,))
        case Word(text):
            plural = {f"{text}s"} if len(text) >= SHORTEST_PLURAL else set()
            return Step(words=frozenset({text, *plural}))
        case Number():
            return Step(numbers=(item,))
        case AnyWords():
            return Step(gap=True, optional=True)
        case Listed(name):
            return lists.get(name, Step())
        case Choice(among, optional):
            return _one_of([_steps(each, lists) for each in among], optional=optional)


def _one_of(among: Sequence[Steps], *, optional: bool = False) -> Step:
    """One step for several sequences: those of a single word are looked up together."""
    short = [each[0] for each in among if len(each) == 1 and not each[0].optional]
    longer = _by_beginning(each for each in among if len(each) > 1 or each[0].optional)
    for step in short:
        for key, sequences in step.longer.items():
            longer[key].extend(sequences)
    return Step(
        words=frozenset().union(*(step.words for step in short)),
        stems=tuple(stem for step in short for stem in step.stems),
        numbers=tuple(number for step in short for number in step.numbers),
        longer={key: tuple(sequences) for key, sequences in longer.items()},
        optional=optional,
    )


def _by_beginning(sequences: Iterable[Steps]) -> defaultdict[str, list[Steps]]:
    found: defaultdict[str, list[Steps]] = defaultdict(list)
    for steps in sequences:
        for key in beginnings(steps):
            found[key].append(steps)
    return found


def beginnings(steps: Steps) -> frozenset[str]:
    """The keys under which to look up what these steps can begin with, as `keys_of` gives them."""
    keys: set[str] = set()
    for step in steps:
        keys |= step.words | step.longer.keys() | ({ANY_NUMBER} if step.numbers else set())
        keys |= {_stem_key(stem) for stem in step.stems}
        if not step.optional:
            break
    return frozenset(keys)


def keys_of(word: str, *, number: bool) -> tuple[str, ...]:
    """The keys of what can begin with a word, which may be a number at the same time."""
    return (word, _stem_key(word), ANY_NUMBER) if number else (word, _stem_key(word))


def _stem_key(word: str) -> str:
    return word[:SHORTEST_STEM] + "*"
