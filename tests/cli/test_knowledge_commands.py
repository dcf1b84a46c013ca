"""`stackpick knowledge check --strict`, `learn`, `schema` and `evaluate`, as a person runs them."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cache import APP, FILE
from tests.cli.program import REPOSITORY, call, run
from tests.knowledge.folders import write_toy

BUNDLED = REPOSITORY / "knowledge"
REVIEW_BY = re.compile(r'review_by: "[\d-]+"')
LONG_AGO, FAR_AHEAD = 'review_by: "2020-01-31"', 'review_by: "2999-12-31"'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the knowledge in which nothing is due for review."""
    copy = tmp_path / "knowledge"
    shutil.copytree(BUNDLED, copy)
    for path in copy.glob("criteria/*.yaml"):
        path.write_text(REVIEW_BY.sub(FAR_AHEAD, path.read_text("utf-8")), "utf-8")
    return copy


@pytest.fixture
def stale(folder: Path) -> Path:
    """The same, with one point that should have been looked at again."""
    hiring = folder / "criteria" / "hiring.yaml"
    text = hiring.read_text("utf-8").replace(FAR_AHEAD, LONG_AGO, 1)
    hiring.write_text(text, "utf-8")
    return folder


@pytest.fixture
def faulty(stale: Path) -> Path:
    """The same, with a source that nobody knows."""
    hiring = stale / "criteria" / "hiring.yaml"
    text = hiring.read_text("utf-8").replace("sources: [", "sources: [unheard-of, ", 1)
    hiring.write_text(text, "utf-8")
    return stale


def test_what_is_due_is_a_warning_at_its_line(stale: Path, tmp_path: Path) -> None:
    lines = (stale / "criteria" / "hiring.yaml").read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, start=1) if LONG_AGO in line)

    checked = call("knowledge", "check", str(stale), folder=tmp_path)

    assert checked.code == 0
    assert checked.err.startswith(f"knowledge/criteria/hiring.yaml:{number}: the point ")
    assert "is due for review since 2020-01-31" in checked.err
    assert "no faults; due for review: 1." in checked.out


def test_strict_fails_where_something_is_due(stale: Path, tmp_path: Path) -> None:
    assert call("knowledge", "check", "--strict", str(stale), folder=tmp_path).code == 1


def test_strict_passes_where_nothing_is_due(folder: Path, tmp_path: Path) -> None:
    checked = call("knowledge", "check", "--strict", str(folder), folder=tmp_path)

    assert (checked.code, checked.err) == (0, "")


def test_faults_outweigh_what_is_due(faulty: Path, tmp_path: Path) -> None:
    checked = call("knowledge", "check", "--strict", str(faulty), folder=tmp_path)

    assert checked.code == 2
    assert "'unheard-of' is not in sources.yaml" in checked.err


def test_what_was_learnt_is_kept_for_the_next_start(tmp_path: Path) -> None:
    toy, cache = write_toy(tmp_path / "knowledge"), tmp_path / "cache"
    settings = {"KNOWLEDGE_DIR": str(toy), "XDG_CACHE_HOME": str(cache)}

    learnt = run("knowledge", "learn", folder=tmp_path, settings=settings)

    assert (learnt.code, learnt.err) == (0, "")
    assert re.search(r"learnt; version [0-9a-f]{12}$", learnt.out.strip())
    with closing(sqlite3.connect(cache / APP / FILE)) as kept:
        assert kept.execute("SELECT count(*) FROM entry WHERE kind = 'learnt'").fetchone() == (1,)


def test_schemas_are_written_where_they_are_wanted(tmp_path: Path) -> None:
    written = call("knowledge", "schema", "--dir", "new/schemas", folder=tmp_path)

    assert written.code == 0
    found = {path.name: path.read_text("utf-8") for path in (tmp_path / "new/schemas").iterdir()}
    assert found == {path.name: path.read_text("utf-8") for path in BUNDLED.glob("schema/*")}
    assert sorted(written.out.splitlines()) == sorted(f"new/schemas/{name}" for name in found)


def test_schemas_belong_into_the_folder_that_is_in_use(folder: Path, tmp_path: Path) -> None:
    shutil.rmtree(folder / "schema")

    call("knowledge", "schema", folder=tmp_path, settings={"KNOWLEDGE_DIR": str(folder)})

    assert (folder / "schema" / "criterion.json").is_file()


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder", "utf-8")

    refused = call("knowledge", "schema", "--dir", "taken", folder=tmp_path)

    assert refused.code == 2
    assert refused.err.startswith("taken: cannot be written")
    assert "Traceback" not in refused.err


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """Two questions: one that is about hiring, and one that is filed there by mistake."""
    folder = tmp_path / "questions"
    folder.mkdir()
    text = "- which one is easier to hire for\n- good morning\n"
    (folder / "hiring.yaml").write_text(text, "utf-8")
    return folder


def test_an_evaluation_keeps_the_questions_to_itself(questions: Path, tmp_path: Path) -> None:
    shown = call("knowledge", "evaluate", str(questions), folder=tmp_path)

    assert shown.code == 0
    assert "50.0" in shown.out
    assert "good morning" not in shown.out


def test_an_evaluation_shows_what_went_wrong_when_asked(questions: Path, tmp_path: Path) -> None:
    shown = call("knowledge", "evaluate", "--questions", str(questions), folder=tmp_path)

    assert "hiring -> smalltalk: good morning" in shown.out
    assert "which one is easier" not in shown.out


def test_a_broken_question_file_is_not_passed_over(questions: Path, tmp_path: Path) -> None:
    (questions / "cost.yaml").write_text('- "what does it cost\n', "utf-8")

    refused = call("knowledge", "evaluate", str(questions), folder=tmp_path)

    assert refused.code == 2
    assert re.match(rf"{re.escape(str(questions))}/cost\.yaml:\d+: ", refused.err)
