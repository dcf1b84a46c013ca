"""`stackpick ask` and `stackpick recommend` with a description: one text in, one result out."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot import phrases
from bot.advisor.charting import chart_of
from bot.advisor.dialog import begin
from bot.advisor.expertise import Expertise
from bot.advisor.moves import Said
from bot.advisor.recommending import recommend
from bot.advisor.replies import Recommendation, Reply
from bot.advisor.responding import respond
from bot.advisor.scoring import Answers
from bot.advisor.session import Given, Progress, Session
from bot.advisor.understanding import Heard
from bot.advisor.wording import LONGEST_TEXT
from bot.cli import json_shapes
from bot.cli.console import UsageError, complain, show
from bot.cli.plain import text_of
from bot.knowledge.model import Dialog

SOMEBODY = "terminal"
"""The person that a terminal's moves are made by."""


def ask(text: str, expertise: Expertise) -> Reply:
    """The answer to one question, without a conversation before it."""
    turn = respond(Said(text=text), Session(), expertise, SOMEBODY)
    if turn.reply is None:
        raise AssertionError("what is addressed to StackPick is always answered")
    return turn.reply


def asked_as_json(text: str, expertise: Expertise) -> dict[str, Any]:
    """What `ask --json` prints for a text, and `ask --batch` for each line."""
    heard: Heard | None = None
    if 0 < len(text) <= LONGEST_TEXT:
        heard = expertise.understanding.hear(text)
    return json_shapes.answer(text, ask(text, expertise), heard)


def recommended(description: str, expertise: Expertise) -> Recommendation:
    """The recommendation on what a description says, with the other questions open."""
    return recommend(SOMEBODY, begin(description, 1, expertise), expertise)


def recommended_on(answers: dict[str, str], expertise: Expertise) -> Recommendation:
    """The recommendation on answers by question; raises UsageError where one is unknown."""
    problems = unknown_answers(answers, expertise.knowledge.dialog)
    if problems:
        raise UsageError(*problems)
    given = tuple(Given(question=name, answer=answer) for name, answer in answers.items())
    return recommend(SOMEBODY, Progress(number=1, given=given), expertise)


def unknown_answers(answers: Answers, dialog: Dialog) -> list[str]:
    """What the dialog does not hold, each as a sentence."""
    problems = []
    for name, answer in answers.items():
        question = dialog.question(name)
        if question is None:
            known = ", ".join(one.id for one in dialog.questions)
            problems.append(f"{name}: there is no such question (there are: {known})")
        elif question.answer(answer) is None:
            known = ", ".join(a.id for a in question.answers)
            problems.append(f"{name}: there is no answer '{answer}' (there are: {known})")
    return problems


def read_answers(path: Path) -> dict[str, str]:
    """A YAML file of `question: answer`; raises UsageError with file:line where it is not one."""
    from bot.knowledge import yaml_text

    try:
        parsed = yaml_text.parse(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: cannot be read ({error})") from None
    if parsed.slips:
        raise UsageError(*(f"{path}:{slip.line}: {slip.text}" for slip in parsed.slips))
    if not isinstance(parsed.data, dict) or not all(
        isinstance(value, str) for value in parsed.data.values()
    ):
        raise UsageError(f"{path}:1: the file holds lines of the form 'question: answer'")
    return parsed.data


def batch(path: str, one: Callable[[str], dict[str, Any]]) -> None:
    """One line in, one line of JSON out; `path` is a file or `-` for standard input.

    Raises UsageError where the file cannot be read, with the line where that is not UTF-8.
    """
    for line in _lines(path):
        print(json.dumps(one(line), ensure_ascii=False), flush=True)


def save_chart(result: Recommendation, path: Path) -> None:
    """Draw the contributions in the format that the file's name ends in, and say what was written.

    Raises UsageError where there are none, the format is unknown, or no file can be written.
    """
    from bot.charts import FORMATS, draw

    form = path.suffix.removeprefix(".").casefold()
    if form not in FORMATS:
        raise UsageError(f"--chart: {path} has to end in one of: .{', .'.join(FORMATS)}")
    chart = chart_of(result, phrases.outcome_title(result.outcome, result.options))
    if chart is None:
        raise UsageError("--chart: no answer speaks for a side, so there is nothing to draw")
    try:
        path.write_bytes(draw(chart, form))
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from None
    complain(f"The chart is in {path}.")


def show_reply(reply: Reply) -> None:
    """Print a reply as text."""
    show(text_of(reply))


def show_json(value: dict[str, Any]) -> None:
    """Print a value as JSON over several lines."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _lines(path: str) -> Iterator[str]:
    """Every line, also an empty one, so that the results can be laid beside the file."""
    try:
        with sys.stdin.buffer if path == "-" else Path(path).open("rb") as file:
            for number, line in enumerate(file, start=1):
                yield _decoded(line, f"{path}:{number}")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from None


def _decoded(line: bytes, where: str) -> str:
    try:
        return line.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        raise UsageError(f"{where}: this line is not UTF-8") from None
