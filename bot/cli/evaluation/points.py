"""Whether the point that a question is about comes first among those of its criterion."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from bot.advisor.expertise import Expertise
from bot.cli.console import UsageError
from bot.cli.evaluation.questions import HELD_OUT, parsed_files

FOLDER = Path("tests/points")
"""One file for each criterion, a list of `text` and `point`: the ids of the points that are right.
`criterion` may name another criterion than the file's."""

SHOWN = 3
"""Points that an answer shows at first, at most."""


class Ranked(NamedTuple):
    """A question with the place (from 0) of the first point that is right."""

    text: str
    place: int


def rank(expertise: Expertise, folder: Path) -> Iterator[Ranked]:
    """Every question of the folder; raises UsageError for a point that there is not."""
    for path, data in parsed_files(folder):
        for entry in data:
            yield _ranked(expertise, path, entry)


def report(expertise: Expertise, folder: Path, console: Console) -> None:
    """Print how often the points that fit a question best come first, of those in `folder`."""
    table = Table("points within a criterion", "questions", "first %", f"first {SHOWN} %")
    for title, place in (("open", folder), ("held out", folder / HELD_OUT)):
        ranked = list(rank(expertise, place))
        if ranked:
            table.add_row(title, str(len(ranked)), _share(ranked, 1), _share(ranked, SHOWN))
    console.print(table)


def _ranked(expertise: Expertise, path: Path, entry: dict[str, Any]) -> Ranked:
    criterion = expertise.knowledge.criteria.get(entry.get("criterion", path.stem))
    if criterion is None:
        raise UsageError(f"{path}: there is no such criterion")
    order = expertise.understanding.best_points(criterion, entry["text"])
    places = [order.index(point) for point in entry["point"] if point in order]
    if len(places) < len(entry["point"]):
        raise UsageError(f"{path}: {criterion.id} lacks one of the points {entry['point']}")
    return Ranked(entry["text"], min(places))


def _share(ranked: Sequence[Ranked], among: int) -> str:
    return f"{100 * sum(one.place < among for one in ranked) / len(ranked):.1f}"
