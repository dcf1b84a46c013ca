"""Words and pieces of words as weighted features (TF-IDF), and how alike two texts are in them."""

import itertools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*[+#]*")
_PIECE = 3
"""Length of the pieces of words in characters, with a blank before and after each word."""


def plain(text: str) -> str:
    """*text* in one spelling of each character, lower case, blanks as one space.

    Halves of characters, which a cut-off message may end in, are left out.
    """
    whole = text.encode(errors="ignore").decode()
    return " ".join(unicodedata.normalize("NFKC", whole).replace("\u2019", "'").lower().split())


def words(text: str) -> list[str]:
    """The words of a plain text, such as `don't`, `node.js` and `c++`."""
    return _WORD.findall(text)


class Lexicon:
    """What some texts are made of. Likeness is 0 (nothing shared) to 1 (the same words)."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._spaces = (_Space(texts, _words_and_pairs), _Space(texts, _pieces))

    def likeness(self, text: str) -> Floats:
        """How alike *text* is to each of the texts, in their order."""
        alike = [space.cosines(text) for space in self._spaces]
        joined: Floats = np.mean(alike, axis=0, dtype=np.float32)
        return joined

    def among(self, places: NDArray[np.intp]) -> Floats:
        """The same of the texts at these *places* to each other."""
        words, parts = (space.cosines_among(places) for space in self._spaces)
        words += parts
        words /= 2
        return words


class _Space:
    """Features of one kind. A feature weighs more the fewer texts have it (smoothed IDF)."""

    def __init__(self, texts: Sequence[str], split: Callable[[str], Iterator[str]]) -> None:
        self._split, self._texts = split, len(texts)
        self._columns: dict[str, int] = {}
        rows = [self._columns_of(text) for text in texts]
        places = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        columns = np.fromiter(itertools.chain.from_iterable(rows), np.intp, len(places))
        self._fill(*np.unique(columns * len(rows) + places, return_counts=True))

    def cosines(self, text: str) -> Floats:
        """The cosine between *text* and each of the texts."""
        hits = [
            (slice(*self._starts[column : column + 2]), weight)
            for column, weight in self._weighted(Counter(self._split(text)))
            if column is not None
        ]
        if not hits:
            return np.zeros(self._texts, np.float32)
        places = np.concatenate([self._holders[own] for own, _ in hits])
        products = np.concatenate([self._weights[own] * weight for own, weight in hits])
        return np.bincount(places, products, self._texts).astype(np.float32)

    def cosines_among(self, places: NDArray[np.intp]) -> Floats:
        """The cosines between the texts at these *places*."""
        rows = np.full(self._texts, -1)
        rows[places] = np.arange(len(places))
        alike = np.zeros((len(places), len(places)), np.float32)
        for start, end in itertools.pairwise(self._starts.tolist()):
            here = rows[self._holders[start:end]]
            own, heavy = here[here >= 0], self._weights[start:end][here >= 0]
            if len(own) > 1:
                alike[np.ix_(own, own)] += np.multiply.outer(heavy, heavy)
        alike[np.diag_indices_from(alike)] = 1
        return alike

    def _columns_of(self, text: str) -> list[int]:
        """The columns of a text's features, as often as it has them; new ones get a column."""
        known = self._columns
        return [known.setdefault(name, len(known)) for name in self._split(text)]

    def _fill(self, cells: NDArray[np.intp], counts: NDArray[np.intp]) -> None:
        """Keep the texts that have a feature, and its weight there: those of a column together.

        A cell's number is its column times the number of texts, plus its text's place.
        """
        columns, holders = np.divmod(cells, max(1, self._texts))
        held = np.bincount(columns, minlength=len(self._columns))
        rarities = self._rarity(held)
        raw = (1 + np.log(counts)) * rarities[columns]
        lengths = np.sqrt(np.bincount(holders, np.square(raw), self._texts))
        self._rarities, self._rarest = rarities.tolist(), float(self._rarity(np.zeros(1))[0])
        self._starts = np.cumsum([0, *held.tolist()])
        self._holders = holders.astype(np.int32)
        self._weights = (raw / lengths[holders]).astype(np.float32)

    def _weighted(self, counts: Counter[str]) -> list[tuple[int | None, float]]:
        """Columns (None for a new feature) and weights, the squares of which sum to 1."""
        columns = [self._columns.get(name) for name in counts]
        rarities = [self._rarest if c is None else self._rarities[c] for c in columns]
        raw = [
            (1 + math.log(count)) * rarity
            for count, rarity in zip(counts.values(), rarities, strict=True)
        ]
        length = math.hypot(*raw)
        return [(column, weight / length) for column, weight in zip(columns, raw, strict=True)]

    def _rarity(self, holders: NDArray[Any]) -> NDArray[np.float64]:
        rarity: NDArray[np.float64] = 1 + np.log((1 + self._texts) / (1 + holders))
        return rarity


def _words_and_pairs(text: str) -> Iterator[str]:
    found = words(text)
    yield from found
    for first, second in itertools.pairwise(found):
        yield f"{first} {second}"


def _pieces(text: str) -> Iterator[str]:
    for word in words(text):
        padded = f" {word} "
        for start in range(len(padded) - _PIECE + 1):
            yield padded[start : start + _PIECE]
