"""How sure scores make us, learnt from texts that the scoring had not seen."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.matching.match import Certainty

Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]
Flags = NDArray[np.bool_]

ANSWERED, OFFERED = 0.95, 0.99
"""Shares of the right held-out results that the thresholds `sure` and `unsure` keep.

To keep 95 % is the usual choice where rejecting is measured: what is given up costs little, since
the subject is still offered, and most off-topic texts lie below. `trade_offs` tells the rest."""

_FEWEST = 20
"""Held-out texts below which UNTRIED is used."""
_SHARPNESSES = np.geomspace(2, 64, 61, dtype=np.float32)


class HeldOut(NamedTuple):
    """What was made of each training text by a fit without it, where its label has other texts.

    `places` are the numbers of the texts, `best` those of the likeliest labels, `confidences`
    (0..1) theirs. `right` says whether that label is the text's own, `foreign` whether the text
    is one of the background, `lost` whether the background was likelier still.
    """

    places: Numbers
    best: Numbers
    confidences: Floats
    right: Flags
    foreign: Flags
    lost: Flags


@dataclass(frozen=True, slots=True)
class TradeOff:
    """What a threshold on the confidence does to the held-out texts; shares are 0..1.

    `kept`: of the texts with a label, those that get it. `wrong`: of the answers given, those that
    are wrong. `rejected`: of the background, what gets no answer; None where there is none.
    """

    threshold: float
    kept: float
    wrong: float
    rejected: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """From scores to probabilities (a softmax of this sharpness), and the thresholds on these.

    From `sure` on a match is answered, from `unsure` on its label is offered.
    """

    sharpness: float
    sure: float
    unsure: float

    def certainty(self, confidence: float) -> Certainty:
        """What to do with a match of this confidence."""
        if confidence < self.unsure:
            return Certainty.NOTHING
        return Certainty.UNSURE if confidence < self.sure else Certainty.SURE

    def probabilities(self, scores: Floats) -> Floats:
        """The probability of each label; those of a text sum to 1."""
        return _softmax(np.float32(self.sharpness) * scores)


UNTRIED = Calibration(sharpness=12.0, sure=0.3, unsure=0.2)
"""For too few texts to try anything on: about what a set of 2,300 utterances gave."""


def sharpness(scores: Floats, classes: Numbers) -> float:
    """That under which the held-out texts' own labels are likeliest (temperature scaling)."""
    if len(classes) < _FEWEST:
        return UNTRIED.sharpness
    return float(max(_SHARPNESSES, key=lambda sharp: _likelihood(sharp * scores, classes)))


def calibrate(sharp: float, held_out: HeldOut) -> Calibration:
    """Thresholds that keep the promised shares of the right results; see ANSWERED, OFFERED."""
    confidences = held_out.confidences[held_out.right & ~held_out.lost]
    if len(confidences) < _FEWEST:
        return Calibration(sharp, UNTRIED.sure, UNTRIED.unsure)
    unsure, sure = np.quantile(confidences, [1 - OFFERED, 1 - ANSWERED]).tolist()
    return Calibration(sharp, sure, unsure)


def trade_off(threshold: float, held_out: HeldOut) -> TradeOff:
    """What answering from this threshold on does to the held-out texts."""
    given = (held_out.confidences >= threshold) & ~held_out.lost
    named, foreign = ~held_out.foreign, held_out.foreign
    kept = (given & held_out.right).sum() / max(1, named.sum())
    wrong = (given & ~held_out.right).sum() / max(1, given.sum())
    rejected = float((~given & foreign).sum() / foreign.sum()) if foreign.any() else None
    return TradeOff(threshold, float(kept), float(wrong), rejected)


def _likelihood(scores: Floats, classes: Numbers) -> float:
    own = _softmax(scores)[np.arange(len(classes)), classes]
    return float(np.log(np.maximum(own, np.float32(1e-9))).mean())


def _softmax(scores: Floats) -> Floats:
    powers: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares
