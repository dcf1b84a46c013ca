"""The Home tab."""

from bot import phrases
from bot.knowledge.model import Knowledge
from bot.slack.text import escaped
from tests.e2e.people import Desk, after, asked
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


def test_a_subject_picked_in_home_is_answered_in_direct_messages(
    workspace: Workspace, alice: str, knowledge: Knowledge
) -> None:
    opened(workspace, alice)
    hiring = knowledge.criteria["hiring"]
    answer = pressed(workspace, alice, hiring.title)
    assert escaped(hiring.verdict.text) in answer.words
