"""Takes the choice among the criteria that were offered for a question which was not plain."""

from dataclasses import replace

from bot.advisor import following
from bot.advisor.commands import as_answer
from bot.advisor.gap import Picked
from bot.advisor.guiding import Guide
from bot.advisor.turn import Turn
from bot.advisor.vocabulary import word_set
from bot.advisor.wording import words
from bot.knowledge.model import Criterion

_AROUND_A_NAME = word_set("the a i mean meant about one is it please yes yeah and or of to")
"""Words beside the name of a criterion that do not make a question of their own."""


def picked(criterion: Criterion, question: str, guide: Guide) -> Turn:
    """The answer to a question as one on the criterion that was picked for it."""
    turn = following.answer(criterion, question, guide)
    return replace(turn, gap=Picked(question, criterion.id) if question else None)


def picked_by_words(text: str, guide: Guide) -> Turn | None:
    """The turn where a text names one of the criteria that were offered: by number or by name.

    None where nothing was offered, or where what was offered is not named alone.
    """
    offered, known = guide.session.offered, guide.expertise.knowledge.criteria
    if offered is None or guide.session.spoke_to != guide.owner:
        return None
    choices = [known[name] for name in offered.criteria if name in known]
    number = as_answer(text)
    if number.isdecimal() and 0 < int(number) <= len(choices):
        return picked(choices[int(number) - 1], offered.question, guide)
    named = [choice for choice in choices if _is_named(choice, text)]
    return picked(named[0], offered.question, guide) if len(named) == 1 else None


def _is_named(criterion: Criterion, text: str) -> bool:
    """Whether a text is a name of the criterion, or words of its title and nothing else."""
    said = [word for word in words(text) if word not in _AROUND_A_NAME]
    if not said:
        return False
    known = {criterion.id.replace("_", " "), *map(str.casefold, criterion.also_called)}
    return " ".join(said) in known or set(said) <= set(words(criterion.title))
