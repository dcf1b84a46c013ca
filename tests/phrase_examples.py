"""Says a phrase of the knowledge as somebody might: with its first alternatives."""

from collections.abc import Iterable, Mapping

from bot.knowledge.model.phrasing import (
    AnyWords,
    Choice,
    Item,
    Listed,
    Number,
    Word,
    parse,
    parse_listed,
)

Lists = Mapping[str, Iterable[str]]


def example(phrase: str, lists: Lists) -> str:
    """A text that holds the phrase; what may be missing is left out."""
    parsed = parse(phrase)
    said = " ".join(part for item in parsed.items if (part := _said(item, lists)))
    return f"no {said}" if parsed.denied else said


def _said(item: Item, lists: Lists) -> str:
    match item:
        case Word(text):
            return text
        case Number(least, most):
            return f"{max(least, min(most, 7)):.0f}"
        case AnyWords():
            return ""
        case Listed(name):
            return " ".join(_said(each, lists) for each in parse_listed(next(iter(lists[name]))))
        case Choice(among, optional):
            return "" if optional else " ".join(_said(each, lists) for each in among[0])
