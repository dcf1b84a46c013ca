"""Writing an ONNX model: the few messages of onnx.proto3 that a graph of tensors needs.

The format is protocol buffers; the numbers are those of the fields in onnx.proto3 (IR version 8).
Writing it takes fewer lines than the `onnx` package takes megabytes.
"""

import struct
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

FLOAT, UINT8, INT8, INT64 = 1, 2, 3, 7
"""TensorProto.DataType."""

_DATA_TYPES = {
    np.dtype(np.float32): FLOAT,
    np.dtype(np.uint8): UINT8,
    np.dtype(np.int8): INT8,
    np.dtype(np.int64): INT64,
}
_IR_VERSION = 8
_OPERATORS = {"": 17, "com.microsoft": 1}
"""Operator sets used, by domain, and their versions."""

Attribute = int | float | tuple[int, ...]


def model(
    nodes: Iterable[bytes], tensors: Iterable[bytes], ins: Iterable[bytes], outs: Iterable[bytes]
) -> bytes:
    """The whole file: one graph with its inputs and outputs."""
    graph = _message(
        *((1, node) for node in nodes),
        (2, "graph"),
        *((5, tensor) for tensor in tensors),
        *((11, value) for value in ins),
        *((12, value) for value in outs),
    )
    operators = [(8, _message((1, domain), (2, version))) for domain, version in _OPERATORS.items()]
    return _message((1, _IR_VERSION), (7, graph), *operators)


def node(operator: str, ins: Sequence[str], outs: Sequence[str], **attributes: Attribute) -> bytes:
    """One operation; `domain:Name` names an operator outside the standard set."""
    domain, _, name = operator.rpartition(":")
    return _message(
        *((1, value) for value in ins),
        *((2, value) for value in outs),
        (4, name),
        *((5, _attribute(key, value)) for key, value in attributes.items()),
        (7, domain),
    )


def tensor(name: str, values: NDArray[np.generic]) -> bytes:
    """A constant of the graph."""
    sizes = ((1, size) for size in values.shape)
    return _message(*sizes, (2, _DATA_TYPES[values.dtype]), (8, name), (9, values.tobytes()))


def value_info(name: str, data_type: int, shape: Sequence[int | str]) -> bytes:
    """An input or output; a size given as text may differ from run to run."""
    sizes = [(1, _message((2 if isinstance(size, str) else 1, size))) for size in shape]
    tensor_type = _message((1, data_type), (2, _message(*sizes)))
    return _message((1, name), (2, _message((1, tensor_type))))


def _attribute(name: str, value: Attribute) -> bytes:
    match value:
        case float():
            return _message((1, name), (2, value), (20, 1))
        case int():
            return _message((1, name), (3, value), (20, 2))
        case tuple():
            return _message((1, name), *((8, item) for item in value), (20, 7))


def _message(*fields: tuple[int, int | float | str | bytes]) -> bytes:
    return b"".join(_field(number, value) for number, value in fields)


def _field(number: int, value: int | float | str | bytes) -> bytes:
    match value:
        case float():
            return _varint(number << 3 | 5) + struct.pack("<f", value)
        case int():
            return _varint(number << 3) + _varint(value)
        case str():
            return _field(number, value.encode())
        case bytes():
            return _varint(number << 3 | 2) + _varint(len(value)) + value


def _varint(number: int) -> bytes:
    """Seven bits a byte, lowest first; a negative number is written as its 64-bit complement."""
    rest, out = number & (1 << 64) - 1, bytearray()
    while rest > 0x7F:  # noqa: PLR2004  the seven bits that a byte holds
        out.append(rest & 0x7F | 0x80)
        rest >>= 7
    return bytes([*out, rest])
