"""Sentence embeddings, held against the plain mathematics of the model."""

import math
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bot.matching import Encoder
from bot.matching.minilm import telling
from bot.matching.weights import Weights, WeightsDamaged

SENTENCES = [
    "my chain keeps slipping",
    "which bicycle is good for a beginner",
    "do rental bikes come with a lock and a helmet?",
    "Ünïcode façade, naïve café",
    "scales",
    "the quick brown fox jumps over the lazy dog and then it sleeps for a very long time " * 3,
]

PARAPHRASES = [
    ("how much is a rental per day", "what does it cost to hire for a day", "my cat is ill"),
    ("my bike has a puncture", "I have a flat tyre", "do you ship abroad"),
    ("when do you close", "until what time are you open", "which frame size fits me"),
]


@pytest.fixture(scope="module")
def weights() -> Weights:
    found = Weights.installed()
    assert found is not None
    return found


def embedded_in_full_precision(weights: Weights, text: str) -> NDArray[np.float64]:
    """The model written out: BERT with six layers, the weighted mean over tokens, length 1."""
    tensors = weights.read()
    tokenizer = Tokenizer.from_file(str(weights.tokenizer))
    tokenizer.no_padding()
    ids = tokenizer.encode(text).ids

    def linear(name: str, flow: NDArray[np.float64]) -> NDArray[np.float64]:
        return flow @ tensors[f"{name}.weight"].T + tensors[f"{name}.bias"]

    def norm(name: str, flow: NDArray[np.float64]) -> NDArray[np.float64]:
        flow = flow - flow.mean(axis=1, keepdims=True)
        flow = flow / np.sqrt((flow**2).mean(axis=1, keepdims=True) + 1e-12)
        return flow * tensors[f"{name}.weight"] + tensors[f"{name}.bias"]

    def heads(flow: NDArray[np.float64]) -> NDArray[np.float64]:
        return flow.reshape(len(ids), 12, 32).transpose(1, 0, 2)

    flow = tensors["embeddings.word_embeddings.weight"][ids]
    flow = flow + tensors["embeddings.position_embeddings.weight"][: len(ids)]
    flow = norm(
        "embeddings.LayerNorm", flow + tensors["embeddings.token_type_embeddings.weight"][0]
    )
    for layer in range(6):
        name = f"encoder.layer.{layer}"
        query, key, value = (
            heads(linear(f"{name}.attention.self.{part}", flow))
            for part in ("query", "key", "value")
        )
        focus = np.exp(query @ key.transpose(0, 2, 1) / np.sqrt(32))
        mixed = (focus / focus.sum(axis=2, keepdims=True)) @ value
        mixed = mixed.transpose(1, 0, 2).reshape(len(ids), 384)
        mixed = linear(f"{name}.attention.output.dense", mixed)
        flow = norm(f"{name}.attention.output.LayerNorm", flow + mixed)
        wide = linear(f"{name}.intermediate.dense", flow)
        wide = wide * (1 + np.vectorize(math.erf)(wide / np.sqrt(2))) / 2
        flow = norm(f"{name}.output.LayerNorm", flow + linear(f"{name}.output.dense", wide))
    mean = np.average(flow, axis=0, weights=telling(np.array(ids)))
    return mean / np.linalg.norm(mean)


@pytest.mark.parametrize("text", SENTENCES)
def test_int8_weights_give_nearly_the_same_vector_as_full_precision(
    encoder: Encoder, weights: Weights, text: str
) -> None:
    assert encoder.encode(text).meaning @ embedded_in_full_precision(weights, text) > 0.995


def test_rare_words_count_for_more_than_common_ones(weights: Weights) -> None:
    tokenizer = Tokenizer.from_file(str(weights.tokenizer))
    tokens = [tokenizer.token_to_id(token) for token in ("?", "the", "which", "server", "bicycle")]
    told = telling(np.array(tokens))

    assert told[0] == told[1] > 0
    assert np.all(np.diff(told[1:]) > 0)


@pytest.mark.parametrize(("one", "same", "other"), PARAPHRASES)
def test_paraphrases_are_closer_than_strangers(
    encoder: Encoder, one: str, same: str, other: str
) -> None:
    here, near, far = (encoder.encode(text).meaning for text in (one, same, other))
    assert here @ near > here @ far + 0.2


def test_vectors_are_384_wide_and_of_length_one(encoder: Encoder) -> None:
    vectors = encoder.encode_all([*SENTENCES, ""]).meaning
    assert vectors.shape == (7, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-4)


def test_a_text_gets_the_same_vector_alone_and_in_company(encoder: Encoder) -> None:
    texts = [f"{number} bikes for {number} children" for number in range(20)]
    together = np.concatenate(encoder.encode_all(texts), axis=1)
    alone = np.array([np.concatenate(encoder.encode(text)) for text in texts])
    assert together == pytest.approx(alone, abs=1e-6)


def test_no_texts_give_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode_all([]).wording.shape == (0, 384)


def test_long_texts_are_cut_off(encoder: Encoder) -> None:
    long, longer = (encoder.encode("bicycle " * times).meaning for times in (200, 2000))
    assert long == pytest.approx(longer)


@pytest.mark.parametrize("content", [b"", b"\xff" * 100, b"\x02" + b"\0" * 7 + b"{]"])
def test_a_file_that_holds_no_weights_is_reported(
    weights: Weights, tmp_path: Path, content: bytes
) -> None:
    damaged = Weights(tmp_path / "model.safetensors", weights.tokenizer)
    damaged.tensors.write_bytes(content)
    with pytest.raises(WeightsDamaged):
        damaged.read()


def test_a_cut_off_file_of_weights_is_reported(weights: Weights, tmp_path: Path) -> None:
    damaged = Weights(tmp_path / "model.safetensors", weights.tokenizer)
    damaged.tensors.write_bytes(weights.tensors.read_bytes()[:1_000_000])
    with pytest.raises(WeightsDamaged):
        damaged.read()["encoder.layer.5.output.dense.weight"]
