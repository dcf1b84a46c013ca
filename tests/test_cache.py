"""What is kept between runs: read back as it was written, and only where nobody else can write."""

import logging
import sqlite3
from pathlib import Path

import pytest

from bot.cache import Cache
from bot.knowledge.files import BUNDLED, load
from tests.knowledge.folders import write_toy

TITLE = "title: "


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    Cache(tmp_path).write("kind", {"a": b"1", "b": b"2"}, keep=9)
    assert Cache(tmp_path).read("kind", ["a", "b", "c"]) == {"a": b"1", "b": b"2"}
    assert Cache(tmp_path).read("another", ["a"]) == {}


def test_only_the_last_entries_of_a_kind_are_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.write("other", {"a": b"0"}, keep=1)
    for key in "abc":
        cache.write("kind", {key: b"1"}, keep=2)
    assert set(cache.read("kind", "abc")) == {"b", "c"}
    assert set(cache.read("other", "abc")) == {"a"}


def test_an_entry_that_was_tampered_with_counts_as_missing(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.write("kind", {"a": b"right", "b": b"kept"}, keep=9)
    with sqlite3.connect(cache.path) as connection:
        connection.execute("UPDATE entry SET content = ? WHERE key = 'a'", (b"wrong",))
    connection.close()
    assert cache.read("kind", ["a", "b"]) == {"b": b"kept"}


@pytest.mark.parametrize("mode", [0o777, 0o770])
@pytest.mark.parametrize("open_to_others", ["folder", "path"])
def test_what_others_may_have_written_is_not_read(
    tmp_path: Path, open_to_others: str, mode: int, caplog: pytest.LogCaptureFixture
) -> None:
    cache = Cache(tmp_path / "cache")
    cache.write("kind", {"a": b"1"}, keep=1)
    place: Path = getattr(cache, open_to_others)
    place.chmod(mode)

    with caplog.at_level(logging.WARNING):
        found = [cache.read("kind", ["a"]), cache.read("kind", ["a"])]

    assert found == [{}, {}]
    assert [str(place) in record.getMessage() for record in caplog.records] == [True]

    place.chmod(0o700)
    assert cache.read("kind", ["a"]) == {"a": b"1"}


def test_the_folder_that_is_made_is_for_nobody_else(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.write("kind", {"a": b"1"}, keep=1)

    assert cache.folder.stat().st_mode & 0o777 == 0o700


def test_knowledge_that_is_kept_is_what_the_files_say(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    read, kept = load(BUNDLED, cache), load(BUNDLED, cache)

    assert read == kept == load(BUNDLED)
    assert list(kept.criteria) == list(read.criteria)


def test_knowledge_that_changed_is_read_again(tmp_path: Path) -> None:
    cache, folder = Cache(tmp_path), write_toy(tmp_path / "knowledge")
    before = load(folder, cache)
    path = next(folder.glob("criteria/*.yaml"))
    path.write_text(path.read_text("utf-8").replace(TITLE, f"{TITLE}New ", 1), "utf-8")

    after = load(folder, cache)

    assert after.criteria[path.stem].title == f"New {before.criteria[path.stem].title}"
    assert after.version != before.version


def test_kept_knowledge_that_is_no_knowledge_is_made_anew(tmp_path: Path) -> None:
    cache, folder = Cache(tmp_path), write_toy(tmp_path / "knowledge")
    before = load(folder, cache)
    rows = entries(cache, "knowledge")
    cache.write("knowledge", dict.fromkeys(rows, b"{}"), keep=9)

    assert load(folder, cache) == before
    assert entries(cache, "knowledge") == rows


def entries(cache: Cache, kind: str) -> dict[str, bytes]:
    with sqlite3.connect(cache.path) as connection:
        found = connection.execute("SELECT key, content FROM entry WHERE kind = ?", (kind,))
        kept = dict(found.fetchall())
    connection.close()
    return kept
