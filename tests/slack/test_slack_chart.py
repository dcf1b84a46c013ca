"""The chart of a recommendation comes below it, and where it cannot nothing is amiss."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from bot.advisor.moves import Chose, DialogRef
from bot.slack.ids import pack
from tests.faults.sink import UPLOAD, Answer, Call, Sink, refusal
from tests.slack.payloads import ANN, DIRECT, ROOT, a_command, a_direct_message, a_mention, a_press
from tests.slack.running import Running, until

pytestmark = pytest.mark.anyio

PROJECT = "recommend the team knows python and we train models"


def taking_files(sink: Sink) -> None:
    def answer(call: Call) -> Answer:
        told: Mapping[str, Any] = {}
        if call.method == "files.getUploadURLExternal":
            told = {"ok": True, "file_id": "F1", "upload_url": sink.upload_url("F1")}
        if call.method == "files.completeUploadExternal":
            told = {"ok": True, "files": [{"id": "F1"}]}
        return Answer(body=json.dumps(told)) if told else Answer()

    sink.answering = answer


async def result_in_direct_messages(app: Running, number: int) -> None:
    """A dialog that is ended at once, on what one sentence told."""
    first, last = (f"17000000{number}{n}.000100" for n in (1, 2))
    await app.event(a_direct_message(PROJECT, client_msg_id=first, ts=first))
    await app.event(a_direct_message("result", client_msg_id=last, ts=last))


async def test_the_chart_is_drawn_into_the_thread_of_the_result(app: Running) -> None:
    taking_files(app.sink)
    await result_in_direct_messages(app, 1)
    await until(lambda: bool(app.sink.of("files.completeUploadExternal")))

    (asked,), (ended,) = (
        app.sink.of(f"files.{name}External") for name in ("getUploadURL", "completeUpload")
    )
    assert asked.body["filename"] == "recommendation.png"
    assert asked.body["alt_txt"].startswith("I would pick Python. Units by criterion, in all")
    assert (ended.body["channel_id"], bool(ended.body["thread_ts"])) == (DIRECT, True)
    assert app.sink.of(UPLOAD)[0].body["content"][1:4] == "PNG"


async def test_in_a_thread_the_chart_stands_in_that_thread(app: Running) -> None:
    taking_files(app.sink)
    await app.event(a_mention(PROJECT))
    await app.event(a_mention("result", thread=ROOT, ts="1700000099.000100"))
    await until(lambda: bool(app.sink.of("files.completeUploadExternal")))

    assert app.sink.of("files.completeUploadExternal")[0].body["thread_ts"] == ROOT


async def test_where_files_are_not_allowed_none_is_tried_again(app: Running) -> None:
    app.sink.answering = lambda call: (
        refusal("missing_scope") if call.method.startswith("files.") else Answer()
    )
    await result_in_direct_messages(app, 1)
    await until(lambda: bool(app.sink.of("files.getUploadURLExternal")))
    await result_in_direct_messages(app, 2)
    await app.calls(5)

    assert len(app.sink.of("files.getUploadURLExternal")) == 1
    assert len(app.sink.of("chat.postMessage")) == 4


async def test_what_one_person_alone_sees_in_a_channel_gets_no_chart(app: Running) -> None:
    await app.command(a_command(PROJECT))
    result = await app.command(a_command("result"))

    assert result.json["text"].startswith("I would pick Python")
    assert await app.calls(0) == ()


async def test_a_press_that_ends_the_dialog_has_its_chart_in_the_thread_of_the_result(
    app: Running,
) -> None:
    taking_files(app.sink)
    dialog = DialogRef(owner=ANN, number=1)
    _, value = pack(Chose(dialog=dialog, question="constraints", answer="only_python"))
    await app.event(a_direct_message(PROJECT))
    await app.calls(1)

    await app.interaction(a_press(value, "direct"))
    await until(lambda: bool(app.sink.of("files.completeUploadExternal")))

    (updated,) = app.sink.of("chat.update")
    assert app.sink.of("files.completeUploadExternal")[0].body["thread_ts"] == updated.body["ts"]
