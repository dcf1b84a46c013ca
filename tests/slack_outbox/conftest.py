"""An outbox with a clock of the test's own, a real store, and a Web API that does as told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.engine import open_store
from bot.store.sql import SqlStore
from tests.slack_outbox.sending import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[SqlStore]:
    store = open_store(f"sqlite:///{tmp_path}/stackpick.db", clock=clock)
    yield store
    store.close()
