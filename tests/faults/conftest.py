"""The Web API, the programs and the databases that the fault tests break."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from bot.store.engine import create_engine
from bot.store.migrate import upgrade
from tests.faults.kept import Kept
from tests.faults.sink import Sink
from tests.faults.slack import SIGNING_SECRET
from tests.postgres import Postgres
from tests.program import Program
from tests.store.conftest import postgres  # noqa: F401 - a server of these tests' own: they stop it

Report = Callable[[str], None]
Start = Callable[..., Program]

_numbers = count(1)


@pytest.fixture
def report(
    request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], None]:
    """Prints what a test counted, also where the test passes."""

    def show(counts: str) -> None:
        with capsys.disabled():
            print(f"\n  {request.node.name}: {counts}", flush=True)  # noqa: T201

    return show


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/stackpick.db"


@pytest.fixture
def postgresql_url(postgres: Postgres) -> str:  # noqa: F811
    """An empty PostgreSQL database with all migrations."""
    url = postgres.create_database(f"faults_{next(_numbers)}")
    engine = create_engine(url)
    upgrade(engine)
    engine.dispose()
    return url


def settings_for(sink: Sink, url: str) -> Mapping[str, str]:
    """What the program needs to know, besides its port."""
    return {
        "SLACK_BOT_TOKEN": "xoxb-of-the-tests",
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": sink.url,
        "DATABASE_URL": url,
        "RATE_LIMITS": "off",
    }


@pytest.fixture
def start(sink: Sink) -> Iterator[Start]:
    """Starts programs on a database, and ends them after the test."""
    with ExitStack() as programs:

        def start_one(url: str, in_child: Callable[[], None] | None = None) -> Program:
            program = Program(settings_for(sink, url), "run", "--http", in_child=in_child)
            return programs.enter_context(program)

        yield start_one


@pytest.fixture
def kept() -> Iterator[Callable[[str], Kept]]:
    """Looks into databases."""
    with ExitStack() as views:
        yield lambda url: views.enter_context(Kept(url))
