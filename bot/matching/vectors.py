"""How alike a text's vectors are to those of some texts: a product of whole numbers."""

import numpy as np
from numpy.typing import NDArray

from bot.matching import onnx_session, onnx_writer
from bot.matching.arrays import Arrays
from bot.matching.encoder import WIDTH, Encoded
from bot.matching.features import add_products

Floats = NDArray[np.float32]

MEANING, WORDING = np.float32(0.45), np.float32(0.25)
"""The parts of likeness that come from the vectors, as leaving out each utterance in turn has it;
the figures change little between half and double of any of them. Wording (half-way through the
model) tells off-topic texts better than meaning alone: of 100 it found 5 more, and 2 more of 100
subjects."""

_BLOCK = 64
"""Numbers of a row that share a scale."""
_LARGEST, _ZERO = 127, 128
"""Whole numbers from -127 to 127 are kept as bytes from 1 to 255."""


class Vectors:
    """The vectors of some texts, meaning and wording side by side, so long that they add up.

    Wording is measured from what the wordings of all the texts have in common. A vector is kept as
    bytes with a scale for each 64: a quarter of the memory to go through for each text to compare.
    """

    def __init__(self, held: Arrays) -> None:
        """*held* is what `arrays_of` gave for the vectors of the texts."""
        self._common, self._whole, self._worth = held["common"], held["whole"], held["worth"]
        self._product = onnx_session.opened(_product(self._whole, self._worth))

    @staticmethod
    def arrays_of(encoded: Encoded) -> Arrays:
        """All that is kept of the vectors of one text or more."""
        common = encoded.wording.mean(axis=0)
        blocks = _join(encoded, common).reshape(-1, 2 * WIDTH // _BLOCK, _BLOCK)
        worth = np.abs(blocks).max(axis=2) / np.float32(_LARGEST)
        whole = np.rint(blocks / np.maximum(worth, np.float32(1e-30))[:, :, None])
        return {"common": common, "whole": (whole + _ZERO).astype(np.uint8), "worth": worth}

    def likeness(self, encoded: Encoded) -> Floats:
        """The part of likeness that comes from the vectors, of one text to each of the texts."""
        row = _join(encoded, self._common)
        (alike,) = self._product.run(None, {"row": row[None]})
        found: Floats = alike[0]
        return found

    def add_among(self, places: NDArray[np.intp], sums: Floats) -> None:
        """Add to *sums* the same for those of the texts themselves that are at *places*."""
        whole = self._whole[places].astype(np.float32) - np.float32(_ZERO)
        add_products((whole * self._worth[places][:, :, None]).reshape(len(places), -1), sums)


def _join(encoded: Encoded, common: Floats) -> Floats:
    moved = encoded.wording - common
    length = np.linalg.norm(moved, axis=-1, keepdims=True)
    wording = moved / np.maximum(length, np.float32(1e-6))
    parts = np.sqrt(MEANING) * encoded.meaning, np.sqrt(WORDING) * wording
    return np.concatenate(parts, axis=-1, dtype=np.float32)


def _product(whole: NDArray[np.uint8], worth: Floats) -> bytes:
    """An ONNX graph: from a vector, `row` (1, 768), to its products with all those held."""
    texts, width = len(whole), 2 * WIDTH
    node = onnx_writer.node(
        "com.microsoft:MatMulNBits",
        ["row", "whole", "worth"],
        ["alike"],
        K=width,
        N=texts,
        bits=8,
        block_size=_BLOCK,
        accuracy_level=4,  # the row is rounded to eight bits, too
    )
    tensors = [onnx_writer.tensor("whole", whole), onnx_writer.tensor("worth", worth)]
    row = onnx_writer.value_info("row", onnx_writer.FLOAT, [1, width])
    alike = onnx_writer.value_info("alike", onnx_writer.FLOAT, [1, texts])
    return onnx_writer.model([node], tensors, [row], [alike])
