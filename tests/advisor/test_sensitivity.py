"""Which answers would change the outcome."""

import random

import pytest
from hypothesis import given, settings

from bot.advisor.outcome import name_of, outcome
from bot.advisor.scoring import Answers, in_force, standing
from bot.advisor.sensitivity.flips import flips
from bot.knowledge.model import Dialog, Knowledge
from tests.advisor.strategies import Case, cases
from tests.builders import (
    COFFEE,
    OPTIONS,
    SCORING,
    TEA,
    a_lean,
    a_question,
    an_answer,
    leaning_to,
)

Found = set[tuple[str, str, str]]
"""Question, answer, and the name of the outcome that it would give."""


def by_brute_force(dialog: Dialog, answers: Answers, options: tuple[str, ...]) -> Found:
    def reached(given: Answers) -> str:
        return name_of(outcome(standing(dialog, given, options), dialog.scoring))

    counted = {question.id for question, _ in in_force(dialog, answers)}
    others = {
        (question.id, answer.id): reached({**answers, question.id: answer.id})
        for question in dialog.questions
        for answer in question.answers
        if question.id in counted
    }
    return {(q, a, then) for (q, a), then in others.items() if then != reached(answers)}


def found(dialog: Dialog, answers: Answers, options: tuple[str, ...]) -> Found:
    given = flips(dialog, answers, options)
    assert len({(flip.question, flip.answer) for flip in given}) == len(given)
    return {(flip.question, flip.answer, name_of(flip.outcome)) for flip in given}


@settings(max_examples=150, deadline=None)
@given(cases())
def test_flips_are_those_that_brute_force_finds(case: Case) -> None:
    answers = {name: answer for name, answer in case.profile.items() if answer}

    assert found(case.dialog, answers, case.options) == by_brute_force(
        case.dialog, answers, case.options
    )


def test_flips_of_the_real_dialog_are_those_that_brute_force_finds(knowledge: Knowledge) -> None:
    chance = random.Random(7)  # noqa: S311 - a sample, not a secret
    dialog, options = knowledge.dialog, tuple(knowledge.options)
    flipped = 0
    for _ in range(100):
        answers = {q.id: chance.choice(q.answers).id for q in dialog.questions}
        answers["constraints"] = "none"
        flipped += len(by_brute_force(dialog, answers, options))
        assert found(dialog, answers, options) == by_brute_force(dialog, answers, options)

    assert flipped > 500


@pytest.fixture
def dialog() -> Dialog:
    allergy = a_question("allergy", an_answer("no"), an_answer("yes", rules_out=[TEA]))
    cup = a_question(
        "cup",
        an_answer("large", a_lean(TEA, "slightly")),
        an_answer("small", a_lean(COFFEE, "slightly")),
        an_answer("huge", a_lean(COFFEE, "strongly")),
    )
    return Dialog(scoring=SCORING, questions=(allergy, leaning_to("milk", TEA, "slightly"), cup))


def test_the_smallest_change_comes_first_and_a_constraint_last(dialog: Dialog) -> None:
    answers = {"allergy": "no", "milk": "yes", "cup": "large"}

    given = flips(dialog, answers, OPTIONS)

    assert [(flip.question, flip.answer, flip.change) for flip in given] == [
        ("cup", "small", 2),
        ("cup", "huge", 6),
        ("allergy", "yes", 0),
    ]
    assert [flip.by_constraint for flip in given] == [False, False, True]
    assert [flip.instead_of for flip in given] == ["large", "large", "no"]


def test_an_open_question_is_no_flip(dialog: Dialog) -> None:
    given = flips(dialog, {"milk": "yes"}, OPTIONS)

    assert {flip.question for flip in given} <= {"milk"}
