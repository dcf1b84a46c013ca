"""Three people decide together: blind answers, one result in the thread, kept as a decision."""

from typing import Any

import pytest

from bot import phrases
from bot.slack.team.ids import ANSWER_FORM, BEGIN_FORM, FIXED_FORM, SAVE_FORM
from tests.decisions.builders import read_madr
from tests.e2e.people import after, private, public
from tests.e2e.stackpick import Transport
from tests.slack_harness.elements import texts
from tests.slack_harness.messages import Message
from tests.slack_harness.workspace import Workspace

TITLE = "The backend of the booking service"
CHANNEL = "#backend"


@pytest.fixture(params=["socket"])
def transport(request: pytest.FixtureRequest) -> Transport:
    """What is particular to a transport, a form's acknowledgement is not: one is enough."""
    chosen: Transport = request.param
    return chosen


@pytest.fixture
def carol(handles: Any) -> str:
    return str(next(handles))


def form(workspace: Workspace, callback_id: str) -> dict[str, Any]:
    """The form, once it is filled."""

    def filled() -> dict[str, Any] | None:
        view = workspace.modal()
        return view if view and view.get("callback_id") == callback_id else None

    return workspace.wait_for(filled, f"the form {callback_id}")


def called(workspace: Workspace, owner: str, *, names: str) -> Message:
    """A team is called to decide, with what holds for all read from a sentence; gives the card."""
    before = len(public(workspace, CHANNEL))
    workspace.commands(owner, CHANNEL, "/stackpick", f"team {TITLE}")
    form(workspace, BEGIN_FORM)
    holds = "Our team writes TypeScript."
    assert workspace.submits(owner, {phrases.NAMES_SHOWN: names, phrases.FIXED: holds}) == {}
    form(workspace, FIXED_FORM)
    assert workspace.submits(owner) == {}
    return workspace.wait_for(after(lambda: public(workspace, CHANNEL), before), "the card")


def answers(workspace: Workspace, person: str, card: Message, **picked: str) -> dict[str, Any]:
    """They answer in the form; gives it as it was before."""
    workspace.presses(person, card, phrases.ANSWER)
    view = form(workspace, ANSWER_FORM)
    assert workspace.submits(person, picked) == {}
    return view


def shows(workspace: Workspace, card: Message, words: str) -> Message:
    def now() -> Message | None:
        current = workspace.current(card)
        return current if current and words in current.words else None

    return workspace.wait_for(now, f"the card to say {words!r}")


def test_three_people_decide_and_keep_what_came_out(
    workspace: Workspace, alice: str, bob: str, carol: str
) -> None:
    card = called(workspace, alice, names=phrases.NAMES_CHOICES["shown"])
    assert "JavaScript or TypeScript" in card.words

    answers(workspace, alice, card, ml="train", realtime="none")
    answers(workspace, bob, card, ml="none", realtime="core")
    answers(workspace, carol, card, ml="api")
    again = answers(workspace, carol, card, realtime="core")
    initial = [b["element"].get("initial_option") for b in again["blocks"] if "element" in b]
    assert [one["value"] for one in initial if one] == ["api"]
    three = shows(workspace, card, "3 people have answered")
    assert f"<@{workspace.user_id(carol)}>" in three.words

    workspace.presses(bob, card, phrases.CLOSE_TEAM)
    refused = workspace.wait_for(
        after(lambda: private(workspace, bob, CHANNEL), 0), "that Bob may not"
    )
    assert f"Only <@{workspace.user_id(alice)}>" in refused.words
    workspace.presses(alice, card, phrases.CLOSE_TEAM)
    shows(workspace, card, "on the answers of 3 people")
    result = workspace.wait_for(
        after(lambda: workspace.bot_messages(CHANNEL, card.ts), 0), "the result in the thread"
    )
    assert "Together" in result.words
    assert "What part will machine learning or data science play?" in result.words

    workspace.presses(alice, result, phrases.SAVE_DECISION)
    form(workspace, SAVE_FORM)
    assert workspace.submits(alice) == {}
    file = workspace.wait_for(
        lambda: next((m for m in workspace.bot_messages(CHANNEL, card.ts) if m.files), None),
        "the record in the thread",
    )
    assert read_madr(workspace.file_text(file, file.files[0])).title == TITLE
    workspace.opens_home(bob)
    home = workspace.wait_for(lambda: workspace.home(bob), "Bob's Home tab")
    assert TITLE in " ".join(texts(home["blocks"]))


def test_few_answers_are_asked_about_and_a_late_one_is_told_so(
    workspace: Workspace, alice: str, bob: str
) -> None:
    card = called(workspace, alice, names=phrases.NAMES_CHOICES["not_shown"])
    answers(workspace, bob, card, ml="train")
    shown = shows(workspace, card, "1 person has answered")
    assert workspace.user_id(bob) not in shown.words
    workspace.presses(bob, card, phrases.ANSWER)
    form(workspace, ANSWER_FORM)

    workspace.presses(alice, card, phrases.CLOSE_TEAM)
    once_more = workspace.wait_for(
        after(lambda: private(workspace, alice, CHANNEL), 0), "the question whether to close"
    )
    workspace.presses(alice, once_more, phrases.CLOSE_ANYWAY)
    closed = shows(workspace, card, "on the answers of 1 person")
    assert closed.buttons == []

    workspace.submits(bob, {"ml": "none"})
    late = workspace.wait_for(workspace.modal, "what became of the late answer")
    assert phrases.ANSWERED_LATE in list(texts(late["blocks"]))
    workspace.closes(bob)
