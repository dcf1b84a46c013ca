"""App Home and the settings."""

import datetime as dt

IN_HAND = "Your open recommendation"
SUBJECTS = "What I know about"
BROWSE = "Pick a subject to read all that I have on it."
ASK_ANYWHERE = "Or ask me in any channel, for yourself alone:"
NOBODY_HAS_CHANGED = "Nobody has changed this."
FOR_EXAMPLE = "For example:"
YOUR_FEEDBACK = "The feedback you gave"
YOUR_DECISIONS = "Your saved decisions"
NOTHING_LISTED = "There is nothing on this page."
SETTINGS = "Settings for everybody here"
THREADS = {"engaged": "I go on without a mention", "mentions": "I answer only when mentioned"}
"""What can be chosen for threads, by the name that the choice is kept under."""

IN_THREADS = "In a thread that I have answered in"
SETTINGS_ARE_ELSEWHERE = (
    "Type that in the channel that you want to set. What holds for the whole workspace is in my "
    "App Home."
)
ONLY_WITH_PERMISSION = (
    "Going on without a mention needs the permission to read messages in channels that I was "
    "added to. Without it I answer only when mentioned, whatever is set here."
)


def threads_setting(how: str) -> str:
    """What holds in threads, as mrkdwn."""
    return f"*{IN_THREADS}*\n{THREADS[how]}."


def gaps_setting(*, kept: bool) -> str:
    """What becomes of questions that were not understood, as mrkdwn."""
    becomes = "Kept for 90 days, without who asked them, so that what I know can be mended"
    return f"*Questions that I did not understand*\n{becomes if kept else 'Not kept'}."


def set_by(person: str, day: dt.date) -> str:
    """Who made a choice and when; `person` is their mention, empty where they are forgotten."""
    return f"Set by {person or 'somebody'} on {day.isoformat()}."


def as_the_workspace(how: str) -> str:
    """That a channel does what the workspace has chosen, and what that is now."""
    short = {"engaged": "without a mention", "mentions": "only when mentioned"}
    return f"As in the whole workspace (now: {short[how]})"


def now_in_channel(channel: str, how: str) -> str:
    """What holds in a channel at the moment; `channel` is how it is named there."""
    return f"In the threads of {channel}, now: {THREADS[how]}."


def changed_threads(person: str, how: str | None) -> str:
    """What a channel is told of its setting; `how` is None where the workspace's holds again."""
    does = THREADS[how] if how else "I do what the workspace has chosen"
    return f"{person} has set this: in a thread here that I have answered in, {does}."


def channels_may_differ(command: str) -> str:
    return f"Anyone can change it, and it shows here who did. For one channel: `{command} settings`"
