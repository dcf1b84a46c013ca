"""How alike a text is to each of some texts: in meaning, in wording, in words."""

import functools
import logging
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.cache import Cache
from bot.matching.arrays import Arrays, Kind, remembered
from bot.matching.encoder import Encoder
from bot.matching.features import Lexicon
from bot.matching.match import Engine
from bot.matching.vectors import Vectors
from bot.matching.weights import PACKAGE, WeightsDamaged

Floats = NDArray[np.float32]

_WORDS = np.float32(0.3)
"""The part of words in likeness; the rest is in `vectors`."""

SEEN = Kind(
    name="likeness",
    most=8,
    modules=("arrays", "features", "likeness", "onnx_session", "onnx_writer", "vectors"),
)
"""What was seen of a set of texts; of 6,600 texts that is 12 MB."""

log = logging.getLogger(__name__)


class Likeness:
    """Compares any text with some texts, all of them plain.

    `engine` says by what: by meaning, wording and words, or where there is no encoder by words.
    `fingerprint` differs where the encoders do.
    """

    def __init__(self, seen: Arrays, encoder: Encoder | None) -> None:
        """*seen* is what `_see` gave for the texts with the same encoder."""
        self.encoder = encoder
        self.engine: Engine = "embeddings" if encoder else "words"
        self.fingerprint = _fingerprint(encoder)
        self._lexicon = Lexicon(seen)
        self._vectors = Vectors(seen) if "whole" in seen else None

    @classmethod
    def to(cls, texts: Sequence[str], encoder: Encoder | None, cache: Cache) -> "Likeness":
        """The likeness to these *texts*; what it takes is kept in *cache*."""
        made_of = [_fingerprint(encoder), list(texts)]
        seen = remembered(cache, SEEN, made_of, lambda: _see(texts, encoder))
        return cls(seen, encoder)

    def held(self, words: str) -> int:
        """How many of the texts have a word, or two words with a blank between."""
        return self._lexicon.held(words)

    def of(self, text: str) -> Floats:
        """How alike one text is to each of the texts: at most 1 (the same), 0 or less (nothing)."""
        words = self._lexicon.likeness(text)
        if self.encoder is None or self._vectors is None:
            return words
        return _WORDS * words + self._vectors.likeness(self.encoder.encode(text))

    def among(self, places: NDArray[np.intp]) -> Floats:
        """The same for those of the texts themselves that are at *places*."""
        alike = self._lexicon.among(places)
        if self._vectors is not None:
            alike *= _WORDS
            self._vectors.add_among(places, alike)
        return alike


def _see(texts: Sequence[str], encoder: Encoder | None) -> Arrays:
    counted = Lexicon.count(texts)
    if encoder is None or not texts:
        return counted
    return {**counted, **Vectors.arrays_of(encoder.encode_all(texts))}


def _fingerprint(encoder: Encoder | None) -> str:
    return encoder.fingerprint if encoder else "words"


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
