"""From a text to one of the labels that it was taught by examples, or to nothing."""

import dataclasses
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from bot.cache import Cache
from bot.matching import calibration, classifier, features
from bot.matching.calibration import Calibration, TradeOff
from bot.matching.learning import Examples, Learnt, learn
from bot.matching.likeness import Likeness, encoder_for
from bot.matching.match import Alternative, Certainty, Engine, Match, Trial
from bot.matching.recent import remembering
from bot.matching.spelling import Spelling

LONGEST = 1000
"""Characters of a text that are read; a question is shorter, a pasted log is not one."""

_ALTERNATIVES = 5
_RECENT = 2048

NO_MATCH = Match(None, 0.0, Certainty.NOTHING, ())
"""The answer to a text without letters or digits."""


class Matcher:
    """A text classifier. Does not change once made; threads may share it.

    `engine` tells whether it judges by meaning and words or, without the encoder's weights, by
    words alone. `calibration` holds the thresholds `sure` and `unsure`, as confidences (0..1).
    """

    def __init__(self, examples: Examples, likeness: Likeness, learnt: Learnt) -> None:
        self.engine: Engine = likeness.engine
        self.labels = tuple(
            label for place, label in enumerate(examples.labels) if place != examples.background
        )
        self._examples, self._likeness, self._learnt = examples, likeness, learnt
        listed = likeness.encoder.rank if likeness.encoder else None
        self._spelling = Spelling(likeness.held, listed)
        self._recent = remembering(_RECENT, self._match)

    @classmethod
    def fit(
        cls,
        examples: Iterable[tuple[str, str]],
        *,
        background: str | None = None,
        engine: Engine | None = None,
        cache: Cache | None = None,
    ) -> "Matcher":
        """Learn from (text, label) pairs; their order does not matter.

        Time and memory grow with their number squared and more up to 8,000 texts (6,600: 9 s with
        vectors known, 250 MB), then with their number.
        Examples of the label *background* mean "none of the others": they teach what to reject, and
        that label is never given. *engine* is the best that is available unless named. What was
        learnt is kept in *cache*, by default in the user's cache folder.

        Raises:
            ValueError: no examples; or embeddings asked for where their weights cannot be had.
        """
        cache = cache or Cache()
        pairs = ((read(text), label) for text, label in examples)
        known = Examples.of(((text, label) for text, label in pairs if text), background)
        alike = Likeness.to(known.texts, encoder_for(engine, cache), cache)
        return cls(known, alike, learn(known, alike, cache))

    @property
    def calibration(self) -> Calibration:
        """How its confidence and its thresholds were found."""
        return self._learnt.calibration

    def with_thresholds(
        self, *, sure: float | None = None, unsure: float | None = None
    ) -> "Matcher":
        """The same matcher with other thresholds (0..1, *unsure* not above *sure*).

        Raises:
            ValueError: the thresholds are out of range or order.
        """
        now = self.calibration
        sure = now.sure if sure is None else sure
        unsure = now.unsure if unsure is None else unsure
        if not 0 <= unsure <= sure <= 1:
            raise ValueError(f"thresholds must be 0 <= unsure <= sure <= 1: {unsure}, {sure}")
        calibration = dataclasses.replace(now, sure=sure, unsure=unsure)
        learnt = dataclasses.replace(self._learnt, calibration=calibration)
        return Matcher(self._examples, self._likeness, learnt)

    def trade_off(self, threshold: float) -> TradeOff:
        """What a threshold would do, measured on the training texts, each left out of the fit."""
        return calibration.trade_off(threshold, self._learnt.held_out)

    def trials(self) -> list[Trial]:
        """What a fit without it made of each training text whose label has another one."""
        held, examples = self._learnt.held_out, self._examples
        found = np.where(held.lost, len(examples.labels), held.best).tolist()
        own = np.where(held.foreign, len(examples.labels), examples.classes[held.places]).tolist()
        labels = [*examples.labels, None]
        return [
            Trial(examples.texts[place], labels[label], labels[best], confidence)
            for place, label, best, confidence in zip(
                held.places.tolist(), own, found, held.confidences.tolist(), strict=True
            )
        ]

    def knows(self, word: str) -> bool:
        """Whether a word in lower case is in one of the examples, the background included."""
        return self._likeness.held(word) > 0

    def match(self, text: str) -> Match:
        """What *text* means. Only its first 1,000 characters are read."""
        return self._recent(read(text))

    def match_many(self, texts: Iterable[str]) -> list[Match]:
        """What each of *texts* means, in their order."""
        return [self.match(text) for text in texts]

    def _match(self, text: str) -> Match:
        if not any(features.words(text)):
            return NO_MATCH
        alike = self._likeness.of(self._spelling.mend(text))
        scores = classifier.scores(alike, self._learnt.coefficients)
        return self._decided(self.calibration.probabilities(scores))

    def _decided(self, chances: NDArray[np.float32]) -> Match:
        order = np.argsort(-chances, kind="stable").tolist()
        named = [place for place in order if place != self._examples.background]
        if not named:
            return NO_MATCH
        alternatives = tuple(
            Alternative(self._examples.labels[place], float(chances[place]))
            for place in named[:_ALTERNATIVES]
        )
        best = alternatives[0]
        certainty = self.calibration.certainty(best.confidence)
        if certainty is Certainty.NOTHING or named[0] != order[0]:
            return Match(None, best.confidence, Certainty.NOTHING, alternatives)
        return Match(best.label, best.confidence, certainty, alternatives)


def read(text: str) -> str:
    """A text as matchers read it: plain and not too long."""
    return features.plain(text[: 4 * LONGEST])[:LONGEST]
