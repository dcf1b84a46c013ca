"""What a matcher learns from its examples, and keeping that between runs."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from bot.cache import Cache
from bot.matching import classifier
from bot.matching.arrays import Arrays, Kind, remembered
from bot.matching.calibration import UNTRIED, Calibration, HeldOut, calibrate, sharpness
from bot.matching.likeness import Likeness

Floats = NDArray[np.float32]
Classes = NDArray[np.intp]

LEARNT = Kind(
    name="learnt",
    most=32,
    modules=(
        "arrays",
        "calibration",
        "cholesky",
        "classifier",
        "features",
        "learning",
        "likeness",
        "onnx_session",
        "onnx_writer",
        "vectors",
    ),
)
"""What was learnt from a set of examples."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Training texts in order of label and text, each with the number of its label in `labels`.

    `background` is the number of the label that means "none of them", or None.
    """

    texts: tuple[str, ...]
    classes: Classes
    labels: tuple[str, ...]
    background: int | None

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], background: str | None) -> "Examples":
        """From pairs of plain text and label, in any order; repeated pairs count once.

        Raises:
            ValueError: there is no pair.
        """
        rows = sorted({(label, text) for text, label in pairs})
        if not rows:
            raise ValueError("a matcher needs at least one example")
        labels = tuple(sorted({label for label, _ in rows}))
        classes = np.array([labels.index(label) for label, _ in rows], np.intp)
        place = labels.index(background) if background in labels else None
        return cls(tuple(text for _, text in rows), classes, labels, place)


@dataclass(frozen=True, slots=True)
class Learnt:
    """Coefficients (examples, labels) of the classifier, and how far to trust it."""

    coefficients: Floats
    calibration: Calibration
    held_out: HeldOut


def learn(examples: Examples, likeness: Likeness, cache: Cache) -> Learnt:
    """Learn, or remember what was learnt from the very same examples by the very same code."""
    content = [examples.texts, examples.classes.tolist(), examples.labels, examples.background]
    made_of = [likeness.fingerprint, *content]
    arrays = remembered(cache, LEARNT, made_of, lambda: _packed(_learnt(examples, likeness)))
    return _unpacked(arrays)


def _learnt(examples: Examples, likeness: Likeness) -> Learnt:
    count = len(examples.labels)
    fitted = classifier.fit(likeness.among, examples.classes, count)
    places = np.flatnonzero(np.bincount(examples.classes, minlength=count)[examples.classes] > 1)
    sharp = sharpness(fitted.held_out[places], examples.classes[places])
    draft = Calibration(sharp, UNTRIED.sure, UNTRIED.unsure)
    held_out = _held_out(examples, places, draft.probabilities(fitted.held_out[places]))
    return Learnt(fitted.coefficients, calibrate(sharp, held_out), held_out)


def _held_out(examples: Examples, places: Classes, chances: Floats) -> HeldOut:
    background = -1 if examples.background is None else examples.background
    truth = examples.classes[places]
    named = np.where(np.arange(len(examples.labels)) == background, -1, chances)
    best = named.argmax(axis=1)
    return HeldOut(
        places=places,
        best=best,
        confidences=named.max(axis=1),
        right=best == truth,
        foreign=truth == background,
        lost=chances.argmax(axis=1) != best,
    )


def _packed(learnt: Learnt) -> Arrays:
    calibration = np.array(astuple(learnt.calibration))
    held_out = learnt.held_out._asdict()
    return {"coefficients": learnt.coefficients, "calibration": calibration, **held_out}


def _unpacked(arrays: Arrays) -> Learnt:
    calibration = Calibration(*arrays["calibration"].tolist())
    held_out = HeldOut(**{name: arrays[name] for name in HeldOut._fields})
    return Learnt(arrays["coefficients"], calibration, held_out)
