"""Multinomial logistic regression in kernel form, fitted with L-BFGS in plain NumPy.

The features never appear: all that is needed is how alike each pair of texts is (the kernel, the
dot products of the features). The result equals that of the usual form on the features themselves.
"""

import math
from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_PENALTY = 1 / 40
"""Weight of the squared length of the coefficients against the summed loss (C = 40)."""
_COMMON = np.float32(0.1)
"""What all texts share beside their likeness, so that one class may be commoner than another."""
_ROUNDS = 100
_REMEMBERED = 8
_FLAT = 0.02
"""Fitting ends where the slope is so much less than at the start."""
_HALVINGS = 12
_CURVED = 1e-6
"""A step along which the slope turned less than this tells nothing but rounding errors."""
_DESCENT = 1e-4
"""Armijo's constant: the part of the promised descent that a step must keep."""


@dataclass(frozen=True, slots=True)
class _Point:
    """Coefficients (examples, classes) and their scores: the kernel times the coefficients."""

    coefficients: Floats
    scores: Floats

    def plus(self, other: "_Point", factor: float = 1.0) -> "_Point":
        scale = np.float32(factor)
        return _Point(
            self.coefficients + scale * other.coefficients, self.scores + scale * other.scores
        )

    def dot(self, other: "_Point") -> float:
        """The dot product of the two in the space of the features."""
        return float(np.vdot(self.coefficients, other.scores))

    def length(self) -> float:
        """Its length in the space of the features."""
        return math.sqrt(max(0.0, self.dot(self)))


def fit(likeness: Floats, classes: NDArray[np.intp], count: int) -> Floats:
    """Coefficients (examples, *count*) for examples of these *classes* (numbers below *count*).

    *likeness* (examples, examples) is 1 for equal texts.
    """
    wanted = np.eye(count, dtype=np.float32)[classes]
    now = _Point(np.zeros_like(wanted), np.zeros_like(wanted))
    loss, slope = _loss(now, wanted), _slope(now, wanted, likeness)
    steep = slope.length()
    past: deque[tuple[_Point, _Point]] = deque(maxlen=_REMEMBERED)
    for _ in range(_ROUNDS):
        if slope.length() <= _FLAT * steep:
            break
        after, loss = _step(now, loss, _direction(slope, past), slope, wanted)
        turned = _slope(after, wanted, likeness)
        move, turn = after.plus(now, -1), turned.plus(slope, -1)
        if move.dot(turn) > _CURVED * move.length() * turn.length():
            past.append((move, turn))
        now, slope = after, turned
    return now.coefficients


def scores(likeness: Floats, coefficients: Floats) -> Floats:
    """Scores (..., classes) of texts that are so alike (..., examples) to the examples."""
    found: Floats = likeness @ coefficients + _COMMON * coefficients.sum(axis=0)
    return found


def probabilities(scores: Floats) -> Floats:
    """Scores (..., classes) as probabilities that sum to 1."""
    powers: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def _loss(point: _Point, wanted: Floats) -> float:
    highest = point.scores.max(axis=1, keepdims=True)
    total = np.log(np.exp(point.scores - highest).sum(axis=1)) + highest[:, 0]
    misfit = total - (point.scores * wanted).sum(axis=1)
    return float(misfit.sum(dtype=np.float64)) + _PENALTY / 2 * point.dot(point)


def _slope(point: _Point, wanted: Floats, likeness: Floats) -> _Point:
    error = probabilities(point.scores) - wanted
    change = error + np.float32(_PENALTY) * point.coefficients
    return _Point(change, scores(likeness, change))


def _direction(slope: _Point, past: deque[tuple[_Point, _Point]]) -> _Point:
    """Where to go: L-BFGS's two loops (Nocedal and Wright, algorithm 7.4)."""
    ahead, parts = slope, []
    for moved, turned in reversed(past):
        part = moved.dot(ahead) / moved.dot(turned)
        parts.append(part)
        ahead = ahead.plus(turned, -part)
    if past:
        moved, turned = past[-1]
        ahead = ahead.plus(ahead, moved.dot(turned) / turned.dot(turned) - 1)
    for (moved, turned), part in zip(past, reversed(parts), strict=True):
        ahead = ahead.plus(moved, part - turned.dot(ahead) / moved.dot(turned))
    return ahead.plus(ahead, -2)


def _step(
    now: _Point, loss: float, ahead: _Point, slope: _Point, wanted: Floats
) -> tuple[_Point, float]:
    """The first of ever shorter steps that lowers the loss well enough, and the loss there."""
    length, descent = 1.0, ahead.dot(slope)
    for _ in range(_HALVINGS):
        after = now.plus(ahead, length)
        lower = _loss(after, wanted)
        if lower <= loss + _DESCENT * length * descent:
            break
        length /= 2
    return after, lower
