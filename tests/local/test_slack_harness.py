"""The harness against a real app: what people do arrives, and what the app does is seen."""

from collections.abc import Iterator

import pytest

from bot.local.server import LocalSlack
from tests.local.echo_app import EchoApp
from tests.slack_harness.elements import find, texts
from tests.slack_harness.messages import Message
from tests.slack_harness.workspace import Workspace


@pytest.fixture(scope="module")
def echo_app(local_slack: LocalSlack) -> Iterator[None]:
    with EchoApp(local_slack):
        Workspace(local_slack.ui_url).wait_until_connected()
        yield


pytestmark = pytest.mark.usefixtures("echo_app")


def whispered(workspace: Workspace, to: str) -> Message:
    """What the app has shown to *to* alone, in their direct message."""
    place = workspace.direct_message_id(to)

    def private() -> Message | None:
        shown = workspace.bot_messages(place)
        return next((one for one in shown if one.ephemeral_to == workspace.user_id(to)), None)

    return workspace.wait_for(private, f"a message that only {to} sees")


def test_a_mention_is_answered_in_its_thread(workspace: Workspace) -> None:
    asked = workspace.mentions("alice", "#general", "hello")
    answer = workspace.reply(asked, in_thread=True)
    assert (answer.text, answer.thread_ts) == ("Heard hello", asked.ts)
    assert workspace.bot_messages("#general", thread_ts=asked.ts) == [answer]


def test_a_mention_in_a_thread_is_answered_there(workspace: Workspace) -> None:
    first = workspace.types("bob", "#backend", "which one?")
    asked = workspace.mentions("alice", "#backend", "you", thread_ts=first.ts)
    workspace.wait_for(lambda: workspace.bot_messages("#backend"), "an answer")
    assert (asked.thread_ts, workspace.bot_id in asked.text) == (first.ts, True)


def test_a_direct_message_is_answered_with_buttons(workspace: Workspace) -> None:
    answer = workspace.reply(workspace.direct_message("bob", "hi"))
    assert (answer.words.splitlines()[0], answer.buttons) == (
        "You wrote hi",
        ["Replace", "Remove", "Whisper"],
    )


def test_a_press_replaces_the_message(workspace: Workspace) -> None:
    answer = workspace.reply(workspace.direct_message("bob", "hi"))
    workspace.presses("bob", answer, "Replace")
    workspace.wait_for(
        lambda: (now := workspace.current(answer)) and now.words == "Replaced", "the replacement"
    )


def test_a_press_by_action_id_deletes_the_message(workspace: Workspace) -> None:
    answer = workspace.reply(workspace.direct_message("carol", "hi"))
    workspace.presses("carol", answer, "remove")
    workspace.wait_for(lambda: workspace.current(answer) is None, "the deletion")


def test_an_ephemeral_answer_is_seen_by_one_person(workspace: Workspace) -> None:
    workspace.presses("alice", workspace.reply(workspace.direct_message("alice", "hi")), "Whisper")
    secret = whispered(workspace, "alice")
    place = workspace.direct_message_id("alice")
    assert secret in workspace.messages(place, seen_by="alice")
    assert secret not in workspace.messages(place, seen_by="bob")


def test_an_ephemeral_answer_can_be_replaced_and_stays_private(workspace: Workspace) -> None:
    workspace.presses("alice", workspace.reply(workspace.direct_message("alice", "hi")), "Whisper")
    workspace.presses("alice", whispered(workspace, "alice"), "Replace")
    workspace.wait_for(
        lambda: whispered(workspace, "alice").words == "Replaced", "the private replacement"
    )


def test_an_ephemeral_answer_can_be_removed(workspace: Workspace) -> None:
    workspace.presses("alice", workspace.reply(workspace.direct_message("alice", "hi")), "Whisper")
    secret = whispered(workspace, "alice")
    workspace.presses("alice", secret, "Remove")
    workspace.wait_for(lambda: workspace.current(secret) is None, "the removal")


def test_a_command_is_answered_in_the_acknowledgement(workspace: Workspace) -> None:
    workspace.commands("carol", "#random", "/echo", "quiet please")
    (answer,) = workspace.bot_messages("#random", seen_by="carol")
    assert (answer.text, answer.ephemeral_to) == ("quiet please", workspace.user_id("carol"))
    assert workspace.bot_messages("#random", seen_by="bob") == []


