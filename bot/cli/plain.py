"""What StackPick says as plain text, for terminals and for the `text` of the JSON. Pure."""

from collections.abc import Iterator

from bot import phrases
from bot.advisor.replies import (
    AlreadyAnswered,
    BestCase,
    Clarification,
    Counterparts,
    Declined,
    DialogEnded,
    DialogStopped,
    Evidence,
    Explanation,
    Help,
    Menu,
    NextQuestion,
    NothingToRead,
    NotYours,
    Options,
    OutOfDate,
    Recommendation,
    Reply,
    Smalltalk,
    SourceList,
    Summary,
    TooLong,
)
from bot.knowledge.model import Purpose


def text_of(reply: Reply) -> str:
    """A reply as lines of text, with the dialog's open question below where one waits."""
    waiting: NextQuestion | None = getattr(reply, "resume", None)
    lines = list(_lines(reply))
    if waiting is not None:
        lines += ["", "Back to your recommendation:", *_question(waiting)]
    return "\n".join(lines)


def _lines(reply: Reply) -> Iterator[str]:
    match reply:
        case Explanation():
            yield from _explanation(reply)
        case SourceList(criterion, evidence):
            yield f"Sources on {criterion.title.lower()}"
            for shown in evidence:
                yield f"- {shown.point.text}"
                yield f"  {_sources(shown)}"
        case BestCase(criterion, option, evidence, options):
            yield f"The best case for {options[option].name} on {criterion.title.lower()}:"
            yield criterion.best_case[option]
            yield from _points(evidence, options)
        case Counterparts():
            yield from _counterparts(reply)
        case Clarification(choices):
            yield phrases.UNCLEAR
            yield from (f"- {choice.title}" for choice in choices)
        case NextQuestion():
            yield from _question(reply)
        case Recommendation():
            yield from _recommendation(reply)
        case Summary(answers=answers):
            yield "Your answers so far" if answers else "You have not answered anything yet."
            yield from (f"- {phrases.understood_line(answer)}" for answer in answers)
        case Menu(criteria) | Help(criteria):
            yield phrases.WHAT_IT_DOES
            yield f"I know about: {phrases.listed([c.title.lower() for c in criteria])}."
        case DialogStopped():
            yield phrases.STOPPED
        case Smalltalk(text):
            yield text
        case Declined():
            yield phrases.DECLINED
        case TooLong():
            yield phrases.too_long(reply)
        case NothingToRead():
            yield phrases.NOTHING_TO_READ
        case AlreadyAnswered() | DialogEnded() | NotYours() | OutOfDate():
            yield phrases.aside(reply)


def _explanation(reply: Explanation) -> Iterator[str]:
    criterion = reply.criterion
    if reply.continued:
        yield f"{criterion.title}, more points"
    else:
        yield f"{criterion.title}: {phrases.verdict_label(criterion, reply.options)}"
        yield criterion.verdict.text
    yield from _points(reply.evidence, reply.options)
    if not reply.evidence:
        yield phrases.MORE_ENDED


def _points(evidence: tuple[Evidence, ...], options: Options) -> Iterator[str]:
    for shown in evidence:
        yield f"- {phrases.side_name(shown.point.side, options)}: {shown.point.text}"
        note = phrases.status_note(shown)
        if note:
            yield f"  {note}"
        yield f"  {_sources(shown)}; as of {shown.point.as_of}"


def _sources(evidence: Evidence) -> str:
    return "; ".join(phrases.source_line(source) for source in evidence.sources)


def _counterparts(reply: Counterparts) -> Iterator[str]:
    if not reply.purposes:
        known = "; ".join(purpose.name for purpose in reply.known)
        yield f"{phrases.NO_PACKAGE_NAMED} I know packages for: {known}."
    for purpose in reply.purposes:
        yield from _purpose(purpose, reply.options)


def _purpose(purpose: Purpose, options: Options) -> Iterator[str]:
    yield purpose.name
    for option, about in options.items():
        packages = "; ".join(phrases.package_line(p) for p in purpose.packages.get(option, ()))
        yield f"- {about.name}: {packages or 'nothing comparable'}"
    if purpose.note:
        yield f"  {purpose.note}"


def _question(reply: NextQuestion) -> Iterator[str]:
    if reply.note:
        yield reply.note
    if reply.understood:
        yield "What I read from your words:"
        yield from (f"- {phrases.understood_line(answer)}" for answer in reply.understood)
    yield f"{phrases.question_number(reply)}: {reply.question.ask}"
    yield reply.question.why
    for number, answer in enumerate(reply.question.answers, start=1):
        yield f"  {number}. {answer.label}"


def _recommendation(reply: Recommendation) -> Iterator[str]:
    yield phrases.outcome_title(reply.outcome, reply.options)
    yield phrases.outcome_sentence(reply)
    read = [answer for answer in reply.understood if answer.words]
    yield from _list("What I read from your words", map(phrases.understood_line, read))
    yield from _list("Why", (phrases.reason_line(r, reply.options) for r in reply.reasons))
    if reply.loser and reply.best_case:
        yield f"The best case for {reply.options[reply.loser].name}: {reply.best_case}"
    flips = (phrases.flip_line(flip, reply.options) for flip in phrases.smallest_flips(reply))
    yield from _list("What would change this", flips)
    for option, roles in reply.stacks.items():
        stack = (f"{role.role}: {role.package}. {role.because}" for role in roles)
        yield from _list(f"A starter stack with {reply.options[option].name}", stack)
    unasked = phrases.not_asked(reply)
    if unasked:
        yield unasked
    yield f"{phrases.RULES_NOT_MODEL} Knowledge version {reply.version}."


def _list(title: str, lines: Iterator[str]) -> Iterator[str]:
    listed = [f"- {line}" for line in lines]
    if listed:
        yield f"{title}:"
        yield from listed
