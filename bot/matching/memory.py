"""Giving memory back to the system once it is free, and looking for it where some may be."""

import ctypes
import gc
import sys

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
"""Parameters of glibc's mallopt(3)."""
_MEGABYTE = 1 << 20


def give_back_large_arrays() -> None:
    """Have every array of a megabyte or more go back to the system when it is freed.

    Left alone, glibc raises its threshold to the largest block freed so far and cuts what is
    smaller out of heaps, one for each thread, that never shrink: after five reloads a process held
    292 MB, so it holds 245. Elsewhere than on Linux with glibc nothing happens.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _MEGABYTE)
        mallopt(_M_ARENA_MAX, 2)


def leave_out_what_lasts() -> None:
    """Have the collector of cycles pass over all that there is by now: it lasts as long as we do.

    It would walk through the whole knowledge and what was learnt from it again and again, for a
    tenth of the time that a turn takes. What a reload replaces later goes all the same, but for
    what of it refers to itself.
    """
    gc.collect()
    gc.freeze()
