"""What a matcher learns from its examples, and keeping that between runs."""

import functools
import hashlib
import io
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.matching import classifier
from bot.matching.cache import Cache
from bot.matching.calibration import Calibration, HeldOut, calibrate
from bot.matching.likeness import Likeness

Floats = NDArray[np.float32]
Classes = NDArray[np.intp]

_FOLDS = 5
_KEPT = 32
"""What was learnt from so many different sets of examples is kept between runs."""


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
    key = _digest(examples, likeness)
    kept = cache.read("learnt", [key]).get(key)
    if kept is not None:
        return _unpacked(kept)
    learnt = _learnt(examples, likeness.among())
    cache.write("learnt", {key: _packed(learnt)}, keep=_KEPT)
    return learnt


def judge(alike: Floats, coefficients: Floats, classes: Classes) -> Floats:
    """Scores (..., labels) of texts that are so alike to the examples.

    A score (0..1) is the root of the label's probability times the likeness to the label's nearest
    example: it tells strange texts better than either alone.
    """
    chances = classifier.probabilities(classifier.scores(alike, coefficients))
    starts = np.searchsorted(classes, np.arange(coefficients.shape[1]))
    nearest = np.maximum.reduceat(alike, starts, axis=-1)
    scores: Floats = np.sqrt(chances) * np.clip(nearest, 0, 1)
    return scores


def _learnt(examples: Examples, alike: Floats) -> Learnt:
    coefficients = classifier.fit(alike, examples.classes, len(examples.labels))
    held_out = _cross_validated(examples, alike)
    return Learnt(coefficients, calibrate(held_out), held_out)


def _cross_validated(examples: Examples, alike: Floats) -> HeldOut:
    """Every text judged by what those outside its fold teach."""
    folds, classes = _folds(examples.classes), examples.classes
    scores = np.zeros((len(classes), len(examples.labels)), np.float32)
    for fold in range(_FOLDS):
        out, rest = folds == fold, folds != fold
        if out.any():
            known = alike[np.ix_(rest, rest)]
            coefficients = classifier.fit(known, classes[rest], len(examples.labels))
            scores[out] = judge(alike[np.ix_(out, rest)], coefficients, classes[rest])
    return _held_out(examples, np.flatnonzero(folds >= 0), scores)


def _folds(classes: Classes) -> Classes:
    """The fold in which each example is held out; -1 for the only example of its label."""
    within = np.arange(len(classes)) - np.searchsorted(classes, classes)
    return np.where(np.bincount(classes)[classes] > 1, within % _FOLDS, -1)


def _held_out(examples: Examples, places: Classes, scores: Floats) -> HeldOut:
    background = -1 if examples.background is None else examples.background
    scores, truth = scores[places], examples.classes[places]
    named = np.where(np.arange(len(examples.labels)) == background, -1, scores)
    best = named.argmax(axis=1)
    return HeldOut(
        places=places,
        best=best,
        scores=named.max(axis=1),
        right=best == truth,
        foreign=truth == background,
        lost=scores.argmax(axis=1) != best,
    )


def _digest(examples: Examples, likeness: Likeness) -> str:
    """Differs where examples, encoder or code differ."""
    encoder = likeness.encoder.fingerprint if likeness.encoder else "words"
    content = [examples.texts, examples.classes.tolist(), examples.labels, examples.background]
    text = json.dumps([_code(), encoder, content], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@functools.cache
def _code() -> str:
    files = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _packed(learnt: Learnt) -> bytes:
    file = io.BytesIO()
    calibration = np.array(astuple(learnt.calibration))
    held_out = learnt.held_out._asdict()
    np.savez(file, coefficients=learnt.coefficients, calibration=calibration, **held_out)
    return file.getvalue()


def _unpacked(content: bytes) -> Learnt:
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        calibration = Calibration(*arrays["calibration"].tolist())
        held_out = HeldOut(**{name: arrays[name] for name in HeldOut._fields})
        return Learnt(arrays["coefficients"], calibration, held_out)
