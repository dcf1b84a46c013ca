"""JSON schemas of the knowledge files, so that editors complete and check while typing."""

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from bot.knowledge.reading import CRITERION, SHAPES

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest dialect that YAML editors know well."""


def schema_texts() -> Iterator[tuple[str, str]]:
    """Each kind of file with its schema as JSON text: those of the folder, and `criterion`."""
    kinds: Mapping[str, TypeAdapter[Any]] = {**SHAPES, "criterion": CRITERION}
    for kind, shape in kinds.items():
        yield kind, json.dumps(_schema(kind, shape), ensure_ascii=False, indent=2) + "\n"


def _schema(kind: str, shape: TypeAdapter[Any]) -> JsonSchemaValue:
    schema = shape.json_schema(
        ref_template="#/definitions/{model}", schema_generator=_AsFilesAreWritten
    )
    definitions = schema.pop("$defs", {})
    if shape is CRITERION:
        del schema["properties"]["id"]  # the file's name
        schema["required"].remove("id")
    schema["title"] = kind
    return {"$schema": DIALECT, **schema, "definitions": definitions}


class _AsFilesAreWritten(GenerateJsonSchema):
    """What may be left out is never written as null, and every key of a mapping is checked."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        found = super().model_schema(schema)
        for name, text in _docstrings(schema["cls"]):
            if name in found.get("properties", {}):
                found["properties"][name]["description"] = text
        return found

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic calls it
        return False  # a title made of the key says nothing more than the key

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        keys = self.generate_inner(schema["keys_schema"])
        values = self.generate_inner(schema["values_schema"])
        return {"type": "object", "propertyNames": keys, "additionalProperties": values}


def _docstrings(model: type) -> Iterator[tuple[str, str]]:
    """The fields of a model that have a docstring below them, with its text."""
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    assert isinstance(definition, ast.ClassDef)  # noqa: S101 - the source of a class is one
    for field, below in pairwise(definition.body):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, inspect.cleandoc(text)
            case _:
                pass
