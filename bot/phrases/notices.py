"""Short plain sentences: what could not be done, and what was."""

from bot.advisor import replies
from bot.advisor.replies import Aside, Notice, TooLong

DECLINED = (
    "That is outside what I know. I answer questions about Node.js and Python for a backend, and "
    "can lead you to a recommendation."
)
ENGLISH_ONLY = "I understand English only. Please ask me again in English."
UNCLEAR = "I am not sure which subject you mean. Is it one of these?"
NOTHING_TO_READ = "I could not find a word to read there. Ask me in a sentence."
NO_RESULT = "There is no result here yet. Say “recommend”, and a few questions lead to one."
NO_RESULT_IN_DIALOG = (
    "There is no result yet. It comes with the last answer, or at once where you say “result”."
)
RATE_LIMITED = "That is more at once than I can keep up with. Give me a minute, then go on."
INSTALLATION_FAILED = (
    "StackPick could not be installed right now. Try again in a minute. Reference: {reference}"
)
NOT_INSTALLED = (
    "StackPick is not installed in this workspace any more. Whoever looks after your apps can "
    "install it again."
)
FAILED = "Something went wrong on my side, and nothing was changed. Reference: {reference}"
UNAVAILABLE = "I cannot reach my memory right now. Try again in a minute. Reference: {reference}"
BUSY = "More is asked of me than I can answer right now. Try again in a minute."
SHARED, SHARED_IN_THREAD = "Shared with the channel.", "Shared in the thread."
EXPECTED = "You expected"
NOTED = "Noted. Thank you."
WHAT_EXPECTED = "What did you expect?"
WHY_ASKED = "Nobody sees who wrote it. It helps to mend what I know."
LOADING = "One moment."
NOT_READ = "That cannot be read right now. Try again in a minute. Reference: {reference}"


def notice(reply: Notice) -> str:
    """A reply of one sentence."""
    match reply:
        case replies.Smalltalk(text):
            return text
        case replies.OtherLanguage():
            return ENGLISH_ONLY
        case replies.TooLong():
            return too_long(reply)
        case replies.NothingToRead():
            return NOTHING_TO_READ
        case replies.NoResultYet(resume):
            return NO_RESULT_IN_DIALOG if resume else NO_RESULT
        case replies.RateLimited():
            return RATE_LIMITED
        case _:
            return aside(reply)


def aside(reply: Aside) -> str:
    """What to tell a person whose press changed nothing."""
    match reply:
        case replies.AlreadyAnswered(question, answer):
            given = f"with “{answer.label}”" if answer else "and left open"
            return (
                f"“{question.ask}” is already answered {given}. You can change it in your answers."
            )
        case replies.DialogEnded():
            return "That dialog is not open any more. Start one with “recommend”."
        case replies.NotYours():
            return "This dialog is somebody else's. Start your own with “recommend”."
        case replies.OutOfDate():
            return "This button is out of date. Ask me again for a current answer."
        case replies.ResultOutdated():
            return "Your answers have changed since this result was shown. Share the newest one."


def too_long(reply: TooLong) -> str:
    return (
        f"That has {reply.length:,} characters, and I read at most {reply.limit:,}. "
        "Ask it in a sentence or two."
    )


def shared_by(person: str) -> str:
    """Who had a recommendation shown to the others; `person` is how they are named there."""
    return f"Shared by {person}."


def asked_by(person: str) -> str:
    """Who had an answer shown to the others; `person` is how they are named there."""
    return f"Asked by {person}."
