"""Makes drafts of decisions: what was answered, with what that comes to."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from bot.decisions.decision import Draft, RecordedVoice
from bot.decisions.judging import receipt_of
from bot.decisions.team_judging import team_receipt_of, without_names
from bot.knowledge.model import Knowledge


@dataclass(frozen=True, slots=True)
class Saving:
    """Who saves a decision in the workspace `team`, under which title and name, and when.

    `supersedes` is the number of the older decision that it takes the place of.
    """

    team: str
    owner: str
    owner_name: str
    title: str
    at: dt.datetime
    supersedes: int | None


@dataclass(frozen=True, slots=True)
class TogetherAnswered:
    """What people answered for a decision that they take together.

    `owner` is whoever called them together. `fixed` are answers by question that hold for all. The
    names in `voices` are kept only where `names_shown` says so.
    """

    owner: str
    voices: tuple[RecordedVoice, ...]
    fixed: Mapping[str, str]
    names_shown: bool


def drafted(saving: Saving, voice: RecordedVoice, knowledge: Knowledge) -> Draft:
    """What one person decided."""
    return Draft(
        team=saving.team,
        title=saving.title,
        kind="personal",
        owner=saving.owner,
        owner_name=saving.owner_name,
        at=saving.at,
        voices=(voice,),
        receipt=receipt_of(voice, knowledge),
        supersedes=saving.supersedes,
    )


def drafted_together(saving: Saving, together: TogetherAnswered, knowledge: Knowledge) -> Draft:
    """What people decided together."""
    said = together.voices
    voices = said if together.names_shown else without_names(said)
    return Draft(
        team=saving.team,
        title=saving.title,
        kind="team",
        owner=saving.owner,
        owner_name=saving.owner_name,
        at=saving.at,
        voices=voices,
        receipt=team_receipt_of(voices, together.fixed, knowledge),
        supersedes=saving.supersedes,
    )
