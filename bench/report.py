"""Prints what was measured, and writes it between the markers in docs/performance.md."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.processes import ROOT

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a title, and a sentence below it where one is needed."""

    title: str
    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    note: str = ""

    def markdown(self) -> str:
        lines = [
            f"### {self.title}",
            "",
            _row(self.header),
            _row(("---", *("---:" for _ in self.header[1:]))),
            *map(_row, self.rows),
        ]
        return "\n".join([*lines, *(["", self.note] if self.note else [])])


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def write(tables: Sequence[Table], about: str) -> None:
    """Put the tables in the place of the last ones. Raises ValueError without the markers."""
    page = PAGE.read_text("utf-8")
    before, began, rest = page.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (began and ended):
        raise ValueError(f"{PAGE}: the lines {BEGIN} and {END} are missing")
    body = "\n\n".join([about, *(table.markdown() for table in tables)])
    PAGE.write_text(f"{before}{BEGIN}\n{body}\n{END}{after}", "utf-8")
