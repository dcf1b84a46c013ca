"""The schemas that editors check the knowledge with: current, and of one mind with the files."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from bot.knowledge.files import BUNDLED
from bot.knowledge.schemas import schema_texts

SCHEMAS = BUNDLED / "schema"
FILES = [*sorted(BUNDLED.glob("*.yaml")), *sorted(BUNDLED.glob("criteria/*.yaml"))]
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")

each_file = pytest.mark.parametrize("path", [pytest.param(p, id=p.stem) for p in FILES])


class EditorLoader(yaml.SafeLoader):
    """YAML as editors read it, by the core schema of version 1.2: no dates, `no` is a text."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("int", r"-?\d+", "-0123456789"),
    ("float", r"-?\d+\.\d+", "-0123456789"),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first)
    )


def as_an_editor_reads(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), EditorLoader)  # noqa: S506 - a SafeLoader


def schema_path(path: Path) -> Path:
    """The schema that a file names in its first line."""
    found = MODELINE.fullmatch(path.read_text("utf-8").splitlines()[0])
    assert found, f"{path} does not begin with the line that names its schema"
    return (path.parent / found[1]).resolve()


def faults(kind: str, data: Any) -> list[str]:
    schema = json.loads((SCHEMAS / f"{kind}.json").read_text("utf-8"))
    return [error.message for error in Draft7Validator(schema).iter_errors(data)]


def properties(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, definition in {"": schema, **schema["definitions"]}.items():
        for key, value in definition.get("properties", {}).items():
            yield f"{name}.{key}", value


def test_the_committed_schemas_are_those_of_the_models() -> None:
    committed = {path.stem: path.read_text("utf-8") for path in SCHEMAS.glob("*.json")}

    assert committed == dict(schema_texts()), "run: stackpick knowledge schema"


@each_file
def test_a_file_names_the_schema_of_its_kind(path: Path) -> None:
    kind = "criterion" if path.parent.name == "criteria" else path.stem

    assert schema_path(path) == SCHEMAS / f"{kind}.json"


@each_file
def test_an_editor_finds_no_fault_in_what_can_be_loaded(path: Path) -> None:
    assert faults(schema_path(path).stem, as_an_editor_reads(path)) == []


@pytest.mark.parametrize("kind", [kind for kind, _ in schema_texts()])
def test_a_schema_is_one(kind: str) -> None:
    schema = json.loads((SCHEMAS / f"{kind}.json").read_text("utf-8"))

    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == Draft7Validator.META_SCHEMA["$schema"]


def _misspelt(criterion: dict[str, Any]) -> None:
    criterion["points"][0]["sorces"] = criterion["points"][0].pop("sources")


def _unheard_of_status(criterion: dict[str, Any]) -> None:
    criterion["points"][0]["status"] = "true"


def _empty(criterion: dict[str, Any]) -> None:
    criterion["verdict"]["text"] = None


def _with_its_id(criterion: dict[str, Any]) -> None:
    criterion["id"] = "hiring"


def _one_claim_too_many(criterion: dict[str, Any]) -> None:
    criterion["points"][0]["article_claim"] = 63


def _key_that_is_no_id(criterion: dict[str, Any]) -> None:
    criterion["best_case"]["Node.js"] = criterion["best_case"].pop("nodejs")


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        pytest.param(_misspelt, "'sorces' was unexpected", id="a misspelt key"),
        pytest.param(_unheard_of_status, "'true' is not one of", id="a status that is none"),
        pytest.param(_empty, "None is not of type 'string'", id="an empty value"),
        pytest.param(_with_its_id, "'id' was unexpected", id="an id in the file"),
        pytest.param(_one_claim_too_many, "63 is greater than", id="a claim that is not there"),
        pytest.param(_key_that_is_no_id, "'Node.js' does not match", id="a key that is no id"),
    ],
)
def test_an_editor_finds_what_the_check_would_refuse(
    break_it: Callable[[dict[str, Any]], None], said: str
) -> None:
    criterion = as_an_editor_reads(BUNDLED / "criteria" / "hiring.yaml")
    break_it(criterion)

    assert any(said in fault for fault in faults("criterion", criterion))


def test_an_editor_knows_more_of_a_key_than_its_name_wherever_that_helps() -> None:
    """What has no description is plain from its name, or is a part with a description."""
    plain = {"id", "text", "name", "title", "publisher", "url", "because", "note", "licence",
             "option", "strength", "reply"}  # fmt: skip
    bare = [
        f"{kind}{key}"
        for kind, text in schema_texts()
        for key, value in properties(json.loads(text))
        if "description" not in value and key.split(".")[1] not in plain
        and "$ref" not in value and "$ref" not in value.get("items", {})
    ]  # fmt: skip

    assert bare == []
