"""What people do that a journey does not foresee: it is answered once, or not at all."""

import json

import pytest
from slack_sdk import WebClient

from bot import phrases
from bot.advisor.wording import LONGEST_TEXT
from bot.knowledge.model import Knowledge
from bot.local.server import LocalSlack
from bot.slack.text import escaped
from tests.e2e.conftest import Place
from tests.e2e.people import Desk, after, asked, changed, private
from tests.slack_harness.connection import Connection
from tests.slack_harness.elements import find
from tests.slack_harness.messages import Message
from tests.slack_harness.workspace import Workspace


@pytest.fixture
def slack(place: Place) -> LocalSlack:
    return place[0]


@pytest.fixture
def desk(workspace: Workspace, alice: str) -> Desk:
    """The first question of a dialog in Alice's direct messages."""
    first = workspace.reply(workspace.direct_message(alice, "recommend"))
    return Desk(workspace, alice, first)


def told(workspace: Workspace, person: str, message: Message, label: str) -> str:
    """The private note that a press on *message* leads to; the message must stay as it is."""
    before = workspace.current(message)
    known = len(private(workspace, person, message.channel))
    workspace.presses(person, message, label)
    note = workspace.wait_for(
        after(lambda: private(workspace, person, message.channel), known), "a private note"
    )
    assert workspace.current(message) == before
    return note.words


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        pytest.param("", phrases.WHAT_IT_DOES, id="empty"),
        pytest.param("   \n ", phrases.WHAT_IT_DOES, id="blank"),
        pytest.param("\N{PARTY POPPER}\N{PARTY POPPER}", phrases.NOTHING_TO_READ, id="emoji"),
        pytest.param(":tada: :+1::skin-tone-3:", phrases.WHAT_IT_DOES, id="emoji by name"),
        pytest.param("...?!", phrases.NOTHING_TO_READ, id="punctuation"),
        pytest.param("why " * 2500, "That has 9,999 characters", id="10,000 characters"),
        pytest.param("x" * (LONGEST_TEXT + 1), "That has 2,001 characters", id="just too long"),
        pytest.param("<@U0000> <!channel> &lt;b&gt;", phrases.DECLINED, id="markup alone"),
    ],
)
def test_an_odd_mention_gets_one_answer(
    workspace: Workspace, alice: str, text: str, beginning: str
) -> None:
    mention = workspace.mentions(alice, "#general", text)
    answer = workspace.reply(mention, in_thread=True)
    assert answer.words.startswith(beginning)
    workspace.reply(workspace.mentions(alice, "#random", "help"))
    assert workspace.bot_messages("#general") == [answer]


def test_a_message_of_a_bot_is_not_answered(
    slack: LocalSlack, workspace: Workspace, alice: str
) -> None:
    question = workspace.mentions(alice, "#general", "is python too slow for an api?")
    workspace.reply(question)
    client = WebClient(slack.app.bot_token, base_url=slack.api_url)
    posted = f"<@{workspace.bot_id}> what about hiring?"
    channel = workspace.channel_id("#general")
    client.chat_postMessage(channel=channel, text=posted, thread_ts=question.ts)
    workspace.reply(workspace.mentions(alice, "#general", "help"))
    answers = [one for one in workspace.bot_messages("#general") if one.text != posted]
    assert len(answers) == 2


def test_an_edited_question_changes_its_answer_in_its_place(
    workspace: Workspace, alice: str, knowledge: Knowledge
) -> None:
    question = workspace.mentions(alice, "#general", "is python too slow for an api?")
    answer = workspace.reply(question)
    workspace.edits(alice, question, f"<@{workspace.bot_id}> what about hiring?")
    now = workspace.wait_for(lambda: changed(workspace, answer), "the answer to change")
    assert escaped(knowledge.criteria["hiring"].verdict.text) in now.words
    assert workspace.bot_messages("#general") == [now]


def test_edits_and_deletions_get_no_new_answer(workspace: Workspace, alice: str) -> None:
    question = workspace.mentions(alice, "#general", "is python too slow for an api?")
    answer = workspace.reply(question)
    further = workspace.types(alice, "#general", "what about hiring?", question.ts)
    second = workspace.reply(further, in_thread=True)
    workspace.edits(alice, further, "see you at lunch then")
    workspace.edits(alice, question, f"<@{workspace.bot_id}> what about deployment?")
    workspace.deletes(alice, further)
    third = workspace.reply(workspace.types(alice, "#general", "source?", question.ts))
    said = [one.ts for one in workspace.bot_messages("#general")]
    assert said == [answer.ts, second.ts, third.ts]


def test_edits_and_deletions_in_direct_messages_get_no_new_answer(
    workspace: Workspace, alice: str
) -> None:
    question = workspace.direct_message(alice, "is python too slow for an api?")
    answer = workspace.reply(question)
    workspace.edits(alice, question, "what about hiring?")
    workspace.deletes(alice, question)
    helped = workspace.reply(workspace.direct_message(alice, "help"))
    said = [one.ts for one in workspace.bot_messages(question.channel)]
    assert said == [answer.ts, helped.ts]


