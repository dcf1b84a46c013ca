"""The result of a team in terms of questions, answers and criteria."""

from collections.abc import Iterator, Sequence

from bot.advisor.expertise import Expertise
from bot.advisor.outcome import leaning, margin
from bot.advisor.replies import TeamResult
from bot.advisor.scoring import Answers
from bot.advisor.team.agreeing import Agreement, ComingOver, smallest_agreement
from bot.advisor.team.disagreeing import disagreements
from bot.advisor.team.leanings import leanings
from bot.advisor.team.poll import Poll
from bot.advisor.team.result import (
    TeamAgreement,
    TeamChange,
    TeamQuestion,
    TeamReason,
    TeamRuling,
    TeamSide,
)
from bot.advisor.team.standing import MeanContribution, contributions, is_majority
from bot.advisor.team.voices import Voice, persons
from bot.knowledge.model import Answer, Question


def team_result(
    title: str,
    voices: Sequence[Voice],
    fixed: Answers,
    expertise: Expertise,
    *,
    names_shown: bool,
) -> TeamResult:
    """What people's answers come to, with what is `fixed` in the place of their own.

    `names_shown`: whether the result tells who gave which answer.
    """
    knowledge = expertise.knowledge
    dialog = knowledge.dialog
    poll = Poll.of(voices, fixed, dialog, expertise.options)
    agreement = smallest_agreement(poll)
    return TeamResult(
        title=title,
        people=len(voices),
        outcome=poll.outcome,
        leaning=leaning(poll.standing),
        scores=poll.standing.scores,
        margin=margin(poll.standing, dialog.scoring),
        scoring=dialog.scoring,
        weights=poll.weights,
        leanings=leanings(voices, fixed, dialog, expertise.options),
        questions=tuple(_questions(poll, fixed, voices if names_shown else ())),
        reasons=_reasons(poll, expertise),
        rulings=tuple(_rulings(poll)),
        whole=poll.standing.whole,
        agreement=_agreement(agreement, poll) if agreement else None,
        options=knowledge.options,
        version=knowledge.version,
    )


def _questions(poll: Poll, fixed: Answers, shown: Sequence[Voice]) -> Iterator[TeamQuestion]:
    """The questions that anybody answered; `shown` are the voices whose persons are told."""
    found = {one.question: one for one in disagreements(poll)}
    for name, given in poll.ballots.counted().items():
        question = poll.pooling.question(name)
        disagreement = found.get(name)
        outcomes = {s.answer: s.outcome for s in disagreement.sides} if disagreement else {}
        sides = (
            TeamSide(
                answer=answer,
                people=given[answer.id].bit_count(),
                persons=persons(given[answer.id], shown),
                outcome=outcomes.get(answer.id, poll.outcome),
            )
            for answer in question.answers
            if answer.id in given
        )
        decides = disagreement is not None and disagreement.decides
        yield TeamQuestion(question, tuple(sides), fixed=name in fixed, decides=decides)


def _reasons(poll: Poll, expertise: Expertise) -> tuple[TeamReason, ...]:
    """What counted, the largest amount first."""
    counted = contributions(expertise.knowledge.dialog, poll.counts, poll.weights)
    reasons = (_reason(one, poll, expertise) for one in counted)
    return tuple(sorted(reasons, key=lambda one: -one.contribution.amount))


def _reason(contribution: MeanContribution, poll: Poll, expertise: Expertise) -> TeamReason:
    lean = contribution.lean
    criterion = expertise.knowledge.criteria[lean.criterion]
    evidence = expertise.evidence(criterion, lean.point)
    if evidence is None:
        raise LookupError(f"knowledge was not checked: {contribution}")
    question = poll.pooling.question(contribution.question)
    answer = _answer(question, contribution.answer)
    return TeamReason(question, answer, criterion, contribution, evidence)


def _rulings(poll: Poll) -> Iterator[TeamRuling]:
    for name, given in poll.counts.items():
        question, of = poll.pooling.question(name), sum(given.values())
        for option in poll.options:
            saying = {
                answer.id: ruling.because
                for answer in question.answers
                for ruling in answer.rules_out
                if ruling.option == option and answer.id in given
            }
            if saying:
                people = sum(given[answer] for answer in saying)
                because = tuple(dict.fromkeys(saying.values()))
                yield TeamRuling(question, option, people, of, because, is_majority(people, of))


def _agreement(found: Agreement, poll: Poll) -> TeamAgreement:
    return TeamAgreement(tuple(_change(one, poll) for one in found.changes), found.outcome)


def _change(coming: ComingOver, poll: Poll) -> TeamChange:
    question = poll.pooling.question(coming.question)
    before, after = _answer(question, coming.instead_of), _answer(question, coming.answer)
    return TeamChange(question, before, after, coming.people)


def _answer(question: Question, answer_id: str) -> Answer:
    answer = question.answer(answer_id)
    if answer is None:
        raise LookupError(f"the question {question.id} has no answer {answer_id}")
    return answer
