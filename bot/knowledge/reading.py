"""From the texts of a knowledge folder to a checked `Knowledge`, or to all of their faults."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.knowledge import yaml_text
from bot.knowledge.checks import Found, contradictions
from bot.knowledge.faults import Fault, KnowledgeError
from bot.knowledge.keeping import digest
from bot.knowledge.model import (
    Criterion,
    Dialog,
    Id,
    Intents,
    Knowledge,
    Option,
    Other,
    Purpose,
    Role,
    Smalltalk,
    Source,
)
from bot.knowledge.paths import CRITERIA, shown

VERSION_DIGITS = 12
"""Of the digest of the files' texts; they are the knowledge's version."""

SHAPES: Mapping[str, TypeAdapter[Any]] = {
    "options": TypeAdapter(Mapping[Id, Option]),
    "sources": TypeAdapter(Mapping[Id, Source]),
    "dialog": TypeAdapter(Dialog),
    "packages": TypeAdapter(tuple[Purpose, ...]),
    "stacks": TypeAdapter(Mapping[Id, tuple[Role, ...]]),
    "smalltalk": TypeAdapter(Mapping[Id, Smalltalk]),
    "intents": TypeAdapter(Intents),
    "others": TypeAdapter(tuple[Other, ...]),
}
"""The shape of each file that stands once in the folder, by its name without `.yaml`."""

CRITERION: TypeAdapter[Criterion] = TypeAdapter(Criterion)
"""The shape of each file in the folder's `criteria`; its `id` is the file's name."""


@dataclass(frozen=True, slots=True)
class _File:
    """One file as it was read: its name in the folder, its text and what YAML made of it."""

    name: str
    parsed: yaml_text.Parsed


def checked(folder: Path, texts: Mapping[str, str], faults: list[Fault]) -> Knowledge:
    """What the *texts* of the files of *folder*, by name, say.

    Raises KnowledgeError with *faults*, which were found before, and those that are found now.
    """
    files = {name: _File(name, yaml_text.parse(text)) for name, text in texts.items()}
    faults += [
        Fault(shown(folder / file.name), slip.line, slip.text)
        for file in files.values()
        for slip in file.parsed.slips
    ]
    report = _Report(folder, files, faults)
    parts = {part: _part(part, shape, report) for part, shape in SHAPES.items()}
    parts[CRITERIA] = dict(_criteria(report))
    if faults:
        raise KnowledgeError(faults)
    knowledge = Knowledge(version=digest(texts)[:VERSION_DIGITS], **parts)
    for found in contradictions(knowledge):
        report.add(found.file, found.path, found.text)
    if faults:
        raise KnowledgeError(faults)
    return knowledge


def located(folder: Path, found: Sequence[Found]) -> Iterator[Fault]:
    """What was found in a folder that can be used, each with its line; reads the files again."""
    names = {each.file for each in found}
    parsed = {name: yaml_text.parse((folder / name).read_text("utf-8")) for name in names}
    for each in found:
        line = parsed[each.file].line_of(each.path)
        yield Fault(shown(folder / each.file), line, each.text)


@dataclass(frozen=True, slots=True)
class _Report:
    """Collects faults, and knows the line that each belongs to."""

    folder: Path
    files: Mapping[str, _File]
    faults: list[Fault]

    def add(self, name: str, path: yaml_text.Path, text: str) -> None:
        file = self.files.get(name)
        line = file.parsed.line_of(path) if file else 1
        self.faults.append(Fault(shown(self.folder / name), line, text))


def _part(part: str, shape: TypeAdapter[Any], report: _Report) -> Any:
    name = f"{part}.yaml"
    if name not in report.files:
        if not (report.folder / name).exists():
            report.add(name, (), "this file is missing")
        return None
    return _validated(name, shape.validate_python, report.files[name].parsed.data, report)


def _criteria(report: _Report) -> Iterator[tuple[str, Any]]:
    for name, file in report.files.items():
        criterion_id = Path(name).stem
        if not name.startswith(f"{CRITERIA}/") or file.parsed.data is None:
            continue
        data = file.parsed.data
        if not isinstance(data, dict):
            report.add(name, (), "a criterion is a mapping that begins with 'title:'")
        elif "id" in data:
            report.add(name, ("id",), "leave 'id' out: the file's name is the id")
        else:
            whole = {"id": criterion_id, **data}
            yield criterion_id, _validated(name, CRITERION.validate_python, whole, report)


def _validated(name: str, validate: Callable[[Any], Any], data: Any, report: _Report) -> Any:
    if data is None:
        return None
    try:
        return validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        for detail in details:
            if not _follows(detail, details):
                path = tuple(step for step in detail["loc"] if step != "[key]")
                report.add(name, path, _in_words(detail))
        return None


def _follows(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether a list is too short only because entries of it are faulty themselves."""
    here = detail["loc"]
    within = [other["loc"] for other in details if other["loc"][: len(here)] == here]
    return detail["type"] == "too_short" and len(within) > 1


def _in_words(detail: ErrorDetails) -> str:
    """The fault in words: what key is meant, what is wrong, and what was written there."""
    where = ".".join(str(step) for step in detail["loc"]) or "the file"
    match detail["type"]:
        case "missing":
            return f"'{where}' is missing"
        case "extra_forbidden":
            return f"'{where}' is not a key that is known here"
        case (
            "string_pattern_mismatch"
            | "literal_error"
            | "int_parsing"
            | "date_from_datetime_parsing"
        ):
            return f"{where}: {detail['msg']} (it is '{detail['input']}')"
        case _:
            return f"{where}: {detail['msg'].removeprefix('Value error, ')}"