def test_a_press_on_a_question_that_was_answered_is_told_so_privately(
    desk: Desk, workspace: Workspace, alice: str, knowledge: Knowledge
) -> None:
    seen = desk.message
    question = asked(seen, knowledge)
    given, other = question.answers[0], question.answers[1]
    desk.presses(given.label)
    note = told(workspace, alice, seen, other.label)
    assert f"is already answered with “{given.label}”" in note


def test_a_second_press_on_the_same_answer_is_taken_once(
    desk: Desk, workspace: Workspace, alice: str, knowledge: Knowledge
) -> None:
    seen = desk.message
    label = asked(seen, knowledge).answers[0].label
    desk.presses(label)
    assert "is already answered" in told(workspace, alice, seen, label)
    assert "Question 2" in workspace.current(seen).words


def test_a_press_on_a_dialog_that_was_stopped_or_replaced_is_told_so(
    desk: Desk, workspace: Workspace, alice: str, knowledge: Knowledge
) -> None:
    seen = desk.message
    label = asked(seen, knowledge).answers[0].label
    desk.presses("Stop")
    assert told(workspace, alice, seen, label).startswith("That dialog is not open any more.")
    workspace.reply(workspace.direct_message(alice, "recommend"))
    assert told(workspace, alice, seen, label).startswith("That dialog is not open any more.")


def test_a_press_on_somebody_elses_dialog_changes_nothing(
    workspace: Workspace, alice: str, bob: str, knowledge: Knowledge
) -> None:
    first = workspace.reply(workspace.mentions(alice, "#general", "recommend"))
    label = asked(first, knowledge).answers[0].label
    assert told(workspace, bob, first, label).startswith("This dialog is somebody else's.")
    assert told(workspace, bob, first, "Stop").startswith("This dialog is somebody else's.")
    assert "Question 2" in Desk(workspace, alice, first).presses(label).words


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("", id="empty"),
        pytest.param("not json", id="no JSON"),
        pytest.param("[]", id="a list"),
        pytest.param('{"kind":"delete_everything"}', id="an unknown kind"),
        pytest.param('{"kind":"stopped","dialog":{"owner":"U","number":0}}', id="no such number"),
        pytest.param('{"kind":"said","text":"stop"}', id="typed text"),
        pytest.param('{"kind":"began","description":"a chat app"}', id="a description"),
        pytest.param('{"kind":"asked_about","criterion":"' + "x" * 65 + '"}', id="a long id"),
    ],
)
def test_a_forged_button_does_nothing(
    desk: Desk,
    slack: LocalSlack,
    workspace: Workspace,
    knowledge: Knowledge,
    value: str,
) -> None:
    forges(slack, workspace, desk, value)
    assert "Question 2" in desk.presses(asked(desk.message, knowledge).answers[0].label).words
    assert workspace.bot_messages(desk.message.channel) == [desk.message]


@pytest.mark.parametrize(
    ("move", "note"),
    [
        pytest.param(
            {"kind": "asked_about", "criterion": "astrology"}, "out of date", id="criterion"
        ),
        pytest.param(
            {"kind": "wanted_other_side", "criterion": "hiring", "option": "cobol"},
            "out of date",
            id="option",
        ),
        pytest.param(
            {"kind": "chose", "dialog": "mine", "question": "colour", "answer": None},
            "out of date",
            id="question",
        ),
        pytest.param(
            {"kind": "chose", "dialog": "mine", "question": "team", "answer": "cobol"},
            "out of date",
            id="answer",
        ),
        pytest.param(
            {"kind": "shared_result", "dialog": {"owner": "U0000", "number": 1}},
            "somebody else's",
            id="owner",
        ),
    ],
)
def test_a_button_about_what_does_not_exist_is_told_so_privately(
    desk: Desk, slack: LocalSlack, workspace: Workspace, alice: str, move: dict, note: str
) -> None:
    if move.get("dialog") == "mine":
        move = {**move, "dialog": {"owner": workspace.user_id(alice), "number": 1}}
    channel = desk.message.channel
    forges(slack, workspace, desk, json.dumps(move))
    said = workspace.wait_for(after(lambda: private(workspace, alice, channel), 0), "a note")
    assert note in said.words
    assert workspace.current(desk.message) == desk.message


def forges(slack: LocalSlack, workspace: Workspace, desk: Desk, value: str) -> None:
    """Press a button in the desk's message that StackPick has not put there."""
    action = {**find(desk.message.blocks, "Stop").action, "value": value}
    pressed = {"channel": desk.message.channel, "messageTs": desk.message.ts, "action": action}
    user = workspace.user_id(desk.person)
    Connection(slack.ui_url).post("interact", {**pressed, "user": user})
