"""What the views about records keep between two clicks, in their private_metadata."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from bloc_bot.slack.limits import LIMITS


@dataclass(frozen=True)
class Kept:
    """Which record a view is about, and how it was come by."""

    fact: str = ""
    page: int = 0
    """Of the history; of a list of rows, of the list."""
    opened_on: int = 0
    """Of a form: the number of the revision that it was filled in from."""
    record: str = ""
    """Of a form: the view of the record beneath it."""
    response_url: str = ""
    """Where the person can be answered who pressed the button under the answer."""
    answer: str = ""
    """What the button under the answer kept to show it again."""
    rows: str = ""
    """Of a record, and of a form about it: the view with the list of rows beneath it."""
    rows_page: int = 0

    def packed(self) -> str:
        said = {name: value for name, value in asdict(self).items() if value}
        if self.answer:
            said["answer"] = json.loads(self.answer)  # as text within text it would need half as much room again
        packed = _dense(said)
        if len(packed) <= LIMITS["private_metadata"] or not self.response_url:
            return packed
        return replace(self, response_url="").packed()

    @classmethod
    def of(cls, view: dict[str, Any]) -> Kept:
        kept = json.loads(view.get("private_metadata") or "{}")
        kept["answer"] = _dense(kept["answer"]) if "answer" in kept else ""
        return cls(**{name: value for name, value in kept.items() if name in cls.__dataclass_fields__})


def _dense(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
