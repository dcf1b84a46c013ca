"""Arrays that are kept between runs, to be read in place of being computed again."""

import hashlib
import io
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.cache import Cache, code_of

Arrays = Mapping[str, NDArray[Any]]
"""Arrays by name."""


def remembered(
    cache: Cache, kind: str, made_of: object, make: Callable[[], Arrays], *, keep: int
) -> Arrays:
    """What *make* gave for the same values and with the same code before, or gives now.

    *made_of* is all that it depends on besides the code of this package, as JSON. Of its *kind* the
    *keep* made last are kept.
    """
    text = json.dumps([code_of(Path(__file__).parent), made_of], ensure_ascii=False)
    key = hashlib.sha256(text.encode()).hexdigest()
    kept = cache.read(kind, [key]).get(key)
    if kept is not None:
        return _unpacked(kept)
    made = make()
    cache.write(kind, {key: _packed(made)}, keep=keep)
    return made


def from_texts(texts: Iterable[str]) -> NDArray[np.uint8]:
    """Texts without line breaks as one array."""
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def to_texts(array: NDArray[np.uint8]) -> list[str]:
    """What `from_texts` made an array of."""
    joined = array.tobytes().decode()
    return joined.split("\n") if joined else []


def _packed(arrays: Arrays) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type]  # its stub takes them for its options
    return file.getvalue()


def _unpacked(content: bytes) -> Arrays:
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return dict(arrays)
