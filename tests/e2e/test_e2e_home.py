"""The Home tab."""

from bot import phrases
from bot.knowledge.model import Knowledge
from bot.slack.text import escaped
from tests.e2e.people import Desk, after, asked, public
from tests.slack_harness.elements import texts
from tests.slack_harness.messages import Message
from tests.slack_harness.workspace import Workspace


def opened(workspace: Workspace, person: str) -> list[str]:
    """What *person* reads in their Home tab."""
    workspace.opens_home(person)
    view = workspace.wait_for(lambda: workspace.home(person), "the Home tab")
    return list(texts(view["blocks"]))


def pressed(workspace: Workspace, person: str, label: str) -> Message:
    """What a press in the Home tab brings into the direct messages."""
    place = workspace.direct_message_id(person)
    before = len(workspace.bot_messages(place))
    workspace.presses_in_home(person, label)
    found = after(lambda: workspace.bot_messages(place), before)
    return workspace.wait_for(found, f"a message on {label!r}")


def test_home_says_what_it_does_and_lists_the_subjects(
    workspace: Workspace, alice: str, bob: str, knowledge: Knowledge
) -> None:
    read = opened(workspace, alice)
    assert phrases.WHAT_IT_DOES in read
    assert {one.title for one in knowledge.criteria.values()} <= set(read)
    assert any(f"Knowledge version {knowledge.version}" in one for one in read)
    assert workspace.home(bob) is None


def test_help_me_choose_begins_a_dialog_in_direct_messages(
    workspace: Workspace, alice: str, knowledge: Knowledge
) -> None:
    opened(workspace, alice)
    first = pressed(workspace, alice, "Help me choose")
    assert "Question 1" in first.words
    label = asked(first, knowledge).answers[0].label
    assert "Question 2" in Desk(workspace, alice, first).presses(label).words


def test_a_subject_picked_in_home_is_read_there_and_left_again(
    workspace: Workspace, alice: str, knowledge: Knowledge
) -> None:
    opened(workspace, alice)
    hiring = knowledge.criteria["hiring"]
    workspace.presses_in_home(alice, hiring.title)
    said = workspace.wait_for(lambda: reads(workspace, alice, hiring.verdict.text), "the card")
    workspace.presses_in_home(alice, "Back")
    workspace.wait_for(lambda: reads(workspace, alice, phrases.WHAT_IT_DOES), "the first page")
    assert all(escaped(point.text) in said for point in hiring.points)


def test_home_follows_a_dialog_that_is_held_elsewhere(workspace: Workspace, alice: str) -> None:
    opened(workspace, alice)
    workspace.commands(alice, "#general", "/stackpick", "recommend")
    workspace.wait_for(lambda: reads(workspace, alice, phrases.IN_HAND), "the open dialog")
    workspace.presses_in_home(alice, "Stop")
    workspace.wait_for(
        lambda: not reads(workspace, alice, phrases.IN_HAND), "the dialog to be stopped"
    )
    assert workspace.bot_messages(workspace.direct_message_id(alice)) == []


def test_a_channel_is_set_to_hear_only_mentions_in_a_modal(
    workspace: Workspace, alice: str, bob: str
) -> None:
    workspace.commands(alice, "#random", "/stackpick", "settings")
    workspace.wait_for(lambda: (workspace.modal() or {}).get("callback_id"), "the settings")
    workspace.submits(alice, {phrases.IN_THREADS: phrases.THREADS["mentions"]})
    told = workspace.wait_for(lambda: public(workspace, "#random"), "the channel to be told")
    question = workspace.mentions(bob, "#random", "which one scales better?")
    workspace.reply(question, in_thread=True)
    workspace.types(bob, "#random", "what about hiring?", question.ts)
    again = workspace.mentions(bob, "#random", "what about cost?", question.ts)
    answer = workspace.reply(again, in_thread=True)

    assert phrases.THREADS["mentions"] in told[0].text
    assert len(workspace.bot_messages("#random", question.ts)) == 2
    assert "cost" in answer.words.lower()


def reads(workspace: Workspace, person: str, text: str) -> str:
    """What is read in the person's Home tab where this is part of it, else nothing."""
    view = workspace.home(person) or {"blocks": []}
    said = "\n".join(texts(view["blocks"]))
    return said if escaped(text) in said else ""
