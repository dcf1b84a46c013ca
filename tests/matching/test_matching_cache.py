"""Kept between runs, and never in the way."""

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bot.matching import Cache, Encoder, Matcher

EXAMPLES = [("a red bike", "bike"), ("my old bike", "bike"), ("a fast car", "car"), ("cars", "car")]


def damage_the_head(path: Path) -> None:
    path.write_bytes(b"not a database" * 100)


def damage_the_middle(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:4096] + bytes(len(content) - 4096))


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize("damage", [damage_the_head, damage_the_middle, cut_off])
def test_a_damaged_file_is_built_anew(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    cache = Cache(tmp_path)
    before = Matcher.fit(EXAMPLES, engine="words", cache=cache).match("a blue bike")
    damage(cache.path)
    assert Matcher.fit(EXAMPLES, engine="words", cache=cache).match("a blue bike") == before
    cache.write("kind", {"a": b"1"}, keep=1)
    assert cache.read("kind", ["a"]) == {"a": b"1"}


def test_a_damaged_encoder_is_built_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    before = encoder_in(cache).encode("a blue bike")
    cut_off(cache.path)
    after = encoder_in(cache).encode("a blue bike")
    assert np.array_equal(before.meaning, after.meaning)
    assert np.array_equal(before.wording, after.wording)


def encoder_in(cache: Cache) -> Encoder:
    encoder = Encoder.installed(cache)
    assert encoder is not None
    return encoder


def test_a_folder_that_cannot_be_written_is_harmless(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way of a folder")
    cache = Cache(blocked)
    cache.write("kind", {"a": b"1"}, keep=1)
    assert cache.read("kind", ["a"]) == {}
    assert Matcher.fit(EXAMPLES, engine="words", cache=cache).match("bike").label == "bike"


def test_a_second_fit_is_read_and_not_learnt_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    Matcher.fit(EXAMPLES, engine="words", cache=cache)
    with sqlite3.connect(cache.path) as connection:
        rows = connection.execute("SELECT rowid, key FROM entry WHERE kind = 'learnt'").fetchall()
    connection.close()
    Matcher.fit(EXAMPLES[::-1], engine="words", cache=cache)
    with sqlite3.connect(cache.path) as connection:
        again = connection.execute("SELECT rowid, key FROM entry WHERE kind = 'learnt'").fetchall()
    connection.close()
    assert len(rows) == 1
    assert rows == again


def test_without_the_weights_words_decide_and_the_log_says_so_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.matching.weights.PACKAGE", "a_package_that_is_not_installed")
    cache = Cache(tmp_path)
    with caplog.at_level(logging.WARNING):
        first, second = Matcher.fit(EXAMPLES, cache=cache), Matcher.fit(EXAMPLES, cache=cache)
    assert first.engine == second.engine == "words"
    assert first.match("your red bike").label == "bike"
    assert len(caplog.records) == 1
    with pytest.raises(ValueError, match="cannot be had"):
        Matcher.fit(EXAMPLES, cache=cache, engine="embeddings")
