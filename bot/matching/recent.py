"""Remembering what was computed lately, without keeping alive what computed it."""

import functools
import weakref
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def remembering(most: int, method: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """A *method* of an object that remembers what it gave for the *most* arguments used last.

    The object may hold it: what is remembered goes with the object, at once. A plain `lru_cache`
    holds the object in return, and megabytes wait for the collector of cycles. Threads may share
    it.
    """
    own = weakref.WeakMethod(method)

    @functools.lru_cache(maxsize=most)
    def remembered(*arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
        bound = own()
        if bound is None:
            raise ReferenceError("the object is gone that this is a method of")
        return bound(*arguments, **named)

    return cast("Callable[Arguments, Result]", remembered)  # it wants hashable ones alone
