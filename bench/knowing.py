"""What it takes to understand a question, and to take a step of a dialog."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bench.deliveries import WHOM
from bench.figures import median, percentile
from bench.texts import QUESTIONS, fresh
from bot.advisor.expertise import Expertise
from bot.advisor.moves import Began, Chose, Move
from bot.advisor.replies import NextQuestion
from bot.advisor.responding import respond
from bot.advisor.session import Session
from bot.learning import Library
from bot.slack.ids import pack

FRESH = 300


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of one thread for a text: the median and the 99th percentile."""

    half: float
    most: float


@dataclass(frozen=True, slots=True)
class Knowing:
    """How long matching takes, for new wordings and known ones; and the moves of a dialog."""

    fresh: Took
    repeated: Took
    dialog: tuple[Move, ...]


def measure() -> Knowing:
    """Learn the bundled knowledge in this process, and match with it."""
    expertise = Library().expertise()
    hear = expertise.understanding.hear
    hear(QUESTIONS[0])
    new = _took(hear, map(fresh, range(FRESH)))
    known = _took(hear, map(fresh, range(FRESH)))
    return Knowing(new, known, _dialog(expertise))


def _took(hear: Callable[[str], object], texts: Iterable[str]) -> Took:
    samples = []
    for text in texts:
        began = time.thread_time()
        hear(text)
        samples.append(time.thread_time() - began)
    return Took(median(samples), percentile(samples, 0.99))


def _dialog(expertise: Expertise) -> tuple[Move, ...]:
    """A dialog from its beginning to its result, always with the first answer."""
    moves: list[Move] = [Began()]
    turn = respond(moves[0], Session(), expertise, WHOM)
    while isinstance(turn.reply, NextQuestion):
        question = turn.reply.question
        answer = question.answers[0].id
        moves.append(Chose(dialog=turn.reply.dialog, question=question.id, answer=answer))
        turn = respond(moves[-1], turn.session, expertise, WHOM)
    return tuple(moves)


def presses(dialog: Iterable[Move]) -> tuple[str, ...]:
    """The values of the buttons that are pressed in a dialog, WHOM in the place of the person."""
    return tuple(pack(move)[1] for move in dialog)
