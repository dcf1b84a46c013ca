"""A knowledge folder: its files in, a checked `Knowledge` or all of its faults out."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bot.cache import Cache
from bot.knowledge.faults import Fault, KnowledgeError
from bot.knowledge.keeping import keep, kept
from bot.knowledge.model import Knowledge
from bot.knowledge.paths import CRITERIA, shown

BUNDLED = Path(__file__).resolve().parents[2] / "knowledge"
"""The folder that comes with StackPick."""


def stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when a file of the folder is written, added or removed; cheap to take."""
    found = []
    for path in _paths(folder):
        with suppress(FileNotFoundError):  # it was removed just now
            status = path.stat()
            found.append((path.name, status.st_mtime_ns, status.st_size))
    return tuple(found)


def load(folder: Path = BUNDLED, cache: Cache | None = None) -> Knowledge:
    """Read and check the knowledge in `folder`.

    What *cache* holds of the very same texts was checked when it was put there, and is not again.
    Raises KnowledgeError with every fault of every file; nothing is used of a faulty folder.
    """
    faults: list[Fault] = []
    texts = dict(_texts(folder, faults))
    known = kept(texts, cache) if cache and not faults else None
    if known is None:
        # most starts find it kept, and do without YAML
        from bot.knowledge.reading import checked  # noqa: PLC0415

        known = checked(folder, texts, faults)
        if cache:
            keep(known, texts, cache)
    return known


def _texts(folder: Path, faults: list[Fault]) -> Iterator[tuple[str, str]]:
    """The files that can be read, by name; `faults` gets those that cannot."""
    if not folder.is_dir():
        raise KnowledgeError([Fault(shown(folder), 1, "there is no such folder")])
    for path in _paths(folder):
        try:
            yield path.relative_to(folder).as_posix(), path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            faults.append(Fault(shown(path), 1, f"cannot be read: {error}"))


def _paths(folder: Path) -> list[Path]:
    return sorted([*folder.glob("*.yaml"), *folder.glob(f"{CRITERIA}/*.yaml")])
