"""Bodies of no size and of far too much, cut off and of the wrong kind; knowledge that blows up."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.knowledge.faults import KnowledgeError
from bot.knowledge.files import load
from bot.web import LARGEST_BODY
from tests.abuse.damage import FORM, JSON
from tests.faults.sink import Sink
from tests.knowledge.folders import write_toy
from tests.slack.payloads import a_direct_message
from tests.slack.running import Running, stackpick

FIVE_MEGABYTES = 5_000_000


@pytest.fixture
async def app(sink: Sink) -> AsyncIterator[Running]:
    async with stackpick(None, sink) as running:
        yield running


LARGE = json.dumps(a_direct_message("x" * FIVE_MEGABYTES))
ODD = [
    pytest.param("", JSON, {200, 400, 404}, id="nothing"),
    pytest.param("", FORM, {200, 400, 404}, id="an empty form"),
    pytest.param(LARGE, JSON, {413}, id="5 MB of JSON"),
    pytest.param("payload=" + "x" * FIVE_MEGABYTES, FORM, {413}, id="5 MB of a form"),
    pytest.param("{" * 100_000, JSON, {400}, id="nested without an end"),
    pytest.param('{"a":' * 50_000 + "1" + "}" * 50_000, JSON, {400}, id="nested too deep"),
    pytest.param(LARGE[:1000], JSON, {400}, id="cut off"),
    pytest.param("[1, 2, 3]", JSON, {400}, id="a list"),
    pytest.param('"event_callback"', JSON, {400}, id="a text"),
    pytest.param("null", JSON, {400}, id="null"),
    pytest.param("payload=%7B", FORM, {400}, id="half of a payload"),
    pytest.param("payload=[]", FORM, {400}, id="a payload that is a list"),
]


@pytest.mark.anyio
@pytest.mark.parametrize(("body", "kind", "statuses"), ODD)
async def test_no_size_and_no_shape_is_a_fault_of_ours(
    app: Running, body: str, kind: str, statuses: set[int], caplog: pytest.LogCaptureFixture
) -> None:
    response = await app.signed(body, kind, {})

    assert response.status in statuses
    assert "Traceback" not in caplog.text
    assert app.sink.calls == ()


@pytest.mark.anyio
async def test_the_largest_body_that_is_read_is_answered(app: Running) -> None:
    """With a sentence that says how much is read, and in no more time than another."""
    message = a_direct_message("x" * (LARGEST_BODY - 2_000))

    assert (await app.event(message)).status == 200
    (call,) = await app.calls(1)
    assert len(call.body["text"]) < 4_000


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
DANGEROUS = [
    pytest.param(BOMB, id="a billion laughs"),
    pytest.param("[" * 100_000, id="nested without an end"),
    pytest.param("- " * 50_000, id="lists in lists"),
    pytest.param("a: !!python/object/apply:os.system ['true']", id="a program"),
    pytest.param("&a [*a]", id="itself"),
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_knowledge_that_was_written_to_blow_up_is_refused(text: str, tmp_path: Path) -> None:
    folder = write_toy(tmp_path)
    (folder / "options.yaml").write_text(text, "utf-8")

    with pytest.raises(KnowledgeError):
        load(folder)
