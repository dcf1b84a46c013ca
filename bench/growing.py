"""Whether an event costs the same with more knowledge, more sessions, and more processes."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg

from bot.knowledge.files import BUNDLED

_STATE = '{"topic": "scalability", "shown": ["clustering", "event_loop", "gil"], "spoke_to": "U1"}'
_SQLITE = """
WITH RECURSIVE numbers(n) AS (SELECT ? UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
INSERT INTO sessions (team, channel, thread, person, state, version, updated_at)
SELECT 'T0BENCH', printf('C%04d', n / 1000), printf('16%07d', n), '', ?, 1,
    '2026-11-01 00:00:00.000000'
FROM numbers
"""
_POSTGRESQL = """
INSERT INTO sessions (team, channel, thread, person, state, version, updated_at)
SELECT 'T0BENCH', 'C' || lpad((n / 1000)::text, 4, '0'), '16' || lpad(n::text, 7, '0'), '', %s, 1,
    now()
FROM generate_series(%s::int, %s::int) AS n
"""

POINTS_EACH = 10
_SUBJECTS = ("billing", "caching", "search", "queues", "forms", "exports", "maps", "payments")
_ASKED = (
    "how is {0} done", "which one is better at {0}", "what about {0}", "does {0} matter here",
    "who is stronger at {0}", "tell me about {0}", "we need {0}", "libraries for {0}",
)  # fmt: skip


def add_sessions(url: str, after: int, until: int) -> None:
    """Put sessions with the numbers from `after` + 1 to `until` into a database."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=30)) as database:
            database.execute(_SQLITE, (after + 1, until, _STATE))
            database.commit()
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # as it is after a while
        return
    with psycopg.connect(url) as connection:
        connection.execute(_POSTGRESQL, (_STATE, after + 1, until))


def knowledge(folder: Path, entries: int) -> Path:
    """A folder with the bundled knowledge and so many points more, POINTS_EACH a criterion."""
    made = folder / "knowledge"
    shutil.copytree(BUNDLED, made)
    for number in range(-(-entries // POINTS_EACH)):
        subject = _SUBJECTS[number % len(_SUBJECTS)]
        lines = "\n".join(_criterion(subject, f"{subject} {number}"))
        (made / "criteria" / f"{subject}_{number}.yaml").write_text(lines, "utf-8")
    return made


def _criterion(subject: str, spoken: str) -> Iterator[str]:
    """Its points say what those of the same subject do: a start learns each sentence once."""
    yield f"title: {spoken.capitalize()}"
    yield f"verdict: {{favours: neither, text: Neither is ahead in {spoken}.}}"
    yield "utterances:"
    yield from (f"  - {asked.format(spoken)}" for asked in _ASKED)
    yield "points:"
    for number in range(POINTS_EACH):
        yield f"  - id: point_{number}"
        yield f"    text: Statement {number} on {subject} holds for both sides."
        yield "    side: both"
        yield "    status: supported"
        yield "    sources: [article]"
        yield '    as_of: "2026-11"'
        yield '    review_by: "2030-01-01"'
    yield "takeaways:"
    yield f"  - {{pick: nodejs, when: {spoken} is small}}"
    yield "best_case:"
    yield f"  nodejs: Node.js does {spoken} well."
    yield f"  python: Python does {spoken} well."
