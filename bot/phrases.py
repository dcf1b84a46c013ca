"""StackPick's own sentences, the same in Slack and in the terminal; plain text, no markup."""

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction

from bot.advisor.commands import SHOWN
from bot.advisor.ellipsis import Figures, Reasons, Side
from bot.advisor.outcome import Both, Clear, Either, Neither, Outcome, name_of
from bot.advisor.replies import (
    AlreadyAnswered,
    Aside,
    DialogEnded,
    Evidence,
    Explanation,
    FlippedBy,
    FlippedByWeight,
    FlippedTogether,
    NextQuestion,
    NotYours,
    OutOfDate,
    Reason,
    Recommendation,
    ResultOutdated,
    TooLong,
    Understood,
)
from bot.decisions.decision import Decision
from bot.decisions.reviewing import Change, Reading
from bot.knowledge.model import (
    BOTH,
    DEPENDS,
    NEITHER,
    Criterion,
    Option,
    Package,
    Purpose,
    Source,
    Takeaway,
)

Options = Mapping[str, Option]

# What stands on buttons and in titles.
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

ARTICLE = "The article that I started from says"
WHAT_IT_DOES = (
    "I help teams choose between Node.js and Python for a backend. Ask me a question in your own "
    "words, or let me lead you to a recommendation."
)
DECLINED = (
    "That is outside what I know. I answer questions about Node.js and Python for a backend, and "
    "can lead you to a recommendation."
)
ENGLISH_ONLY = "I understand English only. Please ask me again in English."
UNCLEAR = "I am not sure which subject you mean. Is it one of these?"
NOTHING_TO_READ = "I could not find a word to read there. Ask me in a sentence."
STOPPED = "Stopped. Your answers are put aside."
NO_PACKAGE_NAMED = "I found no package there that I know."
MORE_ENDED = "That is all I have on this subject."
NO_FIGURES = "I have no figures on this subject."
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
RULES_NOT_MODEL = "Decided by rules and data that anyone can read, not by a language model."

ANSWERS_SO_FAR = "Your answers so far"
NOTHING_ANSWERED = "You have not answered anything yet."
READ_FROM_TEXT = "What I read from the text"
CONFIRM_READ = (
    "Is that right? Then answer the question below. "
    "If not, say it in other words, or change it under “my answers”."
)
WHY = "Why"
WHAT_WOULD_CHANGE = "What would change this"
EVIDENCE = "When to pick which, the best cases, and the sources"
DETAILS = "Further reasons, a stack to start with, and what I read from the text"
COUNTERPARTS = "What compares with what"
PURPOSE = "For"
ABOUT_MESSAGE = "About this message"
SHARED, SHARED_IN_THREAD = "Shared with the channel.", "Shared in the thread."
HELPFUL, NOT_HELPFUL = "Helpful", "Not helpful"
THIS_HELPED, THIS_DID_NOT_HELP = "This answer helped", "This answer did not help"
IN_HAND = "Your open recommendation"
SUBJECTS = "What I know about"
BROWSE = "Pick a subject to read all that I have on it."
ASK_ANYWHERE = "Or ask me in any channel, for yourself alone:"
NOBODY_HAS_CHANGED = "Nobody has changed this."
FOR_EXAMPLE = "For example:"
ANSWER_BY_WORDS = "Press a button, or type the answer or its number (in a channel, mention me)."
YOUR_FEEDBACK = "The feedback you gave"
YOUR_DECISIONS = "Your saved decisions"
NOTHING_LISTED = "There is nothing on this page."
EXPECTED = "You expected"
NOTED = "Noted. Thank you."
SETTINGS = "Settings for everybody here"
THREADS = {"engaged": "I go on without a mention", "mentions": "I answer only when mentioned"}
"""What can be chosen for threads, by the name that the choice is kept under."""

WHAT_EXPECTED = "What did you expect?"
WHY_ASKED = "Nobody sees who wrote it. It helps to mend what I know."
WELCOME = (
    "Hello. I help to choose between Node.js and Python for a backend, with sources that you can "
    "check. Ask me anything about it here, or let me lead you to a recommendation."
)
LOADING = "One moment."
IN_THREADS = "In a thread that I have answered in"
SETTINGS_ARE_ELSEWHERE = (
    "Type that in the channel that you want to set. What holds for the whole workspace is in my "
    "App Home."
)
ONLY_WITH_PERMISSION = (
    "Going on without a mention needs the permission to read messages in channels that I was "
    "added to. Without it I answer only when mentioned, whatever is set here."
)
NOT_READ = "That cannot be read right now. Try again in a minute. Reference: {reference}"
PROMPTS = {
    "Help me choose": "help me choose",
    "Which one scales better?": "which one scales better?",
    "Is Python fast enough for an API?": "is python fast enough for an api?",
    "What compares with Express?": "what is the python equivalent of express?",
}
"""What Slack offers to say to begin with, at most four: a title, and what is then said."""

