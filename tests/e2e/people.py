"""What the journeys share: who takes part, and how a dialog is read and pressed through."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import count

from bot.knowledge.model import Knowledge, Question
from bot.local.workspace import Delivery, Member, WorkspaceConfig, acme_demo
from bot.slack.text import escaped
from tests.slack_harness.messages import Message
from tests.slack_harness.workspace import Workspace

CROWD = 250
"""People in the workspace, so that each test has its own and no conversation goes on in another."""

LONGEST_DIALOG = 40
"""Presses after which a dialog that does not end fails the test."""

RESULT = "Change an answer"
"""The button that tells a recommendation from a question."""


def crowded(delivery: Delivery) -> WorkspaceConfig:
    """The workspace Acme Demo with a crowd of people in it."""
    crowd = tuple(Member(f"U{n:04}", f"person{n}", f"Person {n}") for n in range(CROWD))
    return replace(acme_demo(delivery), people=crowd)


def newcomers() -> Iterator[str]:
    """The handles of people who have not said anything yet."""
    return (f"person{n}" for n in count())


class Desk:
    """One person's view of one message of StackPick: presses go to it, and it changes in place."""

    def __init__(self, workspace: Workspace, person: str, message: Message) -> None:
        self._workspace = workspace
        self.person = person
        self.message = message

    def presses(self, label: str) -> Message:
        """Press the button, and give the message as it then is; fails where it does not change."""
        before = self.message
        self._workspace.presses(self.person, before, label)
        self.message = self._workspace.wait_for(
            lambda: changed(self._workspace, before), f"the message to change on {label!r}"
        )
        return self.message

    def answers(self, knowledge: Knowledge, wanted: Mapping[str, str]) -> dict[str, str]:
        """Press on until the recommendation; gives the answers pressed, by question.

        Questions that *wanted* does not answer are answered with "Not sure".
        """
        pressed: dict[str, str] = {}
        for _ in range(LONGEST_DIALOG):
            if RESULT in self.message.buttons:
                return pressed
            question = asked(self.message, knowledge)
            answer = question.answer(wanted.get(question.id, ""))
            if answer:
                pressed[question.id] = answer.id
            self.presses(answer.label if answer else "Not sure")
        raise AssertionError(f"the dialog does not end: {self.message}")


def changed(workspace: Workspace, before: Message) -> Message | None:
    """The message as it is now, once it says something else than *before*."""
    now = workspace.current(before)
    return now if now and now.words != before.words else None


def asked(message: Message, knowledge: Knowledge) -> Question:
    """The open question in *message*; fails where there is none."""
    found = [one for one in knowledge.dialog.questions if f"*{escaped(one.ask)}*" in message.words]
    assert len(found) == 1, f"no question, or more than one, in {message}"
    return found[0]


def private(workspace: Workspace, person: str, channel: str) -> list[Message]:
    """What StackPick has shown in *channel* to *person* alone, oldest first."""
    shown = workspace.bot_messages(channel, seen_by=person)
    return [one for one in shown if one.ephemeral_to == workspace.user_id(person)]


def public(workspace: Workspace, channel: str) -> list[Message]:
    """What StackPick has shown in *channel* and its threads to everybody, oldest first."""
    return [one for one in workspace.bot_messages(channel) if one.ephemeral_to is None]


def after(found: Callable[[], list[Message]], number: int) -> Callable[[], Message | None]:
    """A condition for `wait_for`: the message that comes after the first *number*."""
    return lambda: next(iter(found()[number:]), None)
