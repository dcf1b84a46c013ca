"""Knowledge folders on disk."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge import yaml_text
from bot.knowledge.faults import KnowledgeError
from bot.knowledge.files import load
from bot.knowledge.model import Criterion, Knowledge
from bot.knowledge.reading import SHAPES
from tests.builders import COFFEE, TEA, a_knowledge, a_lean, a_question, an_answer

TOY = a_knowledge(
    a_question(
        "milk",
        an_answer("yes", a_lean(COFFEE), understands=["with cream"]),
        an_answer("no", a_lean(TEA), understands=["black"], emphasises=["taste"]),
    ),
    a_question("foam", only_if={"milk": ["yes"]}),
    a_question("allergy", an_answer("none"), an_answer("some", rules_out=[COFFEE])),
)


def write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=200), "utf-8")


def read(path: Path) -> Any:
    """A file's data as plain text, to be edited and written again."""
    return yaml_text.parse(path.read_text("utf-8")).data


def write_toy(folder: Path, knowledge: Knowledge = TOY) -> Path:
    parts: Mapping[str, Any] = knowledge.model_dump(mode="json", exclude_defaults=True)
    for part in SHAPES:
        write(folder / f"{part}.yaml", parts[part])
    for criterion in knowledge.criteria.values():
        write(folder / "criteria" / f"{criterion.id}.yaml", _without_id(criterion))
    return folder


def _without_id(criterion: Criterion) -> Mapping[str, Any]:
    return criterion.model_dump(mode="json", exclude_defaults=True, exclude={"id"})


def swap(path: Path, old: str, new: str) -> None:
    """Put `new` in the place of the first `old`."""
    text = path.read_text("utf-8")
    assert old in text, f"{path.name} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def line_of(path: Path, marker: str) -> int:
    """The number (from 1) of the first line that holds the marker."""
    lines = path.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if marker in line)


def faults_of(folder: Path) -> list[str]:
    """The faults as they are shown, with the folder left out."""
    with pytest.raises(KnowledgeError) as raised:
        load(folder)
    assert str(raised.value) == "\n".join(str(fault) for fault in raised.value.faults)
    return [str(fault).removeprefix(f"{folder}/") for fault in raised.value.faults]
