"""What there is to choose from, where nothing was asked for or it is not sure what."""

from dataclasses import dataclass

from bot.advisor.replies.dialogs import NextQuestion
from bot.knowledge.model import Criterion


@dataclass(frozen=True, slots=True)
class Clarification:
    """Not sure what was meant by `asked`: the nearest criteria to choose from."""

    choices: tuple[Criterion, ...]
    asked: str = ""
    resume: NextQuestion | None = None


@dataclass(frozen=True, slots=True)
class Declined:
    """What was said is not StackPick's subject; `criteria` are what is, to choose from."""

    criteria: tuple[Criterion, ...]
    resume: NextQuestion | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """What can be asked, to choose from."""

    criteria: tuple[Criterion, ...]
    resume: NextQuestion | None = None


@dataclass(frozen=True, slots=True)
class Help:
    """How StackPick is used."""

    criteria: tuple[Criterion, ...]
    resume: NextQuestion | None = None
