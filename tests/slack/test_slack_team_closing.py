"""A team's decision is closed, and its result kept."""

import json
import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot import phrases
from bot.slack.team.ids import (
    AnswerAsked,
    CloseAsked,
    unpack_team,
)
from tests.decisions.builders import read_madr
from tests.faults.sink import RESPONSE_URL, Sink
from tests.slack.limits import broken_limits, buttons, texts
from tests.slack.payloads import ANN, BOB, a_mention, a_message, opened_tab
from tests.slack.running import Running, stackpick, until
from tests.slack.teams import (
    DAN,
    EVE,
    LIVE,
    NAME,
    TRAINED,
    a_saving,
    answered,
    asks,
    begun,
    closed,
    closed_with_a_result,
    in_thread,
    opened,
    shown_last,
    told,
)

pytestmark = pytest.mark.anyio


async def test_answers_that_come_after_the_close_are_kept_and_their_sender_is_told(
    app: Running,
) -> None:
    await begun(app)
    for person in (ANN, BOB, EVE):
        await answered(app, person, LIVE)
    await closed(app)
    result = in_thread(app)[0].body["text"]

    late = await answered(app, DAN, TRAINED)
    changed = await answered(app, BOB, TRAINED)

    for response in (late, changed):
        assert phrases.ANSWERED_LATE in list(texts(response.json["view"]["blocks"]))
    assert [call.body["text"] for call in in_thread(app)] == [result]
    assert "on the answers of 3 people" in shown_last(app)["text"]
    form = await opened(app, asks(AnswerAsked(number=1), by=DAN))
    assert phrases.TEAM_CLOSED in list(texts(form["blocks"]))


async def test_the_owner_alone_closes_and_is_asked_once_more_below_three(app: Running) -> None:
    await begun(app)
    await answered(app, BOB, LIVE)

    await closed(app, by=BOB)
    await closed(app)
    assert in_thread(app) == []
    first, second = (call.body for call in app.sink.of(RESPONSE_URL))
    assert first["text"] == phrases.only_owner("its owner")
    assert f"<@{ANN}>" in "\n".join(texts(first["blocks"]))
    assert [*buttons(second)] == [phrases.CLOSE_ANYWAY]

    value = buttons(second)[phrases.CLOSE_ANYWAY]["value"]
    assert json.loads(value) == {"kind": "close", "number": 1, "anyway": True}
    await closed(app, anyway=True)
    await until(lambda: len(in_thread(app)) == 1)
    result = in_thread(app)[0].body
    assert "Together you come to Node.js" in result["text"]
    assert list(broken_limits(result)) == []
    await until(lambda: "Closed: Node.js, on the answers of 1 person" in shown_last(app)["text"])
    assert buttons(shown_last(app)) == {}

    await closed(app)
    assert told(app)[-1] == phrases.TEAM_CLOSED


async def test_in_the_thread_of_a_result_it_is_asked_about_without_a_mention(app: Running) -> None:
    await begun(app)
    await answered(app, BOB, LIVE)
    await closed(app, anyway=True)
    await until(lambda: "Closed: Node.js" in shown_last(app)["text"])
    await app.calls(1)
    thread = in_thread(app)[0].thread

    await app.event(a_message("why?", thread=thread, ts="1800000000.000001", user=BOB))
    await until(lambda: len(in_thread(app)) == 2)

    why = in_thread(app)[1].body
    assert why["text"].startswith("Why Node.js: +")
    assert list(broken_limits(why)) == []

    await app.event(a_message("I told you so", thread=thread, ts="1800000000.000002", user=ANN))
    await app.event(a_message("why?", thread=thread, ts="1800000000.000003", user=BOB))
    await app.event(a_mention("how sure are you?", thread=thread, ts="1800000000.000004"))
    await until(lambda: len(in_thread(app)) == 3)
    assert in_thread(app)[2].body["text"].startswith("How sure that is: ")


async def test_nobody_answered_is_a_result_too(app: Running) -> None:
    await begun(app)

    await closed(app, anyway=True)

    await until(lambda: len(in_thread(app)) == 1)
    assert in_thread(app)[0].body["text"] == phrases.NOTHING_TO_CLOSE
    assert phrases.CLOSED_EMPTY in shown_last(app)["text"]


async def test_a_deadline_that_passed_while_nothing_ran_closes_at_the_next_start(
    tmp_path: Path, sink: Sink
) -> None:
    async with stackpick(tmp_path, sink) as app:
        await begun(app, hours="1")
        await answered(app, BOB, LIVE)
        await app.calls(2)
    with closing(sqlite3.connect(tmp_path / "stackpick.db")) as database:
        database.execute("UPDATE team_decisions SET deadline = opened_at")
        database.commit()

    async with stackpick(tmp_path, sink) as app:
        await until(lambda: len(in_thread(app)) == 1)

        assert "Closed: Node.js, on the answers of 1 person" in shown_last(app)["text"]


async def test_the_owner_saves_the_result_once_as_a_decision_of_the_team(app: Running) -> None:
    result = await closed_with_a_result(app)
    value = buttons(result.body)[phrases.SAVE_DECISION]["value"]
    form = await opened(app, asks(unpack_team(value), by=ANN))
    assert form["blocks"][0]["element"]["initial_value"] == NAME

    refused = await app.interaction(a_saving(form, "Theirs", by=BOB))
    saved = await app.interaction(a_saving(form, "Use Node.js"))
    again = await app.interaction(a_saving(form, "Use Node.js"))
    await until(lambda: len(in_thread(app)) >= 3)

    assert refused.json["errors"] == {"title": phrases.only_owner("its owner")}
    assert (saved.text, again.json["errors"]) == ("", {"title": phrases.saved_before(1)})
    told, record = in_thread(app)[1:3]
    assert told.body["text"].startswith("Saved as decision 1: Use Node.js")
    assert told.thread == result.thread == record.thread
    assert read_madr(record.body["markdown_text"]).title == "Use Node.js"
    decision = app.store.decisions.find("T1", 1)
    assert decision is not None
    assert {voice.name for voice in decision.voices} == {f"name-of-{p}" for p in (BOB, EVE, DAN)}
    shown = await opened(app, asks(unpack_team(value), by=ANN))
    assert phrases.saved_before(1) in list(texts(shown["blocks"]))


async def test_where_names_are_not_shown_nobody_who_answers_is_rendered_or_logged(
    app: Running, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    result = await closed_with_a_result(app, names="not_shown")
    form = await opened(
        app, asks(unpack_team(buttons(result.body)[phrases.SAVE_DECISION]["value"]))
    )
    await app.interaction(a_saving(form, "Use Node.js"))
    await until(lambda: len(in_thread(app)) >= 3)
    late = await answered(app, "U0LATE", LIVE)
    await app.interaction(asks(CloseAsked(number=1), by=EVE, url=app.sink.response_url("1")))
    await app.event(opened_tab("home"))
    await until(lambda: bool(app.sink.of("views.publish")))

    people = (BOB, EVE, DAN, "U0LATE")
    sent = json.dumps([dict(call.body) for call in app.sink.calls])
    ours = "\n".join(r.getMessage() for r in caplog.records if r.name.startswith("bot"))
    assert [person for person in people if person in sent + late.text + ours] == []
    decision = app.store.decisions.find("T1", 1)
    assert decision is not None
    assert [person for person in people if person in decision.model_dump_json()] == []
