"""From what a team has answered to what it comes to. Pure."""

from collections.abc import Mapping, Sequence

from bot.advisor.asking.position import Position
from bot.advisor.expertise import Expertise
from bot.advisor.replies import TeamResult
from bot.advisor.session import Given
from bot.advisor.team.telling import team_result
from bot.advisor.team.voices import Voice
from bot.decisions.decision import RecordedVoice
from bot.decisions.drafting import TogetherAnswered
from bot.knowledge.model import Question
from bot.store.team import TeamAnswer, TeamDecision


def result_of(
    decision: TeamDecision, answers: Sequence[TeamAnswer], expertise: Expertise
) -> TeamResult:
    """What the answers come to together."""
    voices = [Voice(answer.person, answers_in(answer.given)) for answer in answers]
    fixed = answers_in(decision.fixed)
    shown = decision.names_shown
    return team_result(decision.title, voices, fixed, expertise, names_shown=shown)


def together(decision: TeamDecision, answers: Sequence[TeamAnswer]) -> TogetherAnswered:
    """What is kept of the answers where the result is saved."""
    voices = (RecordedVoice(person=one.person, name=one.name, given=one.given) for one in answers)
    fixed = answers_in(decision.fixed)
    return TogetherAnswered(decision.owner, tuple(voices), fixed, names_shown=decision.names_shown)


def asked_of_all(decision: TeamDecision, expertise: Expertise) -> tuple[Question, ...]:
    """The questions that everybody is asked: those that are not fixed, nor pointless by that."""
    fixed = answers_in(decision.fixed)
    dialog = expertise.knowledge.dialog
    return Position(dialog, expertise.options, fixed, frozenset(fixed)).may_come()


def given_of(answers: Mapping[str, str | None]) -> tuple[Given, ...]:
    """Answers by question as they are kept; what has none is left out."""
    return tuple(Given(question=q, answer=answer) for q, answer in answers.items() if answer)


def answers_in(given: Sequence[Given]) -> dict[str, str]:
    """Answer ids by question id, without the questions that were left open."""
    return {one.question: one.answer for one in given if one.answer}
