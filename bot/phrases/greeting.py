"""What StackPick says of itself: welcome, help, how to begin."""

WHAT_IT_DOES = (
    "I help teams choose between Node.js and Python for a backend. Ask me a question in your own "
    "words, or let me lead you to a recommendation."
)
WELCOME = (
    "Hello. I help to choose between Node.js and Python for a backend, with sources that you can "
    "check. Ask me anything about it here, or let me lead you to a recommendation."
)
PROMPTS = {
    "Help me choose": "help me choose",
    "Which one scales better?": "which one scales better?",
    "Is Python fast enough for an API?": "is python fast enough for an api?",
    "What compares with Express?": "what is the python equivalent of express?",
}
"""What Slack offers to say to begin with, at most four: a title, and what is then said."""

COMMANDS = {
    "[a question]": "answers it, with sources",
    "recommend [a sentence about the project]": "leads you to a recommendation",
    "help": "shows this",
}
"""What can be typed, and what it does."""

COMMANDS_IN_TERMINAL = {**COMMANDS, "exit": "leaves the conversation"}
"""The same with what there is in the terminal alone."""

COMMANDS_IN_SLACK = {
    **COMMANDS,
    "team [what is to be decided]": "has the team of a channel decide together",
    "settings": "sets what I do in the threads of a channel",
}
"""The same with what there is in Slack alone."""

EXAMPLES = (
    "which one scales better?",
    "is python too slow for an api",
    "what is the python equivalent of express?",
)


def how_to_use(command: str) -> tuple[str, ...]:
    """What is not seen from the commands; `command` is how it is written there."""
    return (
        f"{command} alone shows a menu",
        f"What {command} says only you see; mention me, and I answer in the thread",
    )


def how_to_begin(command: str) -> str:
    return f"Type {command} and a question, or {command} recommend."
