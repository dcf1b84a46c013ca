"""Sentence embeddings of all-MiniLM-L6-v2 through ONNX Runtime, without torch and offline."""

import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bot.cache import Cache
from bot.matching import minilm, onnx_session
from bot.matching.recent import remembering
from bot.matching.weights import Weights

WIDTH = minilm.WIDTH
Floats = NDArray[np.float32]

_BATCH_TOKENS = 512
_THREADS = 2
"""Batches embedded at the same time; each runs on one thread."""
_RECENT = 1024
_KEPT_VECTORS = 20_000
"""Texts whose vectors are kept between runs, 3 kB each: those of two versions side by side."""

log = logging.getLogger(__name__)


class Encoded(NamedTuple):
    """Vectors of one text, shape (384,), or of several, shape (texts, 384).

    `meaning` is the sentence embedding, of length 1. `wording` comes from half-way through the
    model and has any length; it tells apart what means nearly the same but is put differently.
    """

    meaning: Floats
    wording: Floats


class Encoder:
    """Turns texts into vectors whose dot products say how alike the texts are.

    `fingerprint` changes whenever the same text would get other vectors. Safe to share by threads.
    """

    def __init__(self, weights: Weights, cache: Cache) -> None:
        self.fingerprint = f"{weights.fingerprint()}-{minilm.VERSION}"
        self._cache = cache
        self._session = onnx_session.opened(_model(weights, cache, self.fingerprint))
        self._tokenizer = Tokenizer.from_file(str(weights.tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(max_length=minilm.LONGEST)
        self._recent = remembering(_RECENT, self._encode)

    @classmethod
    def installed(cls, cache: Cache) -> "Encoder | None":
        """The encoder, where the package with the weights is installed."""
        weights = Weights.installed()
        return cls(weights, cache) if weights else None

    def rank(self, word: str) -> int | None:
        """The rank of a whole word in lower case, the commonest first; None if it is not known."""
        return self._tokenizer.token_to_id(word)

    def encode(self, text: str) -> Encoded:
        """The vectors of one text. Recent texts are remembered."""
        return self._recent(text)

    def encode_all(self, texts: Sequence[str]) -> Encoded:
        """The vectors of many texts, kept between runs."""
        keys = {text: self._key(text) for text in texts}
        kept = self._cache.read("vectors", keys.values())
        missing = [text for text, key in keys.items() if key not in kept]
        if missing:
            fresh = self._encode_fresh(missing)
            entries = {keys[text]: row.tobytes() for text, row in fresh.items()}
            self._cache.write("vectors", entries, keep=_KEPT_VECTORS)
            kept |= entries
        joined = np.empty((len(texts), 2 * WIDTH), np.float32)
        for place, text in enumerate(texts):
            joined[place] = np.frombuffer(kept[keys[text]], np.float32)
        return Encoded(joined[:, :WIDTH], joined[:, WIDTH:])

    def _key(self, text: str) -> str:
        return hashlib.sha256(f"{self.fingerprint} {text}".encode()).hexdigest()[:32]

    def _encode(self, text: str) -> Encoded:
        row = self._run([self._tokenizer.encode(text).ids])[0]
        row.setflags(write=False)
        return Encoded(row[:WIDTH], row[WIDTH:])

    def _encode_fresh(self, texts: Sequence[str]) -> dict[str, Floats]:
        tokens = {text: self._tokenizer.encode(text).ids for text in texts}
        batches = list(_of_one_length(tokens))
        with ThreadPoolExecutor(_THREADS) as threads:
            done = threads.map(lambda batch: self._run([tokens[text] for text in batch]), batches)
            return {
                text: row
                for batch, rows in zip(batches, done, strict=True)
                for text, row in zip(batch, rows, strict=True)
            }

    def _run(self, ids: list[list[int]]) -> Floats:
        """Meaning and wording side by side, shape (texts, 768)."""
        outs = self._session.run(["meaning", "wording"], {"ids": np.array(ids, np.int64)})
        return np.concatenate(outs, axis=1, dtype=np.float32)


def _model(weights: Weights, cache: Cache, fingerprint: str) -> bytes:
    """The encoder as an ONNX file, which takes seconds to make and is kept between runs."""
    kept = cache.read("model", [fingerprint]).get(fingerprint)
    if kept is None:
        kept = minilm.int8_model(weights.read())
        cache.write("model", {fingerprint: kept}, keep=1)
    return kept


def _of_one_length(tokens: Mapping[str, Sequence[int]]) -> Iterator[list[str]]:
    """The texts in batches; those of a batch have the same number of tokens."""
    groups: dict[int, list[str]] = defaultdict(list)
    for text, ids in tokens.items():
        groups[len(ids)].append(text)
    for length, group in groups.items():
        size = max(1, _BATCH_TOKENS // length)
        for start in range(0, len(group), size):
            yield group[start : start + size]
