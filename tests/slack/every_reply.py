"""Everything that StackPick can say on what it knows."""

import itertools
import random
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.advisor import explaining, replies
from bot.advisor.comparing import MOST_COMPARED, comparison, glance
from bot.advisor.dialog import ask, review, understood
from bot.advisor.ellipsis import Figures, Reasons, Side
from bot.advisor.expertise import Expertise
from bot.advisor.gap import LONGEST_KEPT
from bot.advisor.guiding import NO_ANSWER
from bot.advisor.moves import DialogRef, Origin
from bot.advisor.names import packages_of
from bot.advisor.outcome import name_of
from bot.advisor.recommending import best_case_of, recommend
from bot.advisor.replies import (
    AboutResult,
    AboutTeamResult,
    Explanation,
    NextQuestion,
    Recommendation,
    Reply,
    Supposed,
    Supposition,
    TeamResult,
)
from bot.advisor.result_wishes import (
    Agreeing,
    CaseFor,
    Disagreeing,
    HowSure,
    Keeping,
    NotAsked,
    ResultSources,
    WhatChanges,
    WhyIt,
)
from bot.advisor.session import Given, Progress
from bot.advisor.team.telling import team_result
from bot.advisor.team.voices import Voice
from bot.knowledge.model import Criterion, Question

OWNER = "U0123456789"
SEED = 20260901
PROFILES = 120
OUTCOMES = {"nodejs", "python", "either", "both", "neither"}
LONG_WORDS = "a chat & <b>board</b> for *everybody* " * 20
ORIGIN = Origin(
    link="https://acme.slack.com/archives/C0BACKEND/p1700000000000100",
    channel="C0BACKEND",
    thread="1700000000.000100",
)
REF = DialogRef(owner=OWNER, number=1_000_000)


def about_criteria(expertise: Expertise) -> Iterator[Reply]:
    """Every page of every criterion, its sources, each option's best case, and what is shared."""
    for criterion in expertise.knowledge.criteria.values():
        pages = list(_pages(criterion, expertise))
        yield from pages
        yield from _asked_further(criterion, expertise)
        yield from (explaining.sources_of(criterion, page.shown, expertise) for page in pages)
        yield explaining.sources_of(criterion, (), expertise)
        for option in expertise.options:
            case = explaining.best_case(criterion, option, expertise)
            yield from (case, replace(case, shared_by=OWNER))
        again = explaining.show_again(criterion, pages[0].shown, expertise)
        yield replace(again, shared_by=OWNER)


def _pages(criterion: Criterion, expertise: Expertise) -> Iterator[Explanation]:
    order = explaining.points_in_order(criterion, "", expertise)
    page = explaining.explain(criterion, order, expertise)
    yield page
    while page.evidence:
        page = explaining.more_points(criterion, page.shown, expertise)
        yield page


def on_several(expertise: Expertise) -> Iterator[Reply]:
    """Each criterion beside the two that come after it."""
    criteria = tuple(expertise.knowledge.criteria.values())
    short = [explaining.in_short(criterion, "", expertise) for criterion in criteria]
    yield from (replies.Explanations((*short, *short)[n : n + 3]) for n in range(len(short)))


def _asked_further(criterion: Criterion, expertise: Expertise) -> Iterator[Explanation]:
    """What further questions on a criterion lead to."""
    for wanted in (*map(Side, expertise.options), Reasons(), Figures()):
        yield explaining.wanted_points(wanted, criterion, (), expertise)


def about_packages(expertise: Expertise) -> Iterator[Reply]:
    """Every purpose alone, a sample of combinations, the longest of them, and none."""
    known, options = expertise.knowledge.packages, expertise.knowledge.options
    chance = random.Random(SEED)  # noqa: S311 - a sample, no secret
    longest = sorted(known, key=lambda purpose: -len(purpose.model_dump_json()))[:3]
    several = [chance.sample(known, chance.choice((2, 3))) for _ in range(40)]
    for purposes in ((), *((purpose,) for purpose in known), longest, *several):
        found = replies.Counterparts(tuple(purposes), known, options)
        yield from (found, replace(found, shared_by=OWNER) if purposes else found)


def about_names(expertise: Expertise) -> Iterator[Reply]:
    """Packages beside each other, options at a glance, and what is not compared."""
    known = sorted(packages_of(expertise.knowledge), key=lambda one: -len(one.package.note or ""))
    chance = random.Random(SEED)  # noqa: S311 - a sample, no secret
    for named in (known[:MOST_COMPARED], *(chance.sample(known, 2) for _ in range(40))):
        found = comparison(named, expertise)
        yield from (found, replace(found, shared_by=OWNER))
    yield from (glance(option, expertise) for option in expertise.options)
    names = tuple(other.name for other in expertise.knowledge.others)
    criteria = tuple(expertise.knowledge.criteria.values())
    yield replies.NotCompared(names[:5], expertise.knowledge.options, criteria)


def about_subjects(expertise: Expertise) -> Iterator[Reply]:
    """Clarifications of any three criteria, and what lists all of them."""
    criteria = tuple(expertise.knowledge.criteria.values())
    asked = '"' * LONGEST_KEPT
    yield from (
        replies.Clarification(choices, asked) for choices in itertools.combinations(criteria, 3)
    )
    yield replies.Menu(criteria)
    yield replies.Help(criteria)


