"""`stackpick knowledge evaluate --descriptions`: figures on labelled descriptions of projects."""

from pathlib import Path

import pytest

from bot.cli.console import UsageError
from bot.cli.evaluating_descriptions import AnswerRead, Shares, evaluate_descriptions
from bot.cli.main import main
from bot.knowledge.model import Knowledge
from tests.builders import a_knowledge, a_question, an_answer

LEAST = {
    "projects.yaml": (0.93, 0.7),
    "held_out.yaml": (0.94, 0.7),
    "held_out_messy.yaml": (0.87, 0.5),
}
"""Precision and recall of each file. The messy one shows what wholly new wording comes to."""

TEA = a_knowledge(
    a_question("milk", an_answer("cow", understands=["cream"]), an_answer("none")),
    a_question("time", an_answer("early", understands=["dawn"]), an_answer("late")),
).dialog

LABELLED = """\
- text: with cream at dawn
  answers: {milk: cow, time: late}
- text: cream, I said
  answers: {}
- text: something after dinner
  answers: {time: late}
"""


def folder(path: Path, text: str) -> Path:
    (path / "tea.yaml").write_text(text, "utf-8")
    return path


def test_each_question_has_its_precision_and_recall(tmp_path: Path) -> None:
    (examined,) = evaluate_descriptions(TEA, folder(tmp_path, LABELLED))

    assert examined.questions == {
        "milk": Shares(filled=2, right=1, labelled=1),
        "time": Shares(filled=1, right=0, labelled=2),
    }
    assert examined.overall == Shares(filled=3, right=1, labelled=3)
    assert (examined.overall.precision, examined.overall.recall) == (1 / 3, 1 / 3)


def test_what_went_wrong_is_kept_with_the_words_that_it_was_read_from(tmp_path: Path) -> None:
    (examined,) = evaluate_descriptions(TEA, folder(tmp_path, LABELLED))

    assert examined.misread == (
        AnswerRead("with cream at dawn", "time", "late", "early", "dawn"),
        AnswerRead("cream, I said", "milk", None, "cow", "cream"),
        AnswerRead("something after dinner", "time", "late", None, None),
    )


def test_where_nothing_is_read_nothing_is_wrong(tmp_path: Path) -> None:
    (examined,) = evaluate_descriptions(TEA, folder(tmp_path, "- {text: hello, answers: {}}"))

    assert (examined.overall.precision, examined.overall.recall) == (1, 1)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("- text: cream\n", "tea.yaml:1: ", id="without answers"),
        pytest.param("- text: cream\n  answers: [milk]\n", "tea.yaml:2: ", id="answers in a list"),
        pytest.param("- text: 'cream\n", "tea.yaml:", id="not yaml"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(UsageError) as raised:
        evaluate_descriptions(TEA, folder(tmp_path, text))

    assert problem in str(raised.value.problems[0])


def test_a_folder_without_files_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        evaluate_descriptions(TEA, tmp_path)


def test_the_command_prints_the_figures_and_on_demand_the_texts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "- {text: a websocket, answers: {realtime: none}}"
    command = ["knowledge", "evaluate", "--descriptions", str(folder(tmp_path, text))]

    assert main(command) == 0
    figures = capsys.readouterr().out
    assert main([*command, "--questions"]) == 0
    with_texts = capsys.readouterr().out

    assert "tea.yaml" in figures
    assert "a websocket" not in figures
    assert "realtime: none -> core (from “websocket”): a websocket" in with_texts


@pytest.mark.parametrize("file", LEAST)
def test_descriptions_of_projects_are_read_rightly(knowledge: Knowledge, file: str) -> None:
    examined = {one.name: one for one in evaluate_descriptions(knowledge.dialog)}

    figures = examined[file].overall
    least_precision, least_recall = LEAST[file]
    assert figures.precision >= least_precision
    assert figures.recall >= least_recall
