"""A recommendation explains itself so that a reader can check it."""

import random

import pytest

from bot.advisor.expertise import Expertise
from bot.advisor.recommending import recommend
from bot.advisor.replies import Recommendation
from bot.advisor.scoring import applies
from bot.advisor.session import Given, Progress
from bot.cli import json_shapes
from bot.knowledge.model import Question
from tests.builders import (
    ANN,
    COFFEE,
    TEA,
    a_lean,
    a_question,
    an_answer,
    an_expertise,
    leaning_to,
)


def result(expertise: Expertise, **answers: str | None) -> Recommendation:
    given = tuple(Given(question=name, answer=answer) for name, answer in answers.items())
    return recommend(ANN, Progress(number=1, given=given), expertise)


def test_reasons_are_ordered_by_what_they_contribute() -> None:
    expertise = an_expertise(
        leaning_to("milk", TEA, "slightly"),
        leaning_to("cup", COFFEE, "strongly"),
        leaning_to("time", TEA, "clearly"),
    )

    reasons = result(expertise, milk="yes", cup="yes", time="yes").reasons

    assert [(r.question.id, r.option, r.amount) for r in reasons] == [
        ("cup", COFFEE, 5),
        ("time", TEA, 3),
        ("milk", TEA, 1),
    ]
    assert reasons[0].because == "It speaks for coffee."
    assert reasons[0].evidence.point.id == "for-coffee"


def test_what_was_skipped_and_what_was_unsure_are_told_apart() -> None:
    expertise = an_expertise(
        leaning_to("milk", TEA), leaning_to("cup", COFFEE), leaning_to("time", TEA)
    )

    recommended = result(expertise, milk="yes", cup=None)

    assert [question.id for question in recommended.skipped] == ["time"]
    assert [question.id for question in recommended.unsure] == ["cup"]


def milk() -> Question:
    return a_question(
        "milk",
        an_answer("small", a_lean(TEA, "strongly")),
        an_answer("large", a_lean(COFFEE, "strongly")),
        an_answer("level"),
        an_answer("day", a_lean(TEA, part="dawn"), a_lean(COFFEE, part="dusk")),
        an_answer("never", rules_out=[TEA, COFFEE]),
    )


@pytest.mark.parametrize(
    ("answer", "stacks"),
    [
        pytest.param("small", {TEA: "teamug"}, id="clear-and-fitted-to-the-answer"),
        pytest.param("large", {COFFEE: "coffeepot"}, id="clear"),
        pytest.param("level", {TEA: "teapot", COFFEE: "coffeepot"}, id="either"),
        pytest.param("day", {TEA: "teapot", COFFEE: "coffeepot"}, id="both"),
        pytest.param("never", {}, id="neither"),
    ],
)
def test_a_starter_stack_is_given_for_each_side_that_the_outcome_leaves(
    answer: str, stacks: dict[str, str]
) -> None:
    recommended = result(an_expertise(milk()), milk=answer)

    assert {o: roles[0].package for o, roles in recommended.stacks.items()} == stacks


@pytest.mark.parametrize(
    ("answer", "loser"), [("small", COFFEE), ("large", TEA), ("level", None), ("never", None)]
)
def test_the_loser_of_a_clear_outcome_gets_its_best_case(answer: str, loser: str | None) -> None:
    recommended = result(an_expertise(milk()), milk=answer)

    assert recommended.loser == loser
    assert recommended.best_case == (f"The best case for {loser} on taste." if loser else None)


def test_the_scores_in_the_json_can_be_redone_by_hand(expertise: Expertise) -> None:
    chance = random.Random(11)  # noqa: S311 - a sample, not a secret
    dialog = expertise.knowledge.dialog
    strengths, emphasis = dialog.scoring.strengths, dialog.scoring.emphasis
    for _ in range(50):
        answers = {q.id: chance.choice(q.answers).id for q in dialog.questions}
        told = json_shapes.recommendation(result(expertise, **answers))

        given = [
            answer
            for question in dialog.questions
            if applies(question, answers) and (answer := question.answer(answers[question.id]))
        ]
        doubled = {criterion for answer in given for criterion in answer.emphasises}
        by_hand = dict.fromkeys(expertise.options, 0)
        for lean in (lean for answer in given for lean in answer.leans):
            factor = emphasis if lean.criterion in doubled else 1
            by_hand[lean.option] += strengths[lean.strength] * factor

        assert told["scores"] == by_hand
        for option in expertise.options:
            amounts = [c["amount"] for c in told["contributions"] if c["favours"] == option]
            assert sum(amounts) == told["scores"][option]


def test_the_json_names_everything_that_others_rely_on(expertise: Expertise) -> None:
    told = json_shapes.recommendation(result(expertise, team="javascript", realtime="core"))

    assert set(told) >= {
        "outcome", "leaning", "scores", "margin", "understood", "open_questions", "settled",
        "contributions", "flips", "starter_stack", "knowledge_version",
    }  # fmt: skip
    assert told["outcome"] == "nodejs"
    assert told["leaning"] == "nodejs"
    assert told["scores"] == {"nodejs": 8, "python": 0}
    assert told["margin"] == 1.0
    assert told["understood"]["team"] == {"answer": "javascript", "words": None}
    assert "ml" in told["open_questions"]
    assert "team" not in told["open_questions"]
    assert told["settled"] is False
    assert told["knowledge_version"] == expertise.knowledge.version
    assert set(told["contributions"][0]) >= {
        "question", "answer", "criterion", "favours", "amount", "because",
    }  # fmt: skip
