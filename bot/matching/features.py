"""Words and pieces of words as weighted features (TF-IDF), and how alike two texts are in them."""

import itertools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

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
        rows = [Counter(split(text)) for text in texts]
        holders = Counter(name for row in rows for name in row)
        self._columns = {name: column for column, name in enumerate(holders)}
        self._rarities = [self._rarity(count) for count in holders.values()]
        self._rarest = self._rarity(0)
        self._starts = np.cumsum([0, *holders.values()])
        self._holders, self._weights = self._postings(rows)

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

    def _postings(self, rows: Sequence[Counter[str]]) -> tuple[NDArray[np.int32], Floats]:
        """The texts that have a feature, and its weight there: those of a column side by side."""
        holders = np.empty(self._starts[-1], np.int32)
        weights = np.empty(self._starts[-1], np.float32)
        ends = self._starts[:-1].tolist()
        for place, row in enumerate(rows):
            for column, weight in self._weighted(row):
                if column is not None:
                    holders[ends[column]], weights[ends[column]] = place, weight
                    ends[column] += 1
        return holders, weights

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

    def _rarity(self, holders: int) -> float:
        return 1 + math.log((1 + self._texts) / (1 + holders))


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
