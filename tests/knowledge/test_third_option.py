"""Another option is added with YAML alone."""

import shutil
from pathlib import Path

import pytest

from bot.advisor.expertise import Expertise
from bot.advisor.outcome import Both, Clear, Either, name_of
from bot.advisor.recommending import recommend
from bot.advisor.replies import BestCase, NextQuestion, Recommendation
from bot.advisor.session import Given, Progress
from bot.cli import json_shapes
from bot.knowledge.files import BUNDLED, load
from tests.builders import ANN, TODAY, Talk, an_understanding
from tests.knowledge.folders import read, write

GO = "go"
POINT = {
    "id": "for-go",
    "text": "One binary, and a scheduler of its own.",
    "side": GO,
    "status": "supported",
    "sources": ["article"],
    "as_of": "2026",
    "review_by": "2031-01-01",
}


def add_to_the_options(folder: Path) -> None:
    options = read(folder / "options.yaml")
    options[GO] = {"name": "Go", "tagline": "A compiled language.", "emoji": ":large_blue_square:"}
    write(folder / "options.yaml", options)


def add_to_the_criteria(folder: Path) -> None:
    for path in (folder / "criteria").glob("*.yaml"):
        criterion = read(path)
        criterion["best_case"][GO] = "Go compiles to one binary."
        criterion["points"].append(POINT)
        write(path, criterion)


def add_to_packages_and_stacks(folder: Path) -> None:
    packages = read(folder / "packages.yaml")
    for purpose in packages:
        purpose["packages"][GO] = [{"name": "net/http"}]
    write(folder / "packages.yaml", packages)
    stacks = read(folder / "stacks.yaml")
    stacks[GO] = [{"role": "Framework", "package": "net/http", "because": "It comes with Go."}]
    write(folder / "stacks.yaml", stacks)


def add_to_the_dialog(folder: Path) -> None:
    dialog = read(folder / "dialog.yaml")
    questions = {question["id"]: question for question in dialog["questions"]}
    lean = {
        "option": GO,
        "strength": "strongly",
        "criterion": "concurrency",
        "point": "for-go",
        "because": "Goroutines wait cheaply.",
    }
    answer = next(a for a in questions["team"]["answers"] if a["id"] == "neither")
    answer["leans"] = [lean]
    answer = next(a for a in questions["io"]["answers"] if a["id"] == "mostly")
    answer["leans"].append({**lean, "part": "the gateway"})
    write(folder / "dialog.yaml", dialog)


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Expertise:
    folder = tmp_path_factory.mktemp("three") / "knowledge"
    shutil.copytree(BUNDLED, folder)
    add_to_the_options(folder)
    add_to_the_criteria(folder)
    add_to_packages_and_stacks(folder)
    add_to_the_dialog(folder)
    knowledge = load(folder)
    return Expertise(knowledge, an_understanding(knowledge), TODAY)


def result(three: Expertise, **answers: str) -> Recommendation:
    given = tuple(Given(question=name, answer=answer) for name, answer in answers.items())
    return recommend(ANN, Progress(number=1, given=given), three)


def test_the_third_option_can_win(three: Expertise) -> None:
    recommended = result(three, constraints="none", team="neither")

    assert recommended.outcome == Clear(GO)
    assert recommended.scores == {"nodejs": 0, "python": 0, GO: 5}
    assert [role.package for role in recommended.stacks[GO]] == ["net/http"]
    assert json_shapes.recommendation(recommended)["outcome"] == GO


def test_the_third_option_can_be_too_close_to_call(three: Expertise) -> None:
    recommended = result(three, constraints="none", team="neither", ml="train", split="no")

    assert recommended.outcome == Either()
    assert set(recommended.stacks) == {"nodejs", "python", GO}


def test_the_third_option_remains_where_the_others_are_ruled_out(three: Expertise) -> None:
    assert result(three, constraints="other_runtime").outcome == Clear(GO)


def test_a_system_can_be_split_among_three(three: Expertise) -> None:
    reached = result(three, realtime="core", ml="train", io="mostly", split="yes").outcome

    assert isinstance(reached, Both)
    assert set(reached.parts) == {"nodejs", "python", GO}


def test_the_dialog_leads_to_a_recommendation_among_three(three: Expertise) -> None:
    talk = Talk(three)
    talk.say("recommend")
    wanted = {"constraints": "none", "team": "neither", "io": "mostly", "split": "no"}
    while isinstance(talk.reply, NextQuestion):
        question = talk.reply.question
        named = {answer.id for answer in question.answers} & {"none", "normal", "balanced"}
        talk.choose(question.id, wanted.get(question.id) or next(iter(named), None))

    assert isinstance(talk.reply, Recommendation)
    assert name_of(talk.reply.outcome) == GO
    assert talk.reply.settled


def test_the_third_option_has_its_own_case_to_argue(three: Expertise) -> None:
    talk = Talk(
        Expertise(
            three.knowledge,
            an_understanding(
                three.knowledge,
                {
                    "is it fast?": "criterion/performance",
                    "make the case for go": "intent/other_side",
                },
            ),
            TODAY,
        )
    )
    talk.say("is it fast?")

    reply = talk.say("make the case for go")

    assert isinstance(reply, BestCase)
    assert reply.option == GO
    assert [evidence.point.id for evidence in reply.evidence] == ["for-go"]
