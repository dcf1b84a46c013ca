"""Packages with their counterparts, the stacks to start with, and what is not compared."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import StringConstraints

from bot.knowledge.model.values import ButtonText, Id, Phrase, Text, Value, When


class Package(Value):
    """A package of one side."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    also_called: tuple[Phrase, ...] = ()
    """Other spellings that people use."""
    licence: Annotated[str, StringConstraints(min_length=1, max_length=40)] | None = None
    version: Annotated[str, StringConstraints(min_length=1, max_length=40)] | None = None
    """The version that was read about, in quotes: `"2.24"`."""
    as_of: When | None = None
    """When licence and version were read: `"2026"`, `"2026-08"` or `"2026-08-22"`, in quotes."""
    note: Text | None = None
    """What a reader should know of it."""


class Purpose(Value):
    """What packages are for, with those of each option."""

    id: Id
    name: ButtonText
    also_called: tuple[Phrase, ...] = ()
    """What people call it who name no package: "graphql", "orm"."""
    packages: Mapping[Id, tuple[Package, ...]]
    """A list for each option, by its id; an empty list says that none compares."""
    note: Text | None = None
    only_alone: bool = False
    """Whether it counts only where no other purpose is named, since its packages are often named
    beside the one that is meant ("pandas on npm")."""


class Other(Value):
    """A language, a runtime or a framework that is not compared."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    also_called: tuple[Phrase, ...] = ()
    """Other spellings that people use."""
    is_word: bool = False
    """Whether the name is a common word or letter, too ("go with python"): then it counts only as
    one of two that are compared."""


class Instead(Value):
    """Another package for a role when the dialog's answers are as in `when`."""

    when: Mapping[Id, tuple[Id, ...]]
    """Questions of the dialog, each with the answers that call for this package."""
    package: str
    """The name of a package of packages.yaml."""
    because: Text


class Role(Value):
    """A place in a starter stack and the package that fills it."""

    role: ButtonText
    """The place, such as "Framework"."""
    package: str
    """The name of a package of packages.yaml."""
    because: Text
    only_if: Mapping[Id, tuple[Id, ...]] = {}
    """Questions of the dialog, each with the answers that call for this place; it is left out
    without them."""
    instead: tuple[Instead, ...] = ()
    """Other packages; the first whose answers all fit is taken."""
