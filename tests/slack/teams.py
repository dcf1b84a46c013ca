"""A team that decides, from the signed requests of its members."""

import itertools
from collections.abc import Mapping
from typing import Any

from bot.slack.team.ids import (
    ANSWER_FORM,
    BEGIN_FORM,
    DEADLINE,
    DESCRIPTION,
    FIXED_FORM,
    GIVE_FORM,
    NAMES,
    NEW_OWNER,
    SAVE_FORM,
    TITLE,
    Beginning,
    CloseAsked,
    OfDecision,
    TeamPress,
    pack_team,
)
from tests.faults.sink import RESPONSE_URL as AT_URL
from tests.faults.sink import TEAM, Call
from tests.slack.limits import broken_by_blocks
from tests.slack.payloads import ANN, BOB, CHANNEL, RESPONSE_URL, Payload, Surface, a_press
from tests.slack.running import Response, Running, until

EVE, DAN = "U0EVE", "U0DAN"
NAME = "The backend of the booking service"
LIVE, TRAINED = {"realtime": "core", "team": "javascript"}, {"ml": "train"}

_numbers = itertools.count(1)

HERE = Beginning(channel=CHANNEL, domain="acme", response_url=RESPONSE_URL)


def picked(value: str | None) -> Payload:
    return {"type": "static_select", "selected_option": {"value": value} if value else None}


def typed(value: str) -> Payload:
    return {"type": "plain_text_input", "value": value or None}


def submitted(
    callback_id: str, carried: str, fields: Mapping[str, Payload], *, by: str = ANN
) -> Payload:
    """A form that was filled in, as Slack delivers it."""
    return {
        "type": "view_submission",
        "team": {"id": TEAM, "domain": "acme"},
        "user": {"id": by, "username": f"name-of-{by}", "team_id": TEAM},
        "trigger_id": f"{next(_numbers)}.7.abc",
        "view": {
            "id": f"V0TEAM{next(_numbers)}",
            "type": "modal",
            "callback_id": callback_id,
            "private_metadata": carried,
            "state": {"values": {name: {name: state} for name, state in fields.items()}},
        },
    }


def a_beginning(
    title: str = NAME,
    *,
    names: str = "shown",
    hours: str = "-",
    holds: str = "",
    of: Beginning = HERE,
    by: str = ANN,
) -> Payload:
    fields = {
        TITLE: typed(title),
        NAMES: picked(names),
        DEADLINE: picked(hours),
        DESCRIPTION: typed(holds),
    }
    return submitted(BEGIN_FORM, of.model_dump_json(), fields, by=by)


def a_confirmation(view: Payload, answers: Mapping[str, str], *, by: str = ANN) -> Payload:
    """The second form, in which what holds for all is confirmed or corrected."""
    fields = {question: picked(answer) for question, answer in answers.items()}
    return submitted(FIXED_FORM, view["private_metadata"], fields, by=by)


def an_answer(answers: Mapping[str, str], *, by: str, decision: int = 1) -> Payload:
    fields = {question: picked(answer) for question, answer in answers.items()}
    return submitted(ANSWER_FORM, OfDecision(number=decision).model_dump_json(), fields, by=by)


def a_handing(to: str, *, by: str = ANN, decision: int = 1) -> Payload:
    fields = {NEW_OWNER: {"type": "users_select", "selected_user": to}}
    return submitted(GIVE_FORM, OfDecision(number=decision).model_dump_json(), fields, by=by)


def a_saving(view: Mapping[str, Any], title: str, *, by: str = ANN) -> Payload:
    return submitted(SAVE_FORM, view["private_metadata"], {TITLE: typed(title)}, by=by)


def asks(asked: TeamPress, on: Surface = "public", *, by: str = ANN, url: str = "") -> Payload:
    """A press about a team decision; what is picked from the menu on its card comes so, too."""
    action_id, value = pack_team(asked)
    pressed = a_press(value, on, by=by, **({"response_url": url} if url else {}))
    pressed["actions"][0]["action_id"] = action_id
    return pressed


async def begun(app: Running, **given: Any) -> Call:
    """A team is called to decide; gives the call that posts its card."""
    before = len(app.sink.of("chat.postMessage"))
    response = await app.interaction(a_beginning(**given))
    assert response.text == "", "it began at once"
    await app.calls(1)
    return app.sink.of("chat.postMessage")[before]


async def answered(app: Running, by: str, answers: Mapping[str, str], **given: Any) -> Response:
    return await app.interaction(an_answer(answers, by=by, **given))


def shown_last(app: Running) -> Mapping[str, Any]:
    """The card as it was last written."""
    written = [c for c in app.sink.calls if c.method in {"chat.postMessage", "chat.update"}]
    return [call.body for call in written if not call.body.get("thread_ts")][-1]


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
    return [call.body["text"] for call in app.sink.of(AT_URL)]


def in_thread(app: Running) -> list[Call]:
    return [call for call in app.sink.of("chat.postMessage") if call.thread]


async def closed_with_a_result(app: Running, **given: Any) -> Call:
    """A team that has decided; gives what is said in the thread of its card."""
    await begun(app, **given)
    for person, answers in ((BOB, LIVE), (EVE, TRAINED), (DAN, LIVE)):
        await answered(app, person, answers)
    await closed(app)
    await until(lambda: len(in_thread(app)) == 1)
    return in_thread(app)[0]
