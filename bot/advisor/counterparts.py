"""Finds the packages that a text names, and what they are for."""

from collections.abc import Iterator

from bot.advisor.wording import words
from bot.knowledge.model import Package, Purpose

MOST_PURPOSES = 3


def purposes_named(text: str, purposes: tuple[Purpose, ...]) -> tuple[Purpose, ...]:
    """The purposes of the packages that a text names, in the order of the table."""
    said = words(text)
    named = [purpose for purpose in purposes if any(_is_named(p, said) for p in _packages(purpose))]
    meant = [purpose for purpose in named if not purpose.only_alone] or named
    return tuple(meant[:MOST_PURPOSES])


def _packages(purpose: Purpose) -> Iterator[Package]:
    for packages in purpose.packages.values():
        yield from packages


def _is_named(package: Package, said: tuple[str, ...]) -> bool:
    for name in (package.name, *package.also_called):
        phrase = words(name)
        if any(said[at : at + len(phrase)] == phrase for at in range(len(said))):
            return True
    return False
