"""What it takes to understand a question and to draw a chart, and the dialogs that are held."""

import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from bench.deliveries import WHOM
from bench.figures import median, percentile
from bench.texts import QUESTIONS, fresh
from bot import phrases
from bot.advisor.charting import chart_of
from bot.advisor.expertise import Expertise
from bot.advisor.moves import Began, Chose, Move
from bot.advisor.replies import NextQuestion, Recommendation, Reply
from bot.advisor.responding import respond
from bot.advisor.session import Session
from bot.charts import draw
from bot.learning import Library
from bot.slack.ids import pack

FRESH, DIALOGS, SHORTEST = 300, 24, 5

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of one thread for a text: the median and the 99th percentile."""

    half: float
    most: float


@dataclass(frozen=True, slots=True)
class Knowing:
    """How long matching takes, for new wordings and known ones, and drawing a chart.

    `dialogs` are at least SHORTEST moves from the beginning to the result, with other answers each.
    """

    fresh: Took
    repeated: Took
    drawn: Took
    dialogs: tuple[tuple[Move, ...], ...]


def measure() -> Knowing:
    """Learn the bundled knowledge in this process, and match with it."""
    expertise = Library().expertise()
    hear = expertise.understanding.hear
    hear(QUESTIONS[0])
    new = _took(hear, map(fresh, range(FRESH)))
    known = _took(hear, map(fresh, range(FRESH)))
    dialogs = list(islice(_dialogs(expertise), DIALOGS))
    _draw(dialogs[0][1])  # loads matplotlib
    drawn = _took(_draw, (result for _, result in dialogs))
    return Knowing(new, known, drawn, tuple(moves for moves, _ in dialogs))


def _took(work: Callable[[T], object], given: Iterable[T]) -> Took:
    samples = []
    for one in given:
        began = time.thread_time()
        work(one)
        samples.append(time.thread_time() - began)
    return Took(median(samples), percentile(samples, 0.99))


def _dialogs(expertise: Expertise) -> Iterator[tuple[tuple[Move, ...], Reply | None]]:
    chance = random.Random(DIALOGS)  # noqa: S311
    while True:
        moves, result = _dialog(expertise, chance)
        if len(moves) >= SHORTEST:
            yield moves, result


def _dialog(expertise: Expertise, chance: random.Random) -> tuple[tuple[Move, ...], Reply | None]:
    """A dialog's moves, and its result."""
    moves: list[Move] = [Began()]
    turn = respond(moves[0], Session(), expertise, WHOM)
    while isinstance(turn.reply, NextQuestion):
        question = turn.reply.question
        answer = chance.choice(question.answers).id
        moves.append(Chose(dialog=turn.reply.dialog, question=question.id, answer=answer))
        turn = respond(moves[-1], turn.session, expertise, WHOM)
    return tuple(moves), turn.reply


def _draw(result: Reply | None) -> None:
    assert isinstance(result, Recommendation)
    chart = chart_of(result, phrases.outcome_title(result.outcome, result.options))
    if chart is not None:
        draw(chart)


def presses(dialog: Iterable[Move]) -> tuple[str, ...]:
    """The values of the buttons that are pressed in a dialog, WHOM in the place of the person."""
    return tuple(pack(move)[1] for move in dialog)
