"""Arrays that are kept between runs, to be read in place of being computed again."""

import hashlib
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.cache import Cache, code_of

Arrays = Mapping[str, NDArray[Any]]
"""Arrays by name."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Arrays of one kind: the *most* made last are kept, each until one of *modules* changes.

    These are the modules of this package whose code makes them.
    """

    name: str
    most: int
    modules: tuple[str, ...]

    def code(self) -> str:
        """A digest of what makes them."""
        return code_of(*(Path(__file__).with_name(f"{module}.py") for module in self.modules))


def remembered(cache: Cache, kind: Kind, made_of: object, make: Callable[[], Arrays]) -> Arrays:
    """What *make* gave for the same values and with the same code before, or gives now.

    *made_of* is all that it depends on besides the code of its *kind*, as JSON.
    """
    text = json.dumps([kind.code(), made_of], ensure_ascii=False)
    key = hashlib.sha256(text.encode()).hexdigest()
    kept = cache.read(kind.name, [key]).get(key)
    if kept is not None:
        return _unpacked(kept)
    made = make()
    cache.write(kind.name, {key: _packed(made)}, keep=kind.most)
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
