"""A team is called to decide, and answers."""

import json

import pytest

from bot import phrases
from bot.slack.team.ids import (
    ANSWER_FORM,
    BEGIN_FORM,
    AnswerAsked,
    PostAsked,
)
from tests.faults.sink import RESPONSE_URL, Answer, refusal
from tests.slack.limits import broken_by_blocks, broken_limits, buttons, texts
from tests.slack.payloads import ANN, BOB, CHANNEL, DIRECT, a_command, opened_tab
from tests.slack.running import Running, until
from tests.slack.teams import (
    EVE,
    HERE,
    LIVE,
    TRAINED,
    a_beginning,
    a_confirmation,
    answered,
    asks,
    begun,
    opened,
    shown_last,
    told,
)

pytestmark = pytest.mark.anyio


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
