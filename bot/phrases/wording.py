"""Small forms that several sentences share: lists, shares, counts."""

from collections.abc import Iterable, Mapping
from fractions import Fraction


def percent(share: float) -> str:
    """A share from 0 to 1 in whole percent, without rounding anything to none or all."""
    if 0 < share < 0.01:  # noqa: PLR2004 - a hundredth is a percent
        return "less than 1%"
    return f"{min(round(share * 100), 99 if share < 1 else 100)}%"


def units(by_option: Mapping[str, Fraction]) -> str:
    """How much something weighs for all options together."""
    total = sum(by_option.values())
    return "1 unit" if total == 1 else f"{decimal(Fraction(total))} units"


def decimal(amount: Fraction) -> str:
    """An amount to two decimals at the most."""
    return f"{float(amount):.2f}".rstrip("0").rstrip(".")


def as_of(date: str) -> str:
    return f"as of {date}"


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them: "a, b and c"."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def in_sentence(title: str) -> str:
    """A title as it stands inside of a sentence; names keep their capitals."""
    first, _, rest = title.partition(" ")
    return title if first[1:] != first[1:].lower() else f"{first.lower()} {rest}".strip()
