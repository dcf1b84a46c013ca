"""When no open question can change the outcome any more."""

from collections.abc import Iterable, Iterator
from itertools import product

from bot.advisor.asking.bounds import Bounds
from bot.advisor.asking.position import Outlook, Pending, Position
from bot.advisor.outcome import Clear, Either, outcome
from bot.advisor.scoring import Standing, emphasised
from bot.knowledge.model import Answer


def is_settled(position: Position) -> bool:
    """Whether every way to answer the open questions comes to the outcome of leaving them open.

    Never takes an open outcome for a settled one. It may miss a settled one where an answer that
    is to come rules out what is out already, or where a question waits for several others.
    """
    outlook = position.outlook()
    now, left = outlook.now, outlook.now.left()
    answers = [answer for coming in outlook.pending for answer in coming.answers]
    if not left:
        return True
    if any(answer.rules_out for answer in answers):
        return False
    if len(left) == 1:
        return True
    if has_two_parts(now):
        return not any(answer.keeps_whole or splits_further(answer, now) for answer in answers)
    if may_split(outlook):
        return False
    reached = outcome(position.standing(), position.dialog.scoring)
    return isinstance(reached, Clear | Either) and all(
        _holds(reached, left, Bounds(position.dialog.scoring, now, outlook.pending, emphasis))
        for emphasis in _emphases(position, outlook)
    )


def has_two_parts(now: Standing) -> bool:
    """Whether separable parts speak for different options as things stand."""
    return len(set(now.parts) & set(now.left())) > 1 and not now.whole


def splits_further(answer: Answer, now: Standing) -> bool:
    """Whether an answer gives a part to an option that is left and has none yet."""
    without = set(now.left()) - set(now.parts)
    return any(lean.part and lean.option in without for lean in answer.leans)


def may_split(outlook: Outlook) -> bool:
    """Whether separable parts may yet speak for different options."""
    now, parts = outlook.now, set(outlook.now.parts)
    for coming in outlook.pending:
        for answer in coming.answers:
            parts.update(lean.option for lean in answer.leans if lean.part)
    return not now.whole and len(parts & set(now.left())) > 1


def _emphases(position: Position, outlook: Outlook) -> Iterator[frozenset[str]]:
    """Every set of emphasised criteria that the questions to come may yet bring about."""
    given = emphasised(position.dialog, outlook.certain)
    for chosen in product(*_choices(outlook.pending)):
        yield given.union(*chosen)


def _choices(pending: Iterable[Pending]) -> Iterator[set[frozenset[str]]]:
    for coming in pending:
        if any(answer.emphasises for answer in coming.answers):
            yield {frozenset(), *(frozenset(answer.emphasises) for answer in coming.answers)}


def _holds(reached: Clear | Either, left: tuple[str, ...], bounds: Bounds) -> bool:
    if isinstance(reached, Clear):
        others = [option for option in left if option != reached.option]
        return all(bounds.surely_clear(reached.option, other) for other in others)
    return all(
        any(bounds.never_clear(first, other) for other in left if other != first) for first in left
    )
