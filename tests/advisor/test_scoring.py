"""How answers add up."""

from collections.abc import Mapping

import pytest

from bot.advisor.scoring import Standing, standing
from bot.knowledge.model import Dialog, Question
from tests.builders import (
    COFFEE,
    OPTIONS,
    PRICE,
    SCORING,
    TASTE,
    TEA,
    a_lean,
    a_question,
    an_answer,
    leaning_to,
)


def stand(questions: list[Question], answers: Mapping[str, str]) -> Standing:
    return standing(Dialog(scoring=SCORING, questions=tuple(questions)), answers, OPTIONS)


def test_nothing_answered_is_a_score_of_nothing() -> None:
    now = stand([leaning_to("milk", TEA)], {})

    assert now.scores == {TEA: 0, COFFEE: 0}
    assert now.contributions == ()


@pytest.mark.parametrize(("strength", "units"), [("slightly", 1), ("clearly", 3), ("strongly", 5)])
def test_a_lean_adds_the_units_of_its_strength(strength: str, units: int) -> None:
    now = stand([leaning_to("milk", TEA, strength)], {"milk": "yes"})  # type: ignore[arg-type]

    assert now.scores == {TEA: units, COFFEE: 0}


def test_a_score_is_the_sum_of_its_contributions() -> None:
    both_ways = an_answer("yes", a_lean(TEA, "clearly"), a_lean(COFFEE, "slightly"))
    questions = [leaning_to("milk", TEA), a_question("cake", both_ways, an_answer("no"))]

    now = stand(questions, {"milk": "yes", "cake": "yes"})

    assert [(c.question, c.lean.option, c.amount) for c in now.contributions] == [
        ("milk", TEA, 5),
        ("cake", TEA, 3),
        ("cake", COFFEE, 1),
    ]
    assert now.scores == {TEA: 8, COFFEE: 1}


def test_an_emphasised_criterion_counts_double_and_no_other() -> None:
    questions = [
        a_question(
            "cup",
            an_answer("full", a_lean(TEA, criterion=TASTE), a_lean(COFFEE, criterion=PRICE)),
            an_answer("empty"),
        ),
        a_question("purse", an_answer("thin", emphasises=[PRICE]), an_answer("thick")),
    ]

    now = stand(questions, {"cup": "full", "purse": "thin"})

    assert now.scores == {TEA: 3, COFFEE: 6}


def test_a_criterion_that_two_answers_emphasise_still_counts_double() -> None:
    questions = [
        a_question("cup", an_answer("full", a_lean(TEA)), an_answer("empty")),
        a_question("guests", an_answer("picky", emphasises=[TASTE]), an_answer("few")),
        a_question("host", an_answer("picky", emphasises=[TASTE]), an_answer("away")),
    ]

    now = stand(questions, {"cup": "full", "guests": "picky", "host": "picky"})

    assert now.scores[TEA] == 6


CONDITIONAL = [
    a_question("milk"),
    a_question(
        "foam",
        an_answer(
            "much",
            a_lean(COFFEE, part="the foam"),
            emphasises=[TASTE],
            rules_out=[TEA],
            keeps_whole=True,
        ),
        an_answer("little"),
        only_if={"milk": ["yes"]},
    ),
    a_question(
        "cocoa",
        an_answer("yes", a_lean(COFFEE, "slightly")),
        an_answer("no"),
        only_if={"foam": ["much"]},
    ),
]


@pytest.mark.parametrize(
    "milk", [pytest.param({"milk": "no"}, id="other"), pytest.param({}, id="open")]
)
def test_an_answer_to_a_question_that_does_not_apply_counts_for_nothing(
    milk: dict[str, str],
) -> None:
    now = stand(CONDITIONAL, {**milk, "foam": "much"})

    assert now == stand(CONDITIONAL, {})


def test_a_question_does_not_apply_when_the_one_that_it_hangs_on_does_not() -> None:
    answers = {"foam": "much", "cocoa": "yes"}

    assert stand(CONDITIONAL, {"milk": "no", **answers}).scores[COFFEE] == 0
    assert stand(CONDITIONAL, {"milk": "yes", **answers}).scores[COFFEE] == 8


def test_answers_that_left_the_knowledge_do_not_count() -> None:
    questions = [leaning_to("milk", TEA)]

    assert stand(questions, {"milk": "perhaps", "sugar": "two"}) == stand(questions, {})


def test_what_is_ruled_out_is_not_left_and_says_why() -> None:
    questions = [a_question("allergy", an_answer("yes", rules_out=[COFFEE]), an_answer("no"))]

    now = stand(questions, {"allergy": "yes"})

    assert now.left() == (TEA,)
    assert [(r.question, r.option, r.because) for r in now.ruled_out] == [
        ("allergy", COFFEE, "coffee is not allowed.")
    ]
