"""`stackpick knowledge`, `stackpick manifest`, `stackpick db`, and a wrong command."""

import json
import shutil
from pathlib import Path

import pytest

from bot.knowledge.files import BUNDLED
from bot.knowledge.model import Knowledge
from tests.cli.conftest import Stackpick
from tests.cli.program import REPOSITORY, call


def test_the_knowledge_that_comes_with_it_has_no_faults(
    stackpick: Stackpick, knowledge: Knowledge
) -> None:
    checked = stackpick("knowledge", "check")
    assert checked.code == 0
    assert "no faults" in checked.out
    assert f"{len(knowledge.criteria)} criteria" in checked.out
    assert f"version {knowledge.version}" in checked.out
    assert "\x1b" not in checked.out


def test_every_fault_of_a_folder_is_named_by_file_and_line(
    stackpick: Stackpick, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(BUNDLED, folder)
    options = (folder / "options.yaml").read_text("utf-8")
    (folder / "options.yaml").write_text(f"{options}\ncobol:\n  colour: green\n", "utf-8")
    (folder / "criteria" / "hiring.yaml").write_text("title: 'Hiring\n", "utf-8")
    checked = stackpick("knowledge", "check", "mine")
    assert (checked.code, checked.out) == (2, "")
    lines = checked.err.splitlines()
    assert any(line.startswith("mine/criteria/hiring.yaml:") for line in lines)
    where = options.count("\n") + 3
    assert any(line.startswith(f"mine/options.yaml:{where}: 'cobol.colour'") for line in lines)
    assert "Traceback" not in checked.err


def test_a_criterion_is_shown_with_all_its_points_and_sources(
    stackpick: Stackpick, knowledge: Knowledge
) -> None:
    shown = stackpick("knowledge", "show", "hiring")
    assert (shown.code, shown.err) == (0, "")
    hiring = knowledge.criteria["hiring"]
    for point in hiring.points:
        assert point.text in shown.out
        assert all(knowledge.sources[name].title in shown.out for name in point.sources)
    assert "\x1b" not in shown.out


def test_a_criterion_that_is_not_there_is_told_with_those_that_are(
    stackpick: Stackpick, knowledge: Knowledge
) -> None:
    shown = stackpick("knowledge", "show", "astrology")
    assert (shown.code, shown.out) == (2, "")
    assert "astrology" in shown.err
    assert all(name in shown.err for name in knowledge.criteria)


def test_the_manifest_is_the_one_in_the_repository(stackpick: Stackpick) -> None:
    kept = json.loads((REPOSITORY / "manifest.json").read_text("utf-8"))
    assert stackpick("manifest").json == kept


def test_the_database_is_brought_up_to_date_once(tmp_path: Path) -> None:
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path}/stackpick.db"}
    for said in ("up to date", "Nothing to do"):
        upgraded = call("db", "upgrade", folder=tmp_path, settings=settings)
        assert (upgraded.code, said in upgraded.out) == (0, True), upgraded.err


@pytest.mark.parametrize("arguments", [["dance"], ["knowledge"], ["run", "--socket", "--http"]])
def test_a_command_that_does_not_exist_shows_the_usage(
    stackpick: Stackpick, arguments: list[str]
) -> None:
    ended = stackpick(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("usage: stackpick")
