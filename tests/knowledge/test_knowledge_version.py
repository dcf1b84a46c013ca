"""The version of the knowledge is a digest of its content."""

import shutil
from pathlib import Path

import pytest

from bot.knowledge.files import load
from tests.knowledge.folders import swap


def test_the_same_content_has_the_same_version(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")

    assert load(folder).version == load(tmp_path / "copy").version


@pytest.mark.parametrize(
    "file",
    [
        "options.yaml", "sources.yaml", "dialog.yaml", "packages.yaml", "stacks.yaml",
        "smalltalk.yaml", "intents.yaml", "criteria/taste.yaml", "criteria/price.yaml",
    ],
)  # fmt: skip
def test_any_change_of_any_file_changes_it(folder: Path, file: str) -> None:
    before = load(folder).version

    with (folder / file).open("a", encoding="utf-8") as text:
        text.write("# one more comment\n")

    assert load(folder).version != before


def test_moving_text_from_file_to_file_changes_it(folder: Path) -> None:
    for file in ("options.yaml", "sources.yaml"):
        with (folder / file).open("a", encoding="utf-8") as text:
            text.write("#\n" if file == "options.yaml" else "##\n")
    before = load(folder).version

    swap(folder / "options.yaml", "\n#\n", "\n##\n")
    swap(folder / "sources.yaml", "\n##\n", "\n#\n")

    assert load(folder).version != before


def test_a_renamed_criterion_changes_it(folder: Path) -> None:
    before = load(folder).version
    (folder / "criteria/price.yaml").rename(folder / "criteria/cost.yaml")

    assert load(folder).version != before
