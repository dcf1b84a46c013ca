"""The recommendation: its outcome, how it came about, and what would change it."""

from bot.advisor.outcome import Both, Clear, Either, Neither, Outcome, name_of
from bot.advisor.replies import (
    Reason,
    Recommendation,
    StackPlace,
    Understood,
)
from bot.knowledge.model import Options

RULES_NOT_MODEL = "Decided by rules and data that anyone can read, not by a language model."


def outcome_title(outcome: Outcome, options: Options) -> str:
    """The outcome as a heading."""
    match outcome:
        case Clear(option):
            return f"I would pick {options[option].name}"
        case Either():
            return "Either would do: too close to call"
        case Both():
            return "Use both, split by service"
        case Neither():
            return "Neither fits: a hard constraint rules them out"


def result_title(result: Recommendation) -> str:
    """The outcome as a heading; where nothing was answered, that there is nothing to decide by."""
    return NOTHING_KNOWN if result.is_empty else outcome_title(result.outcome, result.options)


NOTHING_KNOWN = "I know nothing of your project yet"
ANSWER_FIRST = (
    "Answer a question or two, or describe the project in a sentence. Until then there is nothing "
    "to decide by."
)
NOTHING_SPEAKS = (
    "None of your answers speaks for a side. Go by what the team knows best, or build a small part "
    "in each and compare."
)


def outcome_sentence(result: Recommendation) -> str:
    """How clear the outcome is and what to make of it."""
    match result.outcome:
        case Either() if result.is_empty:
            return ANSWER_FIRST
        case Either() if not result.reasons:
            return NOTHING_SPEAKS
        case Clear(option) if result.ruled_out:
            return _what_is_left(option, result)
        case Clear():
            so_far = "" if result.settled else "So far, "
            clear = how_clear(result.margin)
            return f"{so_far + clear.lower() if so_far else clear}: {score_line(result)}."
        case Either():
            lean = f" It leans to {result.options[result.leaning].name}." if result.leaning else ""
            return (
                f"The scores are too near to each other to decide ({score_line(result)}).{lean} "
                "Go by what the team knows best, or build a small part in each and compare."
            )
        case Both(parts):
            split = "; ".join(f"{result.options[o].name} for {part}" for o, part in parts.items())
            return f"Each side has a strong reason in a part that can be a service: {split}."
        case Neither():
            return " ".join(ruling.because for ruling in result.ruled_out)


def _what_is_left(option: str, result: Recommendation) -> str:
    out = ", ".join(result.options[ruling.option].name for ruling in result.ruled_out)
    because = " ".join(ruling.because for ruling in result.ruled_out)
    return f"{result.options[option].name} is what is left: {out} is ruled out. {because}"


CLEAR_AT, STRONG_AT = 0.4, 0.7
"""Margins from which an outcome is called clear and very clear; below, it is narrow."""


def how_clear(margin: float) -> str:
    if margin >= STRONG_AT:
        return "Very clear"
    return "Clear" if margin >= CLEAR_AT else "Narrow"


def score_line(result: Recommendation) -> str:
    """The scores of all options, and the lead in percent of both where that decides."""
    scores = ", ".join(f"{result.options[o].name} {units}" for o, units in result.scores.items())
    return scores if result.ruled_out else f"{scores}; lead {round(result.margin * 100)}%"


def reason_line(reason: Reason, options: Options) -> str:
    """What one answer contributed."""
    doubled = f" ({reason.units} times {reason.weight}, as it matters most)" * (reason.weight > 1)
    units = f"+{reason.amount} {options[reason.option].name}{doubled}"
    return f"{units}: {reason.because} (answer: {reason.answer.label})"


def outcome_short(outcome: Outcome, options: Options) -> str:
    """The outcome in a word or two."""
    return outcome_word(name_of(outcome), options)


MOST_NAMED = 6
"""Questions that are named where more may be meant."""


def outcome_word(name: str, options: Options) -> str:
    """An outcome that is named as in the JSON, in a word or two."""
    return options[name].name if name in options else _OUTCOMES[name]


_OUTCOMES = {
    "either": "too close to call",
    "both": "both, split by service",
    "neither": "neither",
}


def not_asked(result: Recommendation) -> str | None:
    """What was not asked, and whether it could change the outcome."""
    if not result.skipped:
        return None
    effect = "no answer can change" if result.settled else "the answers may yet change"
    named = " ".join(question.ask for question in result.skipped[:MOST_NAMED])
    rest = len(result.skipped) - MOST_NAMED
    more = f" And {rest} more." if rest > 0 else ""
    return f"{_questions(len(result.skipped))} left unasked; {effect} this outcome: {named}{more}"


def left_open(result: Recommendation) -> str | None:
    """Which questions were asked and not answered."""
    if not result.unsure:
        return None
    return f"Left open: {' '.join(question.ask for question in result.unsure)}"


def decided_by(version: str) -> str:
    """How the outcome came about, and on which version of the knowledge."""
    return f"{RULES_NOT_MODEL} Knowledge version {version}."


def read_from_text(result: Recommendation) -> tuple[Understood, ...]:
    """The answers to show with their words; none where others than their owner see them."""
    return () if result.shared_by else tuple(a for a in result.understood if a.words)


def place_reason(place: StackPlace) -> str:
    """Why a package stands in its place, and which answers call for it."""
    labels = "; ".join(answer.label for answer in place.answers)
    called_for = f"answer: {labels}" if labels else "no answer of yours asks for another"
    return f"{place.because} ({called_for})"


def stack_with(option: str, options: Options) -> str:
    return f"A starter stack with {options[option].name}"


def _questions(count: int) -> str:
    return "1 question" if count == 1 else f"{count} questions"
