"""Decisions that are kept."""

from fractions import Fraction

from bot.decisions.decision import Decision
from bot.decisions.reviewing import Reading, ReviewedChange
from bot.knowledge.model import Options
from bot.phrases.wording import decimal, percent, units

SAVE_DECISION = "Save as decision"
DECISION_TITLE = "What was decided, as a title"
TITLE_HINT = "For example: Use Node.js for the chat"
TITLE_NEEDED = "A decision needs a title."
SUPERSEDES = "It supersedes"
SHOW = "Show"
MAKE_CANVAS = "Make a canvas of it"
CANVAS_MADE = "The canvas is made; it is a tab of this conversation."
CANVAS_UNSURE = (
    "Slack did not say whether the canvas is made. If there is no tab of it here, ask again."
)
RECORD_CUT = f"The record is cut here; “{MAKE_CANVAS}” on the message above gives the whole."
CANVAS_REFUSED = "Slack does not let me make a canvas here. The file holds the same."
KEEP_DECISION, REOPEN_DECISION = "Keep it", "Reopen it"
SEARCH_DECISIONS = "Search by title, then press Enter"
RESULT_CHANGED = "Your answers have changed since this result was shown. Save the newest one."
DECISION_GONE = "There is no such decision any more, or it is not yours to see."


def decision_name(number: int) -> str:
    return f"Decision {number}"


def decision_saved(decision: Decision) -> str:
    return f"Saved as decision {decision.number}: {decision.title}."


def decided_by_team(command: str) -> str:
    """How a decision that a team took is taken anew; `command` is StackPick's."""
    return f"A team took this decision. To take it anew together, use {command} team."


def decision_kept(number: int) -> str:
    return f"Decision {number} stays as it was taken."


def decision_facts(decision: Decision, options: Options) -> tuple[str, ...]:
    """What came out, and whether it is in force; each as a sentence."""
    receipt = decision.receipt
    scores = ", ".join(
        f"{_named(o, options)} {decimal(Fraction(units))}" for o, units in receipt.scores.items()
    )
    outcome = decided_for(receipt.outcome, options)
    facts = [f"Outcome: {outcome} ({scores}; lead {percent(receipt.margin)})."]
    if decision.superseded_by:
        facts.append(f"Superseded by decision {decision.superseded_by}.")
    if decision.supersedes:
        facts.append(f"It supersedes decision {decision.supersedes}.")
    return tuple(facts)


def cannot_supersede(number: int, by: int | None) -> str:
    """Why a decision cannot take another's place."""
    if by is None:
        return f"There is no decision {number} of yours."
    return f"Decision {number} is superseded already; decision {by} is the newest after it."


def decision_changed(decision: Decision) -> str:
    return (
        f"What I know has changed, and decision {decision.number} ({decision.title}) comes out "
        "otherwise now."
    )


def changes(change: ReviewedChange, options: Options) -> tuple[str, ...]:
    """What is different, each as a sentence."""
    before, after = change.before, change.after
    was, now = decided_for(before.outcome, options), decided_for(after.outcome, options)
    lines = [f"Outcome: {was}, now {now}." if was != now else f"Outcome: {now}, as before."]
    if before.margin != after.margin:
        lines.append(f"Lead: {percent(before.margin)}, now {percent(after.margin)}.")
    if before.flip != after.flip:
        lines.append(f"Nearest change to another outcome: {_flip(before)}, now {_flip(after)}.")
    if change.unasked:
        lines.append(f"{_answers(change.unasked)} no longer asked for.")
    return tuple(lines)


def _flip(reading: Reading) -> str:
    return units({"": Fraction(reading.flip)}) if reading.flip else "no single answer"


def _answers(count: int) -> str:
    return "1 answer is" if count == 1 else f"{count} answers are"


def _named(option: str, options: Options) -> str:
    return options[option].name if option in options else option


def no_decision_found(title: str) -> str:
    return f"None of your decisions has “{title}” in its title."


def decided_for(outcome: str, options: Options) -> str:
    """What a decision came to, by the id of its outcome."""
    others = {"either": "Either", "both": "Both, split by service", "neither": "Neither"}
    return options[outcome].name if outcome in options else others.get(outcome, outcome)


def superseded_by(number: int) -> str:
    return f"superseded by decision {number}"