WHEN_TO_PICK = "When to pick which"
BACK_TO_DIALOG = "Back to your recommendation:"
LEFT_OPEN = "left open"
NOTHING_COMPARABLE, NOTHING = "nothing comparable", "nothing"
SETTLED = "No answer can change the outcome any more; you asked to go on."

COMMANDS = {
    "[a question]": "answers it, with sources",
    "recommend [a sentence about the project]": "leads you to a recommendation",
    "help": "shows this",
}
"""What can be typed, and what it does."""

COMMANDS_IN_SLACK = {**COMMANDS, "settings": "sets what I do in the threads of a channel"}
"""The same with what there is in Slack alone."""

STEERING = f"In a dialog, type an answer or its number, or: {', '.join(SHOWN)}"
EXAMPLES = (
    "which one scales better?",
    "is python too slow for an api",
    "what is the python equivalent of express?",
)


def side_name(side: str, options: Options) -> str:
    """Whom a point speaks for, in a word or two."""
    match side:
        case _ if side == BOTH:
            return "Both sides"
        case _ if side == NEITHER:
            return "Neither side"
        case _:
            return options[side].name


def verdict_label(criterion: Criterion, options: Options) -> str:
    """The verdict in a word: an option's name, or that none is."""
    favours = criterion.verdict.favours
    if favours == DEPENDS:
        return "It depends"
    return "Neither is ahead" if favours == NEITHER else options[favours].name


def further(reply: Explanation) -> str:
    """What the points are that go on from an answer."""
    match reply.wanted:
        case None:
            return "more points"
        case Side(option):
            return f"points for {reply.options[option].name}"
        case Reasons():
            return "the reasons"
        case Figures():
            return "figures"


def none_left(reply: Explanation) -> str:
    """That there are no further points, or none of those that were asked for."""
    return NO_FIGURES if isinstance(reply.wanted, Figures) else MORE_ENDED


def status_note(evidence: Evidence) -> str | None:
    """What a reader must know of a point besides its text, if anything."""
    point = evidence.point
    notes = []
    if point.status != "supported":
        said = f"{ARTICLE}: “{point.article_says}” " if point.article_says else ""
        notes.append(f"{said}{_STANDS[point.status]}")
    if evidence.stale:
        notes.append(f"Due for review since {point.review_by.isoformat()}.")
    return " ".join(notes) or None


_STANDS = {
    "supported": "",
    "outdated": "That is out of date.",
    "disputed": "That is disputed.",
    "wrong": "That does not hold.",
}


def source_line(source: Source) -> str:
    """A source with its publisher and date."""
    date = f", {source.date}" if source.date else ", undated"
    second_hand = ", quoted there from elsewhere" if source.second_hand else ""
    return f"{source.title} ({source.publisher}{date}{second_hand})"


def source_short(source: Source) -> str:
    """A source in a few words: who published it and when."""
    return f"{source.publisher}, {source.date}" if source.date else source.publisher


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


def outcome_sentence(result: Recommendation) -> str:
    """How clear the outcome is and what to make of it."""
    match result.outcome:
        case Clear(option) if len(result.ruled_out) > 0:
            out = ", ".join(result.options[ruling.option].name for ruling in result.ruled_out)
            return f"{result.options[option].name} is what is left: {out} is ruled out."
        case Clear():
            so_far = "" if result.settled else "So far, "
            clear = _how_clear(result.margin)
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


CLEAR_AT, STRONG_AT = 0.4, 0.7
"""Margins from which an outcome is called clear and very clear; below, it is narrow."""


def _how_clear(margin: float) -> str:
    if margin >= STRONG_AT:
        return "Very clear"
    return "Clear" if margin >= CLEAR_AT else "Narrow"


def score_line(result: Recommendation) -> str:
    """The scores of all options, and the lead in percent of both."""
    scores = ", ".join(f"{result.options[o].name} {units}" for o, units in result.scores.items())
    return f"{scores}; lead {round(result.margin * 100)}%"


def reason_line(reason: Reason, options: Options) -> str:
    """What one answer contributed."""
    units = f"+{reason.amount} {options[reason.option].name}"
    return f"{units}: {reason.because} (answer: {reason.answer.label})"


