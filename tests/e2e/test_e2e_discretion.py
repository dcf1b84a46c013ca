"""What people write stays out of the log, at every level, and so do the tokens."""

from tests.e2e.conftest import texts_sent
from tests.e2e.people import Desk
from tests.e2e.stackpick import StackPick
from tests.slack_harness.workspace import Workspace

PLANS = "our wombat project moves to lisbon in march"


def test_the_log_holds_no_word_of_what_was_written_wherever_it_was_written(
    stackpick: StackPick, workspace: Workspace, alice: str, bob: str
) -> None:
    question = workspace.mentions(alice, "#general", f"is python fast? {PLANS} mention")
    workspace.reply(question, in_thread=True)
    workspace.types(bob, "#general", f"what about hiring? {PLANS} thread", question.ts)
    workspace.edits(alice, question, f"<@{workspace.bot_id}> {PLANS} edited")
    workspace.deletes(alice, question)
    workspace.commands(alice, "#general", "/stackpick", f"recommend chat app, {PLANS} command")
    first = workspace.reply(workspace.direct_message(alice, f"recommend chat app, {PLANS} direct"))
    Desk(workspace, alice, first).presses("Not sure")
    workspace.reply(workspace.direct_message(alice, f"{PLANS} typed"))
    workspace.reply(workspace.direct_message(alice, f"{PLANS} " * 60))

    sent = texts_sent(workspace)
    assert sum(PLANS in text for text in sent) >= 7
    for word in ("wombat", "lisbon"):
        assert word not in stackpick.log


def test_the_log_tells_that_it_works(stackpick: StackPick) -> None:
    """An empty log would hold no secrets either."""
    messages = [one["message"] for one in stackpick.records()]
    assert any(message.startswith("Listening") for message in messages)
