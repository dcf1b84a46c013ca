"""What can be asked of a result that was shown: "why?", "what if we had chat?", "save it"."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WhyIt:
    """What each answer contributed."""


@dataclass(frozen=True, slots=True)
class HowSure:
    """How clear the result is, and how well it stands."""


@dataclass(frozen=True, slots=True)
class CaseFor:
    """What speaks for an option."""

    option: str


@dataclass(frozen=True, slots=True)
class OtherCase:
    """What speaks for the option that the result does not come to."""


@dataclass(frozen=True, slots=True)
class WhatChanges:
    """What would give another result."""


@dataclass(frozen=True, slots=True)
class ResultSources:
    """Where the reasons were read."""


@dataclass(frozen=True, slots=True)
class NotAsked:
    """What was not asked, or not answered."""


@dataclass(frozen=True, slots=True)
class Supposing:
    """What it would be if what is `said` held; `plainly` where it can mean nothing else."""

    said: str
    plainly: bool


@dataclass(frozen=True, slots=True)
class Disagreeing:
    """It is not agreed with; `against` and `rather` are options that are not liked, or better."""

    against: str | None = None
    rather: str | None = None


@dataclass(frozen=True, slots=True)
class Agreeing:
    """What is liked or disliked speaks for it."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """It is to be kept as a decision."""


AskedOfResult = (
    WhyIt
    | HowSure
    | CaseFor
    | WhatChanges
    | ResultSources
    | NotAsked
    | Agreeing
    | Disagreeing
    | Keeping
)
ResultWish = AskedOfResult | OtherCase | Supposing
