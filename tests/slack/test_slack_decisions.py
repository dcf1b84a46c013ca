"""Decisions in Slack, from the signed request to the calls that come of it."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import pytest
from prometheus_client import REGISTRY

from bot import phrases
from bot.advisor.expertise import Expertise
from bot.advisor.guiding import PUT_ASIDE
from bot.deciding.reviewing import Reviewing
from bot.decisions.decision import LONGEST_TITLE, Decision, Draft
from bot.decisions.reviewing import Reading, ReviewedChange, reading_of
from bot.knowledge.model import Knowledge
from bot.learning import Library
from bot.slack.blocks.decisions import review
from bot.slack.decisions.calls import told_changed
from bot.slack.decisions.ids import (
    SAVE_FORM,
    CanvasAsked,
    ReopenAsked,
    ShowAsked,
)
from bot.slack.home.acts import TurnedTo
from bot.slack.ids import SEARCH_DECISIONS
from bot.slack.text import escaped
from bot.store.protocol import Place
from bot.store.workspace import WholeStore
from tests.decisions.builders import a_draft, a_team_draft, read_madr
from tests.faults.sink import TEAM, UPLOAD, Answer, Call, Sink, refusal
from tests.slack.decisions import a_submission, asks
from tests.slack.limits import broken_by_blocks, broken_limits, buttons, texts
from tests.slack.payloads import (
    ANN,
    BOB,
    CHANNEL,
    DIRECT,
    Payload,
    Surface,
    a_command,
    a_direct_message,
    a_home_press,
    a_press,
    opened_tab,
)
from tests.slack.running import Running, stackpick, until
from tests.store.builders import a_delivery

pytestmark = pytest.mark.anyio


def allowing(sink: Sink) -> None:
    """Have the sink take files, as Slack does."""

    def answer(call: Call) -> Answer:
        match call.method:
            case "files.getUploadURLExternal":
                told = {"ok": True, "file_id": "F1", "upload_url": sink.upload_url("F1")}
            case "files.completeUploadExternal":
                told = {"ok": True, "files": [{"id": "F1"}]}
            case _:
                return Answer()
        return Answer(body=json.dumps(told))

    sink.answering = answer


async def result_of(app: Running, message: str = "recommend") -> Mapping[str, Any]:
    """A dialog in direct messages, ended at once: its result as it is shown."""
    before = len(await app.calls(0))
    await app.event(a_direct_message(message, client_msg_id="m1"))
    await app.calls(before + 1)
    await app.event(a_direct_message("result", client_msg_id="m2", ts="1700000070.000100"))
    calls = await app.calls(before + 2)
    return calls[before + 1].body


async def form_for(app: Running, result: Mapping[str, Any], on: Surface = "direct") -> Payload:
    """The form that a press on the button opens."""
    value = buttons(result)[phrases.SAVE_DECISION]["value"]
    pressed = a_press(value, on)
    pressed["actions"][0]["action_id"] = "decision:save:x"
    before = len(app.sink.of("views.update"))
    await app.interaction(pressed)
    await until(lambda: len(app.sink.of("views.update")) > before)
    view: Payload = dict(app.sink.of("views.update")[-1].body["view"])
    return view


async def test_a_saved_result_is_told_of_with_its_record_in_the_thread(app: Running) -> None:
    allowing(app.sink)
    result = await result_of(app)
    view = await form_for(app, result)
    assert (view["callback_id"], len(view["private_metadata"]) < 3000) == (SAVE_FORM, True)

    response = await app.interaction(a_submission(view, "  Use <!channel>\n tea, <@U0BOB>  "))
    repeated = await app.interaction(a_submission(view, "Use tea, too"))
    calls = await app.calls(6)

    assert (response.text, repeated.text) == ("", "")
    told = calls[-4]
    assert (told.method, told.body["channel"]) == ("chat.postMessage", DIRECT)
    assert told.body["text"].startswith("Saved as decision 1: Use &lt;!channel&gt; tea, @somebody.")
    assert list(broken_limits(told.body)) == []
    (sent,), (ended,) = app.sink.of(UPLOAD), app.sink.of("files.completeUploadExternal")
    assert read_madr(sent.body["content"]).title == r"Use \<!channel\> tea, @somebody"
    assert (ended.body["channel_id"], bool(ended.body["thread_ts"])) == (DIRECT, True)
    assert (
        app.sink.of("files.getUploadURLExternal")[0].body["filename"]
        == "0001-use-channel-tea-somebody.md"
    )


async def test_where_files_are_not_allowed_the_record_is_posted_as_text(app: Running) -> None:
    app.sink.answering = lambda call: (
        refusal("missing_scope") if call.method.startswith("files.") else Answer()
    )
    view = await form_for(app, await result_of(app))

    await app.interaction(a_submission(view, "Use tea"))
    await until(lambda: "markdown_text" in app.sink.calls[-1].body)

    posted = app.sink.of("chat.postMessage")[-1].body
    assert posted["markdown_text"].startswith("---\nstatus")
    assert posted["thread_ts"]


async def test_a_result_that_only_one_person_sees_is_told_of_in_direct_messages(
    app: Running,
) -> None:
    asked = await app.command(a_command("recommend"))
    assert "Stop" in buttons(asked.json)
    result = (await app.command(a_command("result"))).json
    view = await form_for(app, result, "ephemeral")

    await app.interaction(a_submission(view, "Use tea"))
    await until(lambda: bool(app.sink.of("chat.postMessage")))

    told = app.sink.of("chat.postMessage")[0].body
    assert told["channel"] == ANN
    assert CHANNEL not in json.dumps([dict(call.body) for call in app.sink.of("chat.postMessage")])


@pytest.mark.parametrize(
    ("title", "supersedes", "field", "sentence"),
    [
        (" \n ", None, "title", phrases.TITLE_NEEDED),
        ("Use tea", 9, "supersedes", phrases.cannot_supersede(9, None)),
    ],
)
async def test_what_is_wrong_with_a_form_is_said_in_it(
    app: Running, title: str, supersedes: int | None, field: str, sentence: str
) -> None:
    view = await form_for(app, await result_of(app))

    response = await app.interaction(a_submission(view, title, supersedes))

    assert response.json == {"response_action": "errors", "errors": {field: sentence}}
    assert kept_in(app).decisions.of_all() == []


# What becomes of decisions when the knowledge changes.

ANSWERS = {"team": "python", "machine_learning": "own_models"}


@dataclass
class Shelf:
    """A library whose knowledge a test changes."""

    now: Expertise
    refused: tuple[()] = ()

    def expertise(self) -> Expertise:
        return self.now

    def refresh(self) -> bool:
        return False


def before(knowledge: Knowledge) -> Knowledge:
    """The knowledge as it was: everything was too close to call."""
    scoring = knowledge.dialog.scoring.model_copy(update={"margin_percent": 99, "least": 1000})
    dialog = knowledge.dialog.model_copy(update={"scoring": scoring})
    return knowledge.model_copy(update={"version": "0123456789ab", "dialog": dialog})


def decided(store: WholeStore, knowledge: Knowledge, title: str = "Use Python") -> Decision:
    return keeping(store, a_draft(knowledge, ANSWERS, title=title, owner=ANN), knowledge)


def keeping(store: WholeStore, draft: Draft, knowledge: Knowledge) -> Decision:
    with store.hold(a_delivery(), Place(TEAM, "", person=ANN)) as held:
        assert held is not None
        decision = held.decide(draft, knowledge.model_dump_json())
        held.keep(held.session, ())
    return decision


@pytest.fixture
async def changed(
    tmp_path: Path, sink: Sink, library: Library
) -> AsyncIterator[tuple[Running, Mapping[str, Any]]]:
    """StackPick after a start on newer knowledge, and what it told the owner of a decision."""
    newer = library.expertise()
    older = replace(newer, knowledge=before(newer.knowledge))
    async with stackpick(tmp_path, sink, library=Shelf(older)) as app:
        decided(kept_in(app), older.knowledge)
    async with stackpick(tmp_path, sink, library=Shelf(newer)) as app:
        (call,) = await app.calls()
        yield app, call.body


async def test_an_owner_is_told_once_of_a_decision_that_comes_out_otherwise(
    changed: tuple[Running, Mapping[str, Any]], library: Library
) -> None:
    app, told = changed
    assert told["channel"] == ANN
    assert "Outcome: Either, now Python." in told["text"]
    assert list(broken_limits(told)) == []

    for _ in range(2):  # as other processes do
        reviewing = Reviewing(kept_in(app), library.expertise)
        assert reviewing.review(told_changed) == 0

    assert len(await app.calls()) == 1


async def test_a_decision_that_comes_out_as_before_is_nobodys_news(
    tmp_path: Path, sink: Sink, library: Library
) -> None:
    knowledge = library.expertise().knowledge
    async with stackpick(tmp_path, sink) as app:
        decided(kept_in(app), knowledge.model_copy(update={"version": "0123456789ab"}))
    async with stackpick(tmp_path, sink) as app:
        await until(lambda: bool(kept_in(app).reviews.of(TEAM, 1)))
        assert await app.calls(0) == ()


async def test_the_owner_alone_lets_a_decision_stand(
    changed: tuple[Running, Mapping[str, Any]],
) -> None:
    app, told = changed
    value = buttons(told)[phrases.KEEP_DECISION]["value"]

    for by in (BOB, ANN):
        pressed = a_press(value, "direct", by=by, response_url=app.sink.response_url("1"))
        pressed["actions"][0]["action_id"] = "decision:keep:x"
        await app.interaction(pressed)
    calls = await app.calls(3)

    assert calls[1].body["text"] == phrases.DECISION_GONE
    assert (calls[2].method, calls[2].body["text"]) == ("chat.update", phrases.decision_kept(1))
    (reviewed,) = kept_in(app).reviews.of(TEAM, 1)
    assert reviewed.kept_at is not None


async def test_a_dialog_that_is_put_aside_for_a_reopened_decision_is_told_of_and_the_turn_counted(
    changed: tuple[Running, Mapping[str, Any]],
) -> None:
    app, told = changed
    await app.event(a_direct_message("recommend", client_msg_id="m1"))
    await app.event(a_direct_message("none", client_msg_id="m2", ts="1700000070.000100"))
    before = len(await app.calls(4))
    pressed = a_press(buttons(told)[phrases.REOPEN_DECISION]["value"], "direct")
    pressed["actions"][0]["action_id"] = "decision:reopen:x"
    counted = presses_that_led_to_a_summary()

    await app.interaction(pressed)
    *_, shown, removed = await app.calls(before + 2)

    assert shown.body["blocks"][0]["elements"][0]["text"] == PUT_ASIDE
    assert removed.method == "chat.delete", "two messages of the person's dialog are left"
    assert presses_that_led_to_a_summary() == counted + 1


def presses_that_led_to_a_summary() -> float:
    labels = {"kind": "press", "outcome": "Summary"}
    return REGISTRY.get_sample_value("stackpick_deliveries_total", labels) or 0.0


async def test_a_reopened_decision_begins_with_its_answers_and_is_superseded_by_the_new_one(
    changed: tuple[Running, Mapping[str, Any]],
) -> None:
    app, told = changed
    pressed = a_press(buttons(told)[phrases.REOPEN_DECISION]["value"], "direct")
    pressed["actions"][0]["action_id"] = "decision:reopen:x"
    await app.interaction(pressed)
    summary = (await app.calls(2))[1].body

    assert summary["channel"] == ANN
    assert summary["text"].startswith(phrases.ANSWERS_SO_FAR)
    await app.interaction(a_press(buttons(summary)["Show the result"]["value"], "direct"))
    result = (await app.calls(3))[2].body
    view = await form_for(app, result)
    assert view["blocks"][1]["element"]["initial_option"]["value"] == "1"


async def test_what_a_team_decided_is_taken_anew_by_the_team_and_not_by_its_owner_alone(
    app: Running, library: Library
) -> None:
    knowledge = library.expertise().knowledge
    said = {"ann": ANSWERS, "bob": {"team": "javascript"}}
    kept = keeping(kept_in(app), a_team_draft(knowledge, said, owner=ANN), knowledge)
    change = ReviewedChange(kept, Reading("either", 0.0, None), reading_of(kept.receipt), "v2", 0)
    told = review(change, knowledge).body()

    await app.interaction(asks(ReopenAsked(number=1), url=app.sink.response_url("1")))
    (refused,) = await app.calls()

    assert set(buttons(told)) == {phrases.KEEP_DECISION}
    for text in (told["text"], refused.body["text"]):
        assert "use /stackpick team" in text


# Looking at what is kept.


async def test_a_canvas_is_made_where_its_button_was_pressed_or_it_is_said_that_none_can(
    app: Running, library: Library
) -> None:
    decided(kept_in(app), library.expertise().knowledge)
    url = app.sink.response_url("1")
    await app.interaction(asks(CanvasAsked(number=1), "direct", url=url))
    made = (await app.calls(2))[-2:]
    app.sink.answering = lambda call: (
        refusal("canvas_disabled_user_team") if call.method == "canvases.create" else Answer()
    )
    await app.interaction(asks(CanvasAsked(number=1), "direct", url=url))
    refused = (await app.calls(4))[-2:]

    assert [call.method for call in made] == ["canvases.create", "response_url"]
    assert made[0].body["channel_id"] == DIRECT
    assert made[0].body["document_content"]["markdown"].startswith("## Context")
    assert made[1].body["text"] == phrases.CANVAS_MADE
    assert refused[1].body["text"] == phrases.CANVAS_REFUSED


async def test_app_home_shows_decisions_in_pages_and_finds_them_by_title(
    app: Running, library: Library
) -> None:
    names = [f"Number {n} <&>" for n in range(12)]
    for name in names:
        decided(kept_in(app), library.expertise().knowledge, name)

    async def home(payload: Payload) -> list[str]:
        """The titles of the decisions that App Home then shows, newest first."""
        before = len(app.sink.of("views.publish"))
        await (app.event if "event" in payload else app.interaction)(payload)
        await until(lambda: len(app.sink.of("views.publish")) > before)
        blocks = app.sink.of("views.publish")[-1].body["view"]["blocks"]
        assert list(broken_by_blocks(blocks, "home")) == []
        shown = (text.split("\n")[0].strip("*") for text in texts(blocks))
        return [text.split(". ")[1] for text in shown if ". Number" in text]

    newest = [escaped(name) for name in reversed(names)]
    assert await home(opened_tab("home")) == newest[:3]
    assert await home(a_home_press(TurnedTo(list="decisions"))) == newest[:10]
    assert await home(a_home_press(TurnedTo(list="decisions", page=1))) == newest[10:]
    for query, found in (("nUMBER 3", newest[8:9]), ("none such", [])):
        search = a_home_press(TurnedTo(list="decisions"))
        search["actions"][0] |= {"action_id": SEARCH_DECISIONS, "value": query}
        assert await home(search) == found


async def test_a_decision_with_the_longest_title_fits_its_windows(
    app: Running, library: Library
) -> None:
    decided(kept_in(app), library.expertise().knowledge, "<&>" * (LONGEST_TITLE // 3))

    await app.interaction(asks(ShowAsked(number=1), "home"))
    await app.interaction(asks(ShowAsked(number=2), "home"))
    await until(lambda: len(app.sink.of("views.update")) == 2)
    filled = [call.body["view"] for call in app.sink.of("views.update")]
    gone, shown = sorted(filled, key=lambda view: len(view["blocks"]))
    form = await form_for(app, await result_of(app))

    for view in (shown, gone, form):
        assert len(view["title"]["text"]) <= 24
        assert len(view["blocks"]) <= 100
    assert all(len(text) <= 3000 for text in texts(shown["blocks"]))
    assert phrases.DECISION_GONE in list(texts(gone["blocks"]))
    (option,) = form["blocks"][1]["element"]["options"]
    assert len(option["text"]["text"]) <= 75


def kept_in(app: Running) -> WholeStore:
    return cast("WholeStore", app.store)
