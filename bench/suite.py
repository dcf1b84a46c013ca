"""All that is measured, a table at a time."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from bench.deliveries import Kind
from bench.extent import Extent
from bench.figures import median, microseconds, milliseconds, percentile
from bench.latency import SLACK_WAITS, Loaded, at_half_load, under_load
from bench.report import Table
from bench.rounds import Load, Measured, measure
from bench.stage import Scheme, Stage
from bench.subjects import (
    BOLT_JS,
    DEFAULT,
    POSTGRESQL,
    SHARED,
    SQLITE,
    Subject,
    bare,
    bolt_js,
    installed_bolt_js,
    new_postgresql,
    new_sqlite,
    stackpick,
)
from bench.tables import growth, socket_mode, understanding
from bot.advisor.moves import WantedMore
from bot.slack.ids import pack

SCHEMES: tuple[Scheme, ...] = ("https", "http")
KINDS: tuple[Kind, ...] = ("mention", "command", "press", "fresh")
PRESSES = tuple(
    pack(WantedMore(criterion=name))[1] for name in ("scalability", "hiring", "security")
)
NAMES: dict[Kind, str] = {
    "mention": "mention, a known question",
    "fresh": "mention, a new wording",
    "command": "slash command",
    "press": "press",
}


def tables(stage: Stage, extent: Extent) -> Iterator[Table]:
    """Measure, and give each table once it is complete."""
    with ExitStack() as stack:
        subjects = list(_subjects(stage, stack))
        started = {s.name: (s.started, s.process.memory()) for _, s in subjects}
        loads = list(_loads(subjects))
        measured = measure(stage, loads, PRESSES, extent)
        for scheme in SCHEMES:
            yield _per_event(measured, scheme)
        over_https = [subject for scheme, subject in subjects if scheme == "https"]
        yield _half_load(stage, loads, measured, extent)
        yield _starting(started, over_https)
        yield from _lateness(stage, over_https, measured, extent)
        yield from understanding(stage, _named(SQLITE, over_https), extent)
    yield socket_mode(stage, PRESSES, extent)
    yield from growth(stage, PRESSES, extent)


def _loads(subjects: Sequence[tuple[Scheme, Subject]]) -> Iterator[Load]:
    """A new wording over HTTPS alone, and for StackPick: bare Bolt does not read what is said."""
    for kind, (scheme, subject) in itertools.product(KINDS, subjects):
        if kind != "fresh" or (scheme == "https" and subject.name in (SQLITE, POSTGRESQL)):
            yield scheme, kind, subject


def _named(name: str, subjects: Iterable[Subject]) -> Subject:
    return next(subject for subject in subjects if subject.name == name)


def _subjects(stage: Stage, stack: ExitStack) -> Iterator[tuple[Scheme, Subject]]:
    modules = installed_bolt_js(stage)
    for scheme in SCHEMES:
        for subject in _started(stage, scheme, modules):
            stack.callback(subject.process.stop)
            yield scheme, subject


def _started(stage: Stage, scheme: Scheme, modules: Path | None) -> Iterator[Subject]:
    """One after the other, so that those before it are stopped where one does not start.

    Over HTTP, which Slack does not speak, those alone that show what TLS takes.
    """
    yield bare(stage, scheme)
    yield bare(stage, scheme, shared=True)
    yield stackpick(stage, scheme, new_sqlite(stage))
    if scheme == "http":
        return
    url = new_postgresql(stage)
    if url is not None:
        yield stackpick(stage, scheme, url)
    if modules is not None:
        yield bolt_js(stage, scheme, modules)


def _per_event(measured: Measured, scheme: Scheme) -> Table:
    rows = []
    for (of_scheme, kind, name), samples in measured.items():
        if of_scheme != scheme:
            continue
        beside: Kind = "mention" if kind == "fresh" else kind
        default = measured[scheme, beside, DEFAULT].per_event
        shared = measured[scheme, beside, SHARED].per_event
        rows.append(
            (
                f"{NAMES[kind]}: {name}",
                microseconds(samples.per_event),
                f"{1 / samples.per_event:,.0f}",
                f"{median(samples.rate):,.0f}",
                f"{samples.per_event / default:.2f}",
                f"{samples.per_event / shared:.2f}",
                f"{samples.apart:.0%}",
            )
        )
    header = (
        f"Web API over {scheme.upper()}", "CPU/event, µs", "events/s of a core", "replied/s",
        "CPU ÷ defaults", "CPU ÷ shared", "spread",
    )  # fmt: skip
    return Table(f"An event with its reply, Web API over {scheme.upper()}", header, rows)


def _half_load(stage: Stage, loads: Sequence[Load], measured: Measured, extent: Extent) -> Table:
    rows = []
    for kind in KINDS:
        subjects = [s for scheme, of, s in loads if (scheme, of) == ("https", kind)]
        cost = [(s, measured["https", kind, s.name].per_event) for s in subjects]
        for name, waits in at_half_load(stage, cost, kind, PRESSES, extent).items():
            rows.append(
                (
                    f"{NAMES[kind]}: {name}",
                    milliseconds(percentile(waits.acknowledged, 0.5)),
                    milliseconds(percentile(waits.acknowledged, 0.99)),
                    milliseconds(percentile(waits.replied, 0.5)),
                    milliseconds(percentile(waits.replied, 0.99)),
                )
            )
    header = ("", "acknowledged p50, ms", "p99", "replied p50, ms", "p99")
    return Table("Waiting at half load", header, rows)


def _starting(started: dict[str, tuple[float, float]], subjects: list[Subject]) -> Table:
    rows = [
        (s.name, f"{started[s.name][0]:.1f}", f"{started[s.name][1]:.0f}",
         f"{s.process.memory():.0f}")
        for s in subjects
    ]  # fmt: skip
    header = ("", "first acknowledgement, s", "memory idle, MiB", "memory after load, MiB")
    return Table("Start and memory", header, rows)


def _lateness(
    stage: Stage, subjects: list[Subject], measured: Measured, extent: Extent
) -> Iterator[Table]:
    rows: list[tuple[str, ...]] = []
    for subject in subjects:
        if subject.name in (BOLT_JS, SHARED):
            continue
        kinds: tuple[Kind, ...] = ("mention", "command", "press")
        per_event = median([measured["https", kind, subject.name].per_event for kind in kinds])
        rates = (*extent.rates, 2 / per_event)
        loads = [under_load(stage, subject, rate, PRESSES) for rate in rates]
        rows += [_loaded(subject.name, load) for load in loads]
    header = (
        "Web API takes 150 ms", "deliveries/s", "answered p50, ms", "latest, ms",
        f"later than {SLACK_WAITS:.0f} s", "taken", "refused", "memory, MiB",
    )  # fmt: skip
    yield Table("No late acknowledgement", header, rows)


def _loaded(name: str, loaded: Loaded) -> tuple[str, ...]:
    return (
        name,
        f"{loaded.rate:.0f}",
        milliseconds(loaded.median),
        milliseconds(loaded.latest),
        f"{loaded.late}",
        f"{loaded.taken}",
        f"{loaded.refused}",
        f"{loaded.memory:.0f}",
    )
