"""The model of py3langid: the same in 44 MB in place of 74, and read in a third of the time."""

from array import array

import numpy as np
import py3langid
from numpy.typing import NDArray
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from bot.cache import Cache
from bot.matching.arrays import Arrays, Kind, from_texts, remembered, to_texts

LANGUAGES = Kind(name="languages", most=1, modules=("arrays", "language_model"))
"""What the model holds; 40 MB."""

_LETTERS = 256
"""Letters are bytes here, as in py3langid."""


def identifier(cache: Cache) -> LanguageIdentifier:
    """Tells languages as py3langid's own does.

    Raises:
        OSError: the model cannot be unpacked, for which py3langid needs room on the disk.
    """
    held = remembered(cache, LANGUAGES, py3langid.__version__, _unpacked)
    return LanguageIdentifier(
        held["weights"],
        held["commonness"],
        to_texts(held["languages"]),
        _Moves(held),
        array("i", held["features"].tobytes()),
        norm_probs=True,
        tk_row=array("H", held["rows"].tobytes()),
    )


class _Moves:
    """A table of what follows, row by row: by 256 times the row and the letter.

    Rows hardly differ from that of the beginning, and only where they do is kept: 11 MB, not 39.
    """

    def __init__(self, held: Arrays) -> None:
        self._usual: list[int] = held["usual"].tolist()
        self._starts = array("i", held["starts"].tobytes())
        self._letters = held["letters"].tobytes()
        self._targets = array("I", held["targets"].tobytes())

    def __getitem__(self, place: int) -> int:
        row, letter = divmod(place, _LETTERS)
        found = self._letters.find(letter, self._starts[row], self._starts[row + 1])
        return self._usual[letter] if found < 0 else self._targets[found]


def _unpacked() -> Arrays:
    whole = LanguageIdentifier.from_model_file(MODEL_FILE)
    rows = np.array(whole.tk_row, np.uint16)
    return {
        "weights": whole.nb_ptc,
        "commonness": whole.nb_pc,
        "languages": from_texts(whole.nb_classes),
        "features": np.array(whole.tk_output, np.int32),
        "rows": rows,
        **_sparse(np.asarray(whole.tk_nextmove, np.uint32).reshape(-1, _LETTERS), rows[0]),
    }


def _sparse(moves: NDArray[np.uint32], beginning: int) -> Arrays:
    usual = moves[beginning]
    differs = moves != usual
    counts = np.count_nonzero(differs, axis=1)
    return {
        "usual": usual,
        "starts": np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        "letters": np.nonzero(differs)[1].astype(np.uint8),
        "targets": moves[differs],
    }
