"""Finds what a text calls by its name: an option, or a criterion."""

from collections.abc import Iterator, Mapping, Sequence

from bot.advisor.wording import words
from bot.knowledge.model import Criterion, Option


def option_named(said: Sequence[str], options: Mapping[str, Option]) -> str | None:
    """The option that the words name, where they name exactly one."""
    named = [option for option in options if names_of(option, options) & set(said)]
    return named[0] if len(named) == 1 else None


def names_of(option: str, options: Mapping[str, Option]) -> frozenset[str]:
    """The words that stand for an option, in lower case."""
    name = options[option].name.casefold()
    return frozenset({option, name, *name.split(".")})


def criteria_named(
    said: Sequence[str], criteria: Mapping[str, Criterion]
) -> Iterator[tuple[int, int, Criterion]]:
    """Every place where the words name a criterion, as (start, end, criterion)."""
    for criterion in criteria.values():
        for name in _names(criterion):
            for start in range(len(said) - len(name) + 1):
                if tuple(said[start : start + len(name)]) == name:
                    yield start, start + len(name), criterion


def _names(criterion: Criterion) -> frozenset[tuple[str, ...]]:
    """What a criterion is called: its title, its id and its other names."""
    called = (criterion.title, criterion.id.replace("_", " "), *criterion.also_called)
    return frozenset(words(name) for name in called)
