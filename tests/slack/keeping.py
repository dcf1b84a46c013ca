"""Results that are saved in Slack, and decisions that a store holds already."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from bot import phrases
from bot.advisor.expertise import Expertise
from bot.decisions.decision import Decision, Draft
from bot.knowledge.model import Knowledge
from bot.store.protocol import Place
from bot.store.workspace import WholeStore
from tests.decisions.builders import a_draft
from tests.faults.sink import TEAM, Answer, Call, Sink
from tests.slack.limits import buttons
from tests.slack.payloads import (
    ANN,
    Payload,
    Surface,
    a_direct_message,
    a_press,
)
from tests.slack.running import Running, until
from tests.store.builders import a_delivery


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


def kept_in(app: Running) -> WholeStore:
    return cast("WholeStore", app.store)
