"""Which of some items, each described by a few texts, fits a text best."""

from collections.abc import Mapping, Sequence

import numpy as np

from bot.cache import Cache
from bot.matching.likeness import Likeness, encoder_for
from bot.matching.match import Engine
from bot.matching.matcher import read
from bot.matching.recent import remembering
from bot.matching.spelling import Spelling

_RECENT = 1024
"""Rankings that are remembered; of a dozen items each takes a kilobyte."""


class Ranker:
    """Orders items by how well a text fits them. Does not change; threads may share it."""

    def __init__(self, items: Sequence[str], likeness: Likeness) -> None:
        self.engine: Engine = likeness.engine
        self._names = sorted(set(items))
        self._places = np.array([self._names.index(item) for item in items], np.intp)
        self._likeness = likeness
        listed = likeness.encoder.rank if likeness.encoder else None
        self._spelling = Spelling(likeness.held, listed)
        self._recent = remembering(_RECENT, self._rank)

    @classmethod
    def fit(
        cls,
        items: Mapping[str, Sequence[str]],
        *,
        engine: Engine | None = None,
        cache: Cache | None = None,
    ) -> "Ranker":
        """Learn what describes each item. An item without texts is never ranked.

        *engine* and *cache* as for `Matcher.fit`.
        """
        pairs = [(item, read(text)) for item, texts in items.items() for text in texts]
        texts = [text for _, text in pairs]
        cache = cache or Cache()
        alike = Likeness.to(texts, encoder_for(engine, cache), cache)
        return cls([item for item, _ in pairs], alike)

    def rank(self, text: str, beginning: str = "") -> Sequence[tuple[str, float]]:
        """The items whose names have this beginning, best first, each with its fit.

        That is the fit of its best text, from 0 (none) to 1 (the same).
        """
        return self._recent(read(text), beginning)

    def _rank(self, text: str, beginning: str) -> Sequence[tuple[str, float]]:
        fits = self._likeness.of(self._spelling.mend(text))
        best = np.zeros(len(self._names), np.float32)
        np.maximum.at(best, self._places, fits)
        pairs = zip(self._names, best.tolist(), strict=True)
        wanted = (pair for pair in pairs if pair[0].startswith(beginning))
        return tuple(sorted(wanted, key=lambda pair: -pair[1]))
