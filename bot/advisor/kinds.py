"""What came of a question, in a word: as `ask --json` prints it and as the metrics count it."""

from typing import Literal

from bot.advisor.replies import (
    AboutResult,
    AlreadyAnswered,
    Answers,
    BestCase,
    Clarification,
    Comparison,
    Counterparts,
    Declined,
    DialogEnded,
    DialogStopped,
    Explanation,
    Glance,
    Help,
    Menu,
    NextQuestion,
    NotCompared,
    NothingToRead,
    NotYours,
    OtherLanguage,
    OutOfDate,
    RateLimited,
    Recommendation,
    Reply,
    ResultOutdated,
    Smalltalk,
    SourceList,
    Summary,
    TeamResult,
    TooLong,
)

Kind = Literal["answer", "clarify", "recommend", "smalltalk", "decline"]


def kind_of(reply: Reply) -> Kind:
    """What came of a question, in a word."""
    match reply:
        case Explanation() | Answers() | Counterparts() | Comparison() | Glance():
            return "answer"
        case Clarification():
            return "clarify"
        case NextQuestion() | Recommendation() | TeamResult():
            return "recommend"
        case Smalltalk() | Help() | Menu():
            return "smalltalk"
        case SourceList() | BestCase() | AboutResult() | Summary() | DialogStopped():
            return "decline"
        case (
            Declined()
            | NotCompared()
            | OtherLanguage()
            | TooLong()
            | NothingToRead()
            | AlreadyAnswered()
            | DialogEnded()
            | NotYours()
            | OutOfDate()
            | ResultOutdated()
            | RateLimited()
        ):
            return "decline"
