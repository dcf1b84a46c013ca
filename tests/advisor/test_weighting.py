"""Which weight of a criterion would turn the outcome, and how many weightings leave it standing."""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from bot.advisor.outcome import Clear, Either, by_scores, name_of, outcome
from bot.advisor.scoring import Standing, standing
from bot.advisor.sensitivity.robustness import robustness
from bot.advisor.sensitivity.weighting import WeightFlip, matter, weight_flips, weights
from bot.knowledge.model import Dialog, Knowledge, Scoring
from tests.advisor.strategies import Case, cases
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
)


def weighed(now: Standing, scoring: Scoring, given: Mapping[str, Fraction]) -> str:
    """The outcome under weights for some criteria, added up anew."""
    scores = dict.fromkeys(now.scores, Fraction(0))
    for c in now.contributions:
        scores[c.lean.option] += c.units * given.get(c.lean.criterion, Fraction(c.weight))
    return name_of(by_scores(scores, now.left(), scoring))


def stand(case: Case) -> Standing:
    answers = {name: answer for name, answer in case.profile.items() if answer}
    return standing(case.dialog, answers, case.options)


GRID = [Fraction(n, 24) for n in range(24 * 6)]


def check(now: Standing, scoring: Scoring, flip: WeightFlip) -> None:
    """The flip does what it says, and no weight of a fine grid does it nearer."""
    reached = name_of(outcome(now, scoring))
    assert weighed(now, scoring, {flip.criterion: flip.weight}) == name_of(flip.outcome)
    assert name_of(flip.outcome) != reached
    assert flip.weight >= 0
    near = abs(flip.turns_at - flip.instead_of)
    assert abs(flip.weight - flip.instead_of) >= near
    for weight in GRID:
        if abs(weight - flip.instead_of) < near:
            assert weighed(now, scoring, {flip.criterion: weight}) == reached


@settings(max_examples=70, deadline=None)
@given(cases())
def test_a_flip_of_a_weight_is_the_nearest_that_brute_force_finds(case: Case) -> None:
    now, scoring = stand(case), case.dialog.scoring
    found = {flip.criterion: flip for flip in weight_flips(now, scoring)}

    for flip in found.values():
        check(now, scoring, flip)
    if matter(now, scoring):
        reached = name_of(outcome(now, scoring))
        for criterion in set(weights(now)) - set(found):
            assert {weighed(now, scoring, {criterion: w}) for w in GRID} == {reached}
    else:
        assert found == {}


def test_flips_of_weights_in_the_real_dialog_hold(knowledge: Knowledge) -> None:
    chance = random.Random(5)  # noqa: S311 - a sample, not a secret
    dialog, checked = knowledge.dialog, 0
    for _ in range(12):
        answers = {q.id: chance.choice(q.answers).id for q in dialog.questions}
        answers["constraints"] = "none"
        now = standing(dialog, answers, tuple(knowledge.options))
        flips = weight_flips(now, dialog.scoring)
        for flip in flips:
            check(now, dialog.scoring, flip)
        checked += len(flips)
        nearness = [abs(flip.turns_at - flip.instead_of) for flip in flips]
        assert nearness == sorted(nearness)

    assert checked > 20


def a_dialog(*extra: str) -> Dialog:
    """Six units of taste for tea against three of price for coffee."""
    taste = a_question(
        "milk", an_answer("yes", a_lean(TEA, "strongly"), a_lean(TEA, "slightly")), an_answer("no")
    )
    price = a_question(
        "cup", an_answer("yes", a_lean(COFFEE, "clearly", criterion=PRICE)), an_answer("no")
    )
    guests = a_question("guests", an_answer("picky", emphasises=extra), an_answer("few"))
    return Dialog(scoring=SCORING, questions=(taste, price, guests))


ANSWERS = {"milk": "yes", "cup": "yes", "guests": "picky"}