def test_a_file_is_read(workspace: Workspace) -> None:
    workspace.commands("carol", "#random", "/echo", "file")
    (shared,) = workspace.wait_for(lambda: workspace.bot_messages("#random"), "the file")
    assert (shared.files, workspace.file_text(shared, "echo.md")) == (["echo.md"], "# Echo\n")


def test_a_modal_is_filled_in_and_submitted(workspace: Workspace) -> None:
    workspace.commands("carol", "#random", "/echo", "form")
    workspace.wait_for(workspace.modal, "the modal")
    assert workspace.submits("carol", {"Words": "good morning", "tone": "Loud"}) == {}
    said = workspace.wait_for(
        lambda: workspace.bot_messages(workspace.direct_message_id("carol")), "the message"
    )
    assert (said[0].text, workspace.modal()) == ("good morning, loud", None)


def test_a_field_left_alone_keeps_its_initial_value(workspace: Workspace) -> None:
    workspace.commands("carol", "#random", "/echo", "form")
    workspace.wait_for(workspace.modal, "the modal")
    workspace.submits("carol", {"typed": "well"})
    said = workspace.wait_for(
        lambda: workspace.bot_messages(workspace.direct_message_id("carol")), "the message"
    )
    assert said[0].text == "well, soft"


def test_a_refused_modal_shows_its_errors_and_stays_open(workspace: Workspace) -> None:
    workspace.commands("bob", "#random", "/echo", "form")
    workspace.wait_for(workspace.modal, "the modal")
    assert workspace.submits("bob", {"Words": "nothing"}) == {"words": "Say something"}
    assert workspace.modal() is not None
    workspace.closes("bob")
    assert workspace.modal() is None


def test_the_home_tab_is_opened_and_pressed(workspace: Workspace) -> None:
    workspace.opens_home("bob")
    view = workspace.wait_for(lambda: workspace.home("bob"), "the Home view")
    assert find(view["blocks"], "Again").action_id == "again"
    workspace.presses_in_home("bob", "Again")
    workspace.wait_for(
        lambda: "Welcome back" in texts(workspace.home("bob")), "the changed Home view"
    )
    assert workspace.home("alice") is None


def test_an_edited_message_reaches_the_app(workspace: Workspace) -> None:
    written = workspace.types("alice", "#general", "one")
    edited = workspace.edits("alice", written, "two")
    assert (edited.ts, edited.text) == (written.ts, "two")
    assert workspace.reply(edited).text == "Changed to two"


def test_a_deleted_message_is_gone(workspace: Workspace) -> None:
    written = workspace.types("alice", "#general", "one")
    workspace.deletes("alice", written)
    assert workspace.messages("#general") == []


def test_what_the_app_calls_is_logged(workspace: Workspace) -> None:
    workspace.reply(workspace.mentions("alice", "#general", "hello"), in_thread=True)
    assert [one["text"] for one in workspace.calls("chat.postMessage")] == ["Heard hello"]


def test_waiting_in_vain_shows_what_there_is(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.slack_harness.workspace.DEADLINE_SECONDS", 0.1)
    workspace.types("alice", "#general", "is anybody there")
    with pytest.raises(AssertionError, match="for an answer") as failure:
        workspace.wait_for(lambda: False, "an answer")
    assert "U01ALICE: is anybody there" in str(failure.value)


@pytest.mark.parametrize(
    ("act", "complaint"),
    [
        pytest.param(
            lambda w, m: w.presses("bob", m, "Explode"), "no button 'Explode'", id="press"
        ),
        pytest.param(lambda w, _: w.types("dave", "#general", ""), "no 'dave'", id="person"),
        pytest.param(lambda w, _: w.types("bob", "#private", ""), "no 'private'", id="channel"),
        pytest.param(lambda w, m: w.edits("bob", m, ""), "not_authorized", id="another's message"),
        pytest.param(lambda w, _: w.submits("bob"), "no modal is open", id="modal"),
    ],
)
def test_what_nobody_could_do_fails_the_test(workspace: Workspace, act, complaint: str) -> None:
    answer = workspace.reply(workspace.direct_message("bob", "hi"))
    with pytest.raises(AssertionError, match=complaint):
        act(workspace, answer)
