"""`stackpick recommend`: from a description, from answers, led through a pipe."""

from pathlib import Path
from typing import Any

import pytest

from bot import phrases
from bot.knowledge.model import Knowledge
from tests.cli.conftest import Stackpick
from tests.cli.program import Ended, call

KEYS = {
    "outcome", "leaning", "scores", "margin", "understood", "open_questions", "settled",
    "contributions", "ruled_out", "flips", "starter_stack", "knowledge_version", "set_aside",
    "scoring", "weights", "kept_whole", "parts", "robustness", "best_case",
}  # fmt: skip
CONTRIBUTION = {
    "question", "answer", "criterion", "favours", "strength", "units", "weight", "amount",
    "because", "point", "part",
}  # fmt: skip

DESCRIPTIONS = {
    "chat app, 5k users, our team writes TypeScript, no machine learning": "nodejs",
    "we train models, the team knows Python and it must stay one service": "python",
    "it must run on the JVM": "neither",
    "only Python is allowed": "python",
    "nothing in here that it knows": "either",
}
"""Descriptions with the outcome that they must get."""


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    typed = "\n".join(DESCRIPTIONS) + "\n"
    return call("recommend", "--batch", "-", folder=tmp_path_factory.mktemp("batch"), typed=typed)


def test_a_batch_gives_one_recommendation_a_line(batch: Ended) -> None:
    assert (batch.code, batch.err) == (0, "")
    assert [one["outcome"] for one in batch.json_lines] == list(DESCRIPTIONS.values())


def test_every_recommendation_has_the_same_keys_and_its_values_are_in_range(
    batch: Ended, knowledge: Knowledge
) -> None:
    questions = {question.id for question in knowledge.dialog.questions}
    for one in batch.json_lines:
        assert set(one) == KEYS
        assert set(one["scores"]) == set(knowledge.options)
        assert one["leaning"] in (*knowledge.options, None)
        assert 0 <= one["margin"] <= 1
        assert set(one["open_questions"]) <= questions
        assert set(one["understood"]).isdisjoint(one["open_questions"])
        assert one["knowledge_version"] == knowledge.version
        for flip in one["flips"]:
            assert flip["outcome"] != one["outcome"]


def test_the_scores_are_the_sum_of_what_the_answers_contribute(batch: Ended) -> None:
    for one in batch.json_lines:
        assert all(set(contribution) == CONTRIBUTION for contribution in one["contributions"])
        assert one["scores"] == {option: contributed(one, option) for option in one["scores"]}


def contributed(result: dict[str, Any], option: str) -> int:
    return sum(c["amount"] for c in result["contributions"] if c["favours"] == option)


def test_one_description_gives_the_same_as_in_a_batch_and_quotes_what_it_read(
    stackpick: Stackpick, batch: Ended
) -> None:
    description = next(iter(DESCRIPTIONS))
    result = stackpick("recommend", "--json", *description.split()).json
    assert result == batch.json_lines[0]
    assert {name: read["answer"] for name, read in result["understood"].items()} == {
        "realtime": "core",
        "team": "javascript",
        "ml": "none",
    }
    for read in result["understood"].values():
        assert read["words"] in description
    assert result["starter_stack"]["nodejs"]


def test_answers_from_a_file_are_recommended_on(stackpick: Stackpick, tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text("team: python\nml: train\nsplit: no\n", "utf-8")
    as_json = stackpick("recommend", "--answers", "answers.yaml", "--json").json
    assert {name: read["answer"] for name, read in as_json["understood"].items()} == {
        "team": "python",
        "ml": "train",
        "split": "no",
    }
    as_text = stackpick("recommend", "--answers", "answers.yaml")
    assert as_text.out.startswith("I would pick Python\n")
    assert f"Knowledge version {as_json['knowledge_version']}" in as_text.out
    assert "\x1b" not in as_text.out


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        pytest.param(
            "colour: blue\nteam: cobol\n",
            [
                "colour: there is no such question (there are: constraints, ",
                "team: there is no answer 'cobol'",
            ],
            id="unknown question and answer",
        ),
        pytest.param("team: [\n", ["answers.yaml:"], id="no YAML"),
        pytest.param(None, ["answers.yaml: cannot be read"], id="no file"),
    ],
)
def test_answers_that_cannot_be_used_are_all_named(
    stackpick: Stackpick, tmp_path: Path, text: str | None, reasons: list[str]
) -> None:
    if text is not None:
        (tmp_path / "answers.yaml").write_text(text, "utf-8")
    ended = stackpick("recommend", "--answers", "answers.yaml", "--json")
    assert (ended.code, ended.out) == (2, "")
    assert "Traceback" not in ended.err
    for reason, line in zip(reasons, ended.err.splitlines(), strict=True):
        assert line.startswith(reason)


def test_it_leads_to_a_recommendation_and_ends_there(stackpick: Stackpick) -> None:
    led = stackpick(
        "recommend", "a", "chat", "app", typed="purple elephants\nonly_js\nnever read\n"
    )
    assert led.code == 0
    assert "(from “chat app”)" in led.out
    assert "I did not take that for an answer" in led.out
    assert "I would pick Node.js" in led.out
    assert led.out.count("Knowledge version") == 1
    assert "\x1b" not in led.out


def test_it_can_be_stopped_before_the_end(stackpick: Stackpick) -> None:
    led = stackpick("recommend", typed="1\nstop\nnever read\n")
    assert (led.code, led.err) == (0, "")
    assert phrases.STOPPED in led.out.splitlines()[-1]
