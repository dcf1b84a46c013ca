"""The guided recommendation: in direct messages, in a channel, pressed and typed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot import phrases
from bot.knowledge.model import Knowledge
from bot.slack.text import escaped
from tests.cli.program import run
from tests.e2e.people import RESULT, Desk, after, asked, private, public
from tests.slack_harness.messages import Message
from tests.slack_harness.workspace import Workspace

CHAT_APP = "chat app, 5k users, our team writes TypeScript, no machine learning"
READ = {"realtime": "core", "team": "javascript", "ml": "none"}
"""What CHAT_APP tells, in the dialog's own terms."""

TYPESCRIPT_TEAM = {
    "constraints": "none", "team": "javascript", "realtime": "core", "ml": "none",
    "existing": "node", "split": "no",
}  # fmt: skip


@pytest.fixture
def desk(workspace: Workspace, alice: str) -> Desk:
    """The first question of a dialog in Alice's direct messages."""
    return Desk(workspace, alice, says(workspace, alice, "recommend"))


def says(workspace: Workspace, person: str, text: str) -> Message:
    """What *person* is answered in their direct messages."""
    return workspace.reply(workspace.direct_message(person, text))


def label(knowledge: Knowledge, question: str, answer: str) -> str:
    found = knowledge.dialog.question(question)
    assert found is not None
    chosen = found.answer(answer)
    assert chosen is not None
    return chosen.label


def test_a_press_puts_the_next_question_in_the_place_of_the_last(
    desk: Desk, workspace: Workspace, knowledge: Knowledge
) -> None:
    first = desk.message
    second = desk.presses(asked(first, knowledge).answers[0].label)
    assert second.ts == first.ts
    assert asked(second, knowledge) != asked(first, knowledge)
    assert workspace.bot_messages(first.channel) == [second]


@pytest.mark.parametrize("form", ["label", "number", "id"])
def test_an_answer_can_be_typed_between_presses(
    desk: Desk, workspace: Workspace, alice: str, knowledge: Knowledge, form: str
) -> None:
    desk.presses(label(knowledge, "constraints", "none"))
    question = asked(desk.message, knowledge)
    answer = question.answers[1]
    typed = {"label": answer.label, "number": "2", "id": answer.id}[form]
    below = Desk(workspace, alice, says(workspace, alice, typed))
    assert "Question 3" in below.message.words
    below.presses("My answers")
    assert f"{escaped(question.ask)} *{answer.label}*" in below.message.words


def test_back_opens_the_question_before_by_press_and_by_word(
    desk: Desk, workspace: Workspace, alice: str, knowledge: Knowledge
) -> None:
    first = asked(desk.message, knowledge)
    second = asked(desk.presses(first.answers[0].label), knowledge)
    assert asked(desk.presses("Back"), knowledge) == first
    assert asked(desk.presses(first.answers[0].label), knowledge) == second
    assert asked(says(workspace, alice, "back"), knowledge) == first


@pytest.mark.usefixtures("desk")
def test_back_at_the_first_question_says_so(workspace: Workspace, alice: str) -> None:
    assert "This is the first question." in says(workspace, alice, "back").words


def test_not_sure_leaves_the_question_open(
    desk: Desk, workspace: Workspace, alice: str, knowledge: Knowledge
) -> None:
    first = asked(desk.message, knowledge)
    second = asked(desk.presses("Not sure"), knowledge)
    third = says(workspace, alice, "not sure")
    assert asked(third, knowledge) not in (first, second)
    answers = says(workspace, alice, "my answers").words
    assert f"{escaped(first.ask)} *left open*" in answers
    assert f"{escaped(second.ask)} *left open*" in answers


def test_stop_ends_the_dialog_in_its_place(desk: Desk) -> None:
    stopped = desk.presses("Stop")
    assert stopped.words.startswith(phrases.STOPPED)
    assert stopped.buttons == ["Start a recommendation"]


@pytest.mark.usefixtures("desk")
def test_stop_can_be_typed(workspace: Workspace, alice: str) -> None:
    assert says(workspace, alice, "stop").text == phrases.STOPPED


def test_start_over_begins_at_the_first_question(desk: Desk, knowledge: Knowledge) -> None:
    first = asked(desk.message, knowledge)
    desk.presses(first.answers[0].label)
    again = desk.presses("Start over")
    assert (asked(again, knowledge), "My answers" in again.buttons) == (first, False)


