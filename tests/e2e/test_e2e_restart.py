"""What people began goes on after StackPick was killed and started again on its database."""

from bot.knowledge.model import Knowledge
from bot.slack.text import escaped
from tests.e2e.people import Desk, asked
from tests.e2e.stackpick import StackPick
from tests.slack_harness.workspace import Workspace


def crash(stackpick: StackPick, workspace: Workspace) -> None:
    """SIGKILL once what was said is marked as sent, and a new process on the same database.

    A reply that is cut off between the two holds its thread up until its lease ends; what becomes
    of it then is shown by tests/faults.
    """
    workspace.wait_for(lambda: not stackpick.unsent(), "the answers to be marked as sent")
    stackpick.kill()
    stackpick.start()
    if stackpick.transport == "socket":
        workspace.wait_until_connected()


def test_a_dialog_goes_on_after_a_crash_by_press_and_by_word(
    stackpick: StackPick, workspace: Workspace, alice: str, bob: str, knowledge: Knowledge
) -> None:
    began = {
        person: workspace.reply(workspace.direct_message(person, "recommend"))
        for person in (alice, bob)
    }
    desk = Desk(workspace, alice, began[alice])
    first = asked(desk.message, knowledge)
    second = asked(desk.presses(first.answers[0].label), knowledge)
    crash(stackpick, workspace)
    assert "Question 3" in desk.presses(second.answers[0].label).words
    assert desk.message.ts == began[alice].ts
    typed = workspace.reply(workspace.direct_message(bob, first.answers[0].label))
    assert asked(typed, knowledge) == second
    workspace.wait_for(
        lambda: workspace.bot_messages(typed.channel) == [typed], "Bob's first question to be gone"
    )
    summary = workspace.reply(workspace.direct_message(alice, "my answers"))
    for question in (first, second):
        assert f"{escaped(question.ask)} *{escaped(question.answers[0].label)}*" in summary.words


def test_a_thread_goes_on_after_a_crash_and_nothing_is_said_again(
    stackpick: StackPick, workspace: Workspace, alice: str, bob: str
) -> None:
    question = workspace.mentions(alice, "#general", "what about hiring?")
    answer = workspace.reply(question, in_thread=True)
    crash(stackpick, workspace)
    further = workspace.reply(workspace.types(bob, "#general", "source?", question.ts))
    assert "Sources on hiring" in further.words
    assert workspace.bot_messages("#general", thread_ts=question.ts) == [answer, further]
    assert workspace.bot_messages("#general") == [answer, further]
