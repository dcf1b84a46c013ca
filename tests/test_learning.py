"""Knowledge that changes while StackPick runs: taken over whole, or refused whole."""

import shutil
from pathlib import Path

import pytest

from bot.knowledge.files import BUNDLED
from bot.learning import Library
from tests.builders import Talk, asked
from tests.knowledge.folders import read, write

TITLE = "title: Hiring"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BUNDLED, tmp_path / "knowledge"))


@pytest.fixture
def library(folder: Path) -> Library:
    return Library(folder)


def rewrite(folder: Path, old: str, new: str) -> None:
    path = folder / "criteria" / "hiring.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def title(library: Library) -> str:
    return library.expertise().knowledge.criteria["hiring"].title


def test_a_change_is_taken_over_with_a_new_version(folder: Path, library: Library) -> None:
    before = library.expertise().knowledge.version
    rewrite(folder, TITLE, "title: Finding people")

    assert library.refresh()
    assert title(library) == "Finding people"
    assert library.expertise().knowledge.version != before


def test_without_a_change_nothing_is_read(library: Library) -> None:
    assert not library.refresh()


def test_a_faulty_change_is_refused_until_it_is_mended(folder: Path, library: Library) -> None:
    rewrite(folder, TITLE, "titel: Hiring")

    assert not library.refresh()
    assert title(library) == "Hiring"
    assert [fault.text for fault in library.refused if "titel" in fault.text] != []

    rewrite(folder, "titel: Hiring", "title: Finding people")
    assert library.refresh()
    assert title(library) == "Finding people"
    assert library.refused == ()


def test_it_can_be_told_to_look_again(library: Library) -> None:
    library.look_again()

    assert library.refresh()


def test_a_dialog_survives_a_change_that_removes_its_question(
    folder: Path, library: Library
) -> None:
    talk = Talk(library.expertise())
    gone = asked(talk.say("recommend"))
    dialog = read(folder / "dialog.yaml")
    dialog["questions"] = [one for one in dialog["questions"] if one["id"] != gone]
    write(folder / "dialog.yaml", dialog)
    assert library.refresh()

    talk.expertise = library.expertise()

    assert asked(talk.say("skip")) != gone
