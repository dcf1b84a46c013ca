"""Which item fits a text best."""

import pytest

from bot.matching import Cache, Engine, Ranker

ITEMS = {
    "puncture": ["a flat tyre", "the inner tube loses air"],
    "brakes": ["the brakes squeal", "braking in the rain"],
    "gears": ["the gears do not shift", "adjusting the derailleur"],
    "undescribed": [],
}


@pytest.fixture(scope="module", params=["embeddings", "words"])
def ranker(request: pytest.FixtureRequest, cache: Cache) -> Ranker:
    engine: Engine = request.param
    return Ranker.fit(ITEMS, engine=engine, cache=cache)


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("my tyre is flat again", "puncture"),
        ("noisy brakes when it rains", "brakes"),
        ("shifting the gears is hard", "gears"),
        ("my deraileur", "gears"),
    ],
)
def test_the_item_that_fits_comes_first(ranker: Ranker, text: str, best: str) -> None:
    ranking = ranker.rank(text)
    fits = [fit for _, fit in ranking]
    assert ranking[0][0] == best
    assert fits == sorted(fits, reverse=True)
    assert {item for item, _ in ranking} == {"puncture", "brakes", "gears"}


def test_an_items_own_text_fits_fully(ranker: Ranker) -> None:
    assert ranker.rank("The brakes  squeal")[0] == ("brakes", pytest.approx(1, abs=1e-3))


@pytest.mark.parametrize("text", ["", "🙂", "x" * 10_000])
def test_any_text_ranks_everything(ranker: Ranker, text: str) -> None:
    assert all(0 <= fit <= 1 for _, fit in ranker.rank(text))
    assert len(ranker.rank(text)) == 3


def test_nothing_to_rank_ranks_nothing(cache: Cache) -> None:
    assert Ranker.fit({}, cache=cache).rank("anything") == ()


def test_words_do_their_part_beside_meaning(cache: Cache) -> None:
    ranker = Ranker.fit({"a": ["model X100 brake"], "b": ["model X200 brake"]}, cache=cache)
    assert ranker.rank("does the X200 stop well")[0][0] == "b"
