"""What README.md and the other pages promise: commands that run, settings that exist."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.knowledge.files import load
from bot.settings import Settings
from bot.store.engine import open_store
from bot.store.protocol import Place
from tests.cli.program import Ended, call
from tests.decisions.builders import a_draft
from tests.docs.markdown import ROOT, blocks, pages, prose
from tests.store.builders import a_delivery

PAGES = (
    *(page for page in pages() if page.name != "CHANGELOG.md"),
    *sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")),
)
"""What tells people what to type; the changelog tells what was."""

PROGRAM = re.compile(r"^(?:\.venv/bin/)?stackpick\b")
CODE = re.compile(r"`([^`\n]+)`")
SHORT = re.compile(r"^(?:ask|recommend|knowledge|chat) ?-")
"""A command as it is named in a sentence, without the program before it."""

NEEDS_TOKENS = {
    ("run",): "SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) is missing",
    ("run", "--socket"): "SLACK_APP_TOKEN is missing",
    ("run", "--http"): "SLACK_SIGNING_SECRET is missing",
}
"""Commands that serve until they are stopped, with what they say where there are no tokens."""

FINDS_FAULTS = {("doctor",)}
"""Commands that fail where there is no token, and say so; tested in tests/cli."""

ENDLESS = {(), ("local",)}
"""Commands that open a browser; their help must do."""

EXAMINES = {("knowledge", "evaluate")}
"""Commands that ask a thousand questions; tested in tests/cli with a few of them."""

VARIABLE = re.compile(r"^#? ?([A-Z][A-Z_]+)=", re.MULTILINE)


def commands() -> Iterator[str]:
    """Every command line that a page gives to type, or names in a sentence."""
    for page in PAGES:
        text = page.read_text("utf-8")
        for block in blocks(text):
            yield from (line.strip() for line in block.text.splitlines() if PROGRAM.match(line))
        for code in CODE.findall(prose(text)):
            if PROGRAM.match(code) or SHORT.match(code):
                yield code if PROGRAM.match(code) else f"stackpick {code}"


def arguments(command: str) -> tuple[str, ...]:
    """What follows the program's name; what a shell would take for itself is left out."""
    words = shlex.split(command, comments=True)
    return tuple(words[1 : words.index(">") if ">" in words else None])


EVERY = sorted({arguments(command) for command in commands()})


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which one decision is kept, closed."""
    path, knowledge = tmp_path_factory.mktemp("database") / "stackpick.db", load()
    store = open_store(f"sqlite:///{path}")
    with store.hold(a_delivery(), Place("T1", "", person="U0ANN")) as held:
        assert held is not None
        held.decide(a_draft(knowledge), knowledge.model_dump_json())
    store.close()
    return path


@pytest.fixture
def checkout(tmp_path: Path, database: Path) -> Path:
    """A folder like that of a checkout, in which nothing can be spoilt."""
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    for examined in ("questions", "descriptions"):
        shutil.copytree(ROOT / "tests" / examined, tmp_path / "tests" / examined)
    shutil.copy(database, tmp_path)
    text = "which one scales better?\n\nchat app, our team writes TypeScript\n"
    (tmp_path / "FILE").write_text(text, "utf-8")
    for person in ("ann", "bob", "cyd"):
        (tmp_path / f"{person}.yaml").write_text("team: both\n", "utf-8")
    return tmp_path


def typed(words: tuple[str, ...], folder: Path) -> Ended:
    """Run a command whose input ends at once."""
    settings = {"KNOWLEDGE_DIR": str(folder / "knowledge")}
    return call(*words, folder=folder, settings=settings)


@pytest.mark.parametrize(
    "words", [pytest.param(w, id=" ".join(w)) for w in EVERY if w not in NEEDS_TOKENS]
)
def test_a_command_in_a_page_runs(words: tuple[str, ...], checkout: Path) -> None:
    only_help = words in ENDLESS | FINDS_FAULTS or words[:2] in EXAMINES
    ended = typed((*words, "--help") if only_help else words, checkout)

    assert ended.code == 0, ended.err
    assert ended.out.strip()


@pytest.mark.parametrize(
    "words", [pytest.param(w, id=" ".join(w)) for w in EVERY if w in NEEDS_TOKENS]
)
def test_a_command_that_serves_asks_for_its_tokens(words: tuple[str, ...], checkout: Path) -> None:
    ended = typed(words, checkout)

    assert ended.code == 2
    assert "SLACK_BOT_TOKEN is missing" in ended.err
    assert NEEDS_TOKENS[words] in ended.err


def test_the_pages_name_every_command() -> None:
    """Those that make starts are named by their target, and `local` by what it does."""
    listed = re.search(r"\n  COMMAND\n((?:    .*\n)+)", call("--help", folder=ROOT).out)
    assert listed, "the help lists no commands"
    known = {line.split()[0] for line in listed[1].splitlines() if line[4] != " "}

    assert known - {words[0] for words in EVERY if words} <= {"local"}


def test_the_table_of_the_readme_holds_every_setting() -> None:
    assert sorted(name for name, _ in configuration()) == variables()


def test_the_defaults_in_the_readme_are_the_settings_own() -> None:
    defaults = {name: default for name, default in configuration() if default}

    assert {"HOST", "LOG_LEVEL", "LOG_FORMAT", "DATABASE_URL"} <= set(defaults)
    assert defaults == {n: str(Settings.model_fields[n.lower()].default) for n in defaults}


def test_the_example_of_an_env_file_names_every_setting() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")

    assert sorted(VARIABLE.findall(example)) == variables()


def variables() -> list[str]:
    return sorted(name.upper() for name in Settings.model_fields)


def configuration() -> Iterator[tuple[str, str]]:
    """Each variable of the README's table with its default, empty where it is told in words."""
    page = (ROOT / "README.md").read_text("utf-8")
    section = page.split("## Configuration")[1].split("\n## ")[0]
    for row in re.findall(r"^\| (`[A-Z].*?) \|.*\| ?(.*?) ?\|$", section, re.MULTILINE):
        names, defaults = CODE.findall(row[0]), CODE.findall(row[1])
        yield from zip(names, defaults or [""] * len(names), strict=True)
