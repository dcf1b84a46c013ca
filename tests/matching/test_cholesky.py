"""Solving in the matrix's own place, held against NumPy's solution of the whole."""

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.matching.cholesky import Factor

Floats = NDArray[np.float32]


def positive_definite(size: int) -> Floats:
    random = np.random.default_rng(size)
    rows = random.normal(size=(size, size)) / np.sqrt(size)
    return (rows @ rows.T + np.eye(size)).astype(np.float32)


@pytest.mark.parametrize(
    "size",
    [
        pytest.param(1, id="a number"),
        pytest.param(255, id="less than a block"),
        pytest.param(256, id="a block"),
        pytest.param(257, id="a row more than a block"),
        pytest.param(700, id="blocks and a rest"),
    ],
)
def test_solutions_and_diagonal_are_those_of_the_inverse(size: int) -> None:
    matrix = positive_definite(size)
    wanted = np.random.default_rng(1).normal(size=(size, 3)).astype(np.float32)
    inverse = np.linalg.inv(matrix.astype(np.float64))

    factor = Factor(matrix.copy())

    assert factor.solve(wanted) == pytest.approx(inverse @ wanted, abs=1e-5)
    assert factor.diagonal_of_inverse() == pytest.approx(inverse.diagonal(), abs=1e-5)


def test_a_matrix_that_is_not_positive_definite_is_refused() -> None:
    matrix = positive_definite(600)
    matrix[500, 500] = -1

    with pytest.raises(np.linalg.LinAlgError):
        Factor(matrix)


def test_the_matrix_is_worked_on_in_its_own_place() -> None:
    matrix = positive_definite(300)
    lower = np.linalg.cholesky(matrix)

    Factor(matrix)

    assert matrix[256:, :256] == pytest.approx(lower[256:, :256], abs=1e-5)
