"""In the thread of a team's result, what is asked is asked of that result."""

import pytest

from bot import phrases
from bot.advisor.about_team import asks_of_result
from bot.advisor.expertise import Expertise
from bot.advisor.moves import Opened, Said
from bot.advisor.replies import AboutTeamResult, Explanation, TeamResult
from bot.advisor.responding import respond
from bot.advisor.result_wishes import (
    AskedOfResult,
    CaseFor,
    HowSure,
    Keeping,
    ResultSources,
    WhatChanges,
    WhyIt,
)
from bot.advisor.session import Session
from bot.advisor.team.telling import team_result
from bot.advisor.team.voices import Voice
from bot.advisor.wording import LONGEST_TEXT
from tests.builders import ANN, BOB

ASKED: dict[str, AskedOfResult] = {
    "why?": WhyIt(),
    "why node?": WhyIt(),
    "how sure is that?": HowSure(),
    "why not python?": CaseFor("python"),
    "the other side?": CaseFor("python"),
    "what would change it?": WhatChanges(),
    "I disagree": WhatChanges(),
    "sources?": ResultSources(),
    "save it": Keeping(),
}


@pytest.fixture(scope="module")
def team(expertise: Expertise) -> TeamResult:
    voices = [
        Voice(ANN, {"team": "javascript", "realtime": "core"}),
        Voice(BOB, {"team": "python", "realtime": "core", "ml": "api"}),
    ]
    return team_result("The backend", voices, {}, expertise, names_shown=False)


@pytest.mark.parametrize(("text", "wanted"), ASKED.items())
def test_a_question_is_about_the_teams_result(
    expertise: Expertise, team: TeamResult, text: str, wanted: AskedOfResult
) -> None:
    reply = respond(Said(text=text), Session(), expertise, ANN, team).reply

    assert reply == AboutTeamResult(team, wanted)
    assert asks_of_result(Said(text=text), expertise)
    assert phrases.about_team_title(reply)
    assert all(phrases.about_team_lines(reply))


def test_why_tells_what_each_answer_contributed(team: TeamResult) -> None:
    lines = phrases.about_team_lines(AboutTeamResult(team, WhyIt()))

    assert [phrases.team_reason_line(one, team.options) for one in team.reasons] == [*lines[:-1]]
    assert lines[-1] == f"In all: {phrases.team_scores(team)}."


def test_without_a_mention_it_answers_only_who_asks_it(
    expertise: Expertise, team: TeamResult
) -> None:
    why = Said(text="why?", addressed=False)
    among_people = Session(since=(ANN,))

    assert respond(why, Session(), expertise, BOB, team).reply == AboutTeamResult(team, WhyIt())
    assert respond(why, among_people, expertise, BOB, team).reply is None
    assert respond(why, Session(), expertise, BOB).reply is None


def test_a_subject_that_was_discussed_since_is_what_is_asked_about(
    expertise: Expertise, team: TeamResult
) -> None:
    session = respond(Said(text="what about hiring?"), Session(), expertise, ANN, team).session

    assert isinstance(respond(Said(text="why?"), session, expertise, ANN, team).reply, Explanation)


def test_most_of_what_is_said_needs_no_look_at_a_teams_answers(expertise: Expertise) -> None:
    for move in (Opened(), Said(text="which one scales better?"), Said(text="lunch?")):
        assert not asks_of_result(move, expertise)


def test_what_is_too_long_to_be_answered_asks_nothing(expertise: Expertise) -> None:
    text = "why" + "?" * LONGEST_TEXT

    assert not asks_of_result(Said(text=text), expertise)
    assert asks_of_result(Said(text=text[:LONGEST_TEXT]), expertise)
