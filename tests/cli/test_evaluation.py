"""What an evaluation reckons with."""

import pytest

from bot.cli.evaluation.calibration import expected_error
from bot.cli.evaluation.sets import auroc
from bot.cli.evaluation.typos import with_typos
from bot.matching import Certainty, Match


def sure(confidence: float) -> Match:
    return Match("label", confidence, Certainty.SURE, ())


def test_a_typo_in_every_fifth_word_and_always_the_same() -> None:
    text = "which framework would serve ten thousand people behind their phones"
    written = with_typos(text)
    changed = [a != b for a, b in zip(written.split(), text.split(), strict=True)]
    assert sum(changed) == 2
    assert with_typos(text) == written


@pytest.mark.parametrize("text", ["", "?", "why", "is it on"])
def test_short_words_get_no_typo(text: str) -> None:
    assert with_typos(text) == text


def test_confidence_that_keeps_its_word_has_no_error() -> None:
    assert expected_error([(0.75, True)] * 3 + [(0.75, False)]) == pytest.approx(0)
    assert expected_error([(0.95, False)] * 4) == pytest.approx(0.95)


def test_auroc_is_the_chance_that_what_is_ours_gets_more_confidence() -> None:
    assert auroc([sure(0.9), sure(0.5)], [sure(0.2), sure(0.7)]) == pytest.approx(0.75)
