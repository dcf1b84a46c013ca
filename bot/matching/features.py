"""Words and pieces of words as weighted features (TF-IDF), and how alike two texts are in them."""

import itertools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.matching.arrays import Arrays, from_texts, to_texts

Floats = NDArray[np.float32]

WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*[+#]*")
"""A word of a plain text, such as `don't`, `node.js` and `c++`."""

_COMMON = 128
"""Texts that hold a common feature: it is cheaper counted with others than by itself."""
_ROWS = 512
"""Rows of a large product that are made at a time."""
_PIECE = 3
"""Length of the pieces of words in characters, with a blank before and after each word."""


def plain(text: str) -> str:
    """*text* in one spelling of each character, lower case, blanks as one space.

    Halves of characters, which a cut-off message may end in, are left out.
    """
    whole = text.encode(errors="ignore").decode()
    return " ".join(unicodedata.normalize("NFKC", whole).replace("\u2019", "'").lower().split())


def words(text: str) -> list[str]:
    """The words of a plain text."""
    return WORD.findall(text)


class Lexicon:
    """What some texts are made of. Likeness is 0 (nothing shared) to 1 (the same words)."""

    def __init__(self, counted: Arrays) -> None:
        """*counted* is what `count` gave for the texts."""
        self._spaces = [_Space(split, counted, kind) for kind, split in _SPLITS.items()]

    @staticmethod
    def count(texts: Sequence[str]) -> dict[str, NDArray[Any]]:
        """All that there is to know of plain texts."""
        found: dict[str, NDArray[Any]] = {}
        for kind, split in _SPLITS.items():
            arrays = _counted([list(split(text)) for text in texts])
            found |= {f"{kind}_{name}": array for name, array in arrays.items()}
        return found

    def held(self, words: str) -> int:
        """How many of the texts have a word, or two words with a blank between."""
        return self._spaces[0].held(words)

    def likeness(self, text: str) -> Floats:
        """How alike *text* is to each of the texts, in their order."""
        alike = [space.cosines(text) for space in self._spaces]
        joined: Floats = np.mean(alike, axis=0, dtype=np.float32)
        return joined

    def among(self, places: NDArray[np.intp]) -> Floats:
        """The same of the texts at these *places* to each other."""
        alike = np.zeros((len(places), len(places)), np.float32)
        for space in self._spaces:
            space.add_cosines_among(places, alike)
        alike /= len(self._spaces)
        alike[np.diag_indices_from(alike)] = 1
        return alike


def add_products(rows: Floats, sums: Floats) -> None:
    """Add to *sums* the products of all rows with each other, a few rows at a time."""
    for start in range(0, len(rows), _ROWS):
        some = slice(start, start + _ROWS)
        sums[some] += rows[some] @ rows.T


class _Space:
    """Features of one kind. A feature weighs more the fewer texts have it (smoothed IDF)."""

    def __init__(self, split: Callable[[str], Iterator[str]], counted: Arrays, kind: str) -> None:
        self._split = split
        names = to_texts(counted[f"{kind}_names"])
        self._columns = dict(zip(names, range(len(names)), strict=True))
        self._starts: list[int] = counted[f"{kind}_starts"].tolist()
        self._holders = counted[f"{kind}_holders"]
        self._weights = counted[f"{kind}_weights"]
        self._texts = int(counted[f"{kind}_texts"])
        held = np.diff(counted[f"{kind}_starts"])
        self._rarities = _rarity(held, self._texts).tolist()
        self._rarest = float(_rarity(np.zeros(1), self._texts)[0])

    def held(self, name: str) -> int:
        """How many of the texts have a feature."""
        column = self._columns.get(name)
        return 0 if column is None else self._starts[column + 1] - self._starts[column]

    def cosines(self, text: str) -> Floats:
        """The cosine between *text* and each of the texts."""
        hits = [
            (slice(self._starts[column], self._starts[column + 1]), weight)
            for column, weight in self._weighted(Counter(self._split(text)))
            if column is not None
        ]
        if not hits:
            return np.zeros(self._texts, np.float32)
        places = np.concatenate([self._holders[own] for own, _ in hits])
        products = np.concatenate([self._weights[own] * weight for own, weight in hits])
        return np.bincount(places, products, self._texts).astype(np.float32)

    def add_cosines_among(self, places: NDArray[np.intp], sums: Floats) -> None:
        """Add to *sums* the cosines between the texts at these *places*, but for the diagonal."""
        common: list[Floats] = []
        for own, weights in self._held_by(places):
            if len(own) > _COMMON:
                common.append(np.zeros(len(places), np.float32))
                common[-1][own] = weights
            elif len(own) > 1:
                sums[np.ix_(own, own)] += np.multiply.outer(weights, weights)
        if common:
            add_products(np.stack(common, axis=1), sums)

    def _held_by(self, places: NDArray[np.intp]) -> Iterator[tuple[NDArray[np.intp], Floats]]:
        """Of each feature, which of the texts at these *places* hold it, and its weights there.

        What one text alone holds is left out.
        """
        rows = np.full(self._texts, -1)
        rows[places] = np.arange(len(places))
        for start, end in itertools.pairwise(self._starts):
            if end - start > 1:
                here = rows[self._holders[start:end]]
                yield here[here >= 0], self._weights[start:end][here >= 0]

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


def _counted(rows: Sequence[Sequence[str]]) -> dict[str, NDArray[Any]]:
    """The features of some texts in columns, and of each column the texts that hold it.

    `names` are the columns; from `starts` of a column to that of the next lie its `holders`, the
    places of texts, and its `weights` in them.
    """
    columns: dict[str, int] = {}
    cells = np.array(
        [
            columns.setdefault(name, len(columns)) * len(rows) + place
            for place, row in enumerate(rows)
            for name in row
        ],
        np.intp,
    )
    cells, counts = np.unique(cells, return_counts=True)
    column_of, holders = np.divmod(cells, max(1, len(rows)))
    held = np.bincount(column_of, minlength=len(columns))
    raw = (1 + np.log(counts)) * _rarity(held, len(rows))[column_of]
    lengths = np.sqrt(np.bincount(holders, np.square(raw), len(rows)))
    return {
        "names": from_texts(columns),
        "starts": np.cumsum([0, *held.tolist()]),
        "holders": holders.astype(np.int32),
        "weights": (raw / lengths[holders]).astype(np.float32),
        "texts": np.array(len(rows)),
    }


def _rarity(holders: NDArray[Any], texts: int) -> NDArray[np.float64]:
    rarity: NDArray[np.float64] = 1 + np.log((1 + texts) / (1 + holders))
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


_SPLITS: Mapping[str, Callable[[str], Iterator[str]]] = {
    "words": _words_and_pairs,
    "pieces": _pieces,
}
"""The kinds of features, with what finds those of a text."""
