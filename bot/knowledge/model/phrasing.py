"""Phrases as people write them in the knowledge, with alternatives, gaps and numbers.

`(train|fine-tune) our? model*`: one of several, something that may be missing, any ending.
`share ... types`: up to three words between. `<people>`: one of a list in `words:`.
`<up to 500> users`, `<from 1000> requests`, `<number> lines`: a number.
`no websockets`, with "no" in front: whatever way of saying no is about the rest.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, StringConstraints, ValidationInfo

from bot.knowledge.model.values import CHECKED

SHORTEST_STEM = 3
"""Letters before a `*`, at the least; shorter stems begin too many words."""

LONGEST_PHRASE = 500
"""Characters of a phrase with all of its alternatives."""

_SYMBOL = re.compile(r"\.\.\.|<[^<>]*>|[()|?]|[^\s()|?<>]+|[<>]")
_RANGE = re.compile(r"number|(up to|from) (\d+)")
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case; `stem` says that any ending may follow."""

    text: str
    stem: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One of the phrases of a list in `words:`."""

    name: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number from `least` to `most`, both included."""

    least: float = -math.inf
    most: float = math.inf


@dataclass(frozen=True, slots=True)
class AnyWords:
    """Up to three words, whatever they are."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; `optional` says that there may be none."""

    among: tuple["Items", ...]
    optional: bool = False


Item = Word | Listed | Number | AnyWords | Choice
Items = tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Phrasing:
    """What a phrase stands for; `denied` says that a negation must be about it."""

    items: Items
    denied: bool


def parse(phrase: str) -> Phrasing:
    """Read a phrase; raises ValueError with what is wrong in words."""
    symbols = _SYMBOL.findall(phrase)
    denied = len(symbols) > 1 and symbols[0].casefold() == "no"
    return Phrasing(_read(symbols[1:] if denied else symbols), denied)


def parse_listed(phrase: str) -> Items:
    """Read an entry of a list of words, where "no" is a word like any other."""
    return _read(_SYMBOL.findall(phrase))


def _read(symbols: list[str]) -> Items:
    reader = _Reader(symbols)
    items = reader.sequence()
    reader.end()
    if not items or all(_may_be_missing(item) for item in items):
        raise ValueError("needs a word that must be there")
    if isinstance(items[0], AnyWords) or isinstance(items[-1], AnyWords):
        raise ValueError("'...' stands between words, not at the beginning or the end")
    return items


def lists_named(phrasing: Phrasing) -> frozenset[str]:
    """The lists of words that a phrase draws on."""
    return frozenset(_names(phrasing.items))


def _names(items: Items) -> Iterator[str]:
    for item in items:
        match item:
            case Listed(name):
                yield name
            case Choice(among):
                for sequence in among:
                    yield from _names(sequence)
            case Word() | Number() | AnyWords():
                pass


def _may_be_missing(item: Item) -> bool:
    return isinstance(item, AnyWords) or (isinstance(item, Choice) and item.optional)


class _Reader:
    """Reads symbols from left to right."""

    def __init__(self, symbols: list[str]) -> None:
        self._symbols = symbols
        self._at = 0

    def sequence(self) -> Items:
        found: list[Item] = []
        while (symbol := self._next()) is not None and symbol not in "|)":
            self._at += 1
            found += [self._choice()] if symbol == "(" else _items(symbol)
            if self._next() == "?":
                self._at += 1
                found.append(_optional(found))
        return tuple(found)

    def end(self) -> None:
        if self._next() is not None:
            raise ValueError(f"'{self._next()}' stands outside of brackets")

    def _choice(self) -> Choice:
        among = [self.sequence()]
        while self._next() == "|":
            self._at += 1
            among.append(self.sequence())
        if self._next() != ")":
            raise ValueError("a '(' is not closed")
        self._at += 1
        if not all(among):
            raise ValueError("an alternative is empty; put '?' behind what may be missing")
        return Choice(tuple(among))

    def _next(self) -> str | None:
        return self._symbols[self._at] if self._at < len(self._symbols) else None


def _optional(found: list[Item]) -> Choice:
    """The last item as one that may be missing; takes it off the list."""
    if not found or _may_be_missing(found[-1]):
        raise ValueError("'?' has no word before it")
    last = found.pop()
    among = last.among if isinstance(last, Choice) else ((last,),)
    return Choice(among, optional=True)


def _items(symbol: str) -> list[Item]:
    if symbol == "...":
        return [AnyWords()]
    if symbol == "?":
        raise ValueError("'?' has no word before it")
    if symbol.startswith("<") or symbol == ">":
        return [_bracketed(symbol)]
    return [_word(part) for part in symbol.casefold().split("-") if part]


def _bracketed(symbol: str) -> Item:
    inner = symbol[1:-1]
    if found := _RANGE.fullmatch(inner):
        bound = float(found[2] or 0)
        match found[1]:
            case "up to":
                return Number(most=bound)
            case "from":
                return Number(least=bound)
            case _:
                return Number()
    if not _NAME.fullmatch(inner):
        raise ValueError(f"'{symbol}' is neither a list of words nor a number")
    return Listed(inner)


def _word(part: str) -> Word:
    stem = part.endswith("*")
    text = part.removesuffix("*")
    if "*" in text:
        raise ValueError(f"'{part}': a '*' stands at the end of a word")
    if stem and len(text) < SHORTEST_STEM:
        raise ValueError(f"'{part}': a '*' needs {SHORTEST_STEM} letters before it")
    return Word(text, stem)


def _checked(phrase: str, info: ValidationInfo) -> str:
    if info.context != CHECKED:
        parse(phrase)
    return phrase


Phrased = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_PHRASE),
    AfterValidator(_checked),
]
"""A phrase whose signs are in order."""
