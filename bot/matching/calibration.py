"""How sure a score makes us, learnt from texts that the scoring had not seen."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.matching.match import Certainty

Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]
Flags = NDArray[np.bool_]

SURE = 0.55
"""Below it an answer would be wrong about as often as right, and an offer of several is better."""
UNSURE = 0.3
"""Below it even the offer is more likely to miss than to help. Cross-validated on 2,200 questions
under 36 labels the two kept 86 % and 96 % of the right answers; `trade_offs` tells the rest."""

_FEWEST = 20
"""Held-out texts below which the curve of UNTRIED is used."""
_ROUNDS = 30
_STEADY = 1e-2
"""Pulls the curve towards flat, so that texts told apart without a fault do not make it a step."""


class HeldOut(NamedTuple):
    """Cross-validated results, one entry for each training text that could be held out.

    `places` are the numbers of the texts, `best` those of the likeliest labels, `scores` (0..1)
    theirs. `right` says whether that label is the text's own, `foreign` whether the text is one of
    the background, `lost` whether the background was likelier still.
    """

    places: Numbers
    best: Numbers
    scores: Floats
    right: Flags
    foreign: Flags
    lost: Flags


@dataclass(frozen=True, slots=True)
class TradeOff:
    """What a threshold on the confidence does to the held-out texts; shares are 0..1.

    `kept`: of the right answers, those that stay. `wrong`: of the answers given, those that are
    wrong. `rejected`: of the background, what gets no answer; None where there is no background.
    """

    threshold: float
    kept: float
    wrong: float
    rejected: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """From scores to probabilities (a logistic curve), and the thresholds on these.

    From `sure` on a match is answered, from `unsure` on its label is offered.
    """

    slope: float
    offset: float
    sure: float = SURE
    unsure: float = UNSURE

    def certainty(self, confidence: float) -> Certainty:
        """What to do with a match of this confidence."""
        if confidence < self.unsure:
            return Certainty.NOTHING
        return Certainty.UNSURE if confidence < self.sure else Certainty.SURE

    def confidence(self, score: float) -> float:
        """The probability (0..1) that a label with this score is the right one."""
        return 1 / (1 + math.exp(-(self.slope * score + self.offset)))


UNTRIED = Calibration(slope=11.0, offset=-3.0)
"""For too few texts to try anything on: what a set of 1,800 questions gave."""


def calibrate(held_out: HeldOut) -> Calibration:
    """The curve that fits *held_out* best."""
    if len(held_out.scores) < _FEWEST or not held_out.right.any():
        return UNTRIED
    return Calibration(*_logistic(held_out.scores, held_out.right))


def trade_offs(held_out: HeldOut, calibration: Calibration) -> list[TradeOff]:
    """The trade-off at 19 thresholds from 0.05 to 0.95."""
    confidences = np.array([calibration.confidence(score) for score in held_out.scores.tolist()])
    return [_trade_off(step / 20, confidences, held_out) for step in range(1, 20)]


def _trade_off(threshold: float, confidences: NDArray[np.float64], held: HeldOut) -> TradeOff:
    given = (confidences >= threshold) & ~held.lost
    kept = float((given & held.right).sum() / max(1, held.right.sum()))
    wrong = float((given & ~held.right).sum() / max(1, given.sum()))
    rejected = (
        float((~given & held.foreign).sum() / held.foreign.sum()) if held.foreign.any() else None
    )
    return TradeOff(threshold, kept, wrong, rejected)


def _logistic(scores: Floats, right: Flags) -> tuple[float, float]:
    """Slope and offset of the logistic curve through the results, by Newton's method.

    Targets are drawn a little inwards after Platt, 1999: all right must not mean certain.
    """
    inputs = np.stack([scores.astype(float), np.ones(len(scores))], axis=1)
    hits, misses = right.sum(), (~right).sum()
    targets = np.where(right, (hits + 1) / (hits + 2), 1 / (misses + 2))
    line = np.zeros(2)
    for _ in range(_ROUNDS):
        guess = 1 / (1 + np.exp(-(inputs @ line)))
        spread = (inputs * (guess * (1 - guess))[:, None]).T @ inputs + _STEADY * np.eye(2)
        line -= np.linalg.solve(spread, inputs.T @ (guess - targets) + _STEADY * line)
    return float(line[0]), float(line[1])
