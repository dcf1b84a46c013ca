"""How answers stand in a record."""

from bot import phrases
from bot.decisions.markdown import inline
from bot.decisions.tally import Tally
from bot.knowledge.model import Answer


def answered(tally: Tally, *, team: bool, named: bool = False) -> str:
    """A question with the answers to it; of a team also how many gave each, and who if `named`."""
    answers = ", ".join(
        f"**{inline(answer.label) if answer else phrases.LEFT_OPEN}**"
        + (f" ({_by(tally, answer, count, named=named)})" if team else "")
        for answer, count in tally.answers()
    )
    words = inline(phrases.from_words(tally.words)) if tally.words else ""
    return f"{inline(tally.question.ask)} {answers}{' ' * bool(words)}{words}"


def _by(tally: Tally, answer: Answer | None, count: int, *, named: bool) -> str:
    if tally.fixed:
        return phrases.RECORD_FIXED
    names = tally.names.get(answer.id if answer else None, ()) if named else ()
    return f"{count}: {inline(', '.join(names))}" if names else str(count)
