"""Solving with a positive definite matrix in hardly more memory than it takes itself.

NumPy alone would take four times that: it copies what it factorises and inverts.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_BLOCK = 256
"""Rows and columns that are left to NumPy at once."""


class Factor:
    """Cholesky's triangle L, lower, of a positive definite matrix L Lᵀ.

    It takes the place of the matrix, whose upper half is left as it was. Each block on the diagonal
    is replaced by its inverse, which is all that is needed of it.
    """

    def __init__(self, matrix: Floats) -> None:
        """*matrix* is overwritten.

        Raises:
            numpy.linalg.LinAlgError: it is not positive definite.
        """
        self._lower = matrix
        for own in self._blocks():
            column = matrix[own.start :, own]
            column -= matrix[own.start :, : own.start] @ matrix[own, : own.start].T
            size = own.stop - own.start
            inverse = np.tril(np.linalg.inv(np.linalg.cholesky(column[:size])))
            column[size:] = column[size:] @ inverse.T
            column[:size] = inverse

    def solve(self, wanted: Floats) -> Floats:
        """What the matrix, multiplied by it, gives *wanted* (rows, any number of columns)."""
        lower, found = self._lower, wanted.copy()
        for own in self._blocks():
            before = lower[own, : own.start] @ found[: own.start]
            found[own] = lower[own, own] @ (found[own] - before)
        for own in reversed(list(self._blocks())):
            after = lower[own.stop :, own].T @ found[own.stop :]
            found[own] = lower[own, own].T @ (found[own] - after)
        return found

    def diagonal_of_inverse(self) -> Floats:
        """The diagonal of the inverse of the matrix: of the columns of L's, the squared lengths."""
        return np.concatenate(
            [np.square(self._inverse(own)).sum(axis=0) for own in self._blocks()], dtype=np.float32
        )

    def _inverse(self, columns: slice) -> Floats:
        """These columns of the inverse of L, from the diagonal down."""
        lower, first = self._lower, columns.start
        found = np.zeros((len(lower) - first, columns.stop - first), np.float32)
        found[: columns.stop - first] = lower[columns, columns]
        for own in self._blocks(columns.stop):
            before = lower[own, first : own.start] @ found[: own.start - first]
            found[own.start - first : own.stop - first] = -lower[own, own] @ before
        return found

    def _blocks(self, first: int = 0) -> Iterator[slice]:
        for start in range(first, len(self._lower), _BLOCK):
            yield slice(start, min(start + _BLOCK, len(self._lower)))