MOST_FLIPS = 3
"""Changes of one answer that are shown; the JSON holds all."""


def smallest_flips(result: Recommendation) -> tuple[FlippedBy, ...]:
    """The smallest change of each of a few questions that would give another outcome."""
    by_question: dict[str, FlippedBy] = {}
    for flip in result.flips.single:
        by_question.setdefault(flip.question.id, flip)
    return tuple(by_question.values())[:MOST_FLIPS]


def flip_lines(result: Recommendation) -> tuple[str, ...]:
    """The smallest changes of each kind that would give another outcome: answers and a weight."""
    single = (flip_line(flip, result.options) for flip in smallest_flips(result))
    together = (together_line(flip, result.options) for flip in result.flips.together[:1])
    weights = (weight_line(flip, result.options) for flip in result.flips.weights[:1])
    return (*single, *together, *weights)


def flip_line(flip: FlippedBy, options: Options) -> str:
    """A change of one answer that gives another outcome."""
    becomes = outcome_short(flip.outcome, options)
    return f"{flip.question.ask} “{flip.answer.label}” would make it: {becomes}."


def together_line(flip: FlippedTogether, options: Options) -> str:
    """Changes of several answers that give an outcome which no single one does."""
    changes = [f"{change.question.ask} “{change.answer.label}”" for change in flip.changes]
    becomes = outcome_short(flip.outcome, options)
    return f"It takes {len(changes)} answers to make it: {becomes}. {' '.join(changes)}"


def weight_line(flip: FlippedByWeight, options: Options) -> str:
    """A change of one criterion's weight that gives another outcome."""
    title, becomes = flip.criterion.title.lower(), outcome_short(flip.outcome, options)
    if not flip.weight:
        return f"If {title} did not count at all, it would be: {becomes}."
    times = float(flip.weight / flip.instead_of)
    return f"If {title} counted {times:g} times as much as it does, it would be: {becomes}."


def robustness_line(result: Recommendation) -> str | None:
    """Under how many weightings the outcome stands; None where there is nothing to share out."""
    if len({reason.criterion.id for reason in result.reasons}) < 2:  # noqa: PLR2004
        return None
    shares = dict(result.robustness)
    stands = shares.pop(name_of(result.outcome), 0.0)
    if not shares:
        return "However the same weight is shared out among these criteria, it comes out the same."
    others = listed(
        f"{outcome_word(name, result.options)} in {percent(share)}"
        for name, share in shares.items()
    )
    return (
        "Of all ways to share the same weight out among these criteria, "
        f"{percent(stands)} come to the same; {others}."
    )


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


def percent(share: float) -> str:
    """A share from 0 to 1 in whole percent, without rounding anything to none or all."""
    if 0 < share < 0.01:  # noqa: PLR2004 - a hundredth is a percent
        return "less than 1%"
    return f"{min(round(share * 100), 99 if share < 1 else 100)}%"


def units(by_option: Mapping[str, Fraction]) -> str:
    """How much something weighs for all options together."""
    total = sum(by_option.values())
    return "1 unit" if total == 1 else f"{total} units"


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

OF_A_TEAM = "A team took this decision, so it cannot be begun anew with one person's answers."


def decision_name(number: int) -> str:
    return f"Decision {number}"


def decision_saved(decision: Decision) -> str:
    return f"Saved as decision {decision.number}: {decision.title}."


def decision_kept(number: int) -> str:
    return f"Decision {number} stays as it was taken."


def decision_facts(decision: Decision, options: Options) -> tuple[str, ...]:
    """What came out, and whether it is in force; each as a sentence."""
    receipt = decision.receipt
    scores = ", ".join(f"{_named(o, options)} {units}" for o, units in receipt.scores.items())
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


def changes(change: Change, options: Options) -> tuple[str, ...]:
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


def question_number(asked: NextQuestion) -> str:
    """Which question it is and how many may come."""
    left = f"at most {asked.left} more" if asked.left else "the last one"
    return f"Question {asked.number}, {left}"


def understood_line(understood: Understood) -> str:
    """An answer that was given, with the words that it was read from."""
    words = from_words(understood.words) if understood.words else ""
    return f"{understood.question.ask} {answer_label(understood)}{words}{aside_note(understood)}"


def aside_note(understood: Understood) -> str:
    """That an answer does not count for now, to stand behind it."""
    return " (set aside: another answer makes it pointless)" if understood.set_aside else ""


def answer_label(understood: Understood) -> str:
    """An answer that was given, or that none was."""
    return understood.answer.label if understood.answer else LEFT_OPEN


