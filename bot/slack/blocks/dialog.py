"""Renders the guided dialog: its questions, the summary of answers, and its end."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement

from bot import phrases
from bot.advisor.moves import (
    Began,
    Chose,
    DialogRef,
    Reviewed,
    StartedOver,
    Stopped,
    WantedChange,
    WantedResult,
    WentBack,
)
from bot.advisor.replies import DialogStopped, NextQuestion, Summary, Understood
from bot.slack.blocks.parts import (
    Message,
    Sharing,
    about_message,
    actions,
    bold,
    bullets,
    button,
    context,
    section,
)
from bot.slack.ids import COMMAND
from bot.slack.text import escaped, quoted, shortened

LONGEST_QUOTE = 120
"""Characters of a person's own words that are quoted back."""


def next_question(reply: NextQuestion, sharing: Sharing | None = None) -> Message:
    """The open question with its answers as buttons.

    Where it could be shared it stands in a channel where what is typed is seen by all and not
    heard.
    """
    question, dialog = reply.question, reply.dialog
    answers = [
        button(a.label, Chose(dialog=dialog, question=question.id, answer=a.id))
        for a in question.answers
    ]
    unsure = button(phrases.NOT_SURE, Chose(dialog=dialog, question=question.id, answer=None))
    number = phrases.question_number(reply)
    labels = "; ".join(f"{n}. {a.label}" for n, a in enumerate(question.answers, start=1))
    return Message(
        f"{number}: {question.ask} {labels}",
        (
            *_before(reply),
            section(f"{bold(question.ask)}\n{escaped(question.why)}"),
            actions(*answers, unsure),
            actions(*_steering(reply)),
            context(f"{number}. {_how_to_answer(sharing)}"),
            *map(context, _asked_for(reply)),
        ),
    )


def resumed(reply: NextQuestion, sharing: Sharing | None) -> Message:
    """The open question again, below an answer to something asked in between."""
    lead, question = phrases.BACK_TO_DIALOG, next_question(reply, sharing)
    return Message(f"{lead} {question.text}", (context(lead), *question.blocks))


def summary(reply: Summary) -> Message:
    """The answers so far, each with a button to change it."""
    lead = phrases.ANSWERS_SO_FAR if reply.answers else phrases.NOTHING_ANSWERED
    end = button(phrases.START_OVER, StartedOver(dialog=reply.dialog))
    go_on = button(phrases.SHOW_RESULT, WantedResult(dialog=reply.dialog))
    blocks = [*noted(reply.note), section(bold(lead))]
    for number, understood in enumerate(reply.answers, start=1):
        change = WantedChange(dialog=reply.dialog, question=understood.question.id)
        line = section(f"{number}. {_understood(understood)}")
        blocks += [line, actions(button(phrases.CHANGE, change))]
    lines = "; ".join(phrases.understood_line(answer) for answer in reply.answers)
    return Message(f"{lead}: {lines}" if lines else lead, (*blocks, actions(go_on, end)))


def stopped(_: DialogStopped) -> Message:
    """A dialog that was ended without a result, and a way to begin anew."""
    again = button(phrases.START, Began())
    return Message(phrases.STOPPED, (section(phrases.STOPPED), actions(again)))


def understood_list(answers: tuple[Understood, ...]) -> str:
    """Answers with the words that they were read from, as a list."""
    return bullets([_understood(answer) for answer in answers])


def noted(note: str | None) -> Iterator[Block]:
    """What happened just before a reply."""
    if note:
        yield context(escaped(note))


def _how_to_answer(sharing: Sharing | None) -> str:
    return phrases.answer_by_command(COMMAND) if sharing else phrases.ANSWER_BY_WORDS


def _asked_for(reply: NextQuestion) -> Iterator[str]:
    if reply.settled:
        yield phrases.SETTLED
    if reply.origin and reply.origin.link:
        yield about_message(reply.origin)


def _before(reply: NextQuestion) -> Iterator[Block]:
    yield from noted(reply.note)
    if reply.understood:
        yield section(f"{bold(phrases.READ_FROM_TEXT)}\n{understood_list(reply.understood)}")
        yield context(phrases.CONFIRM_READ)


def _steering(reply: NextQuestion) -> Iterator[ButtonElement]:
    dialog: DialogRef = reply.dialog
    if reply.number > 1:
        yield button(phrases.BACK, WentBack(dialog=dialog))
        yield button(phrases.MY_ANSWERS, Reviewed(dialog=dialog))
    yield button(phrases.STOP, Stopped(dialog=dialog))
    yield button(phrases.START_OVER, StartedOver(dialog=dialog))


def _understood(understood: Understood) -> str:
    words = understood.words
    said = phrases.from_words(quoted(shortened(words, LONGEST_QUOTE))) if words else ""
    given = f"{escaped(understood.question.ask)} {bold(phrases.answer_label(understood))}"
    return f"{given}{said}{phrases.aside_note(understood)}"
