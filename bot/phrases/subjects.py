"""Answers to questions: verdicts, points, sources, packages."""

from collections.abc import Iterable

from bot.advisor.ellipsis import Figures, Reasons, Side
from bot.advisor.evidence import Evidence
from bot.advisor.replies import Explanation
from bot.knowledge.model import (
    BOTH,
    DEPENDS,
    NEITHER,
    Criterion,
    Options,
    Package,
    Purpose,
    Source,
    Takeaway,
)
from bot.phrases.wording import as_of, in_sentence, listed

ARTICLE = "The article that I started from says"
NO_PACKAGE_NAMED = "I found no package there that I know."
MORE_ENDED = "That is all I have on this subject."
NO_FIGURES = "I have no figures on this subject."
NOTHING_COMPARABLE, NOTHING = "nothing comparable", "nothing"


def speaks_for(side: str, options: Options) -> str:
    """Whom a point speaks for, in a word or two."""
    match side:
        case _ if side == BOTH:
            return "For both"
        case _ if side == NEITHER:
            return "For neither"
        case _:
            return f"For {options[side].name}"


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


def takeaway_line(takeaway: Takeaway, options: Options) -> str:
    """For whom an option is the one to pick, as far as one criterion goes."""
    return f"{options[takeaway.pick].name}, when {takeaway.when}"


def best_case_for(option: str, options: Options) -> str:
    return f"The best case for {options[option].name}"


def best_case_on(criterion: Criterion, option: str, options: Options) -> str:
    return f"{best_case_for(option, options)} on {in_sentence(criterion.title)}"


def sources_on(criterion: Criterion) -> str:
    return f"Sources on {in_sentence(criterion.title)}"


def known_subjects(criteria: Iterable[Criterion]) -> str:
    return f"I know about: {listed(in_sentence(criterion.title) for criterion in criteria)}."


def no_package_named(known: Iterable[Purpose]) -> str:
    """That no package was recognised, and for what some are known."""
    names = "; ".join(purpose.name for purpose in known)
    return f"{NO_PACKAGE_NAMED} I know packages for: {names}."


def package_line(package: Package) -> str:
    """A package with what is known of it, and what a reader should know."""
    note = f". {package.note}" if package.note else ""
    return f"{package_facts(package)}{note}"


def package_facts(package: Package) -> str:
    """A package with its licence, version and date, where they are known."""
    facts = [package.version, package.licence, as_of(package.as_of) if package.as_of else None]
    known = ", ".join(fact for fact in facts if fact)
    return f"{package.name}{f' ({known})' if known else ''}"


def subject_name(subject: str) -> str:
    """What an answer was about that was about no criterion."""
    return {"packages": "Packages", "recommendation": "A recommendation"}.get(subject, subject)