def from_words(words: str) -> str:
    """Where an answer was read from, to stand behind it."""
    return f" (from “{words}”)"


def read_from_text(result: Recommendation) -> tuple[Understood, ...]:
    """The answers to show with their words; none where others than their owner see them."""
    return () if result.shared_by else tuple(a for a in result.understood if a.words)


def takeaway_line(takeaway: Takeaway, options: Options) -> str:
    """For whom an option is the one to pick, as far as one criterion goes."""
    return f"{options[takeaway.pick].name}, when {takeaway.when}"


def best_case_for(option: str, options: Options) -> str:
    return f"The best case for {options[option].name}"


def best_case_on(criterion: Criterion, option: str, options: Options) -> str:
    return f"{best_case_for(option, options)} on {criterion.title.lower()}"


def as_of(date: str) -> str:
    return f"as of {date}"


def stack_with(option: str, options: Options) -> str:
    return f"A starter stack with {options[option].name}"


def sources_on(criterion: Criterion) -> str:
    return f"Sources on {criterion.title.lower()}"


def known_subjects(criteria: Iterable[Criterion]) -> str:
    return f"I know about: {listed(criterion.title.lower() for criterion in criteria)}."


def no_package_named(known: Iterable[Purpose]) -> str:
    """That no package was recognised, and for what some are known."""
    names = "; ".join(purpose.name for purpose in known)
    return f"{NO_PACKAGE_NAMED} I know packages for: {names}."


def too_long(reply: TooLong) -> str:
    return (
        f"That has {reply.length:,} characters, and I read at most {reply.limit:,}. "
        "Ask it in a sentence or two."
    )


def aside(reply: Aside) -> str:
    """What to tell a person whose press changed nothing."""
    match reply:
        case AlreadyAnswered(question, answer):
            given = f"with “{answer.label}”" if answer else "and left open"
            return (
                f"“{question.ask}” is already answered {given}. You can change it in your answers."
            )
        case DialogEnded():
            return "That dialog is not open any more. Start one with “recommend”."
        case NotYours():
            return "This dialog is somebody else's. Start your own with “recommend”."
        case OutOfDate():
            return "This button is out of date. Ask me again for a current answer."
        case ResultOutdated():
            return "Your answers have changed since this result was shown. Share the newest one."


def package_line(package: Package) -> str:
    """A package with what is known of it, and what a reader should know."""
    note = f". {package.note}" if package.note else ""
    return f"{package_facts(package)}{note}"


def package_facts(package: Package) -> str:
    """A package with its licence, version and date, where they are known."""
    facts = [package.version, package.licence, as_of(package.as_of) if package.as_of else None]
    known = ", ".join(fact for fact in facts if fact)
    return f"{package.name}{f' ({known})' if known else ''}"


def threads_setting(how: str) -> str:
    """What holds in threads, as mrkdwn."""
    return f"*{IN_THREADS}*\n{THREADS[how]}."


def gaps_setting(*, kept: bool) -> str:
    """What becomes of questions that were not understood, as mrkdwn."""
    becomes = "Kept for 90 days, without who asked them, so that what I know can be mended"
    return f"*Questions that I did not understand*\n{becomes if kept else 'Not kept'}."


def decided_for(outcome: str, options: Options) -> str:
    """What a decision came to, by the id of its outcome."""
    others = {"either": "Either", "both": "Both, split by service", "neither": "Neither"}
    return options[outcome].name if outcome in options else others.get(outcome, outcome)


def superseded_by(number: int) -> str:
    return f"superseded by decision {number}"


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


def subject_name(subject: str) -> str:
    """What an answer was about that was about no criterion."""
    return {"packages": "Packages", "recommendation": "A recommendation"}.get(subject, subject)


def how_to_use(command: str) -> tuple[str, ...]:
    """What is not seen from the commands; `command` is how it is written there."""
    return (
        f"{command} alone shows a menu",
        f"What {command} says only you see; mention me, and I answer in the thread",
    )


def how_to_begin(command: str) -> str:
    return f"Type {command} and a question, or {command} recommend."


def answer_by_command(command: str) -> str:
    """How a question is answered where what is typed is seen by all and not heard."""
    return f"Press a button, or type {command} and the answer or its number."


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


def shared_by(person: str) -> str:
    """Who had a recommendation shown to the others; `person` is how they are named there."""
    return f"Shared by {person}."


def asked_by(person: str) -> str:
    """Who had an answer shown to the others; `person` is how they are named there."""
    return f"Asked by {person}."


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them: "a, b and c"."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _questions(count: int) -> str:
    return "1 question" if count == 1 else f"{count} questions"
