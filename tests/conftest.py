"""What tests of several folders stand on."""

from collections.abc import Iterator

import pytest

from tests.faults.sink import Sink


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def sink() -> Iterator[Sink]:
    """Slack's Web API and response URLs, on this machine."""
    with Sink() as web_api:
        yield web_api
