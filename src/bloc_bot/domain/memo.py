"""What is worked out once for each fact book or register, and forgotten with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar, overload
from weakref import finalize

Key = TypeVar("Key")
Made = TypeVar("Made")
Owner = TypeVar("Owner")


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


class lazy(Generic[Owner, Made]):  # noqa: N801 - it reads as `property` does
    """A property that is worked out when first asked for, and then kept in the object.

    `functools.cached_property` takes a lock each time, which a question that is read by one thread can do without.
    """

    def __init__(self, make: Callable[[Owner], Made]) -> None:
        self._make, self._name, self.__doc__ = make, make.__name__, make.__doc__

    @overload
    def __get__(self, owner: None, kind: type[Owner]) -> lazy[Owner, Made]: ...
    @overload
    def __get__(self, owner: Owner, kind: type[Owner]) -> Made: ...
    def __get__(self, owner: Owner | None, kind: type[Owner]) -> lazy[Owner, Made] | Made:
        if owner is None:
            return self
        made = owner.__dict__[self._name] = self._make(owner)
        return made
