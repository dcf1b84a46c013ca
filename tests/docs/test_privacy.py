"""What docs/privacy.md and SECURITY.md say is what is so."""

import datetime as dt
import re
from dataclasses import asdict

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
    listed = (ROOT / "requirements.txt").read_text("utf-8").split("# brought by")[0]
    needed = re.findall(r"^([\w-]+)", listed, re.MULTILINE)
    table = SECURITY.split("| Package |")[1]

    assert [name for name in needed if not re.search(rf"\b{re.escape(name)}\b", table)] == []


@pytest.mark.parametrize("path", re.findall(r"`(tests/[\w/.]+)`", SECURITY))
def test_the_tests_that_promises_are_kept_by_exist(path: str) -> None:
    assert (ROOT / path).exists()
