"""A recommendation explains itself so that a reader can check it."""

import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import phrases
from bot.advisor.expertise import Expertise
from bot.advisor.recommending import recommend
from bot.advisor.replies import Recommendation
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
    dealt_with = tuple(Given(question=name, answer=answer) for name, answer in answers.items())
    return recommend(ANN, Progress(number=1, given=dealt_with), expertise)


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


def test_each_place_of_a_stack_says_which_answer_calls_for_it(expertise: Expertise) -> None:
    stacks = result(expertise, team="javascript", platform="edge", pipelines="heavy").stacks
    told = {place.role: [a.id for a in place.answers] for place in stacks["nodejs"]}

    assert told == {
        "Framework": ["edge"],
        "Database layer": ["edge"],
        "Queue": ["heavy", "edge"],
        "Tests": ["edge"],
    }
    assert "(answer: " in phrases.place_reason(stacks["nodejs"][0])


@pytest.mark.parametrize(
    ("pipelines", "queued"), [("heavy", True), ("plain", True), ("none", False), (None, False)]
)
def test_a_queue_is_in_the_stack_only_for_work_in_the_background(
    expertise: Expertise, pipelines: str | None, queued: bool
) -> None:
    answers = {"team": "javascript"} | ({"pipelines": pipelines} if pipelines else {})

    for places in result(expertise, **answers).stacks.values():
        assert ("Queue" in [place.role for place in places]) is queued


def test_the_usual_package_says_that_no_answer_asks_for_another(expertise: Expertise) -> None:
    (places,) = result(expertise, team="javascript").stacks.values()

    assert [place.answers for place in places] == [()] * len(places)
    assert phrases.place_reason(places[0]).endswith("(no answer of yours asks for another)")


@pytest.mark.parametrize(
    ("answer", "loser"), [("small", COFFEE), ("large", TEA), ("level", None), ("never", None)]
)
def test_the_loser_of_a_clear_outcome_gets_its_best_case(answer: str, loser: str | None) -> None:
    recommended = result(an_expertise(milk()), milk=answer)

    assert recommended.loser == loser
    assert recommended.best_case == (f"The best case for {loser} on taste." if loser else None)


def by_hand(told: dict[str, Any]) -> dict[str, Any]:
    """What a reader makes of the JSON alone, with the rules of docs/decisions.md."""
    scoring, sides = told["scoring"], list(told["scores"])
    scores = dict.fromkeys(sides, 0)
    parts: dict[str, list[str]] = {}
    for one in told["contributions"]:
        amount = scoring["strengths"][one["strength"]] * told["weights"][one["criterion"]]
        assert (one["units"] * one["weight"], one["amount"]) == (amount, amount)
        scores[one["favours"]] += amount
        if one["part"]:
            parts.setdefault(one["favours"], []).append(one["part"])
    left = [side for side in sides if side not in {out["option"] for out in told["ruled_out"]}]
    first, second = sorted(scores.values(), reverse=True)
    total = max(first + second, scoring["least"])
    clear = 100 * (first - second) >= scoring["margin_percent"] * total
    ahead = max(sides, key=lambda side: scores[side])
    if len(left) < 2:
        outcome, margin = (left or ["neither"])[0], float(len(left))
    else:
        margin = (first - second) / total
        outcome = ahead if clear else "either"
        if len(parts) > 1 and not told["kept_whole"]:
            outcome = "both"
    return {"scores": scores, "outcome": outcome, "margin": round(margin, 4)}


def test_the_result_can_be_redone_by_hand_from_the_json_alone(expertise: Expertise) -> None:
    chance = random.Random(11)  # noqa: S311 - a sample, not a secret
    seen = set()
    for _ in range(60):
        drawn = {q.id: chance.choice(q.answers).id for q in expertise.knowledge.dialog.questions}
        drawn["constraints"] = chance.choice(["none", "none", "none", drawn["constraints"]])
        some = {name: answer for name, answer in drawn.items() if chance.random() < 0.8}
        told = json.loads(json.dumps(json_shapes.recommendation(result(expertise, **some))))
        seen.add(told["outcome"])

        assert by_hand(told) == {key: told[key] for key in ("scores", "outcome", "margin")}

    assert seen == {"nodejs", "python", "either", "both", "neither"}


