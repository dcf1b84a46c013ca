"""What a person did: a move for each thing that somebody can do.

Those of `beginnings.py` are typed or opened; buttons carry the others.
"""

from bot.advisor.moves.beginnings import AskedForHelp, Began, Opened, Reopened, Said
from bot.advisor.moves.dialogs import (
    Chose,
    DialogMove,
    Resumed,
    Reviewed,
    SharedResult,
    StartedOver,
    Stopped,
    WantedChange,
    WantedRest,
    WantedResult,
    WentBack,
)
from bot.advisor.moves.parts import CarriedId, DialogRef, EarlierAnswer, Origin
from bot.advisor.moves.subjects import (
    AskedAbout,
    CriterionMove,
    SharedAnswer,
    SharedCase,
    SharedPackages,
    WantedMore,
    WantedOtherSide,
    WantedSources,
)

__all__ = [
    "AskedAbout",
    "AskedForHelp",
    "Began",
    "CarriedId",
    "Chose",
    "CriterionMove",
    "DialogMove",
    "DialogRef",
    "EarlierAnswer",
    "Move",
    "Opened",
    "Origin",
    "Reopened",
    "Resumed",
    "Reviewed",
    "Said",
    "SharedAnswer",
    "SharedCase",
    "SharedPackages",
    "SharedResult",
    "SharingMove",
    "StartedOver",
    "Stopped",
    "WantedChange",
    "WantedMore",
    "WantedOtherSide",
    "WantedRest",
    "WantedResult",
    "WantedSources",
    "WentBack",
]

Move = Said | Opened | AskedForHelp | Began | Reopened | CriterionMove | SharedPackages | DialogMove
SharingMove = SharedAnswer | SharedCase | SharedPackages | SharedResult
