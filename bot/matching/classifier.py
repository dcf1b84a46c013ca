"""Kernel ridge regression with a Gaussian kernel: one score for each class, about 0 to 1.

Of the forms tried it was the best: 89 % of questions to StackPick were right, against 83 % with
logistic regression on the same likeness. And what each example would get from a fit without it
comes with the fit.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.cholesky import Factor

Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]

_NARROW = np.float32(1.5)
"""Steepness of the kernel: between 1 and 2 every set of questions tried did about as well."""
_PENALTY = np.float32(0.05)
"""Weight of the squared length of a solution against the squared errors of an example."""
_TOGETHER = 8_000
"""Examples solved at once, which takes 300 MB; more are dealt out to several solutions."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Coefficients (examples, classes), and the scores of each example from a fit without it."""

    coefficients: Floats
    held_out: Floats


def fit(likeness: Callable[[Numbers], Floats], classes: Numbers, count: int) -> Fitted:
    """Fit examples of these *classes* (numbers below *count*), those of a class side by side.

    *likeness* gives how alike the examples of some places are to each other, 1 for the same text,
    as a matrix that it has no more use for.
    Too many examples for one solution are dealt out, and the solutions averaged (Zhang, Duchi and
    Wainwright, Divide and Conquer Kernel Ridge Regression, 2015).
    """
    parts = -(-len(classes) // _TOGETHER)
    coefficients = np.zeros((len(classes), count), np.float32)
    held_out = np.zeros_like(coefficients)
    for part in range(parts):
        places = np.arange(part, len(classes), parts)
        solved = _solve(likeness(places), classes[places], count)
        coefficients[places] = solved.coefficients / np.float32(parts)
        held_out[places] = solved.held_out
    return Fitted(coefficients, held_out)


def scores(likeness: Floats, coefficients: Floats) -> Floats:
    """Scores (..., classes) of texts that are so alike (..., examples) to the examples."""
    found: Floats = _kernel(likeness) @ coefficients
    return found


def _solve(likeness: Floats, classes: Numbers, count: int) -> Fitted:
    """One solution, with the scores of leaving one out in closed form (Rifkin and Lippert, 2007).

    Each class weighs the same, however many examples it has.
    """
    wanted = np.eye(count, dtype=np.float32)[classes]
    sizes = np.bincount(classes)
    commonness = sizes[classes] * np.count_nonzero(sizes) / len(classes)
    system = _kernel(likeness, out=likeness)
    system[np.diag_indices_from(system)] += _PENALTY * commonness.astype(np.float32)
    factor = Factor(system)
    coefficients = factor.solve(wanted)
    diagonal = factor.diagonal_of_inverse()
    return Fitted(coefficients, wanted - coefficients / diagonal[:, None])


def _kernel(likeness: Floats, out: Floats | None = None) -> Floats:
    """Of vectors of length 1 with these dot products."""
    close = np.subtract(likeness, np.float32(1), out=out)
    close *= _NARROW
    return np.exp(close, out=close)
