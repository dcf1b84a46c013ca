"""What understanding costs in processor time, which others' work hardly changes, and memory."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.advisor.understanding import OFF_TOPIC, examples
from bot.knowledge.model import Knowledge
from bot.learning import matcher_of
from bot.matching import Cache, Matcher

_ASKED = 500
"""Texts that are matched to time a match."""

_LABELS, _TEXTS_OF_ONE = 60, 40
"""The size of the set that a start is to learn in two seconds."""

_SERVING = """
import time; start = time.process_time()
import bot.app, bot.serving, bot.web
from bot.learning import Library
from bot.matching.memory import give_back_large_arrays
give_back_large_arrays()
library = Library(); library.expertise().understanding.hear("which is faster")
ready = time.process_time() - start
def megabytes():
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))
first = megabytes()
for _ in range(5): library.look_again(); library.refresh()
library.expertise().understanding.language.is_english("welche Sprache ist schneller")
print(f"{ready:.2f} {first} {megabytes()}")
"""


def report(knowledge: Knowledge, console: Console) -> None:
    """Start, fit, match and memory, each in the way in which it is met in use."""
    labelled = list(examples(knowledge))
    table = Table(f"costs ({len(labelled)} utterances)", "")
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(Path(folder))
        fit = _timed(lambda: Matcher.fit(labelled, background=OFF_TOPIC, cache=cache))
        table.add_row(
            "first fit on a new machine, every text embedded (by two threads)", f"{fit:.1f} s"
        )
        changed = labelled[1:]
        fit = _timed(lambda: Matcher.fit(changed, background=OFF_TOPIC, cache=cache))
        table.add_row("fit after a change, vectors known", f"{fit:.1f} s")
    _time_small_fits([text for text, _ in labelled], table)
    table.add_row("fit without a change", f"{_timed(lambda: matcher_of(knowledge)):.2f} s")
    _time_matches(matcher_of(knowledge), [text for text, _ in labelled[:_ASKED]], table)
    _weigh_serving(table)
    console.print(table)


def _time_small_fits(texts: list[str], table: Table) -> None:
    """Of as many utterances, in their order, as there are to be; what they mean costs nothing."""
    some = [(text, str(n // _TEXTS_OF_ONE)) for n, text in enumerate(dict.fromkeys(texts))]
    some = some[: _LABELS * _TEXTS_OF_ONE]
    size = f"fit of {len(some)} texts"
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(Path(folder))
        fit = _timed(lambda: Matcher.fit(some, cache=cache))
        table.add_row(f"{size}, every text embedded (by two threads)", f"{fit:.1f} s")
        fit = _timed(lambda: Matcher.fit(some[1:], cache=cache))
        table.add_row(f"{size} after a change, vectors known", f"{fit:.1f} s")
        fit = _timed(lambda: Matcher.fit(some, engine="words", cache=cache))
        table.add_row(f"{size} by words alone", f"{fit:.1f} s")


def _time_matches(matcher: Matcher, texts: list[str], table: Table) -> None:
    fresh = [f"{text} please" for text in texts]
    first, again = ([1000 * _match_time(matcher, text) for text in fresh] for _ in range(2))
    low, high = statistics.median(first), statistics.quantiles(first, n=20)[-1]
    table.add_row("a match: median, 95th percentile", f"{low:.2f} ms, {high:.2f} ms")
    table.add_row("a match of a recent text", f"{statistics.median(again):.3f} ms")


def _match_time(matcher: Matcher, text: str) -> float:
    return _timed(lambda: matcher.match(text))


def _weigh_serving(table: Table) -> None:
    """In a process of its own, which holds nothing else; Linux tells how much."""
    if not Path("/proc/self/status").exists():
        return
    command = [sys.executable, "-c", _SERVING]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    ready, first, later = done.stdout.split()
    table.add_row("ready to answer, imports included (warm)", f"{ready} s")
    table.add_row("memory when ready", f"{first} MB")
    table.add_row("memory after five reloads, other languages looked up", f"{later} MB")


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
