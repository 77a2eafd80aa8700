"""Messages of answers that are asked for again and again, each built once."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from bloc_bot.domain.replies import Reply
from bloc_bot.slack.answers.blocks import build_private_answer

_MOST = 200


class BuiltAnswers:
    """The latest private answers. The same question gets the very same reply for as long as the facts stand."""

    def __init__(self) -> None:
        self._built: OrderedDict[int, tuple[Reply, dict[str, Any]]] = OrderedDict()

    def private(self, reply: Reply) -> dict[str, Any]:
        """Its first page, without a picture."""
        kept = self._built.get(id(reply))
        if kept is None:
            # The reply is kept beside its message: else its id might become that of another.
            kept = self._built[id(reply)] = reply, build_private_answer(reply)
            if len(self._built) > _MOST:
                self._built.popitem(last=False)
        return {**kept[1]}
