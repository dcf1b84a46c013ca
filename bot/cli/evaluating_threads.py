"""`stackpick knowledge evaluate --threads`: what is said in threads, asked further, or foreign."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.advisor.ellipsis import Figures, Reasons, Side
from bot.advisor.expertise import Expertise
from bot.advisor.following import answer
from bot.advisor.guiding import Guide
from bot.advisor.moves import Said
from bot.advisor.replies import (
    BestCase,
    Explanation,
    Explanations,
    OtherLanguage,
    Reply,
    SourceList,
)
from bot.advisor.responding import respond
from bot.advisor.session import Session
from bot.cli.asking import SOMEBODY, ask
from bot.cli.console import UsageError
from bot.knowledge import yaml_text
from bot.slack.text import mentions, plain

EXAMINATION = Path("tests")
"""Where a checkout has threads/, follow_ups.yaml and languages.yaml."""

HELD_OUT = "held_out"
STACKPICK = "STACKPICK"
"""The user id that stands for StackPick in the threads."""


@dataclass(frozen=True, slots=True)
class ThreadCase:
    """A text with what was expected of it and what came; `kind` groups cases to one figure."""

    kind: str
    text: str
    expected: str
    got: str

    @property
    def right(self) -> bool:
        """Whether what came is what was expected."""
        return self.got == self.expected


def evaluate_threads(expertise: Expertise, folder: Path = EXAMINATION) -> tuple[ThreadCase, ...]:
    """Every case of the folder. Raises UsageError where a file is missing or broken."""
    return (
        *_in_threads(folder / "threads", "open", expertise),
        *_in_threads(folder / "threads" / HELD_OUT, "held out", expertise),
        *(_followed(one, expertise) for one in _read(folder / "follow_ups.yaml")),
        *_in_languages(_read(folder / "languages.yaml"), expertise),
    )


def report_threads(cases: Sequence[ThreadCase], console: Console, *, wrong: bool = False) -> None:
    """Print how much of each kind went right; with `wrong`, also what did not, save held out."""
    table = Table("what was said", "cases", "right", "%")
    for kind in dict.fromkeys(case.kind for case in cases):
        mine = [case for case in cases if case.kind == kind]
        right = sum(case.right for case in mine)
        table.add_row(kind, str(len(mine)), str(right), f"{100 * right / len(mine):.1f}")
    console.print(table)
    for case in cases:
        if wrong and not case.right and "held out" not in case.kind:
            said = f"{case.kind}: {case.expected} -> {case.got}: {case.text}"
            console.print(said, markup=False)


def _in_threads(folder: Path, half: str, expertise: Expertise) -> Iterator[ThreadCase]:
    for path in sorted(folder.glob("*.yaml")):
        for thread in _read(path):
            yield from _in_thread(thread["messages"], f"{path.stem}, {half}", expertise)


def _in_thread(
    messages: Sequence[Mapping[str, str]], group: str, expertise: Expertise
) -> Iterator[ThreadCase]:
    """The messages that do not mention StackPick, after those that came before them."""
    session = Session()
    for message in messages:
        mentioned = mentions(message["text"], STACKPICK)
        said = Said(text=plain(message["text"], STACKPICK), addressed=mentioned)
        turn = respond(said, session, expertise, message["by"])
        session = turn.session
        if not mentioned:
            got = "answer" if turn.reply else "silence"
            meant = "meant for it" if message["expect"] == "answer" else "among people"
            yield ThreadCase(f"{meant} ({group})", message["text"], message["expect"], got)


def _followed(one: Mapping[str, Any], expertise: Expertise) -> ThreadCase:
    """A follow-up to an answer on a criterion; what was asked first is only to be read."""
    session, expected = Session(), one["expect"]
    criterion = expertise.knowledge.criteria.get(one["criterion"])
    if criterion is not None:
        session = answer(criterion, one["first"], Guide(session, SOMEBODY, expertise)).session
    reply = respond(Said(text=one["then"]), session, expertise, SOMEBODY).reply
    kind = "two questions" if expected.startswith("both:") else "follow-up"
    return ThreadCase(
        kind, f"{one['first']} / {one['then']}", expected, _followed_by(reply, session)
    )


def _followed_by(reply: Reply | None, before: Session) -> str:
    """What came of a follow-up, in the words of follow_ups.yaml."""
    match reply:
        case Explanation(criterion=criterion, continued=False):
            return f"criterion:{criterion.id}"
        case Explanation(criterion=criterion) if criterion.id != before.topic:
            return f"criterion:{criterion.id}"
        case Explanation(wanted=Side(option)):
            return f"same_criterion_side:{option}"
        case Explanation(wanted=Reasons()):
            return "why"
        case Explanation(wanted=Figures() | None):
            return "more"
        case Explanations(parts):
            return f"both:{','.join(part.criterion.id for part in parts)}"
        case SourceList():
            return "sources"
        case BestCase():
            return "other_side"
        case _:
            return type(reply).__name__


def _in_languages(texts: Mapping[str, Sequence[str]], expertise: Expertise) -> Iterator[ThreadCase]:
    for language, said in texts.items():
        for text in said:
            foreign = isinstance(ask(text, expertise), OtherLanguage)
            yield ThreadCase(
                f"language: {language}", text, language, "foreign" if foreign else "english"
            )


def _read(path: Path) -> Any:
    try:
        parsed = yaml_text.parse(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from None
    if parsed.slips:
        raise UsageError(*(f"{path}:{slip.line}: {slip.text}" for slip in parsed.slips))
    return parsed.data
