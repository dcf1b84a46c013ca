"""Deciding as a team in Slack, from the signed request to the calls that come of it."""

import json
import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot import phrases
from bot.slack.team.ids import (
    ANSWER_FORM,
    BEGIN_FORM,
    AnswerAsked,
    CloseAsked,
    GiveAsked,
    PostAsked,
    TakeOverAsked,
    unpack_team,
)
from tests.decisions.builders import read_madr
from tests.faults.sink import RESPONSE_URL, Answer, Call, Sink, refusal
from tests.slack.limits import broken_by_blocks, broken_limits, buttons, texts
from tests.slack.payloads import ANN, BOB, CHANNEL, DIRECT, Payload, a_command, opened_tab
from tests.slack.running import Running, stackpick, until
from tests.slack.teams import (
    HERE,
    a_beginning,
    a_confirmation,
    a_handing,
    a_saving,
    answered,
    asks,
    begun,
    shown_last,
)

pytestmark = pytest.mark.anyio

EVE, DAN = "U0EVE", "U0DAN"
TITLE = "The backend of the booking service"
LIVE, TRAINED = {"realtime": "core", "team": "javascript"}, {"ml": "train"}


async def opened(app: Running, pressed: Payload) -> Payload:
    """What a press opens, once it is filled."""
    before = len(app.sink.of("views.update"))
    await app.interaction(pressed)
    await until(lambda: len(app.sink.of("views.update")) > before)
    view: Payload = app.sink.of("views.update")[-1].body["view"]
    assert list(broken_by_blocks(view["blocks"], "modal")) == []
    return view


async def closed(app: Running, *, by: str = ANN, anyway: bool = False) -> None:
    url = app.sink.response_url("1")
    await app.interaction(asks(CloseAsked(number=1, anyway=anyway), by=by, url=url))
    await app.calls(1)


def told(app: Running) -> list[str]:
    """What people were told alone."""
    return [call.body["text"] for call in app.sink.of(RESPONSE_URL)]


def in_thread(app: Running) -> list[Call]:
    return [call for call in app.sink.of("chat.postMessage") if call.thread]


# Calling a team.


async def test_the_command_opens_a_form_with_the_title_in_it(app: Running) -> None:
    response = await app.command(a_command("Team  Booking <@U0BOB>"))

    (call,) = app.sink.of("views.open")
    view = call.body["view"]
    assert (response.text, view["callback_id"]) == ("", BEGIN_FORM)
    assert view["blocks"][0]["element"]["initial_value"] == "Booking @somebody"
    assert list(broken_by_blocks(view["blocks"], "modal")) == []
    assert json.loads(view["private_metadata"])["channel"] == CHANNEL


async def test_in_a_direct_message_it_says_where_a_team_decides(app: Running) -> None:
    response = await app.command(a_command("team Booking", DIRECT))

    assert response.json["text"] == phrases.TEAM_IN_CHANNELS


async def test_the_card_says_who_called_for_what_and_that_nobody_has_answered(
    app: Running,
) -> None:
    card = await begun(app, title="Use <!channel> *it*", hours="24")

    assert card.body["channel"] == CHANNEL
    assert list(broken_limits(card.body)) == []
    assert "&lt;!channel&gt;" in card.body["text"]
    shown = "\n".join(texts(card.body["blocks"]))
    assert f"Called by <@{ANN}>. Open until <!date^" in shown
    assert f"Only <@{ANN}> can close it earlier." in shown
    assert phrases.NOBODY_YET in shown
    assert phrases.ANSWER_ALONE in shown
    assert [*buttons(card.body)] == [phrases.ANSWER, phrases.CLOSE_TEAM]


async def test_what_holds_for_all_is_read_shown_and_corrected_before_it_begins(
    app: Running,
) -> None:
    said = "our team writes TypeScript, and it must stay one service"
    first = (await app.interaction(a_beginning(holds=said))).json

    view = first["view"]
    assert first["response_action"] == "update"
    assert list(broken_by_blocks(view["blocks"], "modal")) == []
    fields = {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}
    assert fields["team"]["element"]["initial_option"]["value"] == "javascript"
    assert "must stay one" in fields["split"]["hint"]["text"]
    assert app.sink.of("chat.postMessage") == []

    await app.interaction(a_confirmation(view, {"team": "both", "split": "-"}))
    await app.calls(1)
    shown = "\n".join(texts(shown_last(app)["blocks"]))
    form = await opened(app, asks(AnswerAsked(number=1), by=BOB))
    assert "Both about equally" in shown
    assert "two services" not in shown
    asked = [block["block_id"] for block in form["blocks"] if block["type"] == "input"]
    assert "split" in asked
    assert "team" not in asked


