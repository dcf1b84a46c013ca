"""CPU per event and events a second: each subject in turn, round by round."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.deliveries import Kind
from bench.extent import Extent
from bench.figures import median, spread
from bench.orders import Order
from bench.stage import Scheme, Stage
from bench.subjects import Subject

AT_ONCE = 16
"""Deliveries in hand at a time: enough to keep a process busy, too few to wait for long."""


@dataclass(slots=True)
class Samples:
    """CPU seconds per reply, and replies a second, of each round."""

    cpu: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)

    @property
    def per_event(self) -> float:
        return median(self.cpu)

    @property
    def apart(self) -> float:
        return spread(self.cpu)


Load = tuple[Scheme, Kind, Subject]
"""What is delivered to whom, and how that reaches the Web API."""

Measured = dict[tuple[Scheme, Kind, str], Samples]


def measure(
    stage: Stage, loads: Sequence[Load], presses: tuple[str, ...], extent: Extent
) -> Measured:
    """Samples of each load. The first round warms up and does not count."""
    measured: Measured = defaultdict(Samples)
    for number in range(extent.rounds + 1):
        for scheme, kind, subject in loads:
            seconds = extent.seconds if number else extent.seconds / 2
            order = Order((subject.url,), (kind,), seconds, at_once=AT_ONCE, presses=presses)
            cpu, rate = one_round(stage, subject, order)
            if number:
                samples = measured[scheme, kind, subject.name]
                samples.cpu.append(cpu)
                samples.rate.append(rate)
    return measured


def one_round(stage: Stage, subject: Subject, order: Order) -> tuple[float, float]:
    """The subject's CPU seconds per reply, and replies a second. Raises RuntimeError without."""
    before = subject.process.cpu_seconds()
    tally = stage.obey(order)
    used = subject.process.cpu_seconds() - before
    replies = len(tally.replied)
    if not replies or tally.lost:
        raise RuntimeError(f"{subject.name} lost {tally.lost} replies: {subject.process.tail()}")
    return used / replies, replies / tally.seconds
