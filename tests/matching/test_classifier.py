"""Kernel ridge regression, held against its own conditions."""

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.matching import classifier
from bot.matching.classifier import Fitted

Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]


def some_texts(*, classes: int, each: int, spread: float = 0.2) -> tuple[Floats, Numbers]:
    """Vectors of length 1 around one centre for each class."""
    random = np.random.default_rng(5)
    labels = np.repeat(np.arange(classes), each)
    centres = np.eye(classes, 20)[labels]
    vectors = centres + random.normal(scale=spread, size=centres.shape)
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32), labels


def fitted(vectors: Floats, labels: Numbers, count: int) -> Fitted:
    return classifier.fit(lambda places: vectors[places] @ vectors[places].T, labels, count)


def test_classes_that_can_be_told_apart_are() -> None:
    vectors, labels = some_texts(classes=5, each=12)
    learnt = fitted(vectors, labels, 5)
    found = classifier.scores(vectors @ vectors.T, learnt.coefficients)
    assert (found.argmax(axis=1) == labels).all()
    assert found.max(axis=1) == pytest.approx(1, abs=0.2)


def test_what_is_held_out_is_what_a_fit_without_it_would_say() -> None:
    vectors, labels = some_texts(classes=3, each=10, spread=0.6)
    learnt = fitted(vectors, labels, 3)
    for place in (0, 14, 29):
        rest = np.delete(np.arange(30), place)
        # the weight of a class stays that of the whole, so compare what hardly depends on it
        without = fitted(vectors[rest], labels[rest], 3)
        said = classifier.scores(vectors[place] @ vectors[rest].T, without.coefficients)
        assert learnt.held_out[place] == pytest.approx(said, abs=0.03)


def test_a_rare_class_weighs_as_much_as_a_common_one() -> None:
    vectors, labels = some_texts(classes=2, each=40, spread=0.5)
    few = np.r_[np.arange(40), np.arange(40, 45)]
    between = (vectors[:40].mean(axis=0) + vectors[40:45].mean(axis=0))[None]
    between /= np.linalg.norm(between)
    learnt = fitted(vectors[few], labels[few], 2)
    common, rare = classifier.scores(between @ vectors[few].T, learnt.coefficients)[0]
    assert common == pytest.approx(rare, abs=0.3)


def test_more_than_can_be_solved_at_once_is_dealt_out(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors, labels = some_texts(classes=4, each=15, spread=0.3)
    whole = fitted(vectors, labels, 4)
    monkeypatch.setattr(classifier, "_TOGETHER", 25)
    parts = fitted(vectors, labels, 4)
    asked, truth = some_texts(classes=4, each=6, spread=0.3)
    for learnt in (whole, parts):
        found = classifier.scores(asked @ vectors.T, learnt.coefficients)
        assert (found.argmax(axis=1) == truth).mean() > 0.95
    assert (parts.held_out.argmax(axis=1) == labels).mean() > 0.9


@pytest.mark.parametrize("seed", range(20))
def test_any_likeness_can_be_fitted(seed: int) -> None:
    """Also with texts that are equal, strange to all others, or of one class."""
    random = np.random.default_rng(seed)
    vectors = random.normal(size=(30, 3)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors[random.integers(0, 30, 12)] = [1, 0, 0]
    learnt = fitted(vectors, np.sort(random.integers(0, 1 + seed % 3, 30)), 3)
    assert np.isfinite(learnt.coefficients).all()
    assert np.isfinite(learnt.held_out).all()