@st.composite
def some_answers(draw: st.DrawFn, expertise: Expertise) -> dict[str, str]:
    """Answers to some of the real questions, in any order."""
    dialog = expertise.knowledge.dialog
    chosen = draw(st.lists(st.sampled_from(dialog.questions), unique_by=lambda q: q.id))
    return {q.id: draw(st.sampled_from([answer.id for answer in q.answers])) for q in chosen}


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_the_json_leads_back_to_itself(expertise: Expertise, data: st.DataObject) -> None:
    """Parsed again it adds up to the same, and its answers alone give the same JSON."""
    answers = data.draw(some_answers(expertise))
    written = json.dumps(json_shapes.recommendation(result(expertise, **answers)))

    told = json.loads(written)
    again = {name: understood["answer"] for name, understood in told["understood"].items()}

    assert by_hand(told) == {key: told[key] for key in ("scores", "outcome", "margin")}
    assert again == answers
    assert json.dumps(json_shapes.recommendation(result(expertise, **again))) == written


def test_an_answer_to_what_was_left_open_that_would_change_the_outcome_is_told_first(
    expertise: Expertise,
) -> None:
    recommended = result(expertise, ml="train", realtime="core", split=None)

    opened = {(one.question.id, one.answer.id) for one in recommended.flips.opened}
    assert opened == {("split", "no")}
    first = phrases.flip_lines(recommended)[0]
    assert first.startswith("May it be two services")
    assert first.endswith("would make it: Python.")
    (told, *_) = json_shapes.recommendation(recommended)["flips"]
    assert told == {
        "kind": "answer", "question": "split", "instead_of": None, "answer": "no",
        "outcome": "python",
    }  # fmt: skip


def test_what_nobody_left_open_is_no_answer_that_was_left_out(expertise: Expertise) -> None:
    assert result(expertise, ml="train", realtime="core").flips.opened == ()


def test_no_lead_is_told_where_a_constraint_decides(expertise: Expertise) -> None:
    ruled = result(expertise, constraints="only_python")

    assert ruled.ruled_out
    assert "lead" not in phrases.score_line(ruled)


def test_a_reason_that_counts_double_says_so(expertise: Expertise) -> None:
    reasons = result(expertise, priority="speed", io="mostly").reasons
    lines = {one.weight: phrases.reason_line(one, expertise.knowledge.options) for one in reasons}

    assert "(3 times 2, as it matters most)" in lines[2]


def test_the_json_tells_of_every_kind_of_flip(expertise: Expertise) -> None:
    answers = {"team": "javascript", "realtime": "core", "io": "mostly", "hiring": "data"}

    flips = json_shapes.recommendation(result(expertise, **answers))["flips"]

    keys = {flip["kind"]: set(flip) - {"kind", "outcome"} for flip in flips}
    assert keys == {
        "answer": {"question", "instead_of", "answer"},
        "answers": {"changes"},
        "weight": {"criterion", "instead_of", "weight", "turns_at"},
    }
    (together,) = [f for f in flips if f["kind"] == "answers" and f["outcome"] == "python"]
    assert all(set(c) == {"question", "instead_of", "answer"} for c in together["changes"])


def test_an_answer_that_another_makes_pointless_is_set_aside_and_says_so(
    expertise: Expertise,
) -> None:
    told = json_shapes.recommendation(result(expertise, ml="train", cpu="native"))

    assert told["set_aside"] == ["cpu"]
    assert told["scores"] == {"nodejs": 0, "python": 5}
    alone = json_shapes.recommendation(result(expertise, cpu="native"))
    assert (alone["set_aside"], alone["scores"]["python"]) == ([], 3)


def test_the_json_names_everything_that_others_rely_on(expertise: Expertise) -> None:
    told = json_shapes.recommendation(result(expertise, team="javascript", realtime="core"))

    assert set(told) >= {
        "outcome", "leaning", "scores", "margin", "understood", "open_questions", "settled",
        "contributions", "flips", "robustness", "starter_stack", "knowledge_version",
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