def test_an_answer_is_changed_without_losing_the_others(
    desk: Desk, workspace: Workspace, alice: str, knowledge: Knowledge
) -> None:
    desk.presses(label(knowledge, "constraints", "none"))
    second = asked(desk.message, knowledge)
    desk.presses(second.answers[0].label)
    summary = says(workspace, alice, "my answers")
    assert summary.buttons == ["Change", "Change", "Show the result", "Start over"]
    (change, _) = (one for one in actions(summary) if one.startswith("move:wanted_change"))
    changing = Desk(workspace, alice, summary)
    assert asked(changing.presses(change), knowledge).id == "constraints"
    changing.presses(label(knowledge, "constraints", "only_js"))
    assert RESULT in changing.message.buttons
    changed = changing.presses(RESULT).words
    assert f"*{label(knowledge, 'constraints', 'only_js')}*" in changed
    assert f"{escaped(second.ask)} *{second.answers[0].label}*" in changed


def test_a_question_asked_in_between_is_answered_and_the_dialog_goes_on(
    desk: Desk, workspace: Workspace, alice: str, knowledge: Knowledge
) -> None:
    desk.presses(label(knowledge, "constraints", "none"))
    waiting = asked(desk.message, knowledge)
    between = says(workspace, alice, "what about hiring?")
    assert escaped(knowledge.criteria["hiring"].verdict.text) in between.words
    assert asked(workspace.reply(between), knowledge) == waiting
    went_on = says(workspace, alice, waiting.answers[0].label)
    assert "Question 3" in went_on.words


def test_the_result_is_that_of_the_same_answers_in_the_terminal(
    desk: Desk, knowledge: Knowledge, tmp_path: Path
) -> None:
    pressed = desk.answers(knowledge, TYPESCRIPT_TEAM)
    answers = tmp_path / "answers.yaml"
    answers.write_text("".join(f"{name}: {one}\n" for name, one in pressed.items()), "utf-8")
    same = run("recommend", "--answers", "answers.yaml", "--json", folder=tmp_path).json

    assert same["outcome"] == "nodejs"
    result = desk.message
    assert result.text.startswith("I would pick Node.js")
    shown = [f"{knowledge.options[one].name} {units}" for one, units in same["scores"].items()]
    assert f"{', '.join(shown)}; lead {round(100 * same['margin'])}" in result.words
    for reason in same["contributions"][:6]:
        assert escaped(reason["because"]) in result.words
        assert f"+{reason['amount']} {knowledge.options[reason['favours']].name}" in result.words
    for role in same["starter_stack"]["nodejs"]:
        assert f"{role['role']}: *{role['package']}*" in result.words
    assert f"Knowledge version {same['knowledge_version']}" in result.words


def test_it_stops_asking_when_nothing_can_change_and_goes_on_if_wanted(
    desk: Desk, knowledge: Knowledge
) -> None:
    desk.presses(label(knowledge, "constraints", "only_python"))
    assert "Python is what is left" in desk.message.text
    unasked = len(knowledge.dialog.questions) - 1
    assert f"{unasked} questions left unasked; no answer can change" in desk.message.words
    assert asked(desk.presses("Ask me anyway"), knowledge).id != "constraints"


def test_a_sentence_after_recommend_begins_a_private_dialog_with_what_it_says(
    workspace: Workspace, alice: str, bob: str, knowledge: Knowledge
) -> None:
    workspace.commands(alice, "#backend", "/stackpick", f"recommend {CHAT_APP}")
    begun = workspace.wait_for(
        after(lambda: private(workspace, alice, "#backend"), 0), "the first question"
    )
    for question, answer in READ.items():
        read = f"{escaped(knowledge.dialog.question(question).ask)} *"
        assert f"{read}{label(knowledge, question, answer)}* (from “" in begun.words
    assert "(from “chat app”)" in begun.words
    assert asked(begun, knowledge).id not in READ

    desk = Desk(workspace, alice, begun)
    pressed = desk.answers(knowledge, TYPESCRIPT_TEAM)
    assert set(pressed).isdisjoint(READ)
    assert desk.message.text.startswith("I would pick Node.js")
    assert "(from “chat app”)" in desk.message.words
    assert workspace.bot_messages("#backend", seen_by=bob) == []

    workspace.presses(alice, desk.message, "Share to channel")
    shared = workspace.wait_for(after(lambda: public(workspace, "#backend"), 0), "the result")
    assert shared.text == desk.message.text
    assert f"Shared by <@{workspace.user_id(alice)}>" in shared.words
    assert shared.buttons == []
    workspace.reply(workspace.mentions(bob, "#random", "hi"))  # by now a second one would be there
    assert workspace.bot_messages("#backend", seen_by=bob) == [shared]


