"""The tables beside those of HTTP: Socket Mode, understanding, dialogs, and growth."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace

from bench import growing, knowing
from bench.deliveries import Kind
from bench.extent import Extent
from bench.figures import median, microseconds, milliseconds, spread
from bench.orders import Order
from bench.report import Table
from bench.rounds import AT_ONCE, one_round
from bench.stage import Stage
from bench.subjects import (
    Subject,
    bare,
    new_postgresql,
    new_sqlite,
    stackpick,
    stackpick_over_socket,
)
from bot.learning import Library

MIX: tuple[Kind, ...] = ("mention", "command", "press")
DIALOGS_AT_ONCE = 4
"""A result takes ten times as long as other turns; few wait for it, so that nobody is refused."""


def socket_mode(stage: Stage, presses: tuple[str, ...], extent: Extent) -> Table:
    """The same deliveries in envelopes."""
    with ExitStack() as stack:
        running = []
        for subject in _over_socket(stage):
            stack.callback(subject.process.stop)
            running.append(subject)
        samples = _in_turn(
            stage,
            running,
            Order((), MIX, extent.seconds, at_once=AT_ONCE, presses=presses),
            extent,
        )
    first = median(samples[0])
    rows = [
        (s.name, microseconds(median(cpu)), f"{median(cpu) / first:.2f}", f"{spread(cpu):.0%}")
        for s, cpu in zip(running, samples, strict=True)
    ]
    header = ("Mentions, commands and presses in turn", "CPU/event, µs", "÷ defaults", "spread")
    return Table("Socket Mode, Web API over HTTPS", header, rows)


def _over_socket(stage: Stage) -> Iterator[Subject]:
    yield bare(stage, "https", socket=True)
    yield bare(stage, "https", shared=True, socket=True)
    yield stackpick_over_socket(stage, "https", new_sqlite(stage))


def understanding(stage: Stage, subject: Subject, extent: Extent) -> Iterator[Table]:
    """What matching and dialogs take; the dialogs are the subject's."""
    known = knowing.measure()
    rows = [
        (name, milliseconds(took.half), milliseconds(took.most))
        for name, took in (("new wording", known.fresh), ("asked before", known.repeated))
    ]
    yield Table("Understanding a question", ("", "CPU p50, ms", "p99"), rows)
    yield _dialogs(stage, subject, known, extent)


def _dialogs(stage: Stage, subject: Subject, known: knowing.Knowing, extent: Extent) -> Table:
    """Every other press of a dialog, its last one, and the chart that is drawn later."""
    presses = tuple(map(knowing.presses, known.dialogs))
    to = (subject.url,)
    going_on = Order(to, (), 2 * extent.seconds, at_once=DIALOGS_AT_ONCE, dialogs=presses)
    ending = Order(to, (), 2 * extent.seconds, at_once=DIALOGS_AT_ONCE, ends=True)
    for order in (going_on, ending, going_on):  # the first result loads what draws charts
        stage.obey(replace(order, at_once=1))
    steps, ends = [], []
    for _ in range(extent.rounds):
        steps.append(one_round(stage, subject, going_on)[0])
        ends.append(one_round(stage, subject, ending)[0])
    length = median([len(values) for values in presses])
    rows = [
        _figures(f"a press that leads to a question, {length - 1:.0f} a dialog", steps),
        _figures("the last press, with the result", ends),
        ("the result's chart, drawn on a thread", microseconds(known.drawn.half), ""),
    ]
    return Table("A dialog", ("", "CPU, µs", "spread"), rows)


def growth(stage: Stage, presses: tuple[str, ...], extent: Extent) -> Iterator[Table]:
    """What an event takes with more sessions, more knowledge and more processes."""
    yield _sessions(stage, presses, extent)
    yield _entries(stage, presses, extent)
    if stage.postgres is not None:
        yield _processes(stage, presses, extent)


def _sessions(stage: Stage, presses: tuple[str, ...], extent: Extent) -> Table:
    rows: list[tuple[str, ...]] = []
    for url in filter(None, (new_sqlite(stage), new_postgresql(stage))):
        subject = stackpick(stage, "https", url)
        try:
            order = Order((), MIX, extent.seconds, at_once=AT_ONCE, presses=presses)
            stored = 0
            for sessions in extent.sessions:
                growing.add_sessions(url, stored, sessions)
                stored = sessions
                cpu = _in_turn(stage, [subject], order, extent)[0]
                rows.append(_figures(f"{subject.name}, {sessions:,} sessions", cpu))
        finally:
            subject.process.stop()
    return Table("More sessions", ("", "CPU/event, µs", "spread"), rows)


def _entries(stage: Stage, presses: tuple[str, ...], extent: Extent) -> Table:
    rows = []
    for entries in extent.entries:
        folder = growing.knowledge(stage.new_folder(), entries)
        began = time.monotonic()
        Library(folder)  # remembered, as it is of a folder that was served before
        learnt = time.monotonic() - began
        settings = {"KNOWLEDGE_DIR": str(folder)}
        subject = stackpick(stage, "https", new_sqlite(stage), settings=settings)
        try:
            order = Order((), MIX, extent.seconds, at_once=AT_ONCE, presses=presses)
            cpu = _in_turn(stage, [subject], order, extent)[0]
        finally:
            subject.process.stop()
        starting = f"{learnt:.1f}", f"{subject.started:.1f}"
        rows.append((*_figures(f"{entries:,} points more", cpu), *starting))
    header = ("", "CPU/event, µs", "spread", "learning, s", "start, s")
    return Table(
        "More knowledge, SQLite", header, rows, "What was learnt before is not learnt again."
    )


def _processes(stage: Stage, presses: tuple[str, ...], extent: Extent) -> Table:
    rows: list[tuple[str, ...]] = []
    everywhere = frozenset(range(os.cpu_count() or 1))
    url = new_postgresql(stage)
    assert url is not None
    with ExitStack() as stack:
        running: list[Subject] = []
        for number in extent.processes:
            while len(running) < number:
                running.append(stackpick(stage, "https", url, on=everywhere))
                stack.callback(running[-1].process.stop)
            to = tuple(subject.url for subject in running)
            order = Order(to, MIX, extent.seconds, at_once=AT_ONCE, presses=presses)
            rates, cpu = [], []
            for _ in range(extent.rounds + 1):
                before = sum(subject.process.cpu_seconds() for subject in running)
                tally = stage.obey(order)
                used = sum(subject.process.cpu_seconds() for subject in running) - before
                rates.append(len(tally.replied) / tally.seconds)
                cpu.append(used / max(1, len(tally.replied)))
            rows.append((f"{number}", f"{median(rates[1:]):,.0f}", microseconds(median(cpu[1:]))))
    note = "They share the cores with the load generator, the Web API and PostgreSQL."
    return Table("More processes, PostgreSQL", ("", "replied/s", "CPU/event, µs"), rows, note)


def _in_turn(
    stage: Stage, subjects: Sequence[Subject], order: Order, extent: Extent
) -> list[list[float]]:
    """CPU seconds per reply of each subject, round by round; the first round does not count."""
    samples: list[list[float]] = [[] for _ in subjects]
    for number in range(extent.rounds + 1):
        for subject, cpu in zip(subjects, samples, strict=True):
            used, _ = one_round(stage, subject, replace(order, to=(subject.token or subject.url,)))
            if number:
                cpu.append(used)
    return samples


def _figures(name: str, cpu: Sequence[float]) -> tuple[str, ...]:
    return name, microseconds(median(cpu)), f"{spread(cpu):.0%}"
