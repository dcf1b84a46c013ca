"""`stackpick knowledge evaluate --descriptions`: how well descriptions of projects are read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as validated
from rich.console import Console
from rich.table import Table

from bot.advisor.reading.answers import read_description
from bot.cli.console import UsageError
from bot.knowledge import yaml_text
from bot.knowledge.model import Dialog

DESCRIPTIONS = Path("tests/descriptions")
"""Where the files of labelled descriptions of a checkout are."""


@validated(frozen=True, config=ConfigDict(extra="forbid"))
class Labelled:
    """A description, and the answers that a careful reader takes from it, by question."""

    text: Annotated[str, Field(min_length=1)]
    answers: Mapping[str, str]


_LABELLED = TypeAdapter(tuple[Labelled, ...])


@dataclass(frozen=True, slots=True)
class Shares:
    """How many answers were filled in, how many of them rightly, and how many should have been."""

    filled: int
    right: int
    labelled: int

    @property
    def precision(self) -> float:
        """The share of the filled answers that are right; 1.0 where none was filled."""
        return self.right / self.filled if self.filled else 1.0

    @property
    def recall(self) -> float:
        """The share of the labelled answers that were read; 1.0 where there are none."""
        return self.right / self.labelled if self.labelled else 1.0


@dataclass(frozen=True, slots=True)
class AnswerRead:
    """What should have been read for a question, and what was; None is left open."""

    text: str
    question: str
    expected: str | None
    got: str | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of one file: the figures for each question, and every answer that went wrong."""

    name: str
    questions: Mapping[str, Shares]
    misread: tuple[AnswerRead, ...]

    @property
    def overall(self) -> Shares:
        parts = self.questions.values()
        return Shares(
            sum(f.filled for f in parts),
            sum(f.right for f in parts),
            sum(f.labelled for f in parts),
        )


def evaluate_descriptions(dialog: Dialog, folder: Path = DESCRIPTIONS) -> tuple[Examined, ...]:
    """Read every description of the folder; raises UsageError for a broken file or none at all."""
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise UsageError(f"{folder}: there are no files of descriptions")
    return tuple(examine(path.name, labelled(path), dialog) for path in paths)


def labelled(path: Path) -> tuple[Labelled, ...]:
    """The descriptions of a file; raises UsageError with what is wrong with it."""
    parsed = yaml_text.parse(path.read_text("utf-8"))
    if parsed.slips:
        raise UsageError(*(f"{path}:{slip.line}: {slip.text}" for slip in parsed.slips))
    try:
        return _LABELLED.validate_python(parsed.data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise UsageError(
            *(f"{path}:{parsed.line_of(d['loc'])}: {d['msg']}" for d in details)
        ) from None


def examine(name: str, descriptions: Sequence[Labelled], dialog: Dialog) -> Examined:
    """Read each description, and compare with its labels."""
    outcomes = [outcome for described in descriptions for outcome in _compared(described, dialog)]
    figures = {
        question.id: _figures([o for o in outcomes if o.question == question.id])
        for question in dialog.questions
    }
    return Examined(name, figures, tuple(o for o in outcomes if o.expected != o.got))


def report_descriptions(
    examined: Sequence[Examined], console: Console, *, texts: bool = False
) -> None:
    """Print precision and recall for each question, file beside file.

    `texts` prints every answer that went wrong as well. Whoever writes phrases must not have read
    those of a file that is held out.
    """
    for one in examined:
        table = Table("question", "labelled", "filled", "right", "precision", "recall")
        for question, figures in one.questions.items():
            table.add_row(question, *_cells(figures))
        table.add_section()
        table.add_row("all", *_cells(one.overall))
        console.print(one.name, table)
        for wrong in one.misread if texts else ():
            console.print(_line(wrong), markup=False)


def _compared(described: Labelled, dialog: Dialog) -> Iterator[AnswerRead]:
    """Each answer that is labelled or was read, right or wrong."""
    read = {found.question: found for found in read_description(described.text, dialog)}
    for question in dict.fromkeys((*described.answers, *read)):
        found = read.get(question)
        yield AnswerRead(
            described.text,
            question,
            described.answers.get(question),
            found.answer if found else None,
            found.words if found else None,
        )


def _figures(outcomes: Sequence[AnswerRead]) -> Shares:
    return Shares(
        filled=sum(o.got is not None for o in outcomes),
        right=sum(o.got == o.expected for o in outcomes),
        labelled=sum(o.expected is not None for o in outcomes),
    )


def _cells(figures: Shares) -> tuple[str, ...]:
    counts = (figures.labelled, figures.filled, figures.right)
    return (*map(str, counts), f"{100 * figures.precision:.1f}", f"{100 * figures.recall:.1f}")


def _line(wrong: AnswerRead) -> str:
    got = f"{wrong.got} (from “{wrong.words}”)" if wrong.got else "left open"
    return f"{wrong.question}: {wrong.expected or 'nothing'} -> {got}: {wrong.text}"
