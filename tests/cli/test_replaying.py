"""Stored answers give the same recommendation again, to the byte."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

REPLAY = """
import datetime as dt, random, sys
from bot.advisor.expertise import Expertise
from bot.advisor.session import Given
from bot.cli.replaying import replayed
from bot.knowledge.files import load
from tests.builders import an_understanding

knowledge = load()
expertise = Expertise(knowledge, an_understanding(knowledge), dt.date(*map(int, sys.argv[1:])))
chance = random.Random(12)
for _ in range(12):
    drawn = [Given(question=q.id, answer=chance.choice(q.answers).id, words="as I said")
             for q in knowledge.dialog.questions]
    drawn[0] = Given(question="constraints", answer="none")
    sys.stdout.buffer.write(replayed(drawn, expertise))
"""


def replayed_by(hash_seed: str, day: tuple[str, str, str]) -> bytes:
    """What another process makes of some stored answers, with its own order of hashes."""
    done = subprocess.run(
        [sys.executable, "-c", REPLAY, *day],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def first() -> bytes:
    return replayed_by("1", ("2026", "11", "27"))


def test_another_process_with_another_order_of_hashes_gives_the_same_bytes(first: bytes) -> None:
    assert len(first) > 10_000
    assert replayed_by("4242", ("2026", "11", "27")) == first


def test_another_day_gives_the_same_bytes(first: bytes) -> None:
    assert replayed_by("1", ("2031", "2", "3")) == first