async def test_what_cannot_be_read_is_said_below_the_field(app: Running) -> None:
    response = await app.interaction(a_beginning(holds="the sky is blue"))

    assert response.json["errors"] == {"fixed": phrases.NOTHING_FIXED_READ}
    assert (await app.interaction(a_beginning(title=" "))).json["errors"] == {
        "title": phrases.TEAM_TITLE_NEEDED
    }


async def test_where_stackpick_is_not_in_the_channel_it_says_so_and_posts_once_invited(
    app: Running,
) -> None:
    app.sink.answering = lambda call: (
        refusal("not_in_channel") if call.method == "chat.postMessage" else Answer()
    )
    of = HERE.model_copy(update={"response_url": app.sink.response_url("called")})
    await app.interaction(a_beginning(of=of))
    (whispered,) = [call for call in await app.calls(2) if call.method == RESPONSE_URL]
    assert whispered.body["text"] == phrases.NOT_IN_CHANNEL
    assert [*buttons(whispered.body)] == [phrases.POST_CARD]

    app.sink.answering = lambda _: Answer()
    url = app.sink.response_url("again")
    await app.interaction(asks(PostAsked(number=1), "ephemeral", by=BOB, url=url))
    await app.interaction(asks(PostAsked(number=1), "ephemeral", url=url))
    await until(lambda: len(app.sink.of("chat.postMessage")) == 2)
    await app.calls(5)
    assert told(app)[1:] == [phrases.only_owner("its owner"), phrases.CARD_POSTED]


# Answering.


async def test_answers_are_blind_resumed_changed_and_taken_back_until_the_close(
    app: Running,
) -> None:
    await begun(app)
    empty = await opened(app, asks(AnswerAsked(number=1), by=BOB))
    assert empty["callback_id"] == ANSWER_FORM
    assert not [b for b in empty["blocks"] if b.get("element", {}).get("initial_option")]

    await answered(app, BOB, {**LIVE, "ml": "none"})
    await answered(app, EVE, TRAINED)
    await answered(app, BOB, {"ml": "train", "team": "-"})
    again = await opened(app, asks(AnswerAsked(number=1), by=BOB))

    chosen = {
        block["block_id"]: block["element"]["initial_option"]["value"]
        for block in again["blocks"]
        if block.get("element", {}).get("initial_option")
    }
    assert chosen == {"realtime": "core", "ml": "train"}
    await until(lambda: "2 people have answered" in shown_last(app)["text"])
    await answered(app, BOB, {"realtime": "-", "ml": "-"})
    await until(lambda: "1 person has answered" in shown_last(app)["text"])


async def test_a_form_with_every_question_fits_what_slack_takes(app: Running) -> None:
    await begun(app, title="<&>" * 40)

    form = await opened(app, asks(AnswerAsked(number=1), by=BOB))

    assert sum(block["type"] == "input" for block in form["blocks"]) == 18
    assert len(form["private_metadata"]) < 3000


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


# Closing.


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


async def test_a_card_that_was_deleted_is_posted_again_at_the_next_change(app: Running) -> None:
    first = await begun(app)
    deleted = {app.sink.of("chat.postMessage")[0].at}
    app.sink.answering = lambda call: (
        refusal("message_not_found") if call.method == "chat.update" and deleted else Answer()
    )
    await answered(app, BOB, LIVE)
    await until(lambda: len(app.sink.of("chat.postMessage")) == 2)
    deleted.clear()
    await answered(app, EVE, LIVE)
    await until(lambda: len(app.sink.of("chat.update")) == 2)

    again, last = app.sink.of("chat.postMessage")[1], app.sink.of("chat.update")[1]
    assert again.body["channel"] == first.body["channel"]
    assert last.body["ts"] != app.sink.of("chat.update")[0].body["ts"]
    assert "2 people have answered" in last.body["text"]
    assert len(app.sink.of("chat.postMessage")) == 2


# Saving, and who sees what.


async def closed_with_a_result(app: Running, **given: Any) -> Call:
    """A team that has decided; gives what is said in the thread of its card."""
    await begun(app, **given)
    for person, answers in ((BOB, LIVE), (EVE, TRAINED), (DAN, LIVE)):
        await answered(app, person, answers)
    await closed(app)
    await until(lambda: len(in_thread(app)) == 1)
    return in_thread(app)[0]


async def test_the_owner_saves_the_result_once_as_a_decision_of_the_team(app: Running) -> None:
    result = await closed_with_a_result(app)
    value = buttons(result.body)[phrases.SAVE_DECISION]["value"]
    form = await opened(app, asks(unpack_team(value), by=ANN))
    assert form["blocks"][0]["element"]["initial_value"] == TITLE

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


