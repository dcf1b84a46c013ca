"""Words and pieces of words as weighted features (TF-IDF), and how alike two texts are in them."""

import itertools
import math
import re
import unicodedata
from collections import Counter, defaultdict
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
        self._rarities = {name: self._rarity(count) for name, count in holders.items()}
        self._rarest = self._rarity(0)
        postings: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
        for place, row in enumerate(rows):
            for name, weight in self._weighted(row):
                postings[name][0].append(place)
                postings[name][1].append(weight)
        self._postings = {
            name: (np.array(places, np.intp), np.array(weights, np.float32))
            for name, (places, weights) in postings.items()
        }

    def cosines(self, text: str) -> Floats:
        """The cosine between *text* and each of the texts."""
        hits = [
            (*self._postings[name], weight)
            for name, weight in self._weighted(Counter(self._split(text)))
            if name in self._postings
        ]
        if not hits:
            return np.zeros(self._texts, np.float32)
        places = np.concatenate([places for places, _, _ in hits])
        products = np.concatenate([weights * weight for _, weights, weight in hits])
        return np.bincount(places, products, self._texts).astype(np.float32)

    def cosines_among(self, places: NDArray[np.intp]) -> Floats:
        """The cosines between the texts at these *places*."""
        rows = np.full(self._texts, -1)
        rows[places] = np.arange(len(places))
        alike = np.zeros((len(places), len(places)), np.float32)
        for holders, weights in self._postings.values():
            here = rows[holders]
            own, heavy = here[here >= 0], weights[here >= 0]
            if len(own) > 1:
                alike[np.ix_(own, own)] += np.multiply.outer(heavy, heavy)
        alike[np.diag_indices_from(alike)] = 1
        return alike

    def _weighted(self, counts: Counter[str]) -> list[tuple[str, float]]:
        """Features with their weights; the squares of the weights sum to 1."""
        raw = [
            (name, (1 + math.log(count)) * self._rarities.get(name, self._rarest))
            for name, count in counts.items()
        ]
        length = math.hypot(*(weight for _, weight in raw))
        return [(name, weight / length) for name, weight in raw]

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
