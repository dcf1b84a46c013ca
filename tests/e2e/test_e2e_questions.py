"""Asking in Slack: with the command, with a mention, and in a thread."""

from collections.abc import Iterator

import pytest

from bot.advisor.commands import SHOWN
from bot.knowledge.model import Criterion, Knowledge
from bot.slack.text import escaped
from tests.e2e.people import Desk, after, asked, changed, private, public
from tests.slack_harness.messages import Message
from tests.slack_harness.workspace import Workspace

COMMAND = "/stackpick"
ON_PERFORMANCE = "is python too slow for an api?"


def is_about(message: Message, criterion: Criterion) -> bool:
    return escaped(criterion.verdict.text) in message.words


def commanded(workspace: Workspace, person: str, channel: str, text: str = "") -> Message:
    """What the command is answered with, to *person* alone."""
    before = len(private(workspace, person, channel))
    workspace.commands(person, channel, COMMAND, text)
    return workspace.wait_for(
        after(lambda: private(workspace, person, channel), before), f"an answer to {text!r}"
    )


def pressed(workspace: Workspace, person: str, message: Message, label: str) -> Message:
    """What a press adds below, for *person* alone."""
    channel = message.channel
    before = len(private(workspace, person, channel))
    workspace.presses(person, message, label)
    return workspace.wait_for(
        after(lambda: private(workspace, person, channel), before), f"an answer to {label!r}"
    )


def test_the_command_alone_shows_a_menu_to_the_person_alone(
    workspace: Workspace, alice: str, bob: str, knowledge: Knowledge
) -> None:
    menu = commanded(workspace, alice, "#general")
    titles = [criterion.title for criterion in knowledge.criteria.values()]
    assert menu.buttons == ["Help me choose", *titles]
    assert workspace.bot_messages("#general", seen_by=bob) == []


def test_a_subject_picked_from_the_menu_takes_its_place(
    workspace: Workspace, alice: str, bob: str, knowledge: Knowledge
) -> None:
    menu = Desk(workspace, alice, commanded(workspace, alice, "#general"))
    hiring = knowledge.criteria["hiring"]
    assert is_about(menu.presses(hiring.title), hiring)
    assert len(private(workspace, alice, "#general")) == 1
    assert workspace.bot_messages("#general", seen_by=bob) == []


def test_help_me_choose_in_the_menu_begins_a_private_dialog(
    workspace: Workspace, alice: str, bob: str, knowledge: Knowledge
) -> None:
    menu = commanded(workspace, alice, "#general")
    question = pressed(workspace, alice, menu, "Help me choose")
    assert "Question 1" in question.words
    assert asked(question, knowledge) == knowledge.dialog.questions[0]
    assert workspace.bot_messages("#general", seen_by=bob) == []


@pytest.mark.parametrize("text", ["help", "HELP", "?"])
def test_help_names_the_ways_to_ask(workspace: Workspace, alice: str, text: str) -> None:
    helped = commanded(workspace, alice, "#random", text)
    assert f"{COMMAND} recommend" in helped.words
    assert all(word in helped.words for word in SHOWN)


def test_a_question_is_answered_privately_with_verdict_points_and_sources(
    workspace: Workspace, alice: str, bob: str, knowledge: Knowledge
) -> None:
    answer = commanded(workspace, alice, "#backend", ON_PERFORMANCE)
    performance = knowledge.criteria["performance"]
    assert is_about(answer, performance)
    points = [point for point in performance.points if escaped(point.text) in answer.words]
    assert 2 <= len(points) <= 3
    for point in points:
        assert all(knowledge.sources[name].publisher in answer.words for name in point.sources)
        assert f"as of {point.as_of}" in answer.words
    assert answer.text.startswith(performance.title)
    assert workspace.bot_messages("#backend", seen_by=bob) == []


def test_packages_are_answered_from_their_table(
    workspace: Workspace, alice: str, knowledge: Knowledge
) -> None:
    answer = commanded(workspace, alice, "#backend", "what is the python equivalent of express?")
    found = [
        purpose.packages["python"]
        for purpose in knowledge.packages
        if any(package.name == "Express" for package in purpose.packages["nodejs"])
    ]
    assert found
    assert all(package.name in answer.words for packages in found for package in packages)


def test_what_is_asked_for_below_an_answer_stays_private(
    workspace: Workspace, alice: str, bob: str, knowledge: Knowledge
) -> None:
    performance = knowledge.criteria["performance"]
    answer = commanded(workspace, alice, "#backend", ON_PERFORMANCE)
    first = [point.id for point in performance.points if escaped(point.text) in answer.words]

    (more,) = (label for label in answer.buttons if label.startswith("More points"))
    further = pressed(workspace, alice, answer, more)
    second = [point.id for point in performance.points if escaped(point.text) in further.words]
    assert second
    assert set(second).isdisjoint(first)

    sources = pressed(workspace, alice, answer, "Sources")
    named = {name for one in first for name in performance.point(one).sources}
    assert all(escaped(knowledge.sources[name].title) in sources.words for name in named)

    best_case = pressed(workspace, alice, answer, "Best case for Python")
    assert escaped(performance.best_case["python"]) in best_case.words
    assert is_about(workspace.current(answer), performance)
    assert workspace.bot_messages("#backend", seen_by=bob) == []


