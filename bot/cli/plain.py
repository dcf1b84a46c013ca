"""What StackPick says as plain text, for terminals and for the `text` of the JSON. Pure."""

from collections.abc import Iterator

from bot import phrases
from bot.advisor.evidence import Evidence
from bot.advisor.replies import (
    AboutResult,
    AlreadyAnswered,
    Answers,
    BestCase,
    Clarification,
    Comparison,
    Counterparts,
    Declined,
    DialogEnded,
    DialogStopped,
    Explanation,
    Glance,
    Help,
    Menu,
    NextQuestion,
    NotCompared,
    NothingToRead,
    NotYours,
    Options,
    OtherLanguage,
    OutOfDate,
    RateLimited,
    Recommendation,
    Reply,
    ResultOutdated,
    Smalltalk,
    SourceList,
    Summary,
    TeamResult,
    TooLong,
    waiting,
)
from bot.cli.listing import listing
from bot.cli.plain_team import team_result
from bot.knowledge.model import Purpose


def text_of(reply: Reply) -> str:
    """A reply as lines of text, with the dialog's open question below where one waits."""
    again = waiting(reply)
    lines = list(_lines(reply))
    if again is not None:
        lines += ["", phrases.back_to(again), phrases.ANSWER_BY_NUMBER]
    return "\n".join(lines)


def _lines(reply: Reply) -> Iterator[str]:
    match reply:
        case Explanation():
            yield from _explanation(reply)
        case Answers(parts):
            for number, part in enumerate(parts):
                yield from [""] * bool(number)
                yield from _verdict(part)
                yield from _points(part.evidence, part.options)
        case SourceList():
            yield from _source_list(reply)
        case BestCase():
            yield from _best_case(reply)
        case Counterparts() | Comparison() | Glance() | NotCompared():
            yield from _named(reply)
        case Clarification(choices):
            yield phrases.UNCLEAR
            yield from (f"- {choice.title}" for choice in choices)
        case NextQuestion():
            yield from _question(reply)
        case Recommendation():
            yield from _noted(reply.note)
            yield from _recommendation(reply)
        case TeamResult():
            yield from team_result(reply)
        case AboutResult():
            yield from listing(phrases.about_result_title(reply), phrases.about_result_lines(reply))
        case Summary():
            yield from _summary(reply)
        case Menu(criteria):
            yield phrases.WHAT_IT_DOES
            yield phrases.known_subjects(criteria)
        case Help():
            yield from _help(reply)
        case DialogStopped():
            yield phrases.STOPPED
        case Smalltalk(text):
            yield text
        case Declined():
            yield phrases.DECLINED
        case OtherLanguage():
            yield phrases.ENGLISH_ONLY
        case TooLong():
            yield phrases.too_long(reply)
        case NothingToRead():
            yield phrases.NOTHING_TO_READ
        case RateLimited():
            yield phrases.RATE_LIMITED
        case AlreadyAnswered() | DialogEnded() | NotYours() | OutOfDate() | ResultOutdated():
            yield phrases.aside(reply)


def _help(reply: Help) -> Iterator[str]:
    yield phrases.WHAT_IT_DOES
    yield from (f"- {typed}: {does}" for typed, does in phrases.COMMANDS.items())
    yield "- exit: leaves the conversation"
    yield f"{phrases.STEERING}."
    yield phrases.known_subjects(reply.criteria)


def _explanation(reply: Explanation) -> Iterator[str]:
    criterion = reply.criterion
    if reply.continued:
        yield f"{criterion.title}, {phrases.further(reply)}"
    else:
        yield from _verdict(reply)
        when = (phrases.takeaway_line(t, reply.options) for t in criterion.takeaways)
        yield from listing(phrases.WHEN_TO_PICK, when)
    yield from _points(reply.evidence, reply.options)
    if not reply.evidence:
        yield phrases.none_left(reply)


def _best_case(reply: BestCase) -> Iterator[str]:
    yield f"{phrases.best_case_on(reply.criterion, reply.option, reply.options)}:"
    yield reply.criterion.best_case[reply.option]
    yield from _points(reply.evidence, reply.options)


