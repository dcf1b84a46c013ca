"""What a standing comes to."""

from collections.abc import Mapping

import pytest

from bot.advisor.outcome import (
    Both,
    Clear,
    Either,
    Neither,
    Outcome,
    leaning,
    margin,
    name_of,
    outcome,
)
from bot.advisor.scoring import RuledOut, Standing
from bot.knowledge.model import Knowledge
from tests.builders import COFFEE, SCORING, TEA


def a_standing(
    scores: Mapping[str, int],
    *ruled_out: str,
    parts: Mapping[str, str] | None = None,
    whole: bool = False,
) -> Standing:
    rulings = tuple(RuledOut("allergy", "yes", option, "Not allowed.") for option in ruled_out)
    return Standing(scores, (), rulings, parts or {}, whole)


def duel(tea: int, coffee: int, *ruled_out: str) -> Standing:
    return a_standing({TEA: tea, COFFEE: coffee}, *ruled_out)


PARTS = {TEA: "the morning", COFFEE: "the evening"}


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        pytest.param(duel(9, 1), Clear(TEA), id="ahead"),
        pytest.param(duel(1, 9), Clear(COFFEE), id="ahead-second"),
        pytest.param(duel(6, 5), Either(), id="too-close"),
        pytest.param(duel(7, 7), Either(), id="level"),
        pytest.param(duel(0, 0), Either(), id="nothing-known"),
        pytest.param(duel(9, 1, TEA), Clear(COFFEE), id="only-one-left"),
        pytest.param(duel(9, 1, TEA, COFFEE), Neither(), id="none-left"),
        pytest.param(duel(9, 1, COFFEE, COFFEE), Clear(TEA), id="ruled-out-twice"),
        pytest.param(a_standing({TEA: 9, COFFEE: 1}, parts=PARTS), Both(PARTS), id="parts"),
        pytest.param(
            a_standing({TEA: 9, COFFEE: 1}, parts=PARTS, whole=True), Clear(TEA), id="kept-whole"
        ),
        pytest.param(
            a_standing({TEA: 9, COFFEE: 1}, parts={COFFEE: "the evening"}), Clear(TEA), id="a-part"
        ),
        pytest.param(
            a_standing({TEA: 1, COFFEE: 1}, COFFEE, parts=PARTS), Clear(TEA), id="part-ruled-out"
        ),
    ],
)
def test_outcome_follows_constraints_then_parts_then_margin(
    standing: Standing, expected: Outcome
) -> None:
    assert outcome(standing, SCORING) == expected


@pytest.mark.parametrize(
    ("ahead", "behind", "expected"),
    [
        pytest.param(6, 4, Clear(TEA), id="20-percent"),
        pytest.param(60, 40, Clear(TEA), id="20-percent-of-a-hundred"),
        pytest.param(599, 401, Either(), id="19.8-percent"),
        pytest.param(601, 399, Clear(TEA), id="20.2-percent"),
        pytest.param(3, 2, Clear(TEA), id="20-percent-of-the-least"),
        pytest.param(2, 1, Clear(TEA), id="a-third-but-20-percent-of-the-least"),
    ],
)
def test_a_lead_of_exactly_the_margin_is_clear(ahead: int, behind: int, expected: Outcome) -> None:
    assert outcome(duel(ahead, behind), SCORING) == expected


@pytest.mark.parametrize(
    ("least", "expected"),
    [pytest.param(10, Clear(TEA), id="reached"), pytest.param(11, Either(), id="not-reached")],
)
def test_few_units_are_measured_against_the_least_total(least: int, expected: Outcome) -> None:
    scoring = SCORING.model_copy(update={"least": least})

    assert outcome(duel(2, 0), scoring) == expected


def test_a_lone_slight_lean_decides_nothing(knowledge: Knowledge) -> None:
    """The promise of `Scoring.least`, for the figures in use."""
    scoring = knowledge.dialog.scoring
    one, *others = knowledge.options

    lone = a_standing({one: scoring.strengths["slightly"], **dict.fromkeys(others, 0)})

    assert outcome(lone, scoring) == Either()


@pytest.mark.parametrize(
    ("scores", "ruled_out", "expected"),
    [
        pytest.param((9, 1, 8), (), Either(), id="third-too-close"),
        pytest.param((9, 1, 2), (), Clear(TEA), id="ahead-of-both"),
        pytest.param((9, 1, 8), ("milk",), Clear(TEA), id="third-ruled-out"),
        pytest.param((1, 1, 9), (), Clear("milk"), id="third-ahead"),
    ],
)
def test_three_options_are_judged_by_the_first_two(
    scores: tuple[int, ...], ruled_out: tuple[str, ...], expected: Outcome
) -> None:
    three = a_standing(dict(zip((TEA, COFFEE, "milk"), scores, strict=True)), *ruled_out)

    assert outcome(three, SCORING) == expected


@pytest.mark.parametrize(
    ("standing", "side", "lead"),
    [
        pytest.param(duel(6, 4), TEA, 0.2, id="first"),
        pytest.param(duel(4, 6), COFFEE, 0.2, id="second"),
        pytest.param(duel(1, 0), TEA, 0.2, id="of-the-least"),
        pytest.param(duel(3, 3), None, 0.0, id="level"),
        pytest.param(duel(9, 1, TEA), COFFEE, 1.0, id="one-left"),
        pytest.param(duel(9, 1, TEA, COFFEE), None, 0.0, id="none-left"),
    ],
)
def test_leaning_and_margin_tell_who_is_ahead_and_how_far(
    standing: Standing, side: str | None, lead: float
) -> None:
    assert leaning(standing) == side
    assert margin(standing, SCORING) == pytest.approx(lead)


@pytest.mark.parametrize(
    ("reached", "name"),
    [(Clear(TEA), TEA), (Either(), "either"), (Both(PARTS), "both"), (Neither(), "neither")],
)
def test_every_outcome_has_its_name(reached: Outcome, name: str) -> None:
    assert name_of(reached) == name
