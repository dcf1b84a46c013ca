"""Thousands of broken payloads: none is a fault of ours, none without a signature does anything.

STACKPICK_FUZZ is how many are tried; 20,000 before a release, see CONTRIBUTING.
"""

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from slack_sdk.signature import SignatureVerifier
from sqlalchemy import func, select

from bot.store.schema import metadata
from tests.abuse.damage import PRIVATE_WORD, Request, damaged, renewed, sound
from tests.faults.sink import Sink
from tests.slack.running import EVENTS, SIGNING_SECRET, Response, Running, ask, stackpick

PAYLOADS = int(os.environ.get("STACKPICK_FUZZ", "2000"))
AT_ONCE = 20
"""Payloads of one example: drawing examples would else take most of the time."""

UNREADABLE, UNAUTHORIZED, SERVER_ERROR = 400, 401, 500
ADDRESS = "http://127.0.0.1:1/respond"
"""Nobody answers there, as where a response URL has expired."""

MANY = settings(
    max_examples=max(1, PAYLOADS // AT_ONCE),
    deadline=None,
    database=None,
    phases=[Phase.generate],  # the request that failed is small enough
    suppress_health_check=list(HealthCheck),
)
batches = st.lists(damaged(tuple(sound(ADDRESS))), min_size=AT_ONCE, max_size=AT_ONCE)


class Fuzzed:
    """StackPick with a database in memory, on a loop of its own."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.ending = AsyncExitStack()
        self.sink = self.ending.enter_context(Sink())
        starting = self.ending.enter_async_context(stackpick(None, self.sink, unlimited=True))
        self.app: Running = self.loop.run_until_complete(starting)

    def close(self) -> None:
        self.loop.run_until_complete(self.ending.aclose())
        self.loop.close()

    def send(self, request: Request, secret: str = SIGNING_SECRET, age: int = 0) -> Response:
        then = str(int(time.time()) - age)
        body = request.body.encode("utf-8", "replace").decode()
        signature = SignatureVerifier(secret).generate_signature(timestamp=then, body=body)
        headers = {"x-slack-request-timestamp": then, "x-slack-signature": str(signature)}
        kind = {"content-type": request.kind} if request.kind else {}
        asked = ask(self.app.web, "POST", EVENTS, body, {**headers, **kind})
        return self.loop.run_until_complete(asked)

    def rows(self) -> dict[str, int]:
        store: Any = self.app.store
        with store.engine.begin() as connection:
            counts = {t.name: select(func.count()).select_from(t) for t in metadata.sorted_tables}
            return {name: connection.execute(n).scalar_one() for name, n in counts.items()}


@pytest.fixture(scope="module")
def fuzzed() -> Iterator[Fuzzed]:
    running = Fuzzed()
    yield running
    running.close()


def test_no_payload_is_a_fault_of_ours(fuzzed: Fuzzed, caplog: pytest.LogCaptureFixture) -> None:
    tried, numbers = 0, count(1)

    @MANY
    @given(batches)
    def every(batch: list[Request]) -> None:
        nonlocal tried
        for request in batch:
            caplog.clear()
            response = fuzzed.send(renewed(request, next(numbers)))
            assert response.status < SERVER_ERROR, request
            assert "Traceback" not in response.text
            assert "Traceback" not in caplog.text, request
            assert PRIVATE_WORD not in caplog.text, request
            tried += 1

    every()
    assert tried >= PAYLOADS
    assert fuzzed.rows()["deliveries"] > 0, "some of them were sound"


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param({"secret": "a-secret-that-was-guessed"}, id="a guessed secret"),
        pytest.param({"age": 360}, id="recorded"),
        pytest.param({"age": -360}, id="of the future"),
    ],
)
def test_without_a_valid_signature_nothing_changes(
    fuzzed: Fuzzed, claim: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    before = fuzzed.rows()

    @settings(MANY, max_examples=5)
    @given(batches)
    def every(batch: list[Request]) -> None:
        for request in batch:
            assert fuzzed.send(request, **claim).status in {UNREADABLE, UNAUTHORIZED}

    every()
    assert fuzzed.rows() == before
    assert PRIVATE_WORD not in caplog.text
