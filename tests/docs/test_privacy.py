"""What docs/privacy.md and SECURITY.md say is what is so."""

import ast
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from bot.store.retention import RETENTION, UNTIL_FORGOTTEN
from bot.store.schema import metadata
from tests.docs.markdown import ROOT

PRIVACY = (ROOT / "docs/privacy.md").read_text("utf-8")
SECURITY = (ROOT / "SECURITY.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` \|.*\| ([^|]+) \|$", PRIVACY, re.MULTILINE))


def test_the_page_names_every_table_and_no_other() -> None:
    assert set(ROWS) == set(metadata.tables)


@pytest.mark.parametrize(("table", "age"), asdict(RETENTION).items())
def test_the_page_says_for_how_long_a_table_is_kept(table: str, age: dt.timedelta) -> None:
    days = f"{age.days} day" if age.days == 1 else f"{age.days} days"

    assert re.match(rf"{days}\b", ROWS[table])


@pytest.mark.parametrize("table", UNTIL_FORGOTTEN)
def test_the_page_says_what_is_kept_until_somebody_leaves(table: str) -> None:
    assert ROWS[table].startswith("until ")


def test_every_package_that_is_needed_directly_is_named_with_its_licence() -> None:
    table = SECURITY.split("| Package |")[1]

    assert [name for name in _needed() if not re.search(rf"\b{re.escape(name)}\b", table)] == []


NOT_IMPORTED = {
    "greenlet": "slack-sdk's stores of installations load it and do not name it",
    "httptools": "uvicorn reads HTTP with it where it is there",
    "psycopg": "SQLAlchemy loads it for an address of PostgreSQL",
    "python-dotenv": "pydantic-settings reads .env with it",
    "python-json-logger": "logging is told of it by name",
}


def test_every_package_that_is_listed_as_needed_is_imported_or_said_why_not() -> None:
    modules = {name for path in (ROOT / "bot").rglob("*.py") for name in _imported(path)}
    known = packages_distributions()
    used = {dist.lower().replace("_", "-") for module in modules for dist in known.get(module, [])}

    listed = {name.lower().replace("_", "-") for name in _needed()}
    assert listed - used == set(NOT_IMPORTED)


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module).partition(".")[0]


def _needed() -> list[str]:
    listed = (ROOT / "requirements.txt").read_text("utf-8").split("# brought by")[0]
    return re.findall(r"^([\w-]+)", listed, re.MULTILINE)


def test_every_requirement_is_pinned_on_every_system() -> None:
    files = ("requirements.txt", "requirements-model.txt", "requirements-dev.txt")
    lines = [line for name in files for line in (ROOT / name).read_text("utf-8").splitlines()]
    wanted = [line for line in lines if line and not line.startswith(("#", "-r"))]

    assert [line for line in wanted if not re.match(r"[\w.\[\]-]+==[\w.]+(  #|$)", line)] == []


@pytest.mark.parametrize("path", re.findall(r"`(tests/[\w/.]+)`", SECURITY))
def test_the_tests_that_promises_are_kept_by_exist(path: str) -> None:
    assert (ROOT / path).exists()