def small_ones(expertise: Expertise) -> Iterator[Reply]:
    yield from (replies.Smalltalk(talk.reply) for talk in expertise.knowledge.smalltalk.values())
    yield from (
        replies.Declined(tuple(expertise.knowledge.criteria.values())),
        replies.OtherLanguage(),
        replies.NothingToRead(),
        replies.NoResultYet(),
        replies.TooLong(1_000_000, 2000),
        replies.DialogStopped(REF),
    )
    yield from (
        replies.DialogEnded(),
        replies.NotYours(OWNER),
        replies.OutOfDate(),
        replies.ResultOutdated(),
        replies.RateLimited(),
    )
    for question in expertise.knowledge.dialog.questions:
        yield from (
            replies.AlreadyAnswered(question, answer) for answer in (None, *question.answers)
        )


def of_the_dialog(expertise: Expertise) -> Iterator[Reply]:
    """Every question as the first, in the middle and settled, and summaries of few and many."""
    read = understood(all_answered(expertise, LONG_WORDS), expertise)
    for question in expertise.knowledge.dialog.questions:
        middle = asked(question, expertise)
        yield ask(question, OWNER, Progress(number=1), expertise)
        yield middle
        yield replace(middle, note=NO_ANSWER)
        yield replace(middle, understood=read, settled=True)
    for progress in (
        Progress(number=1),
        all_answered(expertise),
        all_answered(expertise, LONG_WORDS),
    ):
        yield review(OWNER, progress, expertise)


def asked(question: Question, expertise: Expertise) -> NextQuestion:
    """The question, somewhere in the middle of a dialog."""
    given = tuple(
        Given(question=q.id, answer=None) for q in expertise.knowledge.dialog.questions[:3]
    )
    return ask(question, OWNER, Progress(number=1, given=given, origin=ORIGIN), expertise)


def all_answered(expertise: Expertise, words: str | None = None) -> Progress:
    """Every question answered with its longest answer, read from `words`."""
    given = tuple(
        Given(question=q.id, answer=max(q.answers, key=lambda a: len(a.label)).id, words=words)
        for q in expertise.knowledge.dialog.questions
    )
    return Progress(number=1_000_000, given=given, over=True)


def recommendations(expertise: Expertise) -> Mapping[str, list[Recommendation]]:
    """Recommendations on seeded profiles, full and partial, by outcome, and on all answered."""
    chance = random.Random(SEED)  # noqa: S311 - a sample, no secret
    found: dict[str, list[Recommendation]] = {outcome: [] for outcome in OUTCOMES}
    profiles = [_profile(chance, expertise) for _ in range(PROFILES)]
    for progress in (*profiles, Progress(number=1), all_answered(expertise, LONG_WORDS)):
        result = recommend(OWNER, progress, expertise)
        found[name_of(result.outcome)] += [result, replace(result, shared_by=OWNER)]
    return found


def _profile(chance: random.Random, expertise: Expertise, share: float | None = None) -> Progress:
    """A random profile: some questions answered, some of those from words, some left open."""
    share = share or chance.choice((0.2, 0.6, 1.0))
    given = tuple(
        Given(
            question=question.id,
            answer=chance.choice((None, *(answer.id for answer in question.answers))),
            words=chance.choice((None, LONG_WORDS)),
        )
        for question in expertise.knowledge.dialog.questions
        if chance.random() < share
    )
    return Progress(number=1, given=given, over=True, origin=chance.choice((None, ORIGIN)))


def of_result(result: Recommendation, expertise: Expertise) -> Iterator[AboutResult | Supposition]:
    """Whatever may be asked of a result, or supposed: every question answered otherwise.

    It is of another dialog than the one that is open.
    """
    dialog, result = expertise.knowledge.dialog, replace(result, dialog=REF)
    for wanted in (WhyIt(), HowSure(), WhatChanges(), ResultSources(), NotAsked(), Keeping()):
        yield AboutResult(result, wanted)
    yield from (AboutResult(result, Agreeing()), AboutResult(result, Disagreeing()))
    yield AboutResult(result, Disagreeing(), settling=dialog.questions[:3])
    others = tuple(Supposed(q, q.answers[0], q.answers[-1]) for q in dialog.questions)
    yield Supposition(result, others, result)
    yield Supposition(result, (), result, next(iter(expertise.knowledge.criteria.values())))
    for option in expertise.options:
        yield AboutResult(result, CaseFor(option), best_case_of(option, result.reasons))


OF_TEAM = (WhyIt(), HowSure(), CaseFor("python"), WhatChanges(), ResultSources(), Keeping())


def of_teams(expertise: Expertise) -> Iterator[TeamResult | AboutTeamResult]:
    """Teams of one to 300 who answer as chance has it, with names and without, some things fixed.

    Most disagree on everything that they answer.
    """
    chance = random.Random(SEED)  # noqa: S311 - a sample, no secret
    for people, share, shown in itertools.product((1, 3, 300), (0.3, 1.0), (False, True)):
        progress = [_profile(chance, expertise, share) for _ in range(people)]
        voices = [Voice(f"U{n:010}", one.answers()) for n, one in enumerate(progress)]
        fixed = _profile(chance, expertise, 0.2).answers()
        title = f"*{LONG_WORDS[:118]}*" if shown else ""
        for same in ({}, {**fixed, "constraints": "none"}):
            result = team_result(title, voices, same, expertise, names_shown=shown)
            yield result
            yield from (AboutTeamResult(result, wanted) for wanted in OF_TEAM)


def every_reply(expertise: Expertise) -> Iterator[Reply]:
    yield from about_criteria(expertise)
    yield from on_several(expertise)
    yield from about_packages(expertise)
    yield from about_names(expertise)
    yield from about_subjects(expertise)
    yield from small_ones(expertise)
    yield from of_the_dialog(expertise)
    for results in recommendations(expertise).values():
        yield from results
        yield from (about for result in results[-2:] for about in of_result(result, expertise))
    yield from of_teams(expertise)
