"""What the parts of the knowledge are made of: texts with their limits, ids, dates."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=40)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
ButtonText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=75)]
When = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""A date known to the year, the month or the day: `2026`, `2026-08` or `2026-08-22`."""

Status = Literal["supported", "outdated", "disputed", "wrong"]
"""How a claim stands against what is known now; only what is supported may be scored."""

Strength = Literal["slightly", "clearly", "strongly"]

BOTH = "both"
NEITHER = "neither"
DEPENDS = "depends"

CHECKED: Mapping[str, bool] = {"checked": True}
"""The context of a validation of what was found free of faults before: only its shape is read."""


class Value(BaseModel):
    """A frozen value; the docstrings of its fields are what an editor shows for them.

    `schemas` reads them: pydantic would at each start. And of all these classes a start needs the
    validator of `Knowledge` alone, so each is built when it is first used.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
