"""How long Slack waits for an acknowledgement, and people for a reply."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.deliveries import Kind
from bench.extent import Extent
from bench.figures import percentile
from bench.orders import Order
from bench.stage import Stage
from bench.subjects import Subject

SLACK_WAITS = 3.0
"""Seconds after which Slack takes a delivery for failed."""

WEB_API_SECONDS = 0.15
LOADED_SECONDS = 4.0


@dataclass(slots=True)
class Waits:
    """Seconds to the acknowledgement and to the reply, of all rounds."""

    acknowledged: list[float] = field(default_factory=list)
    replied: list[float] = field(default_factory=list)


def at_half_load(
    stage: Stage,
    subjects: Sequence[tuple[Subject, float]],
    kind: Kind,
    presses: tuple[str, ...],
    extent: Extent,
) -> dict[str, Waits]:
    """The waits at half of what each subject can take, given its CPU seconds per event."""
    waits = {subject.name: Waits() for subject, _ in subjects}
    for _ in range(max(1, extent.rounds // 2)):
        for subject, per_event in subjects:
            order = Order(
                (subject.url,), (kind,), 2 * extent.seconds, rate=0.5 / per_event, presses=presses
            )
            tally = stage.obey(order)
            waits[subject.name].acknowledged += tally.acknowledged
            waits[subject.name].replied += tally.replied
    return waits


@dataclass(frozen=True, slots=True)
class Loaded:
    """How a subject did at a rate: its latest answers, and what it refused or never answered."""

    rate: float
    median: float
    latest: float
    late: int
    refused: int
    taken: int
    memory: float


def under_load(stage: Stage, subject: Subject, rate: float, presses: tuple[str, ...]) -> Loaded:
    """Deliver at a rate while each call of the Web API takes WEB_API_SECONDS."""
    stage.set_latency(WEB_API_SECONDS)
    try:
        kinds: tuple[Kind, ...] = ("mention", "command", "press")
        order = Order((subject.url,), kinds, LOADED_SECONDS, rate=rate, presses=presses)
        tally = stage.obey(order)
    finally:
        stage.set_latency(0.0)
    answered = [*tally.acknowledged, *tally.refused]
    return Loaded(
        rate=rate,
        median=percentile(answered, 0.5),
        latest=max(answered, default=float("nan")),
        late=sum(1 for took in answered if took > SLACK_WAITS),
        refused=len(tally.refused),
        taken=len(tally.acknowledged),
        memory=subject.process.memory(),
    )
