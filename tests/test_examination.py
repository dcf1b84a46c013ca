"""The labelled texts that StackPick is examined with: their labels exist, and none was learnt."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli.evaluation.questions import OTHER_KINDS
from bot.knowledge.checks import same_wording
from bot.knowledge.files import load
from bot.knowledge.model import Knowledge

TESTS = Path(__file__).parent
HELD_OUT = "held_out"
FEWEST_QUESTIONS = 8
"""Per criterion and half, as docs/knowledge.md asks for."""
FEWEST_THREADS = 20
MENTION = "<@STACKPICK>"
"""Stands for the mention of StackPick; `<@ann>` for the mention of a person."""


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.mark.parametrize("half", [".", HELD_OUT])
def test_every_criterion_has_questions_and_every_file_of_questions_a_subject(
    knowledge: Knowledge, half: str
) -> None:
    counts = {path.stem: len(read(path)) for path in files("questions", half)}

    assert set(counts) == {*knowledge.criteria, *OTHER_KINDS, "_ambiguous"}
    assert min(counts[criterion] for criterion in knowledge.criteria) >= FEWEST_QUESTIONS


@pytest.mark.parametrize("half", [".", HELD_OUT])
def test_what_is_ambiguous_is_so_between_criteria_that_exist(
    knowledge: Knowledge, half: str
) -> None:
    ambiguous = read(TESTS / "questions" / half / "_ambiguous.yaml")

    assert all(len(set(criteria)) >= 2 for criteria in ambiguous.values())
    assert {c for criteria in ambiguous.values() for c in criteria} <= set(knowledge.criteria)


@pytest.mark.parametrize("half", [".", HELD_OUT])
def test_the_best_points_of_a_question_exist(knowledge: Knowledge, half: str) -> None:
    labelled = [(path.stem, one) for path in files("points", half) for one in read(path)]

    assert {criterion for criterion, _ in labelled} == set(knowledge.criteria)
    assert [
        (criterion, one["text"])
        for criterion, one in labelled
        if not one["point"] or any(not knowledge.criteria[criterion].point(p) for p in one["point"])
    ] == []


@pytest.mark.parametrize("half", [".", HELD_OUT])
def test_every_thread_begins_with_a_mention_that_wants_an_answer(half: str) -> None:
    threads = [thread["messages"] for path in files("threads", half) for thread in read(path)]

    assert len(threads) >= FEWEST_THREADS
    assert {(one["expect"], MENTION in one["text"]) for one, *_ in threads} == {("answer", True)}
    assert {one["expect"] for messages in threads for one in messages} == {"answer", "silence"}


def test_descriptions_are_labelled_with_answers_of_the_dialog(knowledge: Knowledge) -> None:
    described = [one for path in files("descriptions", ".") for one in read(path)]
    labels = {label for one in described for label in one["answers"].items()}
    answers = {(q.id, a.id) for q in knowledge.dialog.questions for a in q.answers}

    assert labels <= answers


def test_follow_ups_ask_for_what_exists(knowledge: Knowledge) -> None:
    follow_ups = read(TESTS / "follow_ups.yaml")
    criteria = {one["criterion"] for one in follow_ups if one["first"]}
    expected = {one["expect"] for one in follow_ups}

    assert criteria <= set(knowledge.criteria)
    assert {e for e in expected if not _exists(e, knowledge)} == set()


def test_no_text_is_both_foreign_and_english() -> None:
    languages = read(TESTS / "languages.yaml")

    assert set(languages) == {"foreign", "english"}
    assert set(languages["foreign"]).isdisjoint(languages["english"])
    assert {type(text) for texts in languages.values() for text in texts} == {str}


def test_no_text_is_examined_twice() -> None:
    wordings = Counter(same_wording(text) for text in examined())

    assert [wording for wording, count in wordings.items() if count > 1] == []


def test_no_text_that_was_learnt_is_examined(knowledge: Knowledge) -> None:
    """Small talk is left out: there are only so many ways to say hello."""
    learnt = {same_wording(text) for text in utterances(knowledge)}

    assert [text for text in examined() if same_wording(text) in learnt] == []


def _exists(expected: str, knowledge: Knowledge) -> bool:
    match expected.split(":"):
        case ["sources" | "why" | "more" | "other_side"]:
            return True
        case ["same_criterion_side", side]:
            return side in knowledge.options
        case ["criterion" | "both", criteria]:
            return set(criteria.split(",")) <= set(knowledge.criteria)
        case _:
            return False


def files(folder: str, half: str) -> list[Path]:
    return sorted((TESTS / folder / half).glob("*.yaml"))


@cache
def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def examined() -> Iterator[str]:
    """Every text that stands alone; what is said in threads and follow-ups repeats itself."""
    for half in (".", HELD_OUT):
        for path in files("questions", half):
            yield from () if path.stem == "_smalltalk" else read(path)
        for path in files("points", half) + files("descriptions", half):
            yield from (one["text"] for one in read(path))


def utterances(knowledge: Knowledge) -> Iterator[str]:
    for criterion in knowledge.criteria.values():
        yield from criterion.utterances
    for _, point in knowledge.points():
        yield from point.about
    for _, intent in knowledge.intents:
        yield from intent
