"""What is remembered of a method goes with its object."""

import gc
import weakref

from bot.matching import Cache, Matcher
from bot.matching.recent import remembering


class Doubling:
    """Counts how often it was asked to double."""

    def __init__(self) -> None:
        self.asked = 0
        self.recent = remembering(2, self.double)

    def double(self, number: int) -> int:
        self.asked += 1
        return 2 * number


def test_what_was_asked_lately_is_not_computed_again() -> None:
    doubling = Doubling()
    assert [doubling.recent(number) for number in (1, 2, 1, 3, 2)] == [2, 4, 2, 6, 4]
    assert doubling.asked == 4


def test_a_matcher_that_is_replaced_goes_without_the_collector_of_cycles(cache: Cache) -> None:
    matcher = Matcher.fit([("a flat tyre", "repair"), ("a bike", "shop")], cache=cache)
    matcher.match("my tyre is flat")
    gone = weakref.ref(matcher)

    gc.disable()
    try:
        del matcher
        assert gone() is None
    finally:
        gc.enable()
