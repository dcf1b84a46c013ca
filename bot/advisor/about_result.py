"""Answers what is asked of a result that was shown, from that result alone."""

from bot.advisor.guiding import Guide
from bot.advisor.recommending import best_case_of, recommend
from bot.advisor.replies import AboutResult, Recommendation
from bot.advisor.result_wishes import CaseFor, OtherCase, ResultWish, WhyIt, result_wish_in
from bot.advisor.turn import Turn


def about_result(text: str, guide: Guide) -> Turn | None:
    """The turn where a text asks something of the result that was shown last; None elsewhere."""
    wish = result_wish_in(text, guide.expertise.knowledge.options)
    result = _shown(guide) if wish else None
    return guide.in_between(_told(wish, result)) if wish and result else None


def _shown(guide: Guide) -> Recommendation | None:
    """The result that was shown last, whosever it is; its words are for its owner alone."""
    owner = guide.session.result or ""
    progress = guide.session.dialog_of(owner)
    if progress is None or not progress.over:
        return None
    return recommend(owner, progress, guide.expertise)


def _told(wish: ResultWish, result: Recommendation) -> AboutResult:
    match wish:
        case CaseFor(option):
            return _case(option, result)
        case OtherCase():
            return _case(result.loser or _behind(result), result)
        case _:
            return AboutResult(result, wish)


def _case(option: str, result: Recommendation) -> AboutResult:
    if option == result.winner:
        return AboutResult(result, WhyIt())
    return AboutResult(result, CaseFor(option), best_case_of(option, result.reasons))


def _behind(result: Recommendation) -> str:
    """An option that is not ahead, where the result is for none of them."""
    return next((o for o in result.options if o != result.leaning), next(iter(result.options)))
