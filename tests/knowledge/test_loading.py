"""Knowledge as it is loaded from its folder."""

import datetime as dt
from pathlib import Path

import pytest

from bot.knowledge.checks import contradictions, due_for_review
from bot.knowledge.files import load
from bot.knowledge.model import CLAIMS_IN_ARTICLE
from tests.builders import a_criterion, a_knowledge, a_point
from tests.knowledge.folders import TOY, read, swap, write


def test_the_bundled_knowledge_has_no_faults() -> None:
    knowledge = load()

    claims = {point.article_claim for _, point in knowledge.points()} - {None}
    assert list(contradictions(knowledge)) == []
    assert claims == set(range(1, CLAIMS_IN_ARTICLE + 1))
    assert list(knowledge.options) == ["nodejs", "python"]


def test_the_bundled_knowledge_has_the_criteria_that_others_rely_on() -> None:
    assert set(load().criteria) >= {
        "ecosystem", "use_cases", "learning_curve", "scalability", "performance", "background",
        "concurrency", "hiring", "security", "cost", "deployment", "databases", "tooling",
        "type_safety", "data_ml", "realtime", "full_stack", "background_jobs", "maturity",
        "observability",
    }  # fmt: skip


def test_what_is_written_is_what_is_loaded(folder: Path) -> None:
    loaded = load(folder)

    assert loaded.model_copy(update={"version": TOY.version}) == TOY


def test_the_builders_make_knowledge_without_contradictions() -> None:
    assert list(contradictions(TOY)) == []
    assert list(contradictions(a_knowledge(options=("tea", "coffee", "cocoa")))) == []


@pytest.mark.parametrize("written", ["no", "on", "3.10", "12:30", "0x1f", "1e3", "null", "~"])
def test_what_is_written_stays_text(folder: Path, written: str) -> None:
    swap(folder / "options.yaml", "name: Tea", f"name: {written}")
    swap(folder / "packages.yaml", "name: teamug", f"name: teamug\n      version: {written}")

    loaded = load(folder)

    assert loaded.options["tea"].name == written
    assert loaded.packages[0].packages["tea"][1].version == written


def test_an_answer_may_be_called_no(folder: Path) -> None:
    swap(folder / "dialog.yaml", "id: 'no'", "id: no")

    assert load(folder).dialog.questions[0].answers[1].id == "no"


def test_a_point_is_due_for_review_after_its_day_and_not_on_it() -> None:
    day = dt.date(2030, 6, 1)
    criterion = a_criterion("smell", a_point("old", "tea", review_by=day))
    knowledge = a_knowledge(criteria=[criterion])

    later = list(due_for_review(knowledge, day + dt.timedelta(days=1)))

    assert list(due_for_review(knowledge, day)) == []
    assert [(found.file, found.path) for found in later] == [
        ("criteria/smell.yaml", ("points", 2, "review_by"))
    ]


def test_a_folder_that_never_mentions_the_article_need_not_answer_it(folder: Path) -> None:
    """Whoever writes knowledge of their own has read another article, or none."""
    for criterion in (folder / "criteria").glob("*.yaml"):
        data = read(criterion)
        for point in data["points"]:
            point.pop("article_claim", None)
            point.pop("article_says", None)
        write(criterion, data)

    assert {point.article_claim for _, point in load(folder).points()} == {None}
