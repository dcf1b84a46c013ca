"""What a decision's record says around what was decided.

Whatever is handed in stands in the sentence as it is, already escaped for Markdown.
"""

from collections.abc import Iterable

RECORD_KNOWN = "What is known of it, as far as it speaks for a side or rules one out:"
RECORD_NOTHING_KNOWN = "Nothing that was answered speaks for a side."
RECORD_NO_DRIVER = "None: no answer speaks for a side."
RECORD_NO_CONSEQUENCE = "nothing that was answered speaks for a side."
RECORD_NO_ARGUMENT = "no answer speaks for it or against it."
RECORD_EITHER = "Either of them"
RECORD_BOTH = "Both, split by service"
RECORD_NEITHER = "Neither of them"
RECORD_ALL_RULED_OUT = "a hard constraint rules each of them out."
RECORD_NO_FLIP = "No change of a single answer gives another outcome."
RECORD_DISAGREEMENTS = "Where they disagreed:"
RECORD_ANSWERS_OF_ALL = "Answers of all:"
RECORD_FIXED = "fixed for all"


def record_question(names: Iterable[str]) -> str:
    """What was to be decided."""
    return f"Which fits the backend that is to be built better: {' or '.join(names)}?"


def record_driver(title: str, units: str, sides: Iterable[str], weight: str) -> str:
    """How much a criterion counted, in all and for each side; `weight` comes of `record_weight`."""
    return f"{title}: {units} ({', '.join(sides)}){weight}"


def record_side(amount: str, option: str) -> str:
    return f"{amount} for {option}"


def record_weight(weight: str) -> str:
    """What a criterion weighs on the average of a team."""
    return f", weighing {weight} on average"


def record_chosen(choice: str, because: str) -> str:
    return f'Chosen option: "{choice}", because {because}'


def record_lead(scores: Iterable[str], lead: str) -> str:
    """The scores, and how far the first is ahead."""
    return f"{', '.join(scores)}; lead {lead}"


def record_only_one_left(lead: str) -> str:
    return f"it is what is left where the others are ruled out ({lead})."


def record_ahead(lead: str, *, on_average: bool) -> str:
    return f"it is ahead on {'the average of ' * on_average}what was answered ({lead})."


def record_too_near(lead: str) -> str:
    return f"the scores are too near to each other to decide ({lead})."


def record_split(parts: Iterable[tuple[str, str]]) -> str:
    """Why both were chosen: the options, each with the part that it is for."""
    split = "; ".join(f"{option} for {part}" for option, part in parts)
    return f"each has a strong reason in a part that can be a service: {split}."


def record_missed(option: str, because: str) -> str:
    """What is lost by not choosing an option."""
    return f"{option} would have had this: {because}"


def record_option_ruled_out(option: str, because: str) -> str:
    return f"{option} is ruled out: {because}"


def record_ruled_out(because: str) -> str:
    return f"it is ruled out: {because}"


def record_replay(number: int) -> str:
    return (
        f"`stackpick decisions replay {number}` computes the same result from the answers and "
        "the knowledge below."
    )


def record_flip(question: str, answer: str, outcome: str) -> str:
    """The one answer that would give another outcome."""
    return (
        f"Reconsider it if this becomes true: {question} **{answer}**. "
        f"That alone would make it: {outcome}."
    )


def record_from_answer(units: str, answer: str) -> str:
    return f"{units}, from the answer “{answer}”"


def record_point(text: str, as_of: str) -> str:
    return f"{text} As of {as_of}."


def record_due(as_of: str, since: str) -> str:
    """The date of a point whose day of review had passed."""
    return f"{as_of}, due for review since {since}"


def record_origin(number: int, version: str) -> str:
    return f"Decision {number} in StackPick, on knowledge version `{version}`."


def record_number(number: int) -> str:
    return f"decision {number}"


def record_superseded(by: str) -> str:
    return f"superseded by {by}"


def record_supersedes(other: str) -> str:
    return f"It supersedes {other}."


def record_decides(turning: Iterable[str]) -> str:
    """Whether a disagreement decides: what else would have come out, if anything."""
    others = "; ".join(turning)
    return f"It decides: {others}." if others else "It does not decide."


def record_speaker(name: str) -> str:
    """Whose answers follow; of no name where it is empty."""
    return f"Answers of {name or 'one person'}:"
