"""The forms for what is wrong: GitHub shows one only if it is well formed."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.docs.markdown import ROOT

FORMS = sorted(
    path for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config"
)
KINDS = {"markdown", "textarea", "input", "dropdown", "checkboxes"}
"""Elements that a form may have, by GitHub's syntax for forms."""


def body(path: Path) -> list[dict[str, Any]]:
    form: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    assert form["name"]
    assert form["description"]
    return list(form["body"])


def test_there_is_a_form_for_a_wrong_fact_and_one_for_a_question_that_was_not_understood() -> None:
    assert [path.stem for path in FORMS] == ["not_understood", "wrong_fact"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_can_be_filled_in(path: Path) -> None:
    fields = [element for element in body(path) if element["type"] != "markdown"]
    ids = [field["id"] for field in fields]

    assert {element["type"] for element in body(path)} <= KINDS
    assert len(set(ids)) == len(ids)
    assert all(field["attributes"]["label"] for field in fields)
    assert all(field["attributes"]["options"] for field in fields if field["type"] == "dropdown")
    assert any(field.get("validations", {}).get("required") for field in fields)


def test_a_wrong_fact_needs_its_source() -> None:
    form = ROOT / ".github/ISSUE_TEMPLATE/wrong_fact.yml"
    required = {field["id"] for field in body(form) if field.get("validations", {}).get("required")}

    assert "source" in required
