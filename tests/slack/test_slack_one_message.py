"""A dialog stands in one message, however it is gone on with."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from bot import phrases
from tests.faults.sink import Answer, Call, posted_ts, refusal
from tests.slack.limits import buttons
from tests.slack.payloads import a_direct_message
from tests.slack.running import Running
from tests.slack.test_slack_journeys import press

pytestmark = pytest.mark.anyio

PROJECT = "recommend the team knows python and we train models"
RESULT = "I would pi"
"""The beginning of what PROJECT comes to."""


async def types(app: Running, *texts: str) -> None:
    """Ann writes these in her direct messages, one after the other."""
    for text in texts:
        number = len(app.sink.calls) + 50
        ts = f"17000000{number}.000100"
        await app.event(a_direct_message(text, client_msg_id=ts, ts=ts))
        await app.calls(len(app.sink.calls))


def shown(calls: tuple[Call, ...]) -> list[str]:
    """The beginnings of what is to be seen after these calls, oldest first."""
    seen: dict[str, str] = {}
    for number, call in enumerate(calls, start=1):
        match call.method:
            case "chat.postMessage":
                seen[posted_ts(number)] = call.body["text"]
            case "chat.update":
                seen[call.body["ts"]] = call.body["text"]
            case "chat.delete":
                del seen[call.body["ts"]]
    return [text[:10] for text in seen.values()]


async def test_typing_takes_the_dialog_along(app: Running) -> None:
    await types(app, "recommend", "none", "skip", "my answers", "thanks", "stop")

    assert shown(await app.calls(12)) == ["You are we", phrases.STOPPED[:10]]


async def test_a_new_dialog_leaves_the_result_of_the_last_where_it_is(app: Running) -> None:
    await types(app, PROJECT, "result", "recommend", "none")

    assert shown(await app.calls(6)) == [RESULT, "Question 2"]


async def test_a_new_dialog_takes_the_place_of_an_open_one(app: Running) -> None:
    await types(app, "recommend", "none", "start over", PROJECT, "result")

    assert shown(await app.calls(9)) == [RESULT]


async def test_an_answer_that_is_changed_after_the_result_takes_its_message_along(
    app: Running,
) -> None:
    await types(app, PROJECT, "result", "back")

    assert shown(await app.calls(5)) == ["Question 2"]


def refusing(error: str) -> Callable[[Call], Answer]:
    return lambda call: refusal(error) if call.method == "chat.delete" else Answer()


async def test_where_nothing_may_be_deleted_the_old_question_loses_its_buttons(
    app: Running, caplog: pytest.LogCaptureFixture
) -> None:
    app.sink.answering = refusing("compliance_exports_prevent_deletion")
    await types(app, "recommend", "none")

    *_, emptied = await app.calls(4)

    assert (emptied.method, emptied.body["ts"]) == ("chat.update", posted_ts(1))
    assert (emptied.body["text"], emptied.body["blocks"]) == (phrases.GOES_ON_BELOW, [])
    assert "given up" not in caplog.text


async def test_a_question_that_somebody_has_deleted_is_no_trouble(
    app: Running, caplog: pytest.LogCaptureFixture
) -> None:
    app.sink.answering = refusing("message_not_found")
    await types(app, "recommend", "none")

    assert len(await app.calls(3)) == 3
    assert "given up" not in caplog.text


async def test_an_old_question_that_is_pressed_before_it_goes_is_told_of(app: Running) -> None:
    app.sink.answering = refusing("message_not_found")  # it stays to be seen
    await types(app, "recommend", "none")
    first: Mapping[str, Any] = (await app.calls(3))[0].body
    (label,) = [one for one in buttons(first) if one.startswith("Only Python")]

    await press(app, first, label, "direct")

    assert "already answered" in (await app.calls(4))[-1].body["text"]
