"""Small dialogs of every kind, and positions in them, for property tests."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from hypothesis import strategies as st

from bot.advisor.asking.position import Position
from bot.advisor.outcome import Both, Outcome, name_of, outcome
from bot.knowledge.model import Answer, Dialog, Question, Scoring, Strength
from tests.builders import PRICE, TASTE, a_lean, a_question, an_answer

TWO, THREE = ("tea", "coffee"), ("tea", "coffee", "milk")
PARTS = {"tea": "the morning", "coffee": "the evening", "milk": "the night"}


@dataclass(frozen=True, slots=True)
class Case:
    """A dialog with answers to all of its questions; None is "not sure"."""

    dialog: Dialog
    options: tuple[str, ...]
    profile: Mapping[str, str | None]

    def position(self, *closed: str) -> Position:
        answers = {name: a for name in closed if (a := self.profile[name]) is not None}
        return Position(self.dialog, self.options, answers, frozenset(closed))

    def complete(self) -> Position:
        return self.position(*self.profile)


def essence(position: Position) -> tuple[str, frozenset[str]]:
    """The outcome, and the options that it names; the words for their parts do not matter."""
    return named(outcome(position.standing(), position.dialog.scoring))


def named(reached: Outcome) -> tuple[str, frozenset[str]]:
    parts = reached.parts if isinstance(reached, Both) else ()
    return name_of(reached), frozenset(parts)


def completions(position: Position) -> Iterator[Position]:
    """Every way to answer or leave open the questions that are not closed."""
    still_open = [q for q in position.dialog.questions if q.id not in position.closed]
    ways = [[None, *(answer.id for answer in question.answers)] for question in still_open]
    for chosen in product(*ways):
        more = {q.id: a for q, a in zip(still_open, chosen, strict=True) if a is not None}
        answers = {**position.answers, **more}
        closed = position.closed | {question.id for question in still_open}
        yield Position(position.dialog, position.options, answers, closed)


SCORINGS = [
    Scoring(
        strengths={"slightly": 1, "clearly": 3, "strongly": 5},
        emphasis=emphasis,
        margin_percent=margin,
        least=least,
    )
    for emphasis, margin, least in product([1, 2, 3], [1, 20, 34, 99], [1, 6, 12])
]
STRENGTHS: tuple[Strength, ...] = ("slightly", "clearly", "strongly")
LEANS = {
    options: [
        a_lean(option, strength, criterion=criterion, part=PARTS[option] if part == 0 else None)
        for option, strength, criterion, part in product(
            options, STRENGTHS, (TASTE, PRICE), range(4)
        )
    ]
    for options in (TWO, THREE)
}
EMPHASES = [(), (), (), (), (TASTE,), (PRICE,), (TASTE, PRICE)]


@st.composite
def answers(draw: st.DrawFn, name: str, options: tuple[str, ...]) -> Answer:
    """An answer with up to two leans; one in seven rules out, one in seven keeps whole."""
    rare = draw(st.integers(0, 6))
    return an_answer(
        name,
        *draw(st.lists(st.sampled_from(LEANS[options]), max_size=2)),
        rules_out=draw(st.sampled_from(options).map(lambda o: [o])) if rare == 1 else (),
        emphasises=draw(st.sampled_from(EMPHASES)),
        keeps_whole=rare == 2,
    )


@st.composite
def questions(
    draw: st.DrawFn, name: str, options: tuple[str, ...], above: list[Question]
) -> Question:
    given = [draw(answers(f"a{n}", options)) for n in range(draw(st.integers(2, 3)))]
    wanted, unwanted = draw(conditions(above)), draw(conditions(above))
    return a_question(name, *given, only_if=wanted, unless=unwanted)


@st.composite
def conditions(draw: st.DrawFn, above: list[Question]) -> Mapping[str, list[str]]:
    """Now and then a condition on one of the questions above."""
    if not above or draw(st.integers(0, 2)):
        return {}
    other = draw(st.sampled_from(above))
    return {other.id: [draw(st.sampled_from(other.answers)).id]}


@st.composite
def cases(draw: st.DrawFn, *, most: int = 5) -> Case:
    options = draw(st.sampled_from([TWO, THREE]))
    asked: list[Question] = []
    for number in range(draw(st.integers(2, most))):
        asked.append(draw(questions(f"q{number}", options, asked)))
    dialog = Dialog(scoring=draw(st.sampled_from(SCORINGS)), questions=tuple(asked))
    profile = {
        question.id: draw(st.sampled_from([None, *(a.id for a in question.answers)]))
        for question in asked
    }
    return Case(dialog, options, profile)


@st.composite
def positions(draw: st.DrawFn) -> Position:
    """A case with some of its questions closed, in whatever order, as a description may do it."""
    case = draw(cases())
    names = list(case.profile)
    return case.position(*draw(st.lists(st.sampled_from(names), unique=True)))
