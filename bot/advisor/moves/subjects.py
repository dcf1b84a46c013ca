"""What people want to know of a criterion, or to show others of an answer."""

from typing import Annotated, Literal

from pydantic import Field

from bot.advisor.gap import LONGEST_KEPT
from bot.advisor.moves.parts import CarriedId, Moved, Shared


class AskedAbout(Moved):
    """Somebody picked a criterion from a list.

    `question` is what they had asked, where the criterion was offered for it.
    """

    kind: Literal["asked_about"] = "asked_about"
    criterion: CarriedId
    question: Annotated[str, Field(max_length=LONGEST_KEPT)] = ""


class WantedMore(Moved):
    """Somebody wants the points of a criterion that they have not seen; `shown` are the others."""

    kind: Literal["wanted_more"] = "wanted_more"
    criterion: CarriedId
    shown: tuple[CarriedId, ...] = ()


class WantedSources(Moved):
    """Somebody wants to know where the points that were shown come from."""

    kind: Literal["wanted_sources"] = "wanted_sources"
    criterion: CarriedId
    shown: tuple[CarriedId, ...] = ()


class WantedOtherSide(Moved):
    """Somebody wants the best case for the option that the verdict does not favour."""

    kind: Literal["wanted_other_side"] = "wanted_other_side"
    criterion: CarriedId
    option: CarriedId


class SharedAnswer(Shared):
    """An answer about a criterion, with the points that it showed."""

    kind: Literal["shared_answer"] = "shared_answer"
    criterion: CarriedId
    shown: tuple[CarriedId, ...] = ()


class SharedCase(Shared):
    """The best case for an option on a criterion."""

    kind: Literal["shared_case"] = "shared_case"
    criterion: CarriedId
    option: CarriedId


class SharedPackages(Shared):
    """The packages of each option for some purposes, or those that were compared, by name."""

    kind: Literal["shared_packages"] = "shared_packages"
    purposes: tuple[CarriedId, ...] = ()
    compared: tuple[CarriedId, ...] = ()


CriterionMove = (
    AskedAbout | WantedMore | WantedSources | WantedOtherSide | SharedAnswer | SharedCase
)
