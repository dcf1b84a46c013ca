"""YAML as plain text: every scalar stays what its author wrote, and every value knows its line.

PyYAML's own loaders turn `no` into False and `3.10` into 3.1, and let a repeated key win without
a word; knowledge that people edit by hand needs none of that.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path = tuple[str | int, ...]
"""The keys and list positions that lead to a value; `()` is the whole file."""

MOST_NESTED = 20
"""Levels of nesting that are read; knowledge needs seven."""

FAR_TOO_DEEP = 200
"""Brackets or columns before a text is not even parsed; PyYAML takes some thousands."""

_TOO_DEEP = "anchors, aliases and deep nesting are not used here"


@dataclass(frozen=True, slots=True)
class Slip:
    """Something wrong with the text itself, at a line counted from 1."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file's data (dicts, lists and strings), the line of each value, and what was wrong."""

    data: Any
    lines: dict[Path, int] = field(default_factory=dict)
    slips: tuple[Slip, ...] = ()

    def line_of(self, path: Path) -> int:
        """The line of the value at `path`, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def parse(text: str) -> Parsed:
    """Read YAML text; what cannot be read is in `slips`, with `data` None."""
    line = _abyss(text)
    if line is not None:
        return Parsed(None, slips=(Slip(line, _TOO_DEEP),))
    try:
        root = yaml.compose(text, _Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return Parsed(None, slips=(Slip(line, _advice(error, text, line)),))
    except (yaml.YAMLError, RecursionError) as error:
        return Parsed(None, slips=(Slip(1, f"cannot be read: {error}".splitlines()[0]),))
    if root is None:
        return Parsed(None, slips=(Slip(1, "the file is empty"),))
    reader = _Reader()
    data = reader.read(root, ())
    return Parsed(data, reader.lines, tuple(reader.slips))


def _abyss(text: str) -> int | None:
    """The line from which a text may be nested so deep that PyYAML's parser ends the process.

    It counts brackets that are open, also in prose, and what begins a line and may nest.
    """
    is_open = 0
    for number, line in enumerate(text.splitlines(), start=1):
        is_open = max(0, is_open + sum(map(line.count, "[{")) - sum(map(line.count, "]}")))
        begins = len(line) - len(line.lstrip(" -?:"))
        if max(is_open, begins, *map(line.count, "[{")) > FAR_TOO_DEEP:
            return number
    return None


def _advice(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    problem = error.problem or "cannot be read"
    if "mapping values are not allowed" in problem:
        return f"{problem}: put the sentence in double quotes, since it holds ': '"
    if "\t" in re.findall(r"^\s*", "".join(text.splitlines()[line - 1 : line]))[0]:
        return f"{problem}: indent with spaces, not with tabs"
    return problem


class _Reader:
    """Turns nodes into plain data, noting lines and slips on the way."""

    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}
        self.slips: list[Slip] = []
        self._seen: set[int] = set()

    def read(self, node: yaml.Node, path: Path) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if len(path) > MOST_NESTED or id(node) in self._seen:
            self.slips.append(Slip(line, _TOO_DEEP))
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return dict(self._entries(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101 - YAML has no fourth kind of node
        return self._scalar(node, line)

    def _entries(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Any]]:
        first_line: dict[str, int] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if key in first_line:
                self.slips.append(Slip(line, f"'{key}' is already on line {first_line[key]}"))
                continue
            first_line[key] = line
            self.lines[(*path, key)] = line
            yield key, self.read(value_node, (*path, key))

    def _scalar(self, node: yaml.ScalarNode, line: int) -> str | None:
        if node.value == "" and not node.style:
            self.slips.append(Slip(line, "a value is missing after ':' or '-'"))
            return None
        return str(node.value)
