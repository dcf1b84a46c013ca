"""Answers about what was named: packages, an option as a whole, what is not compared."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.advisor.replies.dialogs import NextQuestion
from bot.knowledge.model import Criterion, Options, Package, Purpose


@dataclass(frozen=True, slots=True)
class Counterparts:
    """Packages of each option for the purposes that were asked about.

    `known` are all the purposes there are, to name where none was recognised.
    """

    purposes: tuple[Purpose, ...]
    known: tuple[Purpose, ...]
    options: Options
    resume: NextQuestion | None = None
    shared_by: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A package of an option beside others, and what it is for.

    `elsewhere` has the names of the packages for the same purpose, by the other options.
    """

    option: str
    package: Package
    purpose: Purpose
    elsewhere: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more packages that were named, beside each other.

    `common` is the purpose that all of them serve, None where they are for different things.
    """

    parts: tuple[Compared, ...]
    common: Purpose | None
    options: Options
    resume: NextQuestion | None = None
    shared_by: str | None = None


@dataclass(frozen=True, slots=True)
class Glance:
    """What speaks for an option as a whole and what against it: the criteria, by their verdicts.

    `level` are those on which it depends or neither is ahead, `criteria` all to choose from.
    """

    option: str
    ahead: tuple[Criterion, ...]
    behind: tuple[Criterion, ...]
    level: tuple[Criterion, ...]
    options: Options
    criteria: tuple[Criterion, ...]
    resume: NextQuestion | None = None


@dataclass(frozen=True, slots=True)
class NotCompared:
    """What was asked about is no option and none of their packages; `names` says what it is."""

    names: tuple[str, ...]
    options: Options
    criteria: tuple[Criterion, ...]
    resume: NextQuestion | None = None