def test_sharing_posts_the_answer_once_for_everybody(
    workspace: Workspace, alice: str, bob: str, knowledge: Knowledge
) -> None:
    answer = commanded(workspace, alice, "#backend", ON_PERFORMANCE)
    workspace.presses(alice, answer, "Share to channel")
    shared = workspace.wait_for(
        after(lambda: public(workspace, "#backend"), 0), "the shared answer"
    )
    assert is_about(shared, knowledge.criteria["performance"])
    assert f"<@{workspace.user_id(alice)}>" in shared.words
    assert shared.thread_ts is None
    assert workspace.calls("chat.postMessage") == [], "it may not be a member of the channel"
    workspace.reply(workspace.mentions(bob, "#random", "hi"))  # by now a second one would be there
    assert workspace.bot_messages("#backend", seen_by=bob) == [shared]


def test_a_mention_is_answered_once_in_the_thread_of_the_message(
    workspace: Workspace, alice: str, knowledge: Knowledge
) -> None:
    question = workspace.mentions(alice, "#general", ON_PERFORMANCE)
    answer = workspace.reply(question)
    assert is_about(answer, knowledge.criteria["performance"])
    assert (answer.thread_ts, answer.ephemeral_to) == (question.ts, None)
    workspace.reply(workspace.mentions(alice, "#general", "help"))
    assert workspace.bot_messages("#general", thread_ts=question.ts) == [answer]


def test_a_mention_in_a_thread_is_answered_once_in_that_thread(
    workspace: Workspace, alice: str, bob: str
) -> None:
    began = workspace.types(alice, "#general", "shall we talk about our backend")
    question = workspace.mentions(bob, "#general", ON_PERFORMANCE, thread_ts=began.ts)
    answer = workspace.reply(question, in_thread=True)
    workspace.reply(workspace.mentions(bob, "#general", "help", thread_ts=began.ts))
    assert workspace.bot_messages("#general")[:1] == [answer]
    assert len(workspace.bot_messages("#general", thread_ts=began.ts)) == 2


def test_a_thread_goes_on_without_a_mention_for_anybody(
    workspace: Workspace, alice: str, bob: str, knowledge: Knowledge
) -> None:
    question = workspace.mentions(alice, "#general", ON_PERFORMANCE)
    workspace.reply(question, in_thread=True)
    further = workspace.types(bob, "#general", "what about hiring?", question.ts)
    hiring = workspace.reply(further, in_thread=True)
    assert is_about(hiring, knowledge.criteria["hiring"])
    sources = workspace.reply(workspace.types(alice, "#general", "source?", question.ts))
    assert "Sources on hiring" in sources.words
    assert sources.thread_ts == question.ts


def test_what_is_said_among_people_in_a_thread_is_not_answered(
    workspace: Workspace, alice: str, bob: str
) -> None:
    question = workspace.mentions(alice, "#general", ON_PERFORMANCE)
    workspace.reply(question, in_thread=True)
    for talk in (
        "lunch at noon anyone?",
        "thanks, i will read that tonight",
        f"<@{workspace.user_id(bob)}> is python slow in your project?",
        "we shipped the release yesterday",
    ):
        workspace.types(bob, "#general", talk, question.ts)
    workspace.reply(workspace.types(alice, "#general", "what about hiring?", question.ts))
    assert len(workspace.bot_messages("#general", thread_ts=question.ts)) == 2


def test_three_people_talk_in_a_thread_and_it_answers_only_what_is_meant_for_it(
    workspace: Workspace, alice: str, bob: str, handles: Iterator[str], knowledge: Knowledge
) -> None:
    carol = next(handles)
    question = workspace.mentions(alice, "#backend", ON_PERFORMANCE)
    workspace.reply(question, in_thread=True)
    for person, talk in (
        (bob, "we had that discussion last year"),
        (
            carol,
            f"<@{workspace.user_id(bob)}> I told you the event loop would choke, let's talk at 3",
        ),
        (bob, "could you bring your numbers?"),
        (carol, "python was fine on staging, wasn't it"),
    ):
        workspace.types(person, "#backend", talk, question.ts)
    node = workspace.reply(workspace.types(alice, "#backend", "and node?", question.ts))
    assert f"{knowledge.criteria['performance'].title}*, points for Node.js" in node.words
    workspace.types(bob, "#backend", "really?", question.ts)
    sources = workspace.reply(workspace.types(carol, "#backend", "says who?", question.ts))
    assert "Sources on performance" in sources.words
    both = workspace.mentions(bob, "#backend", "compare hiring and security", question.ts)
    answers = workspace.reply(both, in_thread=True)
    assert is_about(answers, knowledge.criteria["hiring"])
    assert is_about(answers, knowledge.criteria["security"])


def test_it_stays_out_of_talk_that_it_was_not_called_into(
    workspace: Workspace, alice: str, bob: str
) -> None:
    workspace.types(alice, "#random", ON_PERFORMANCE)
    began = workspace.types(alice, "#random", "which one is faster, node or python?")
    workspace.types(bob, "#random", "what about hiring?", thread_ts=began.ts)
    workspace.types(bob, "#random", "stackpick, is python slow?", thread_ts=began.ts)
    called = workspace.mentions(bob, "#random", "help")
    answer = workspace.reply(called)
    assert workspace.bot_messages("#random") == [answer]


def test_a_subject_offered_in_a_channel_is_picked_by_anybody_in_its_place(
    workspace: Workspace, alice: str, bob: str, knowledge: Knowledge
) -> None:
    menu = workspace.reply(workspace.mentions(alice, "#general", ""))
    hiring = knowledge.criteria["hiring"]
    workspace.presses(bob, menu, hiring.title)
    now = workspace.wait_for(lambda: changed(workspace, menu), "the menu to change")
    assert is_about(now, hiring)
    assert public(workspace, "#general") == [now]
