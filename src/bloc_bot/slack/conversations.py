"""What was last asked in each conversation, in this process's memory."""

from __future__ import annotations

from collections import OrderedDict

from bloc_bot.domain.turns import Turn

_REMEMBERED = 10_000


class RecentConversations:
    """The last turn of each conversation that was active lately; the oldest are forgotten first."""

    def __init__(self, most: int = _REMEMBERED) -> None:
        self._most = most
        self._turns: OrderedDict[tuple[str, str], Turn] = OrderedDict()

    async def last(self, conversation: str, workspace: str) -> Turn | None:
        return self._turns.get((workspace, conversation))

    async def remember(self, conversation: str, workspace: str, turn: Turn) -> None:
        self._turns[workspace, conversation] = turn
        self._turns.move_to_end((workspace, conversation))
        while len(self._turns) > self._most:
            self._turns.popitem(last=False)
