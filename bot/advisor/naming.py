"""Finds the option that a text calls by its name."""

from collections.abc import Mapping, Sequence

from bot.knowledge.model import Option


def option_named(said: Sequence[str], options: Mapping[str, Option]) -> str | None:
    """The option that the words name, where they name exactly one."""
    named = [option for option in options if names_of(option, options) & set(said)]
    return named[0] if len(named) == 1 else None


def names_of(option: str, options: Mapping[str, Option]) -> frozenset[str]:
    """The words that stand for an option, in lower case."""
    about = options[option]
    called = (option, about.name, *about.name.split("."), *about.also_called)
    return frozenset(name.casefold() for name in called)
