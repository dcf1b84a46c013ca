"""Short plain sentences: what could not be done, and what was."""

from bot.advisor.replies import TooLong

DECLINED = (
    "That is outside what I know. I answer questions about Node.js and Python for a backend, and "
    "can lead you to a recommendation."
)
ENGLISH_ONLY = "I understand English only. Please ask me again in English."
UNCLEAR = "I am not sure which subject you mean. Is it one of these?"
NOTHING_TO_READ = "I could not find a word to read there. Ask me in a sentence."
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
SHARED, SHARED_IN_THREAD = "Shared with the channel.", "Shared in the thread."
EXPECTED = "You expected"
NOTED = "Noted. Thank you."
WHAT_EXPECTED = "What did you expect?"
WHY_ASKED = "Nobody sees who wrote it. It helps to mend what I know."
LOADING = "One moment."
NOT_READ = "That cannot be read right now. Try again in a minute. Reference: {reference}"


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
