"""Whole conversations, step by step. Each is a file of tests/conversations.

A step says what people do (`they say` to StackPick, `they write` in the thread, `they press`) and
what comes of it; `by` names another person than Ann.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.advisor.dialog import fingerprint
from bot.advisor.ellipsis import Side
from bot.advisor.expertise import Expertise
from bot.advisor.moves import (
    DialogMove,
    Move,
    Reviewed,
    SharedResult,
    StartedOver,
    Stopped,
    WantedChange,
    WantedMore,
    WantedOtherSide,
    WantedRest,
    WantedResult,
    WantedSources,
    WentBack,
)
from bot.advisor.outcome import name_of
from bot.advisor.replies import (
    BestCase,
    Counterparts,
    DialogStopped,
    Explanation,
    Explanations,
    NextQuestion,
    Recommendation,
    Reply,
    Smalltalk,
    SourceList,
    Summary,
)
from bot.knowledge import yaml_text
from bot.knowledge.model import Question
from tests.builders import ANN, BOB, Talk

CONVERSATIONS = sorted((Path(__file__).parents[1] / "conversations").glob("*.yaml"))
PEOPLE = {"ann": ANN, "bob": BOB}

DIALOG_BUTTONS: Mapping[str, type[DialogMove]] = {
    "Back": WentBack,
    "Stop": Stopped,
    "Start over": StartedOver,
    "Ask me anyway": WantedRest,
    "Show result": WantedResult,
    "My answers": Reviewed,
}


class Room:
    """The place of a conversation: knows what is on the screen, and what a button there means."""

    def __init__(self, expertise: Expertise) -> None:
        self.talk = Talk(expertise)
        self.explained: Explanation | None = None
        self.question: Question | None = None
        self.result: Recommendation | None = None

    def take(self, step: Mapping[str, Any]) -> Reply | None:
        by = PEOPLE[step.get("by", "ann")]
        match step:
            case {"they say": text}:
                reply = self.talk.say(text, by)
            case {"they write": text}:
                reply = self.talk.overhear(text, by)
            case {"they press again": {**pressed}}:
                (question, answer), *_ = pressed.items()
                reply = self.press_answer(question, answer, by)
            case {"they press": {"change": question}}:
                reply = self.talk.move(
                    WantedChange(dialog=self.talk.dialog(ANN), question=question), by
                )
            case {"they press": button}:
                reply = self.press(button, by)
            case _:
                raise AssertionError(f"nobody does anything: {step}")
        self.look_at(reply)
        return reply

    def look_at(self, reply: Reply | None) -> None:
        asked = reply if isinstance(reply, NextQuestion) else getattr(reply, "resume", None)
        if asked is not None:
            self.question = asked.question
        if isinstance(reply, Explanation):
            self.explained = reply
        if isinstance(reply, Recommendation):
            self.result = reply

    def press(self, button: str, by: str) -> Reply | None:
        if button == "Share":
            assert self.result is not None, "no result to share"
            return self.talk.move(
                SharedResult(
                    dialog=self.result.dialog, answers=fingerprint(self.result.understood)
                ),
                by,
            )
        if button in DIALOG_BUTTONS:
            return self.talk.move(DIALOG_BUTTONS[button](dialog=self.talk.dialog(ANN)), by)
        if self.explained is not None and button in {"More points", "Sources", "The other side"}:
            return self.talk.move(self.below_the_answer(button, self.explained), by)
        assert self.question is not None, f"no question to press {button!r} on"
        answers = {answer.label: answer.id for answer in self.question.answers}
        answer = None if button == "Not sure" else answers[button]
        return self.press_answer(self.question.id, answer, by)

    def press_answer(self, question: str, answer: str | None, by: str) -> Reply | None:
        from_anns_dialog = self.talk.dialog(ANN)
        return self.talk.press(from_anns_dialog, question, answer, by)

    def below_the_answer(self, button: str, answer: Explanation) -> Move:
        criterion = answer.criterion.id
        match button:
            case "More points":
                return WantedMore(criterion=criterion, shown=answer.shown)
            case "Sources":
                return WantedSources(criterion=criterion, shown=answer.shown)
            case _:
                return WantedOtherSide(criterion=criterion, option=answer.others[-1])


def seen(reply: Reply | None, room: Room) -> Iterator[tuple[str, Any]]:
    """What there is to see of a reply, in the words of the steps."""
    yield "bot is silent", str(reply is None).lower()
    yield "bot replies", type(reply).__name__
    waiting = getattr(reply, "resume", None)
    yield "waiting", waiting.question.id if waiting else None
    if room.talk.session.dialog_of(ANN):
        yield "answers", {q: a or "not sure" for q, a in room.talk.answers(ANN).items()}
    match reply:
        case NextQuestion(question=question, note=note, understood=understood):
            yield "bot asks", question.id
            yield "note", note
            yield "understood", {u.question.id: u.answer.id for u in understood if u.answer}
        case Explanation(criterion=criterion, continued=continued, wanted=wanted):
            yield "bot explains", criterion.id
            yield "continued", str(continued).lower()
            yield "points for", wanted.option if isinstance(wanted, Side) else None
        case Explanations(parts=parts):
            yield "bot explains", [part.criterion.id for part in parts]
        case SourceList(criterion=criterion):
            yield "bot lists sources on", criterion.id
        case BestCase(option=option):
            yield "bot argues for", option
        case Counterparts(purposes=purposes):
            yield "bot compares", [purpose.id for purpose in purposes]
        case Recommendation(outcome=outcome):
            yield "bot recommends", name_of(outcome)
        case Summary(answers=answers):
            yield "bot shows answers", {u.question.id: u.answer.id for u in answers if u.answer}
        case DialogStopped():
            yield "bot stops", "true"
        case Smalltalk(text=text):
            kinds = room.talk.expertise.knowledge.smalltalk
            yield "bot says", next(kind for kind, said in kinds.items() if said.reply == text)
        case _:
            pass


DOINGS = {"they say", "they write", "they press", "they press again", "by"}


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in CONVERSATIONS])
def test_a_conversation_goes_as_it_should(path: Path, expertise: Expertise) -> None:
    parsed = yaml_text.parse(path.read_text("utf-8"))
    assert not parsed.slips, parsed.slips
    room = Room(expertise)

    for number, step in enumerate(parsed.data["steps"], start=1):
        reply = room.take(step)
        expected = {key: value for key, value in step.items() if key not in DOINGS}
        there = dict(seen(reply, room))

        assert expected, f"step {number} expects nothing"
        assert {key: there.get(key) for key in expected} == expected, f"step {number}: {step}"


def test_there_are_conversations() -> None:
    assert len(CONVERSATIONS) >= 8
