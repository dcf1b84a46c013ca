"""docs/knowledge.md, followed step by step on a copy of the folder."""

import itertools
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.advisor.replies import Counterparts, Explanation
from bot.cli.asking import ask, recommended_on
from bot.knowledge.faults import KnowledgeError
from bot.knowledge.files import BUNDLED, load
from bot.learning import Library
from tests.docs.markdown import ROOT, Block, blocks

PAGE = ROOT / "docs" / "knowledge.md"
WHERE = re.compile(
    r'# (?P<files>\S+\.yaml|every file in criteria/), '
    r'(?P<how>a new file|at the end|(?:below|below every|in place of) "(?P<line>[^"]+)")'
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """An example of the page: which files it changes, how, and the lines that it brings."""

    heading: str
    files: str
    how: str
    line: str
    lines: tuple[str, ...]

    def take(self, folder: Path) -> None:
        for path in self._paths(folder):
            old = path.read_text("utf-8").splitlines() if path.exists() else []
            path.write_text("\n".join(self._changed(old)) + "\n", "utf-8")

    def _paths(self, folder: Path) -> list[Path]:
        if self.files == "every file in criteria/":
            return sorted(folder.glob("criteria/*.yaml"))
        path = folder / self.files
        assert path.exists() != (self.how == "a new file"), path
        return [path]

    def _changed(self, old: list[str]) -> list[str]:
        new = list(self.lines)
        if self.how in {"a new file", "at the end"}:
            return [*old, *new]
        places = [index for index, line in enumerate(old) if line == self.line]
        assert places, f"{self.files} has no line {self.line!r}"
        if self.how.startswith("below every"):
            return [o for line in old for o in ([line, *new] if line == self.line else [line])]
        (place,) = places
        rest = old[place + 1 :]
        if self.how.startswith("in place of"):
            inside = itertools.takewhile(lambda line: line.startswith(" "), rest)
            return [*old[:place], *new, *rest[sum(1 for _ in inside) :]]
        return [*old[: place + 1], *new, *rest]


def step_of(block: Block) -> Step:
    first, *lines = block.text.splitlines()
    where = WHERE.fullmatch(first)
    assert where, f"the example does not begin with where it goes: {first}"
    return Step(block.heading, where["files"], where["how"], where["line"] or "", tuple(lines))


def steps() -> Iterator[Step]:
    page = PAGE.read_text("utf-8")
    return (step_of(block) for block in blocks(page) if block.language == "yaml")


HEADINGS = list(dict.fromkeys(step.heading for step in steps()))


def follow(folder: Path, last: str) -> Path:
    """A copy of the folder after all steps to the end of the section `last`."""
    shutil.copytree(BUNDLED, folder)
    for step in steps():
        if HEADINGS.index(step.heading) <= HEADINGS.index(last):
            step.take(folder)
    return folder


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """What StackPick knows after the whole page was followed."""
    return Library(follow(tmp_path_factory.mktemp("page") / "knowledge", HEADINGS[-1]))


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_folder_can_be_used_after_each_section(heading: str, tmp_path: Path) -> None:
    before = load(BUNDLED)

    after = load(follow(tmp_path / "knowledge", heading))

    assert after.version != before.version


@pytest.mark.parametrize("number", range(len(list(steps()))))
def test_no_step_is_there_for_nothing(number: int, tmp_path: Path) -> None:
    """Leaving one out gives a fault, or knowledge that lacks what the step brings."""
    whole = load(follow(tmp_path / "whole", HEADINGS[-1]))
    folder = shutil.copytree(BUNDLED, tmp_path / "knowledge")
    for step in (step for index, step in enumerate(steps()) if index != number):
        step.take(folder)

    try:
        lacking = load(folder)
    except KnowledgeError:
        return
    assert lacking.model_copy(update={"version": ""}) != whole.model_copy(update={"version": ""})


def test_the_page_names_every_kind_of_file() -> None:
    page = PAGE.read_text("utf-8")
    files = [path.name for path in BUNDLED.glob("*.yaml")]

    assert [name for name in files if f"| `{name}` |" not in page] == []


def test_the_new_criterion_is_understood(followed: Library) -> None:
    reply = ask(
        "what licence is node under, and may we sell closed products?", followed.expertise()
    )

    assert isinstance(reply, Explanation)
    assert reply.criterion.id == "licensing"


def test_the_new_package_is_found(followed: Library) -> None:
    reply = ask("what is the node equivalent of openpyxl?", followed.expertise())

    assert isinstance(reply, Counterparts)
    assert [purpose.id for purpose in reply.purposes] == ["spreadsheet-files"]


def test_the_new_answer_counts_with_the_new_point_as_its_evidence(followed: Library) -> None:
    result = recommended_on({"advertisements": "by-advertisement"}, followed.expertise())

    assert [reason.evidence.point.id for reason in result.reasons] == [
        "applicants-per-advertisement"
    ]


def test_a_third_option_can_win(followed: Library) -> None:
    result = recommended_on({"goroutines": "all-cores"}, followed.expertise())

    assert set(result.scores) == {"nodejs", "python", "go"}
    assert result.leaning == "go"
    assert [role.package for role in result.stacks["go"]] == ["Gin"]
