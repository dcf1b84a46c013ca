"""Every fault is told with its file and line, all of them at once."""

from pathlib import Path

import pytest

from bot.knowledge.faults import KnowledgeError
from bot.knowledge.files import load
from tests.knowledge.broken import BROKEN, WHOLE_FILES
from tests.knowledge.folders import faults_of, line_of, read, swap, write


@pytest.mark.parametrize(("file", "old", "new", "marker", "texts"), BROKEN)
def test_a_fault_is_told_with_its_file_and_line(
    folder: Path, file: str, old: str, new: str, marker: str | None, texts: list[str]
) -> None:
    swap(folder / file, old, new)
    if marker is None:
        load(folder)
        return

    faults = faults_of(folder)

    first = f"{file}:{line_of(folder / file, marker)}: "
    assert any(fault.startswith(first) for fault in faults), faults
    for text in texts:
        assert any(text in fault for fault in faults), faults


@pytest.mark.parametrize(("text", "expected"), WHOLE_FILES)
@pytest.mark.parametrize("file", ["options.yaml", "dialog.yaml"])
def test_a_file_that_is_something_else_is_told(
    folder: Path, file: str, text: str, expected: str
) -> None:
    (folder / file).write_text(text, "utf-8")

    faults = [fault for fault in faults_of(folder) if fault.startswith(f"{file}:")]

    assert any(expected in fault for fault in faults), faults


def test_a_criterion_that_is_no_mapping_is_told(folder: Path) -> None:
    (folder / "criteria" / "taste.yaml").write_text("- taste\n", "utf-8")

    assert "criteria/taste.yaml:1: a criterion is a mapping that begins with 'title:'" in faults_of(
        folder
    )


@pytest.mark.parametrize("part", ["options", "sources", "dialog", "packages", "stacks", "intents"])
def test_a_missing_file_is_told(folder: Path, part: str) -> None:
    (folder / f"{part}.yaml").unlink()

    assert faults_of(folder) == [f"{part}.yaml:1: this file is missing"]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as raised:
        load(tmp_path / "nowhere")

    assert str(raised.value) == f"{tmp_path}/nowhere:1: there is no such folder"


def test_a_file_that_is_not_utf_8_is_told_among_the_others(folder: Path) -> None:
    (folder / "options.yaml").write_bytes(b"tea:\n  name: Th\xe9\n")
    (folder / "stacks.yaml").unlink()

    faults = faults_of(folder)

    assert [fault.split(": ")[0] for fault in faults] == ["options.yaml:1", "stacks.yaml:1"]
    assert "cannot be read" in faults[0]


def test_all_faults_are_told_at_once_in_the_order_of_files_and_lines(folder: Path) -> None:
    swap(folder / "options.yaml", "name: Tea", "naem: Tea")
    swap(folder / "options.yaml", "emoji: ':cup:'", "emoji: cup")
    swap(folder / "criteria/taste.yaml", "status: supported", "status: certain")
    swap(folder / "dialog.yaml", "strength: clearly", "strength: maybe")
    (folder / "intents.yaml").unlink()

    faults = faults_of(folder)

    assert [fault.split(":")[0] for fault in faults] == [
        "criteria/taste.yaml",
        "dialog.yaml",
        "intents.yaml",
        "options.yaml",
        "options.yaml",
        "options.yaml",
    ]


def test_a_list_is_not_called_short_for_its_faulty_entries(folder: Path) -> None:
    swap(folder / "dialog.yaml", "strength: clearly", "strength: maybe")

    (fault,) = faults_of(folder)

    assert "(it is 'maybe')" in fault


def test_a_list_that_is_too_short_is_told(folder: Path) -> None:
    data = read(folder / "dialog.yaml")
    del data["questions"][1]["answers"][1]
    write(folder / "dialog.yaml", data)

    (fault,) = faults_of(folder)

    assert "questions.1.answers" in fault
    assert "at least 2" in fault


def test_all_that_does_not_fit_together_is_told_at_once(folder: Path) -> None:
    swap(folder / "criteria/taste.yaml", "- handbook", "- cookbook")
    swap(folder / "dialog.yaml", "criterion: taste", "criterion: smell")
    swap(folder / "stacks.yaml", "package: teapot", "package: samovar")

    assert [fault.split(":")[0] for fault in faults_of(folder)] == [
        "criteria/taste.yaml",
        "dialog.yaml",
        "stacks.yaml",
    ]


@pytest.mark.parametrize("status", ["disputed", "outdated", "wrong"])
def test_only_what_is_supported_may_be_scored(folder: Path, status: str) -> None:
    swap(folder / "criteria/taste.yaml", "status: supported", f"status: {status}")

    (fault,) = faults_of(folder)

    line = line_of(folder / "dialog.yaml", "point: for-tea")
    assert fault == (
        f"dialog.yaml:{line}: the point 'for-tea' is {status}; only what is supported is scored"
    )


def test_a_claim_that_does_not_hold_needs_what_the_article_says(folder: Path) -> None:
    data = read(folder / "criteria/taste.yaml")
    point = next(p for p in data["points"] if p.get("article_claim") == "9")
    point["status"] = "wrong"
    write(folder / "criteria/taste.yaml", data)

    (fault,) = faults_of(folder)
    assert "a claim of the article that does not hold needs 'article_says'" in fault
    point["article_says"] = "Tea is faster."
    write(folder / "criteria/taste.yaml", data)
    assert load(folder).criteria["taste"].point("claim-9") is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            "coffee:\n  name: Coffee\n  tagline: A drink.\n  emoji: ':cup:'\n", "", id="one"
        ),
        pytest.param("coffee:", "both:", id="named-like-a-side"),
        pytest.param("coffee:", "either:", id="named-like-an-outcome"),
    ],
)
def test_options_that_cannot_be_compared_are_told(folder: Path, old: str, new: str) -> None:
    swap(folder / "options.yaml", old, new)

    assert any(fault.startswith("options.yaml:") for fault in faults_of(folder))
