"""Saved results: told with their record, shown in windows and App Home."""

import json

import pytest

from bot import phrases
from bot.decisions.decision import LONGEST_TITLE
from bot.learning import Library
from bot.slack.decisions.ids import (
    SAVE_FORM,
    CanvasAsked,
    ShowAsked,
)
from bot.slack.home.acts import TurnedTo
from bot.slack.ids import SEARCH_DECISIONS
from bot.slack.text import escaped
from tests.decisions.builders import read_madr
from tests.faults.sink import UPLOAD, Answer, refusal
from tests.slack.decisions import a_submission, asks
from tests.slack.keeping import (
    allowing,
    decided,
    form_for,
    kept_in,
    result_of,
)
from tests.slack.limits import broken_by_blocks, broken_limits, buttons, texts
from tests.slack.payloads import (
    ANN,
    CHANNEL,
    DIRECT,
    Payload,
    a_command,
    a_home_press,
    opened_tab,
)
from tests.slack.running import Running, until

pytestmark = pytest.mark.anyio


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
