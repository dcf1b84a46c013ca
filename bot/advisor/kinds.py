"""What came of a question, in a word: as `ask --json` prints it and as the metrics count it."""

from typing import Literal

from bot.advisor import replies
from bot.advisor.replies import Reply

AnswerKind = Literal["answer", "clarify", "recommend", "smalltalk", "decline"]


def kind_of(reply: Reply) -> AnswerKind:
    """What came of a question, in a word; "decline" also for what no question leads to."""
    match reply:
        case replies.Explanation() | replies.Explanations():
            return "answer"
        case replies.Counterparts() | replies.Comparison() | replies.Glance():
            return "answer"
        case replies.Clarification():
            return "clarify"
        case replies.NextQuestion() | replies.Recommendation() | replies.TeamResult():
            return "recommend"
        case replies.AboutResult() | replies.AboutTeamResult() | replies.Supposition():
            return "recommend"
        case replies.Smalltalk() | replies.Help() | replies.Menu():
            return "smalltalk"
        case (
            replies.Declined()
            | replies.NotCompared()
            | replies.OtherLanguage()
            | replies.TooLong()
            | replies.NothingToRead()
            | replies.NoResultYet()
            | replies.RateLimited()
            | replies.SourceList()
            | replies.BestCase()
            | replies.Summary()
            | replies.DialogStopped()
            | replies.AlreadyAnswered()
            | replies.DialogEnded()
            | replies.NotYours()
            | replies.OutOfDate()
            | replies.ResultOutdated()
        ):
            return "decline"
