"""How alike a text is to each of some texts: in meaning, in words, in both."""

import functools
import logging
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.matching.cache import Cache
from bot.matching.encoder import Encoded, Encoder
from bot.matching.features import Lexicon
from bot.matching.match import Engine
from bot.matching.weights import PACKAGE, WeightsDamaged

Floats = NDArray[np.float32]

_MEANING, _WORDING, _WORDS = np.float32(0.6), np.float32(0.25), np.float32(0.15)
"""The parts that make up likeness; cross-validated on several sets of questions."""

_ROWS = 256
"""Texts compared at a time, to need little memory beside the result."""

log = logging.getLogger(__name__)


class Likeness:
    """Compares any text with the *texts* that it was made of, all of them plain.

    `engine` says by what: by meaning, wording and words, or where there is no encoder by words.
    """

    def __init__(self, texts: Sequence[str], encoder: Encoder | None) -> None:
        self._texts = texts
        self.encoder = encoder
        self.engine: Engine = "embeddings" if encoder else "words"
        self._lexicon = Lexicon(texts)
        self._vectors = _Vectors(encoder.encode_all(texts)) if encoder else None

    def of(self, text: str) -> Floats:
        """How alike one text is to each of the texts: at most 1 (the same), 0 or less (nothing)."""
        words = self._lexicon.likeness(text)
        if self.encoder is None or self._vectors is None:
            return words
        return _WORDS * words + self._vectors.likeness(self.encoder.encode(text))

    def among(self) -> Floats:
        """The same for each of the texts themselves, shape (texts, texts)."""
        alike = np.empty((len(self._texts), len(self._texts)), np.float32)
        for start in range(0, len(alike), _ROWS):
            rows = slice(start, start + _ROWS)
            alike[rows] = [self._lexicon.likeness(text) for text in self._texts[rows]]
            if self._vectors is not None:
                alike[rows] *= _WORDS
                alike[rows] += self._vectors.likeness(self._vectors.own(rows))
        return alike


class _Vectors:
    """The vectors of the texts. Wording is measured from what all the texts have in common."""

    def __init__(self, encoded: Encoded) -> None:
        self._common = encoded.wording.mean(axis=0) if len(encoded.wording) else np.float32(0)
        self._encoded = encoded
        self._meaning, self._wording = encoded.meaning, self._centred(encoded.wording)

    def own(self, rows: slice) -> Encoded:
        """The vectors of some of the texts themselves."""
        return Encoded(self._encoded.meaning[rows], self._encoded.wording[rows])

    def likeness(self, encoded: Encoded) -> Floats:
        """The part of likeness that comes from the vectors."""
        meaning = encoded.meaning @ self._meaning.T
        return _MEANING * meaning + _WORDING * (self._centred(encoded.wording) @ self._wording.T)

    def _centred(self, wording: Floats) -> Floats:
        moved = wording - self._common
        length = np.linalg.norm(moved, axis=-1, keepdims=True)
        centred: Floats = moved / np.maximum(length, np.float32(1e-6))
        return centred


def encoder_for(engine: Engine | None, cache: Cache) -> Encoder | None:
    """The encoder that *engine* needs; the best engine that is available where None is named.

    Raises:
        ValueError: embeddings are asked for and their weights cannot be had.
    """
    encoder = None if engine == "words" else _shared_encoder(cache)
    if engine == "embeddings" and encoder is None:
        raise ValueError(f"the weights of the package {PACKAGE} cannot be had")
    return encoder


@functools.cache
def _shared_encoder(cache: Cache) -> Encoder | None:
    try:
        encoder = Encoder.installed(cache)
    except WeightsDamaged as error:
        log.warning("The weights of the encoder are damaged (%s); matching by words alone.", error)
        return None
    if encoder is None:
        log.warning("The package %s is not installed; matching by words alone.", PACKAGE)
    return encoder


def _joined(meaning: Floats, words: Floats) -> Floats:
    return np.float32(1 - _WORDS) * meaning + np.float32(_WORDS) * words
