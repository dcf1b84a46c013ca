"""Likeness of vectors that are kept as bytes, held against that of the vectors themselves."""

import numpy as np
import pytest

from bot.matching.encoder import WIDTH, Encoded
from bot.matching.vectors import MEANING, WORDING, Vectors

TEXTS = 300


@pytest.fixture(scope="module")
def encoded() -> Encoded:
    chance = np.random.default_rng(1)
    meaning = chance.standard_normal((TEXTS, WIDTH), np.float32)
    wording = 3 + chance.standard_normal((TEXTS, WIDTH), np.float32)
    return Encoded(meaning / np.linalg.norm(meaning, axis=1, keepdims=True), wording)


def test_bytes_tell_the_same_likeness_to_a_hundredth(encoded: Encoded) -> None:
    vectors = Vectors(Vectors.arrays_of(encoded))
    moved = encoded.wording - encoded.wording.mean(axis=0)
    moved /= np.linalg.norm(moved, axis=1, keepdims=True)
    exact = MEANING * encoded.meaning @ encoded.meaning.T + WORDING * moved @ moved.T

    for place in range(0, TEXTS, 50):
        alike = vectors.likeness(Encoded(encoded.meaning[place], encoded.wording[place]))
        assert alike == pytest.approx(exact[place], abs=0.01)

    among = np.zeros((TEXTS, TEXTS), np.float32)
    vectors.add_among(np.arange(TEXTS), among)
    assert among == pytest.approx(exact, abs=0.01)


def test_one_text_is_like_itself(encoded: Encoded) -> None:
    alone = Encoded(encoded.meaning[:1], encoded.wording[:1])
    (alike,) = Vectors(Vectors.arrays_of(alone)).likeness(
        Encoded(alone.meaning[0], alone.wording[0])
    )
    assert alike == pytest.approx(MEANING, abs=0.001)