def _summary(reply: Summary) -> Iterator[str]:
    yield from _noted(reply.note)
    yield phrases.ANSWERS_SO_FAR if reply.answers else phrases.NOTHING_ANSWERED
    for number, answer in enumerate(reply.answers, start=1):
        yield f"  {number}. {phrases.understood_line(answer)}"
    if reply.answers:
        yield phrases.CHANGE_BY_NUMBER


def _source_list(reply: SourceList) -> Iterator[str]:
    yield phrases.sources_on(reply.criterion)
    for shown in reply.evidence:
        yield f"- {shown.point.text}"
        yield f"  {_sources(shown)}; {phrases.as_of(shown.point.as_of)}"


def _verdict(reply: Explanation) -> Iterator[str]:
    yield f"{reply.criterion.title}: {phrases.verdict_label(reply.criterion, reply.options)}"
    yield reply.criterion.verdict.text


def _points(evidence: tuple[Evidence, ...], options: Options) -> Iterator[str]:
    for shown in evidence:
        yield f"- {phrases.speaks_for(shown.point.side, options)}: {shown.point.text}"
        note = phrases.status_note(shown)
        if note:
            yield f"  {note}"
        yield f"  {_sources(shown)}; {phrases.as_of(shown.point.as_of)}"


def _sources(evidence: Evidence) -> str:
    return "; ".join(phrases.source_line(source) for source in evidence.sources)


def _named(reply: Counterparts | Comparison | Glance | NotCompared) -> Iterator[str]:
    match reply:
        case Counterparts():
            yield from _counterparts(reply)
        case Comparison():
            yield from _comparison(reply)
        case Glance():
            yield phrases.glance_title(reply)
            yield reply.options[reply.option].tagline
            yield from (f"- {line}" for line in phrases.glance_lines(reply))
        case NotCompared():
            yield phrases.not_compared(reply)


def _counterparts(reply: Counterparts) -> Iterator[str]:
    if not reply.purposes:
        yield phrases.no_package_named(reply.known)
    for purpose in reply.purposes:
        yield from _purpose(purpose, reply.options)


def _purpose(purpose: Purpose, options: Options) -> Iterator[str]:
    yield purpose.name
    for option, about in options.items():
        packages = "; ".join(phrases.package_line(p) for p in purpose.packages.get(option, ()))
        yield f"- {about.name}: {packages or phrases.NOTHING_COMPARABLE}"
    if purpose.note:
        yield f"  {purpose.note}"


def _comparison(reply: Comparison) -> Iterator[str]:
    yield phrases.comparison_title(reply)
    for part in reply.parts:
        yield f"- {phrases.compared_line(part, reply.options)}"
        yield from (f"  {line}" for line in phrases.instead_lines(part, reply.options))
    if reply.common and reply.common.note:
        yield f"  {reply.common.note}"


def _noted(note: str | None) -> Iterator[str]:
    if note:
        yield note


def _question(reply: NextQuestion) -> Iterator[str]:
    yield from _noted(reply.note)
    yield from listing(phrases.READ_FROM_TEXT, map(phrases.understood_line, reply.understood))
    if reply.understood:
        yield phrases.CONFIRM_READ
    if reply.settled:
        yield phrases.SETTLED
    yield f"{phrases.question_number(reply)}: {reply.question.ask}"
    yield reply.question.why
    for number, answer in enumerate(reply.question.answers, start=1):
        yield f"  {number}. {answer.label}"


def _recommendation(reply: Recommendation) -> Iterator[str]:
    yield phrases.result_title(reply)
    yield phrases.outcome_sentence(reply)
    read = phrases.read_from_text(reply)
    yield from listing(phrases.READ_FROM_TEXT, map(phrases.understood_line, read))
    yield from listing(phrases.WHY, (phrases.reason_line(r, reply.options) for r in reply.reasons))
    if reply.loser and reply.best_case:
        yield f"{phrases.best_case_for(reply.loser, reply.options)}: {reply.best_case}"
    yield from listing(phrases.WHAT_WOULD_CHANGE, iter(phrases.flip_lines(reply)))
    yield from filter(None, (phrases.robustness_line(reply),))
    for option, places in reply.stacks.items():
        stack = (f"{p.role}: {p.package}. {phrases.place_reason(p)}" for p in places)
        yield from listing(phrases.stack_with(option, reply.options), stack)
    yield from filter(None, (phrases.not_asked(reply), phrases.left_open(reply)))
    yield phrases.decided_by(reply.version)
