"""What people do about a team decision, and what that comes to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.advisor.replies import TeamResult
from bot.decisions.decision import Decision
from bot.store.keeping import CannotSupersede
from bot.store.protocol import Delivery, Outgoing
from bot.store.team import TeamDecision


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does about a team decision, and by which delivery it is known."""

    delivery: Delivery
    number: int
    by: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Answers were taken; `late` ones are kept and do not count."""

    late: bool


@dataclass(frozen=True, slots=True)
class Closed:
    """It is closed now; `result` is None where nobody has answered."""

    decision: TeamDecision
    result: TeamResult | None


@dataclass(frozen=True, slots=True)
class TooFew:
    """Only so many have answered, so whoever closes it is asked once more."""

    decision: TeamDecision
    answered: int


@dataclass(frozen=True, slots=True)
class Passed:
    """Somebody else owns it now."""

    decision: TeamDecision


@dataclass(frozen=True, slots=True)
class CardPosted:
    """Its card is posted once more."""


@dataclass(frozen=True, slots=True)
class NotTheOwner:
    """Only `owner` may do that, who is empty where they were forgotten."""

    owner: str


@dataclass(frozen=True, slots=True)
class OwnerIsThere:
    """Nobody takes it over, as its owner has not left."""

    owner: str


@dataclass(frozen=True, slots=True)
class OwnerUnknown:
    """Nobody takes it over, as it cannot be known whether its owner has left."""


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """Only somebody who has answered takes it over."""


@dataclass(frozen=True, slots=True)
class ClosedBefore:
    """It was closed before, so there is nothing more to do."""


@dataclass(frozen=True, slots=True)
class NothingToSave:
    """It is still open, or nobody answered."""


@dataclass(frozen=True, slots=True)
class SavedBefore:
    """It is saved already, as this decision."""

    number: int


@dataclass(frozen=True, slots=True)
class Gone:
    """There is no such team decision, or no more."""


Refusal = (
    NotTheOwner
    | OwnerIsThere
    | OwnerUnknown
    | NotAnswered
    | ClosedBefore
    | NothingToSave
    | SavedBefore
    | Gone
)
"""Why an act came to nothing."""

ActOutcome = Closed | TooFew | Passed | CardPosted | Refusal
"""What a press comes to."""

Saved = Decision | CannotSupersede | NotTheOwner | NothingToSave | SavedBefore | Gone
"""What saving a result comes to."""

Tell = Callable[[ActOutcome], Sequence[Outgoing]]
"""Makes the calls that tell what an act came to."""
