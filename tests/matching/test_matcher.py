"""From text to label."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bot.matching import Cache, Certainty, Match, Matcher

LEAST_RIGHT = {"embeddings": 0.95, "words": 0.7}
LEAST_REJECTED = {"embeddings": 0.9, "words": 0.7}

Shop = dict[str, Any]
Examples = list[tuple[str, str]]


def asked(shop: Shop) -> Examples:
    return [(text, label) for label, texts in shop["ask"].items() for text in texts]


def share(flags: list[bool]) -> float:
    return sum(flags) / len(flags)


def test_unseen_wordings_find_their_label(matcher: Matcher, shop: Shop) -> None:
    right = [matcher.match(text).alternatives[0].label == label for text, label in asked(shop)]
    assert share(right) >= LEAST_RIGHT[matcher.engine]


def test_what_is_off_topic_gets_no_label(matcher: Matcher, shop: Shop) -> None:
    matches = matcher.match_many(shop["foreign"])
    assert share([match.label is None for match in matches]) >= LEAST_REJECTED[matcher.engine]


def test_most_unseen_wordings_are_answered_and_not_just_offered(
    matcher: Matcher, shop: Shop
) -> None:
    matches = [matcher.match(text) for text, _ in asked(shop)]
    assert share([match.certainty is Certainty.SURE for match in matches]) >= 0.6


def test_slips_of_the_pen_are_mended(matcher: Matcher, shop: Shop) -> None:
    found = [matcher.match(slip["text"]).alternatives[0].label for slip in shop["misspelt"]]
    assert found == [slip["label"] for slip in shop["misspelt"]]


def test_the_training_texts_find_their_own_label(matcher: Matcher, examples: Examples) -> None:
    named = [(text, label) for text, label in examples if label in matcher.labels]
    assert all(matcher.match(text).label == label for text, label in named)


def test_the_background_is_never_a_label(matcher: Matcher, examples: Examples) -> None:
    matches = matcher.match_many(text for text, _ in examples)
    given = {near.label for match in matches for near in match.alternatives}
    assert given == set(matcher.labels)
    assert "none" not in given


def test_the_order_of_the_examples_does_not_matter(
    matcher: Matcher, examples: Examples, shop: Shop, tmp_path: Path
) -> None:
    mixed = sorted(examples, key=lambda pair: pair[0][::-1])
    texts = [text for text, _ in asked(shop)] + shop["foreign"]
    other = Matcher.fit(mixed, background="none", engine=matcher.engine, cache=Cache(tmp_path))
    for ours, theirs in zip(matcher.match_many(texts), other.match_many(texts), strict=True):
        assert ours.label == theirs.label
        assert ours.confidence == pytest.approx(theirs.confidence, abs=1e-3)


def test_repeated_examples_count_once(matcher: Matcher, examples: Examples, cache: Cache) -> None:
    doubled = [*examples, *examples]
    again = Matcher.fit(doubled, background="none", engine=matcher.engine, cache=cache)
    assert again.match("is my frame covered") == matcher.match("is my frame covered")


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "🚲🚲 🙂", "?!", "___", "\x00"])
def test_a_text_without_words_matches_nothing(matcher: Matcher, text: str) -> None:
    assert matcher.match(text) == Match(None, 0.0, Certainty.NOTHING, ())


@pytest.mark.parametrize(
    "text",
    [
        "z" * 10_000,
        "how long does a repair take " * 400,
        "自転車を借りたいのですが",
        "\ud83d half a character",
        "e\u0301" * 5_000,
        "<@U123> {0} %s \\ ' \" --",
        "7",
    ],
)
def test_odd_texts_are_harmless(matcher: Matcher, text: str) -> None:
    match = matcher.match(text)
    assert 0 <= match.confidence <= 1
    assert len(match.alternatives) == 5


def test_case_blanks_and_typographic_quotes_do_not_matter(matcher: Matcher) -> None:
    assert matcher.match("  MY chain\u2019s   Slipping ") == matcher.match("my chain's slipping")


def test_alternatives_come_best_first_with_the_label_at_their_head(
    matcher: Matcher, shop: Shop
) -> None:
    for text, _ in asked(shop):
        match = matcher.match(text)
        confidences = [near.confidence for near in match.alternatives]
        assert confidences == sorted(confidences, reverse=True)
        assert match.confidence == confidences[0]
        assert match.label in {None, match.alternatives[0].label}


def test_confidence_is_calibrated(matcher: Matcher, shop: Shop) -> None:
    """The mean confidence is near the share of right answers, off-topic texts included."""
    texts = [*asked(shop), *((text, None) for text in shop["foreign"])]
    matches = [(matcher.match(text), label) for text, label in texts]
    hoped = sum(match.confidence for match, _ in matches) / len(matches)
    right = share([match.alternatives[0].label == label for match, label in matches])
    assert hoped == pytest.approx(right, abs=0.2)


def test_threads_get_the_same_answers(matcher: Matcher, shop: Shop) -> None:
    texts = [text for text, _ in asked(shop)] + shop["foreign"]
    alone = matcher.with_thresholds().match_many(texts)
    shared = matcher.with_thresholds()
    with ThreadPoolExecutor(8) as threads:
        rounds = list(threads.map(lambda _: shared.match_many(texts), range(16)))
    assert all(matches == alone for matches in rounds)


def test_match_many_answers_in_order(matcher: Matcher, shop: Shop) -> None:
    texts = shop["foreign"]
    assert matcher.match_many(iter(texts)) == [matcher.match(text) for text in texts]


def test_thresholds_can_be_set(matcher: Matcher) -> None:
    text = "which size of frame should I take"
    confidence = matcher.match(text).confidence
    strict = matcher.with_thresholds(sure=1, unsure=(1 + confidence) / 2)
    careful = matcher.with_thresholds(sure=(1 + confidence) / 2, unsure=confidence / 2)
    bold = matcher.with_thresholds(sure=confidence / 2, unsure=0)
    certainties = [other.match(text).certainty for other in (strict, careful, bold)]
    assert certainties == [Certainty.NOTHING, Certainty.UNSURE, Certainty.SURE]


@pytest.mark.parametrize(("sure", "unsure"), [(0.3, 0.5), (1.1, 0.5), (0.5, -0.1)])
def test_impossible_thresholds_are_refused(matcher: Matcher, sure: float, unsure: float) -> None:
    with pytest.raises(ValueError, match="thresholds"):
        matcher.with_thresholds(sure=sure, unsure=unsure)


def test_stricter_thresholds_keep_less_err_less_and_reject_more(matcher: Matcher) -> None:
    rows = [matcher.trade_off(step / 20) for step in range(1, 20)]
    assert [row.kept for row in rows] == sorted((row.kept for row in rows), reverse=True)
    assert [row.rejected for row in rows] == sorted(row.rejected for row in rows)
    assert rows[-1].wrong <= rows[0].wrong
    assert rows[0].kept > 0.5


def test_trials_tell_what_was_made_of_each_unseen_training_text(
    matcher: Matcher, examples: Examples, cache: Cache
) -> None:
    trials = matcher.trials()
    own = {text.lower(): None if label == "none" else label for text, label in examples}
    assert {trial.text: trial.label for trial in trials} == own
    right = share([trial.found == trial.label for trial in trials])
    assert right == pytest.approx(right_by_hand(matcher, examples, cache), abs=0.12)


def right_by_hand(matcher: Matcher, examples: Examples, cache: Cache) -> float:
    """The share found right where each quarter of the texts is asked and the others are learnt."""
    flags: list[bool] = []
    for turn in range(4):
        rest = [pair for place, pair in enumerate(examples) if place % 4 != turn]
        unseen = Matcher.fit(rest, background="none", engine=matcher.engine, cache=cache)
        found = unseen.with_thresholds(unsure=0).match_many(text for text, _ in examples[turn::4])
        own = [None if label == "none" else label for _, label in examples[turn::4]]
        flags += [match.label == label for match, label in zip(found, own, strict=True)]
    return share(flags)


@pytest.mark.parametrize(
    "examples",
    [
        pytest.param([("one text", "one")], id="one example"),
        pytest.param([("one text", "one"), ("two texts", "one")], id="one label"),
        pytest.param([("one text", "one"), ("another", "two")], id="one example a label"),
        pytest.param([("same text", "one"), ("same text", "two")], id="a text with two labels"),
    ],
)
def test_few_examples_are_enough_to_start(examples: Examples, cache: Cache) -> None:
    for engine in ("embeddings", "words"):
        match = Matcher.fit(examples, engine=engine, cache=cache).match(examples[0][0])
        assert (examples[0][0], match.alternatives[0].label) in examples


def test_with_nothing_but_background_nothing_matches(cache: Cache) -> None:
    matcher = Matcher.fit([("hello there", "none")], background="none", cache=cache)
    assert matcher.match("hello there") == Match(None, 0.0, Certainty.NOTHING, ())


def test_no_examples_are_refused(cache: Cache) -> None:
    with pytest.raises(ValueError, match="at least one example"):
        Matcher.fit([("", "empty")], cache=cache)
