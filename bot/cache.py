"""Bytes kept between runs, in one SQLite file of the user's cache folder.

Nothing depends on it: a folder that cannot be written, a locked or a damaged file only cost time.
What is kept is believed, so it is read only where nobody else can have written it; and it is kept
as plain values and arrays, never as code or pickles.
"""

import functools
import hashlib
import logging
import os
import sqlite3
import stat
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

APP = "stackpick"
FILE = "cache.sqlite3"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (
    kind TEXT NOT NULL, key TEXT NOT NULL, crc INTEGER NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (kind, key)
)
"""
_FORGET = """
DELETE FROM entry WHERE kind = ? AND rowid NOT IN
(SELECT rowid FROM entry WHERE kind = ? ORDER BY rowid DESC LIMIT ?)
"""
_BUSY_SECONDS = 2.0
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Cache:
    """Entries by kind and key, in *folder*. Threads and processes may share one."""

    folder: Path = field(default_factory=lambda: platformdirs.user_cache_path(APP))

    @property
    def path(self) -> Path:
        """The file; it need not be there."""
        return self.folder / FILE

    def read(self, kind: str, keys: Iterable[str]) -> dict[str, bytes]:
        """What is kept of *keys*; an entry whose checksum does not fit counts as missing."""
        found: dict[str, bytes] = {}
        with self._harmless(), closing(self._connect()) as connection:
            for key in keys:
                query = "SELECT crc, content FROM entry WHERE kind = ? AND key = ?"
                row = connection.execute(query, (kind, key)).fetchone()
                if row and zlib.crc32(row[1]) == row[0]:
                    found[key] = row[1]
        return found

    def write(self, kind: str, entries: Mapping[str, bytes], *, keep: int) -> None:
        """Keep *entries*, all or none, and of their kind only the *keep* written last."""
        rows = [(kind, key, zlib.crc32(content), content) for key, content in entries.items()]
        with self._harmless(), closing(self._connect()) as connection, connection:
            connection.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)", rows)
            connection.execute(_FORGET, (kind, kind, keep))

    def _connect(self) -> sqlite3.Connection:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in (self.folder, self.path):
            if path.exists() and not _is_our_own(path):
                _warn_of(path)
                raise PermissionError(path)
        connection = sqlite3.connect(self.path, timeout=_BUSY_SECONDS)
        connection.execute(_SCHEMA)
        return connection

    @contextmanager
    def _harmless(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            log.debug("cache not used: %s", error)
        except sqlite3.DatabaseError as error:
            log.info("cache damaged, starting a new one: %s", error)
            self._discard()
        except OSError as error:
            log.debug("cache not used: %s", error)

    def _discard(self) -> None:
        with self._harmless():
            self.path.unlink(missing_ok=True)


@functools.cache
def code_of(*files: Path) -> str:
    """A digest of Python files: what they made is good for them alone."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


@functools.cache  # once is enough
def _warn_of(path: Path) -> None:
    log.warning("The cache is not used, so starts are slow: others may write %s", path)


def _is_our_own(path: Path) -> bool:
    """Whether nobody but us and root can have written here; where that cannot be told, it is so."""
    if not hasattr(os, "geteuid"):
        return True
    status = path.stat()
    return status.st_uid in {0, os.geteuid()} and not status.st_mode & _OTHERS_MAY_WRITE
