"""What is worked out once for an object."""

from __future__ import annotations

import gc
from weakref import ref

from bloc_bot.domain.factbook import Register
from bloc_bot.domain.memo import Once


class Made:
    """Something that can be seen to be gone."""


def test_it_is_made_once_for_each_object() -> None:
    once, one, other = Once[Register, Made](lambda _: Made()), Register(), Register()
    assert once(one) is once(one)
    assert once(one) is not once(other)


def test_what_was_made_goes_with_the_object() -> None:
    once, register = Once[Register, Made](lambda _: Made()), Register()
    made = ref(once(register))
    del register
    gc.collect()
    assert made() is None


def test_an_object_made_where_another_was_gets_its_own() -> None:
    once = Once[Register, Register](lambda register: Register(names=register.names))
    made = [once(Register()) for _ in range(100)]
    assert len({id(one) for one in made}) == len(made)