async def test_app_home_lists_what_is_open_for_whoever_called_or_answered(app: Running) -> None:
    await begun(app, title="Booking & co", hours="24")
    await answered(app, BOB, LIVE)
    await app.calls(2)

    async def home(person: str) -> str:
        before = len(app.sink.of("views.publish"))
        await app.event(opened_tab("home", by=person))
        await until(lambda: len(app.sink.of("views.publish")) > before)
        blocks = app.sink.of("views.publish")[-1].body["view"]["blocks"]
        assert list(broken_by_blocks(blocks, "home")) == []
        return "\n".join(texts(blocks))

    for person in (ANN, BOB):
        shown = await home(person)
        assert "*Booking &amp; co*\n1 person has answered. Open until <!date^" in shown
        assert f"<https://acme.slack.com/archives/{CHANNEL}/p" in shown
    assert "Booking" not in await home(EVE)


# Whose it is.


async def test_the_owner_gives_it_to_somebody_who_then_closes_it(app: Running) -> None:
    await begun(app)
    await answered(app, BOB, LIVE)
    assert (await opened(app, asks(GiveAsked(number=1))))["callback_id"] == "team_give"
    refused = await opened(app, asks(GiveAsked(number=1), by=BOB))
    assert phrases.only_owner("its owner") in list(texts(refused["blocks"]))

    wrong = await app.interaction(a_handing(EVE, by=BOB))
    nobody = await app.interaction(a_handing(""))
    given = await app.interaction(a_handing(BOB))

    assert wrong.json["errors"] == {"owner": phrases.only_owner("its owner")}
    assert nobody.json["errors"] == {"owner": phrases.NEW_OWNER_NEEDED}
    assert given.text == ""
    await until(lambda: len(in_thread(app)) == 1)
    assert phrases.passed_to(f"<@{BOB}>") in list(texts(in_thread(app)[0].body["blocks"]))
    await closed(app, by=BOB, anyway=True)
    await until(lambda: len(in_thread(app)) == 2)


@pytest.mark.parametrize(
    ("slack_says", "told_then"),
    [
        (Answer(body='{"ok": true, "user": {"id": "U0ANN", "deleted": true}}'), None),
        (
            Answer(body='{"ok": true, "user": {"id": "U0ANN", "deleted": false}}'),
            phrases.owner_is_there("its owner"),
        ),
        (refusal("missing_scope"), phrases.CANNOT_LOOK_UP),
    ],
    ids=["left", "there", "not to be known"],
)
async def test_whoever_answered_takes_over_where_the_owner_has_left(
    app: Running, slack_says: Answer, told_then: str | None
) -> None:
    await begun(app)
    await answered(app, BOB, LIVE)
    await app.calls(2)
    app.sink.answering = lambda call: slack_says if call.method == "users.info" else Answer()
    url = app.sink.response_url("1")

    await app.interaction(asks(TakeOverAsked(number=1), by=EVE, url=url))
    await app.interaction(asks(TakeOverAsked(number=1), by=BOB, url=url))
    await app.calls(4)

    assert app.sink.of("users.info")[0].body["user"] == ANN
    assert told(app) == [phrases.MUST_HAVE_ANSWERED, *([told_then] if told_then else [])]
    passed = phrases.passed_to(f"<@{BOB}>")
    said = [text for call in in_thread(app) for text in texts(call.body["blocks"])]
    assert (passed in said) is (told_then is None)


async def test_where_the_owner_was_forgotten_whoever_answered_takes_over(app: Running) -> None:
    await begun(app)
    await answered(app, BOB, LIVE)
    await app.calls(2)
    app.store.forget_person("T1", ANN)

    await app.interaction(asks(TakeOverAsked(number=1), by=BOB, url=app.sink.response_url("1")))
    await until(lambda: len(in_thread(app)) == 1)

    assert app.sink.of("users.info") == []


async def test_what_is_not_kept_any_more_is_said_to_be_gone(app: Running) -> None:
    url = app.sink.response_url("1")
    await app.interaction(asks(CloseAsked(number=9), url=url))
    form = await opened(app, asks(AnswerAsked(number=9)))
    late = await answered(app, BOB, LIVE, decision=9)
    await app.calls(2)

    assert told(app) == [phrases.TEAM_GONE]
    assert phrases.TEAM_GONE in list(texts(form["blocks"]))
    assert phrases.TEAM_GONE in list(texts(late.json["view"]["blocks"]))
