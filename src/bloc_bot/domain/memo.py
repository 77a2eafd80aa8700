"""What is worked out once for each fact book or register, and forgotten with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import finalize

Key = TypeVar("Key")
Made = TypeVar("Made")


class Once(Generic[Key, Made]):
    """Calls `make` once for each object, and keeps what it made for as long as somebody keeps the object.

    A new version of the fact book is a new object: a cache with a fixed size would keep old books alive.
    """

    def __init__(self, make: Callable[[Key], Made]) -> None:
        self._make = make
        self._made: dict[int, Made] = {}
        """By the identity of the object, which no other has as long as it is there."""

    def __call__(self, key: Key) -> Made:
        made = self._made.get(id(key))
        if made is None:
            made = self._made[id(key)] = self._make(key)
            finalize(key, self._made.pop, id(key), None)
        return made
