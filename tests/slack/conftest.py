"""What StackPick knows, learnt once, and StackPick itself before a Web API of this machine."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.advisor.charting import Bar, Chart
from bot.advisor.expertise import Expertise
from bot.charts import draw
from bot.learning import Library
from tests.faults.sink import Sink
from tests.slack.running import Running, stackpick, the_library

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def library() -> Library:
    return the_library()


@pytest.fixture(scope="session")
def expertise(library: Library) -> Expertise:
    return library.expertise()


@pytest.fixture(scope="session", autouse=True)
def drawn_before() -> None:
    """A first chart takes a second or more, as matplotlib is loaded then; no test waits for it."""
    draw(Chart("A first", ("A", "B"), (1, 0), (Bar("Taste", (1, 0)),)))


@pytest.fixture
async def app(tmp_path: Path, sink: Sink) -> AsyncIterator[Running]:
    """StackPick with a database of its own."""
    async with stackpick(tmp_path, sink) as running:
        yield running
