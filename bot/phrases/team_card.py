"""What is said while a team decides: on the card, in the forms, and to whoever presses."""

BEGIN_TEAM = "Decide as a team"
BEGIN = "Begin"
CHECK_FIXED = "What holds for all"
TEAM_TITLE = "What is to be decided?"
TEAM_TITLE_HINT = "For example: The backend of the booking service"
TEAM_TITLE_NEEDED = "A decision needs a title."
NAMES_SHOWN = "Are names shown?"
NAMES_HINT = (
    "This holds for the whole decision and cannot be changed afterwards. Where only two answer, "
    "each can tell what the other said, with names or without."
)
NAMES_CHOICES = {
    "shown": "Yes: who has answered, and who answered what",
    "not_shown": "No: only how many have answered, and how many answered what",
}
DEADLINE = "When does it close?"
DEADLINE_HINT = "The card shows the moment to each in their own time zone."
NO_DEADLINE = "When I close it"
DEADLINES = {
    1: "In an hour",
    4: "In four hours",
    24: "In a day",
    48: "In two days",
    72: "In three days",
    168: "In a week",
    336: "In two weeks",
}
"""By the number of hours until then."""

FIXED = "What holds for everybody?"
FIXED_HINT = (
    "In a sentence or two, for example: our team writes TypeScript, and it must stay one service. "
    "What I can read from it is asked of nobody; you see it before the decision begins."
)
NOTHING_FIXED_READ = "I could read no answer from this. Say it in other words, or leave it empty."
FIXED_READ = (
    "This is all that I read from it. It then holds for everybody, and nobody is asked; the rest "
    "of your text does not count."
)
NOT_FIXED = "Not fixed: everybody answers this"

ANSWER_ALONE = (
    "Node.js or Python? Answer what you know of the project, alone; nobody sees anybody's answers "
    "before this closes."
)
ANSWER = "Answer"
CLOSE_TEAM = "Close"
CLOSE_ANYWAY = "Close it anyway"
GIVE_TEAM = "Give to…"
TAKE_OVER = "Take over…"
ANSWER_FORM = "Your answers"
NOT_ANSWERED = "No answer"
SEND_ANSWERS = "Send"
PRIVATELY = "Only you see this. Leave out what you do not know, and change it until it is closed."
NAMES_WILL_SHOW = "The result shows who answered what."
NAMES_WILL_NOT_SHOW = (
    "No names are shown: only how many answered, and how many gave which answer. Where only two "
    "answer, each can tell what the other said."
)
NOTHING_ASKED = "Everything is fixed already, so there is nothing to answer."

GIVE_FORM = "Give it to somebody"
GIVE = "Give"
NEW_OWNER = "Who closes it from now on?"
NEW_OWNER_NEEDED = "Pick somebody who can close it."

TEAM_GONE = "This team decision is not kept any more. Begin a new one with “team”."
DONE = "Done."
ITS_OWNER = "its owner"
NOTHING_TO_SAVE = "There is nothing to save: it is still open, or nobody answered."
TEAM_CLOSED = "It is closed, so nothing about it can be changed any more."
ANSWERED_LATE = "It was closed before your answers came. They are kept as late, and do not count."
TEAM_IN_CHANNELS = (
    "A team decides in a channel, where all of it can answer. Type this in the team's channel."
)
NOT_IN_CHANNEL = (
    "I am not in that channel, so I cannot post there. Invite me with “/invite @StackPick”, and "
    "then press the button."
)
POST_CARD = "Post it now"
CARD_POSTED = "It is posted."
MUST_HAVE_ANSWERED = (
    "It can be taken over where its owner has left, and only by somebody who has answered."
)
CANNOT_LOOK_UP = (
    "I cannot see whether its owner has left. If I lack the permission users:read, an admin grants "
    "it by installing me anew."
)
NOTHING_TO_CLOSE = "Nobody answered, so there is no result."
OPEN_TEAM_DECISIONS = "Your open team decisions"
TO_CARD = "To the card"
NOBODY_YET = "Nobody has answered yet"
CLOSED_EMPTY = "Closed: nobody answered"


def read_from(words: str) -> str:
    return f"Read from “{words}”."


def called_by(person: str) -> str:
    """Who called the team to decide; `person` is their mention, empty where they are forgotten."""
    return f"Called by {person}." if person else "Whoever called it has been forgotten."


def closes_it(person: str, *, deadline: bool = False) -> str:
    """Who may close it; `person` is their mention, empty where they are forgotten."""
    if person:
        return f"Only {person} can close it{' earlier' if deadline else ''}."
    return "Somebody who has answered can take it over, to close it."


def have_answered(count: int) -> str:
    if count == 0:
        return NOBODY_YET
    return "1 person has answered" if count == 1 else f"{count} people have answered"


def and_others(shown: str, count: int) -> str:
    """Names, and how many are not named."""
    others = "1 other" if count == 1 else f"{count} others"
    return f"{shown} and {others}" if count > 0 else shown


def open_until(moment: str) -> str:
    return f"Open until {moment}."


def closed_with(outcome: str, answered: int) -> str:
    """What came out; `outcome` is how the outcome is called."""
    people = "1 person" if answered == 1 else f"{answered} people"
    return f"Closed: {outcome}, on the answers of {people}"


def card_text(title: str, line: str) -> str:
    """A card in one line, for whoever sees no blocks."""
    return f"A decision for the team: {title}. {line}."


def too_few(answered: int) -> str:
    return f"{have_answered(answered)}. Close it anyway? The answers are then final."


def only_owner(person: str) -> str:
    """That somebody else must do it; `person` is the owner's mention, empty where forgotten."""
    return f"Only {person} can do that." if person else closes_it("")


def owner_is_there(person: str) -> str:
    return f"That is for {person} to give, with “{GIVE_TEAM}”: they have not left."


def passed_to(person: str) -> str:
    """Told to all in the thread of the card."""
    return f"From now on {person} closes this decision."


def saved_before(number: int) -> str:
    return f"It is saved already, as decision {number}."
