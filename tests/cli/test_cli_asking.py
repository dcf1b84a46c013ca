"""`stackpick ask`: one question in, one answer out; as text, as JSON, many at once."""

import subprocess
from pathlib import Path

import pytest

from bot.advisor.wording import LONGEST_TEXT
from bot.knowledge.model import Knowledge
from tests.cli.conftest import Stackpick
from tests.cli.program import COMMAND, PATIENCE_SECONDS, Ended, call, environment, run

KEYS = [
    "question", "kind", "criterion", "points", "favours", "answers", "confidence",
    "alternatives", "text",
]  # fmt: skip

KINDS = {
    "what about hiring?": ("answer", "hiring"),
    "is python too slow for an api?": ("answer", "performance"),
    "what is the python equivalent of express?": ("answer", "packages"),
    "recommend": ("recommend", None),
    "hello": ("smalltalk", None),
    "what is the capital of france": ("decline", None),
    "?!...": ("decline", None),
    "wählt ihr Ünïcödé \N{PARTY POPPER}": ("decline", None),
    "x" * (LONGEST_TEXT + 1): ("decline", None),
}
"""Questions with the kind of answer and the subject that they must get."""


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    """All of KINDS asked at once."""
    typed = "\n".join(KINDS) + "\n"
    return run("ask", "--batch", "-", folder=tmp_path_factory.mktemp("batch"), typed=typed)


def test_a_batch_gives_one_json_object_a_line_in_the_order_of_the_questions(batch: Ended) -> None:
    assert (batch.code, batch.err) == (0, "")
    assert [one["question"] for one in batch.json_lines] == list(KINDS)
    assert [(one["kind"], one["criterion"]) for one in batch.json_lines] == list(KINDS.values())


def test_every_answer_has_the_same_keys_and_its_values_are_in_range(
    batch: Ended, knowledge: Knowledge
) -> None:
    for one in batch.json_lines:
        assert list(one) == KEYS
        assert 0 <= one["confidence"] <= 1
        assert one["text"]
        for other in one["alternatives"]:
            assert set(other) == {"criterion", "confidence"}
            assert other["criterion"] in knowledge.criteria
            assert 0 <= other["confidence"] <= 1
            assert other["criterion"] != one["criterion"]


def test_an_answer_names_its_points_and_its_verdict(batch: Ended, knowledge: Knowledge) -> None:
    hiring = knowledge.criteria["hiring"]
    answer = batch.json_lines[0]
    assert answer["favours"] == hiring.verdict.favours
    assert 2 <= len(answer["points"]) <= 3
    for point in answer["points"]:
        assert hiring.point(point).text in answer["text"]
    assert hiring.verdict.text in answer["text"]


def test_one_question_gives_the_same_as_json_and_as_text(
    stackpick: Stackpick, batch: Ended
) -> None:
    question = "is python too slow for an api?"
    as_json = stackpick("ask", "--json", *question.split())
    assert as_json.json == batch.json_lines[1]
    as_text = stackpick("ask", question)
    assert as_text.out == as_json.json["text"] + "\n"
    assert "\x1b" not in as_text.out
    assert (as_json.err, as_text.err) == ("", "")


def test_a_batch_can_come_from_a_file(stackpick: Stackpick, tmp_path: Path) -> None:
    (tmp_path / "questions.txt").write_text("what about hiring?\r\n\nhello\n", "utf-8")
    answers = stackpick("ask", "--batch", "questions.txt").json_lines
    assert [one["kind"] for one in answers] == ["answer", "smalltalk", "smalltalk"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        pytest.param(["ask"], "Ask something", id="nothing"),
        pytest.param(["ask", "--batch", "nowhere.txt"], "nowhere.txt: cannot be read", id="file"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(
    stackpick: Stackpick, arguments: list[str], reason: str
) -> None:
    ended = stackpick(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(reason)
    assert "Traceback" not in ended.err


def test_a_reader_that_has_seen_enough_ends_a_batch_in_order(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "ask", "--batch", "-"],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as asking:
        assert asking.stdin is not None
        assert asking.stdout is not None
        assert asking.stderr is not None
        asking.stdin.write("what about hiring?\n")
        asking.stdin.flush()
        assert asking.stdout.readline().startswith('{"question": "what about hiring?"')
        asking.stdout.close()
        asking.stdin.write("what about costs?\n")
        asking.stdin.close()
        assert asking.wait(PATIENCE_SECONDS) == 0
        assert asking.stderr.read() == ""


def test_a_blank_line_of_a_batch_has_a_result_too(tmp_path: Path) -> None:
    ended = call("ask", "--batch", "-", folder=tmp_path, typed="hello\n\nhello\n")

    assert [one["question"] for one in ended.json_lines] == ["hello", "", "hello"]


def test_a_line_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_bytes("hello\nwählt ihr\n".encode("latin-1"))

    ended = call("ask", "--batch", str(questions), folder=tmp_path)

    assert ended.code == 2
    assert ended.err.strip() == f"{questions}:2: this line is not UTF-8"


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("ask",), id="nothing to ask"),
        pytest.param(("ask", "hello", "--batch", "-"), id="a text and a batch"),
        pytest.param(("recommend", "a chat app", "--batch", "-"), id="a description and a batch"),
    ],
)
def test_arguments_that_contradict_each_other_are_refused(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    ended = call(*arguments, folder=tmp_path)

    assert (ended.code, ended.out) == (2, "")
    assert "one of them" in ended.err
