"""How alike a text is to each of some texts: in meaning, in wording, in words."""

import functools
import logging
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.cache import Cache
from bot.matching.arrays import Arrays, Kind, remembered
from bot.matching.encoder import WIDTH, Encoded, Encoder
from bot.matching.features import Lexicon, add_products
from bot.matching.match import Engine
from bot.matching.weights import PACKAGE, WeightsDamaged

Floats = NDArray[np.float32]

_MEANING, _WORDING, _WORDS = np.float32(0.45), np.float32(0.25), np.float32(0.3)
"""The parts that make up likeness, as leaving out each utterance in turn has it; the figures change
little between half and double of any of them. Wording (half-way through the model) tells off-topic
texts better than meaning alone: of 100 it found 5 more, and 2 more of 100 subjects."""

SEEN = Kind(name="likeness", most=8, modules=("arrays", "features", "likeness"))
"""What was seen of a set of texts; of 6,600 texts that is 27 MB."""

log = logging.getLogger(__name__)


class Likeness:
    """Compares any text with some texts, all of them plain.

    `engine` says by what: by meaning, wording and words, or where there is no encoder by words.
    `fingerprint` differs where the encoders do.
    """

    def __init__(self, seen: Arrays, encoder: Encoder | None) -> None:
        """*seen* is what `see` gave for the texts with the same encoder."""
        self.encoder = encoder
        self.engine: Engine = "embeddings" if encoder else "words"
        self.fingerprint = _fingerprint(encoder)
        self._lexicon = Lexicon(seen)
        self._vectors = _Vectors(seen["common"], seen["joined"]) if encoder else None

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


class _Vectors:
    """The vectors of the texts, meaning and wording side by side, so long that they add up.

    Wording is measured from what the wordings of all the texts have in common.
    """

    def __init__(self, common: Floats, joined: Floats) -> None:
        self._common, self._joined = common, joined

    def likeness(self, encoded: Encoded) -> Floats:
        """The part of likeness that comes from the vectors, of one text to each of the texts."""
        alike: Floats = self._joined @ _join(encoded, self._common)
        return alike

    def add_among(self, places: NDArray[np.intp], sums: Floats) -> None:
        """Add to *sums* the same for those of the texts themselves that are at *places*."""
        add_products(self._joined[places], sums)


def _see(texts: Sequence[str], encoder: Encoder | None) -> Arrays:
    counted = Lexicon.count(texts)
    if encoder is None:
        return counted
    encoded = encoder.encode_all(texts)
    common = encoded.wording.mean(axis=0) if len(texts) else np.zeros(WIDTH, np.float32)
    return {**counted, "common": common, "joined": _join(encoded, common)}


def _join(encoded: Encoded, common: Floats) -> Floats:
    moved = encoded.wording - common
    length = np.linalg.norm(moved, axis=-1, keepdims=True)
    wording = moved / np.maximum(length, np.float32(1e-6))
    parts = np.sqrt(_MEANING) * encoded.meaning, np.sqrt(_WORDING) * wording
    return np.concatenate(parts, axis=-1, dtype=np.float32)


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
