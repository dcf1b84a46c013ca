"""All that StackPick can say, as closed unions."""

from bot.advisor.replies.answers import BestCase, Explanation, Explanations, SourceList
from bot.advisor.replies.choices import Clarification, Declined, Help, Menu
from bot.advisor.replies.dialogs import DialogStopped, NextQuestion, Summary
from bot.advisor.replies.named import Comparison, Counterparts, Glance, NotCompared
from bot.advisor.replies.notices import (
    Aside,
    NoResultYet,
    NothingToRead,
    OtherLanguage,
    RateLimited,
    Smalltalk,
    TooLong,
)
from bot.advisor.replies.results import AboutResult, Recommendation, Supposition
from bot.advisor.replies.teams import AboutTeamResult, TeamResult

ToWords = (
    Explanation
    | Explanations
    | SourceList
    | BestCase
    | Counterparts
    | Comparison
    | Glance
    | NotCompared
    | Clarification
    | AboutResult
    | AboutTeamResult
    | Supposition
    | Smalltalk
    | Declined
    | OtherLanguage
    | TooLong
    | NothingToRead
    | NoResultYet
)
"""Replies to what somebody asks or says; all others belong to a dialog or show what there is."""

InBetween = ToWords | Menu | Help
"""Replies after which the open question of a dialog is put again, as their `resume`."""

InDialog = NextQuestion | Recommendation | Summary | DialogStopped
"""Replies in which a dialog stands: what its one message shows."""

Reply = InBetween | InDialog | TeamResult | RateLimited | Aside

Shareable = Explanation | BestCase | Counterparts | Comparison | Recommendation
"""Replies that others can be shown."""


def is_shared(reply: Reply | None) -> bool:
    """Whether others are shown a reply that one person had."""
    return isinstance(reply, Shareable) and reply.shared_by is not None


def waiting(reply: Reply) -> NextQuestion | None:
    """The open question that is put again below a reply."""
    return reply.resume if isinstance(reply, InBetween) else None
