"""The matcher on labelled texts of any subject, such as the public intent sets."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from bot.cli.console import UsageError
from bot.matching import Cache, Certainty, Match, Matcher

BACKGROUND = "oos"
"""The label of texts that have none of the others; what must be rejected."""

COLUMNS = (
    "public set", "train", "test", "right %", "AUROC", "answered, right %", "rejected %", "fit s",
)  # fmt: skip

Pairs = list[tuple[str, str]]
Answered = Sequence[tuple[Match, str]]


def report(folder: Path, console: Console) -> None:
    """Fit and ask each set: a folder with `train.tsv` and `test.tsv`, a text and its label a line.

    Raises UsageError where there is no set, or a line without a label.
    """
    sets = sorted(path.parent for path in folder.glob("*/train.tsv"))
    if not sets:
        raise UsageError(f"{folder}: there is no folder with train.tsv and test.tsv")
    table = Table(*COLUMNS)
    with tempfile.TemporaryDirectory() as cache:
        for path in sets:
            table.add_row(path.name, *_figures(path, Cache(Path(cache))))
    console.print(table)
    console.print(
        f"right: of the texts with a label; AUROC and rejected: of those labelled {BACKGROUND}; "
        "answered: sure and right, at the threshold that the fit chose."
    )


def _figures(path: Path, cache: Cache) -> tuple[str, ...]:
    train, test = _pairs(path / "train.tsv"), _pairs(path / "test.tsv")
    start = time.perf_counter()
    matcher = Matcher.fit(train, background=BACKGROUND, cache=cache)
    seconds = time.perf_counter() - start
    answers = [(matcher.match(text), label) for text, label in test]
    free = matcher.with_thresholds(sure=0, unsure=0)
    named = [(free.match(text), label) for text, label in test if label != BACKGROUND]
    right = sum(match.label == label for match, label in named) / len(named)
    sizes = (str(len(train)), str(len(test)), f"{100 * right:.2f}")
    return (*sizes, *_rejection(answers), f"{seconds:.1f}")


def _rejection(answers: Answered) -> tuple[str, str, str]:
    inside = [(match, label) for match, label in answers if label != BACKGROUND]
    outside = [match for match, label in answers if label == BACKGROUND]
    sure = sum(m.label == label and m.certainty is Certainty.SURE for m, label in inside)
    kept = f"{100 * sure / len(inside):.1f}"
    if not outside:
        return "", kept, ""
    rejected = sum(match.certainty is not Certainty.SURE for match in outside) / len(outside)
    return f"{auroc([m for m, _ in inside], outside):.4f}", kept, f"{100 * rejected:.1f}"


def auroc(inside: Sequence[Match], outside: Sequence[Match]) -> float:
    """The chance that a text with a label gets more confidence than one without."""
    low = np.sort([match.confidence for match in outside])
    below = np.searchsorted(low, [match.confidence for match in inside])
    return float(below.mean() / len(low))


def _pairs(path: Path) -> Pairs:
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from None
    pairs = [(text, label) for text, _, label in (line.rpartition("\t") for line in lines)]
    if not all(text and label for text, label in pairs):
        raise UsageError(f"{path}: each line must be a text, a tab and a label")
    return pairs
