"""Puts packages beside each other, and says what speaks for an option as a whole."""

from collections.abc import Sequence

from bot.advisor.expertise import Expertise
from bot.advisor.names import Named, packages_of
from bot.advisor.replies import Compared, Comparison, Glance
from bot.knowledge.model import Purpose

MOST_COMPARED = 4


def comparison(named: Sequence[Named], expertise: Expertise) -> Comparison:
    """What each of the packages is and is for, and what stands in its place on the other sides."""
    compared = tuple(named[:MOST_COMPARED])
    options = expertise.knowledge.options
    common = [p for p in compared[0].purposes if all(p in other.purposes for other in compared)]
    parts = tuple(_compared(one, (common or one.purposes)[0], expertise) for one in compared)
    return Comparison(parts, common[0] if common else None, options)


def compared_again(packages: Sequence[str], expertise: Expertise) -> Comparison | None:
    """The comparison of packages with these names; None where fewer than two are known."""
    by_name = {named.package.name: named for named in packages_of(expertise.knowledge)}
    known = [by_name[name] for name in packages if name in by_name]
    return comparison(known, expertise) if len(known) > 1 else None


def glance(option: str, expertise: Expertise) -> Glance:
    """The criteria by what their verdicts say of an option."""
    criteria = tuple(expertise.knowledge.criteria.values())
    options = expertise.knowledge.options
    others = set(options) - {option}
    return Glance(
        option,
        ahead=tuple(c for c in criteria if c.verdict.favours == option),
        behind=tuple(c for c in criteria if c.verdict.favours in others),
        level=tuple(c for c in criteria if c.verdict.favours not in options),
        options=options,
        criteria=criteria,
    )


def _compared(named: Named, purpose: Purpose, expertise: Expertise) -> Compared:
    elsewhere = {
        option: tuple(package.name for package in purpose.packages.get(option, ()))
        for option in expertise.options
        if option != named.option
    }
    return Compared(named.option, named.package, purpose, elsewhere)
