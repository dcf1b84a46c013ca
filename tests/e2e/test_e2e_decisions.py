"""Decisions: saved with their record in the thread, superseded, found again."""

from typing import Any

import pytest

from bot import phrases
from bot.knowledge.model import Knowledge
from tests.decisions.builders import Madr, read_madr
from tests.e2e.people import Desk, after
from tests.e2e.stackpick import Transport
from tests.slack_harness.elements import texts
from tests.slack_harness.messages import Message
from tests.slack_harness.workspace import Workspace

PYTHON = {"team": "python", "machine_learning": "own_models"}


@pytest.fixture(params=["socket"])
def transport(request: pytest.FixtureRequest) -> Transport:
    """What is particular to a transport, a form's acknowledgement is not: one is enough."""
    chosen: Transport = request.param
    return chosen


def decided(workspace: Workspace, person: str, knowledge: Knowledge) -> Desk:
    """A dialog in direct messages, led to its result."""
    asked = workspace.direct_message(person, "recommend")
    desk = Desk(workspace, person, workspace.reply(asked))
    desk.answers(knowledge, PYTHON)
    return desk


def opened(workspace: Workspace, person: str, message: Message) -> dict[str, Any]:
    """What the button that saves a result opens, once there is more in it than a wait."""
    workspace.presses(person, message, phrases.SAVE_DECISION)

    def filled() -> dict[str, Any] | None:
        view = workspace.modal()
        return view if view and view["title"]["text"] == phrases.SAVE_DECISION else None

    return workspace.wait_for(filled, "the form")


def saved(workspace: Workspace, desk: Desk, title: str, **fields: str) -> tuple[Message, Madr]:
    """What is said once a result is saved, and the record in the thread of that."""

    def written() -> list[Message]:
        """All but files: a chart comes whenever it is drawn."""
        return [one for one in workspace.bot_messages(desk.message.channel) if not one.files]

    before = len(written())
    opened(workspace, desk.person, desk.message)
    assert workspace.submits(desk.person, {phrases.DECISION_TITLE: title, **fields}) == {}
    found = after(written, before)
    told = workspace.wait_for(found, "the confirmation")
    file = workspace.wait_for(
        lambda: next((m for m in workspace.bot_messages(told.channel, told.ts) if m.files), None),
        "the record in the thread",
    )
    (name,) = file.files
    return told, read_madr(workspace.file_text(file, name))


def test_a_result_is_saved_with_its_record_and_superseded_by_a_newer_one(
    workspace: Workspace, alice: str, knowledge: Knowledge
) -> None:
    first = decided(workspace, alice, knowledge)
    told, madr = saved(workspace, first, "Use Python for <!channel> the *reports*")
    number = int(told.words.split("decision ")[1].split(":")[0])
    assert madr.title == r"Use Python for \<!channel\> the \*reports\*"
    assert madr.meta["status"] == "accepted"
    assert workspace.modal() is None

    second = decided(workspace, alice, knowledge)
    older = f"{number}. Use Python for <!channel> the *reports*"
    _, newer = saved(workspace, second, "Use Python after all", **{phrases.SUPERSEDES: older})
    assert f"It supersedes decision {number}." in newer.sections["## More Information"]

    workspace.opens_home(alice)
    view = workspace.wait_for(lambda: workspace.home(alice), "the Home tab")
    listed = " ".join(texts(view["blocks"]))
    assert f"superseded by decision {number + 1}" in listed.casefold()


def test_only_the_owner_saves_and_a_changed_result_is_not_saved(
    workspace: Workspace, alice: str, bob: str, knowledge: Knowledge
) -> None:
    asked = workspace.mentions(alice, "#general", "recommend")
    desk = Desk(workspace, alice, workspace.reply(asked, in_thread=True))
    desk.answers(knowledge, PYTHON)
    shown = desk.message

    view = opened(workspace, bob, shown)
    assert "somebody else's" in " ".join(texts(view["blocks"]))
    workspace.closes(bob)

    desk.presses("Start over")
    view = opened(workspace, alice, shown)
    assert phrases.RESULT_CHANGED in " ".join(texts(view["blocks"]))
    workspace.closes(alice)