def test_two_people_are_led_at_the_same_time_in_one_channel(
    workspace: Workspace, alice: str, bob: str, knowledge: Knowledge
) -> None:
    desks = {}
    for person in (alice, bob):
        workspace.commands(person, "#backend", "/stackpick", "recommend")
        found = after(lambda who=person: private(workspace, who, "#backend"), 0)
        desks[person] = Desk(workspace, person, workspace.wait_for(found, "a question"))
    desks[alice].presses(label(knowledge, "constraints", "only_js"))
    desks[bob].presses(label(knowledge, "constraints", "only_python"))
    assert "Node.js is what is left" in desks[alice].message.text
    assert "Python is what is left" in desks[bob].message.text


def test_a_dialog_that_is_begun_by_a_mention_goes_on_in_the_thread(
    workspace: Workspace, alice: str, bob: str, knowledge: Knowledge
) -> None:
    began = workspace.mentions(alice, "#general", "recommend")
    first = workspace.reply(began)
    assert first.thread_ts == began.ts
    typed = asked(first, knowledge).answers[0].label
    workspace.types(bob, "#general", typed, began.ts)  # not Bob's dialog
    second = workspace.reply(workspace.types(alice, "#general", typed, began.ts))
    assert "Question 2" in second.words
    workspace.wait_for(
        lambda: workspace.bot_messages("#general", thread_ts=began.ts) == [second],
        "the question before to be gone",
    )


@pytest.mark.parametrize("where", ["direct message", "thread"])
def test_a_dialog_that_is_typed_to_its_end_leaves_one_message(
    workspace: Workspace, alice: str, knowledge: Knowledge, where: str
) -> None:
    """Besides the answers to what was asked in between; also where something typed is edited."""
    began, types = _typist(workspace, alice, where)
    now = workspace.reply(began)
    between = types("what about hiring?")
    answer, now = workspace.wait_for(lambda: _after(workspace, between, 2), "answer and question")
    assert "Stop" not in answer.buttons
    while RESULT not in now.buttons:
        answers = asked(now, knowledge)
        wanted = answers.answer(TYPESCRIPT_TEAM.get(answers.id, ""))
        typed = types(wanted.label if wanted else "not sure")
        workspace.edits(alice, typed, "skip")
        (now,) = workspace.wait_for(lambda sent=typed: _after(workspace, sent, 1), "what comes")
    left = workspace.wait_for(
        lambda: _shown(workspace, began) if len(_shown(workspace, began)) == 2 else None,
        "the questions before to be gone",
    )
    assert left == [answer, now]


def _typist(
    workspace: Workspace, person: str, where: str
) -> tuple[Message, Callable[[str], Message]]:
    """The message that begins a dialog, and how the person goes on there."""
    if where == "thread":
        began = workspace.mentions(person, "#general", "recommend")
        return began, lambda text: workspace.mentions(person, "#general", text, began.ts)
    began = workspace.direct_message(person, "recommend")
    return began, lambda text: workspace.direct_message(person, text)


def _after(workspace: Workspace, typed: Message, number: int) -> list[Message] | None:
    """What StackPick has said since, once it is so many messages."""
    said = [one for one in _shown(workspace, typed) if one.ts > typed.ts]
    return said if len(said) == number else None


def _shown(workspace: Workspace, near: Message) -> list[Message]:
    """All that StackPick shows where a message stands, charts apart."""
    shown = workspace.bot_messages(near.channel)
    return [one for one in shown if one.ts >= near.ts and not one.files]


def actions(message: Message) -> list[str]:
    """The action ids of the buttons in *message*, from top to bottom."""
    return [one["action_id"] for block in message.blocks for one in block.get("elements", [])]
