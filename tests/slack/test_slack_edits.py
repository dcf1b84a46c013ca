"""A question that is edited soon after changes the answer that it had, and says nothing new."""

import datetime as dt
from dataclasses import dataclass

import pytest

from bot.conversations import EDITABLE_FOR, Conversations
from bot.learning import Library
from bot.store.protocol import Posted
from tests.faults.sink import BOT
from tests.slack.payloads import ANN, CHANNEL, ROOT, Payload, a_direct_message, a_mention, an_event
from tests.slack.running import Running

pytestmark = pytest.mark.anyio

FIRST_POSTED = "1700000001.000100"
"""What the local Web API gives as the `ts` of the first message that is posted."""

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def an_edit(text: str, before: str, channel: str = CHANNEL) -> Payload:
    """Somebody has given their first message a new wording."""
    told = {"type": "message", "user": ANN, "ts": ROOT}
    return an_event(
        {
            "type": "message",
            "subtype": "message_changed",
            "channel": channel,
            "ts": "1700000090.000900",
            "message": {**told, "text": text},
            "previous_message": {**told, "text": before},
        }
    )


async def test_an_edited_question_updates_its_answer_in_place(app: Running) -> None:
    await app.event(a_mention("which one scales better?"))
    (answered,) = await app.calls(1)

    await app.event(an_edit(f"<@{BOT}> who is easier to hire?", f"<@{BOT}> which scales?"))

    update = (await app.calls(2))[1]
    assert answered.body["text"].startswith("Scalability")
    assert update.method == "chat.update"
    assert update.body["ts"] == FIRST_POSTED
    assert update.body["text"].startswith("Hiring")


@pytest.mark.parametrize(
    ("text", "before"),
    [
        pytest.param("which one scales better?", "which one scales better?", id="a link unfurled"),
        pytest.param("", "which one scales better?", id="emptied"),
    ],
)
async def test_a_change_without_new_words_says_nothing_wrong(
    app: Running, text: str, before: str
) -> None:
    response = await app.event(an_edit(text, before))

    assert response.status == 200
    assert await app.calls(0) == ()


async def test_an_edit_of_a_message_without_an_answer_is_left_alone(app: Running) -> None:
    await app.event(an_edit(f"<@{BOT}> who is easier to hire?", "let's have lunch"))

    assert await app.calls(0) == ()


async def test_an_edit_during_a_dialog_changes_no_answer_of_it(app: Running) -> None:
    asked = a_direct_message("help me choose")
    await app.event(asked)
    await app.calls(1)

    await app.event(an_edit("skip", "help me choose", channel=asked["event"]["channel"]))

    assert len(await app.calls(1)) == 1


@dataclass(frozen=True)
class Remembering:
    """A store that knows one answer."""

    posted: Posted

    def answer_to(self, _team: str, _key: str) -> Posted:
        return self.posted


@pytest.mark.parametrize(
    ("age", "found"),
    [
        pytest.param(EDITABLE_FOR, True, id="just in time"),
        pytest.param(EDITABLE_FOR + dt.timedelta(seconds=1), False, id="too late"),
    ],
)
def test_only_a_recent_answer_is_changed(age: dt.timedelta, found: bool, library: Library) -> None:
    store = Remembering(Posted("C1", "1.2", NOW - age))
    conversations = Conversations(store, library.expertise, lambda: NOW)  # type: ignore[arg-type]

    assert (conversations.answer_to("T1", "key") is not None) is found