@pytest.mark.parametrize(
    ("emphasised", "expected"),
    [
        pytest.param(
            (),
            [
                (TASTE, 1, Fraction(3, 4), Fraction(7, 10)),
                (PRICE, 1, Fraction(4, 3), Fraction(7, 5)),
            ],
            id="as-it-is",
        ),
        pytest.param(
            (TASTE,),
            [
                (TASTE, 2, Fraction(3, 4), Fraction(7, 10)),
                (PRICE, 1, Fraction(8, 3), Fraction(27, 10)),
            ],
            id="what-matters-most-stands-firmer",
        ),
    ],
)
def test_the_nearest_weight_is_worked_out_exactly(
    emphasised: tuple[str, ...], expected: list[tuple[str, int, Fraction, Fraction]]
) -> None:
    """6w : 3 has a lead of 20 % at w = 3/4, and 6 : 3w at w = 4/3."""
    dialog = a_dialog(*emphasised)
    now = standing(dialog, ANSWERS, OPTIONS)

    flips = weight_flips(now, dialog.scoring)

    told = [(flip.criterion, flip.instead_of, flip.turns_at, flip.weight) for flip in flips]
    assert sorted(told) == sorted(expected)
    assert {type(flip.outcome) for flip in flips} == {Either}


def at_random(now: Standing, scoring: Scoring, number: int) -> Mapping[str, float]:
    """The shares of outcomes among random weightings, uniform over the simplex."""
    chance = random.Random(8)  # noqa: S311 - a sample, not a secret
    total, reached = sum(weights(now).values()), Counter[str]()
    for _ in range(number):
        drawn = {criterion: chance.expovariate(1) for criterion in weights(now)}
        scale = total / sum(drawn.values())
        scores = dict.fromkeys(now.scores, 0.0)
        for c in now.contributions:
            scores[c.lean.option] += c.units * drawn[c.lean.criterion] * scale
        whole = {option: round(1_000_000 * score) for option, score in scores.items()}
        finer = scoring.model_copy(update={"least": scoring.least * 1_000_000})
        reached[name_of(by_scores(whole, now.left(), finer))] += 1
    return {name: count / number for name, count in reached.items()}


def test_robustness_is_the_share_that_random_weightings_come_to(knowledge: Knowledge) -> None:
    chance = random.Random(6)  # noqa: S311 - a sample, not a secret
    dialog, seen = knowledge.dialog, 0
    while seen < 6:
        answers = {q.id: chance.choice(q.answers).id for q in dialog.questions}
        now = standing(dialog, {**answers, "constraints": "none"}, tuple(knowledge.options))
        if not matter(now, dialog.scoring):
            continue
        seen += 1
        shares, drawn = robustness(now, dialog.scoring), at_random(now, dialog.scoring, 4000)

        assert sum(shares.values()) == pytest.approx(1)
        for name in {*shares, *drawn}:
            assert shares.get(name, 0.0) == pytest.approx(drawn.get(name, 0.0), abs=0.04)


def test_two_criteria_share_the_line_between_them() -> None:
    """Of w from 0 to 2, 6w against 3(2 - w) is clear for tea from 6/7, for coffee up to 1/2."""
    dialog = a_dialog()
    shares = robustness(standing(dialog, ANSWERS, OPTIONS), dialog.scoring)

    assert shares[TEA] == pytest.approx(1 - 6 / 14, abs=0.002)
    assert shares[COFFEE] == pytest.approx(1 / 4, abs=0.002)


def test_weights_do_not_matter_where_a_constraint_decides() -> None:
    dialog = a_dialog()
    now = standing(dialog, ANSWERS, OPTIONS)
    allergy = a_question("allergy", an_answer("yes", rules_out=[COFFEE]), an_answer("no"))
    ruled = standing(
        dialog.model_copy(update={"questions": (*dialog.questions, allergy)}),
        {**ANSWERS, "allergy": "yes"},
        OPTIONS,
    )

    assert outcome(ruled, dialog.scoring) == Clear(TEA)
    assert weight_flips(ruled, dialog.scoring) == ()
    assert robustness(ruled, dialog.scoring) == {TEA: 1.0}
    assert robustness(replace(now, contributions=()), dialog.scoring) == {TEA: 1.0}
