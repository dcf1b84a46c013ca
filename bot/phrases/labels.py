"""What stands on buttons, in titles and in fields."""

from bot.knowledge.model import Options

HELP_ME_CHOOSE = "Help me choose"
START = "Start a recommendation"
SOURCES = "Sources"
NOT_SURE = "Not sure"
START_OVER = "Start over"
SHOW_RESULT = "Show the result"
STOP = "Stop"
BACK = "Back"
MY_ANSWERS = "My answers"
CHANGE = "Change"
RESUME = "Resume"
SHARE_TO_CHANNEL = "Share to channel"
SHARE_TO_THREAD = "Share to thread"
PICK_A_SUBJECT = "Pick a subject"
CHANGE_AN_ANSWER = "Change an answer"
ASK_ANYWAY = "Ask me anyway"
NAME = "StackPick"
NEWER = "Newer"
OLDER = "Older"
ALL_OF_IT = "All of it"
SETTINGS_TITLE = "Settings"
SAVE = "Save"
SEND = "Send"
CANCEL = "Cancel"
CLOSE = "Close"
KEPT = "Kept"
NOT_KEPT = "Not kept"
WHY = "Why"
WHAT_WOULD_CHANGE = "What would change this"
EVIDENCE = "When to pick which, the best cases, and the sources"
DETAILS = "Further reasons, a stack to start with, and what I read from the text"
COUNTERPARTS = "What compares with what"
PURPOSE = "For"
ABOUT_MESSAGE = "About this message"
HELPFUL, NOT_HELPFUL = "Helpful", "Not helpful"
THIS_HELPED, THIS_DID_NOT_HELP = "This answer helped", "This answer did not help"
WHEN_TO_PICK = "When to pick which"


def best_case_button(option: str, options: Options) -> str:
    return f"Best case for {options[option].name}"


def more_points(count: int) -> str:
    return f"More points ({count})"


def more_on(subject: str) -> str:
    return f"More on {subject}"


def sources_button(subject: str) -> str:
    return f"Sources on {subject}"


def share_one(subject: str) -> str:
    return f"Share {subject}"
