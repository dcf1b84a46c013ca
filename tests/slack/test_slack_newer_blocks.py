"""Newer kinds of blocks: offered, replaced where Slack refuses them, and remembered."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.faults.sink import SUCCESS, Answer, Call, Sink, refusal
from tests.slack.limits import buttons
from tests.slack.payloads import REPLY, a_command, a_direct_message, a_press
from tests.slack.running import Running, stackpick

pytestmark = pytest.mark.anyio

QUESTION, PACKAGES = "which one scales better?", "what is the python equivalent of express?"
NEWER = {"container", "context_actions", "table"}


def kinds(body: Mapping[str, Any]) -> set[str]:
    return {block["type"] for block in body.get("blocks", [])}


def refusing_newer(call: Call) -> Answer:
    """Slack before it knows the newer kinds of blocks."""
    return refusal("invalid_blocks") if kinds(call.body) & NEWER else SUCCESS


async def test_a_slack_that_takes_them_gets_the_evidence_folded(app: Running) -> None:
    await app.event(a_direct_message(QUESTION))
    await app.event(a_direct_message(PACKAGES, ts=REPLY))

    answer, table = await app.calls(2)

    assert {"container", "context_actions"} <= kinds(answer.body)
    (fold,) = (b for b in answer.body["blocks"] if b["type"] == "container")
    assert (fold["is_collapsible"], fold["default_collapsed"]) == (True, True)
    assert "table" in kinds(table.body)
    assert "newer_blocks" not in json.dumps([answer.body, table.body])


async def test_a_slack_that_refuses_them_gets_others_and_is_not_offered_them_again(
    app: Running,
) -> None:
    app.sink.answering = refusing_newer
    for number in range(3):
        await app.event(a_direct_message(QUESTION, ts=f"170000006{number}.000200"))
        await app.calls(2 + number)

    refused, *taken = await app.calls(4)

    assert kinds(refused.body) & NEWER
    assert len(taken) == 3
    for call in taken:
        assert not kinds(call.body) & NEWER
        assert {"Sources", "Helpful", "Not helpful"} <= buttons(call.body).keys()


async def test_what_slack_refused_is_known_after_a_restart(tmp_path: Path, sink: Sink) -> None:
    sink.answering = refusing_newer
    for number in range(2):
        async with stackpick(tmp_path, sink) as app:
            await app.event(a_direct_message(QUESTION, ts=f"170000006{number}.000200"))
            await app.calls(2 + number)

    assert [bool(kinds(call.body) & NEWER) for call in sink.calls] == [True, False, False]


async def test_where_no_blocks_are_taken_at_all_the_text_is_sent(app: Running) -> None:
    app.sink.answering = lambda call: refusal("invalid_blocks") if kinds(call.body) else SUCCESS
    await app.event(a_direct_message(QUESTION))

    *_, last = await app.calls(3)

    assert kinds(last.body) == set()
    assert last.body["text"].startswith("Scalability")


async def test_a_message_that_is_too_long_with_them_says_nothing_of_the_workspace(
    app: Running,
) -> None:
    app.sink.answering = lambda call: (
        refusal("msg_blocks_too_long") if kinds(call.body) & NEWER else SUCCESS
    )
    for number in range(2):
        await app.event(a_direct_message(QUESTION, ts=f"170000006{number}.000200"))
        await app.calls(2 + 2 * number)

    offered = [bool(kinds(call.body) & NEWER) for call in await app.calls(4)]

    assert offered == [True, False, True, False]


async def test_a_command_is_answered_with_them_once_slack_was_seen_to_take_them(
    app: Running,
) -> None:
    before = await app.command(a_command(QUESTION))
    await app.event(a_direct_message(QUESTION))
    await app.calls(1)
    after = await app.command(a_command(QUESTION))

    assert not kinds(before.json) & NEWER
    assert kinds(after.json) & NEWER
    assert not {"newer_blocks", "plain_blocks"} & {*before.json, *after.json}


async def test_a_response_url_teaches_it_as_well(app: Running) -> None:
    app.sink.answering = lambda call: (
        Answer(404, "invalid_blocks", "text/plain") if kinds(call.body) & NEWER else SUCCESS
    )
    answer = await app.command(a_command(QUESTION))
    value = buttons(answer.json)["Best case for Node.js"]["value"]
    press = a_press(value, "ephemeral", response_url=app.sink.response_url("1"))
    await app.interaction(press)
    await app.calls(2)
    await app.event(a_direct_message(QUESTION))

    assert [bool(kinds(call.body) & NEWER) for call in await app.calls(3)] == [True, False, False]
