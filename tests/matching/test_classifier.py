"""Logistic regression, held against its own conditions."""

import numpy as np
import pytest

from bot.matching import classifier


def test_the_fit_is_where_the_slope_vanishes() -> None:
    random = np.random.default_rng(3)
    features = random.normal(size=(90, 12)).astype(np.float32)
    truth = np.eye(4)[random.integers(0, 4, 90)]
    kernel = features @ features.T
    coefficients = classifier.fit(kernel, truth.argmax(axis=1), 4)
    chances = classifier.probabilities(classifier.scores(kernel, coefficients))
    slope = features.T @ (chances - truth + coefficients / 40)
    slope_at_nought = features.T @ (1 / 4 - truth)
    assert np.linalg.norm(slope) < 0.02 * np.linalg.norm(slope_at_nought)


def test_classes_that_can_be_told_apart_are() -> None:
    random = np.random.default_rng(5)
    centres = np.eye(5, 20, dtype=np.float32)
    classes = np.repeat(np.arange(5), 12)
    features = centres[classes] + random.normal(scale=0.2, size=(60, 20)).astype(np.float32)
    kernel = features @ features.T
    assert ((kernel @ classifier.fit(kernel, classes, 5)).argmax(axis=1) == classes).all()


def test_probabilities_sum_to_one_even_for_extreme_scores() -> None:
    chances = classifier.probabilities(np.array([[1e4, -1e4, 0], [0, 0, 0]], np.float32))
    assert chances.sum(axis=1) == pytest.approx(1)
    assert chances[1] == pytest.approx(1 / 3)


@pytest.mark.parametrize("seed", range(20))
def test_any_kernel_can_be_fitted(seed: int) -> None:
    """Also with texts that are equal, strange to all others, or of one class."""
    random = np.random.default_rng(seed)
    features = random.normal(size=(30, 3)).astype(np.float32)
    features[random.integers(0, 30, 12)] = random.choice([0, 1], size=3)
    coefficients = classifier.fit(features @ features.T, random.integers(0, 1 + seed % 3, 30), 3)
    assert np.isfinite(coefficients).all()
