"""What came of a question, in a word: as `ask --json` prints it and as the metrics count it."""

from typing import Literal

from bot.advisor import replies
from bot.advisor.replies import Reply

Kind = Literal["answer", "clarify", "recommend", "smalltalk", "decline"]


def kind_of(reply: Reply) -> Kind:
    """What came of a question, in a word; "decline" where it is none of the others."""
    match reply:
        case replies.Explanation() | replies.Explanations():
            return "answer"
        case replies.Counterparts() | replies.Comparison() | replies.Glance():
            return "answer"
        case replies.Clarification():
            return "clarify"
        case replies.NextQuestion() | replies.Recommendation() | replies.TeamResult():
            return "recommend"
        case replies.AboutResult() | replies.Supposition():
            return "recommend"
        case replies.Smalltalk() | replies.Help() | replies.Menu():
            return "smalltalk"
        case _:
            return "decline"
