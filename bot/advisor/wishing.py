"""Finds what a text asks of a result, by its form: "why?", "how sure are you?", "why not node?"."""

from collections.abc import Mapping

from bot.advisor.ellipsis import (
    Figures,
    More,
    OtherSide,
    Reasons,
    Shorter,
    Side,
    Sources,
    any_of,
    asks,
    follow_up_in,
    leads_on,
    without_filling,
)
from bot.advisor.expertise import Expertise
from bot.advisor.naming import names_of, option_named
from bot.advisor.objecting import objection_in
from bot.advisor.result_wishes import (
    CaseFor,
    HowSure,
    Keeping,
    NotAsked,
    OtherCase,
    ResultSources,
    ResultWish,
    WhatChanges,
    WhyIt,
)
from bot.advisor.supposing import supposition_in
from bot.advisor.vocabulary import word_set
from bot.knowledge.model import Option

_IT = (
    "(?:it|that|this|you|your (?:mind|answer|result|recommendation)"
    "|(?:the|this|that) (?:result|outcome|recommendation|decision|answer|verdict|choice))"
)
_RESULT = "(?:the|this|that|your) (?:result|outcome|recommendation|decision|verdict)"
_AS_RECORD = "(?: as (?:a |an |our )?(?:decision|record|adr|decision record))"
_ASKED = (
    "(?:ask(?:ed)?|cover(?:ed)?|consider(?:ed)?|look(?:ed)? at|leave out|left out|skip(?:ped)?)"
)

_WHY = any_of(
    r"why (?:do|did|would|are|were) you (?:say|saying|pick|choose|chose|recommend|recommending"
    r"|suggest|suggesting|prefer)(?: .{1,24})?",
    rf"how (?:did|do|come) you (?:get|come|arrive|decide|know)(?: to| at| on)?(?: {_IT})?",
    rf"(?:what|which)(?: answers?)? (?:counted|decided|speaks for)(?: {_IT})?(?: most)?",
    rf"(?:show|give|tell) me (?:the|your) (?:reasons|reasoning|scores|sums?)(?: for {_IT})?",
)
_SURE = any_of(
    r"how (?:sure|certain|confident|clear|close|robust|solid|reliable|strong|safe|firm)"
    rf"(?: (?:are|is|was|were) {_IT})?(?: (?:about|of|with|in) {_IT})?",
    rf"(?:is|was) {_IT} (?:a )?(?:close|clear|certain|sure|robust|reliable|safe|narrow)(?: call)?",
    rf"(?:can|should|do) (?:i|we|you) (?:trust|rely on|believe) {_IT}",
)
_CHANGES = any_of(
    r"what (?:would|could|might|can|does|do|will)(?: (?:have to|need to|i have to|we have to))?"
    rf" (?:change|flip|alter|turn|sway|tip|overturn|reverse)(?: {_IT}| things)?(?: around)?",
    r"(?:what|how much) would (?:it take|have to (?:change|happen|be different))(?: .{1,24})?",
    r"when would (?:you|i|we) (?:pick|choose|take|use|recommend|say|prefer) .{1,24}",
    r"why not both|what (?:flips|changes|tips) it",
)
_SOURCES = any_of(
    r"(?:show|give|list|see|tell)(?: me| us)?(?: the| your| all| all the)? "
    r"(?:sources?|references?|evidence|citations?|links?)(?: (?:for|of|behind) .{1,24})?",
    rf"what (?:is|are) (?:the|your) (?:sources?|evidence|references?)(?: (?:for|of) {_IT})?",
)
_NOT_ASKED = any_of(
    rf"what (?:did|have|had|do) (?:you|we) (?:still )?not (?:yet )?{_ASKED}(?: me| us)?(?: about)?",
    rf"what (?:didn't|haven't|did|have) (?:you|we) (?:not )?{_ASKED}(?: me| us)?(?: about)?",
    rf"what (?:was|is|were|are) (?:not|never|un) ?{_ASKED}(?: about)?",
    r"what(?: is| was)? (?:missing|left|left out|left open|unasked|still open|open)",
    r"(?:what|which) (?:other )?questions (?:are|were|is) (?:there|left|open|missing|unasked"
    r"|still open|left out|left open|not asked|skipped)",
    r"what else (?:could|would|should|can|might) you (?:have )?ask(?:ed)?(?: me| us)?",
    r"what (?:do|don't) you (?:still )?(?:not )?know(?: yet)?",
)
_KEEP = any_of(
    r"(?:(?:i|we|let|let us|lets|can (?:i|we|you)|could you|how (?:do|can) (?:i|we)) )?"
    r"(?:want to |would like to |will |should )?"
    rf"(?:save(?: {_IT})?|keep {_IT}|(?:record|store|document) {_RESULT}"
    rf"|(?:keep|record|store|document)(?: {_IT})?{_AS_RECORD})"
    rf"(?: down| for later| for us|{_AS_RECORD})*(?: then| now| please| pls)*",
    rf"write {_IT} down(?: please| pls)?|(?:make|write) an? (?:record|adr)(?: of {_IT})?",
)


def wish_of_result(text: str, expertise: Expertise) -> ResultWish | None:
    """What a text asks for of the result that was shown last; found out once."""
    options = expertise.knowledge.options
    return expertise.understanding.memory.of(result_wish_in, text, options)


def result_wish_in(text: str, options: Mapping[str, Option]) -> ResultWish | None:
    """What a text asks for of the result that was shown last, as far as its form tells."""
    said = without_filling(text)
    return (
        _by_form(" ".join(said))
        or objection_in(said, options)
        or _why_an_option(said, options)
        or _followed(text, options)
        or supposition_in(text)
    )


def _by_form(said: str) -> ResultWish | None:
    if _CHANGES.fullmatch(said):
        return WhatChanges()
    if _NOT_ASKED.fullmatch(said):
        return NotAsked()
    if _SURE.fullmatch(said):
        return HowSure()
    if _SOURCES.fullmatch(said):
        return ResultSources()
    if _KEEP.fullmatch(said):
        return Keeping()
    return WhyIt() if _WHY.fullmatch(said) else None


def _why_an_option(said: tuple[str, ...], options: Mapping[str, Option]) -> CaseFor | None:
    """The side of "why not node?" or "why python and not node?": the one that comes last."""
    if not said or said[0] != "why":
        return None
    after_not = said[len(said) - 1 - said[::-1].index("not") :] if "not" in said else said
    option = option_named(after_not, options)
    if option is None:
        return None
    other = set(after_not) - names_of(option, options) - _AROUND
    return None if other else CaseFor(option)


_AROUND = word_set(
    """
    why not then instead use just go with pick choose take is it do we i should shouldn't the for
    this a on
    """
)
"""Words beside an option's name that do not make a question of their own."""


def _followed(text: str, options: Mapping[str, Option]) -> ResultWish | None:
    """What asks for more on a criterion, asked of a result."""
    match follow_up_in(text, options):
        case Reasons() | Figures() | More():
            return WhyIt()
        case Sources(doubted=True):
            return HowSure()
        case Sources():
            return ResultSources()
        case OtherSide():
            return OtherCase()
        case Side(option) if asks(text) or leads_on(text):
            return CaseFor(option)
        case Side() | Shorter() | None:
            return None  # "python it is" is said of a result, and asks nothing of it
