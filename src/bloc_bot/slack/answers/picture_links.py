"""Addresses under which pictures can be had: signed, so that nobody can guess one, and good for a few hours."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pydantic import ValidationError

from bloc_bot.domain.queries import QUERY, Query

PATH = "/pictures/"
ENDING = ".png"
GOOD_FOR = timedelta(hours=3)
_PURPOSE = b"bloc_bot pictures"


@dataclass(frozen=True)
class Wanted:
    """What a link is to: the question, and for whom and of which day it was answered."""

    query: Query
    workspace: str
    today: date


class PictureLinks:
    """Makes and reads links. Any process with the same secret can read what another made."""

    def __init__(self, public_url: str, secret: str, clock: Callable[[], datetime]) -> None:
        self._start = f"{public_url.rstrip('/')}{PATH}"
        self._key = hmac.digest(secret.encode(), _PURPOSE, hashlib.sha256)
        self._clock = clock

    def address(self, wanted: Wanted) -> str:
        until = int((self._clock() + GOOD_FOR).timestamp())
        kept = [until, wanted.today.isoformat(), wanted.workspace, wanted.query.model_dump(mode="json")]
        said = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()
        return f"{self._start}{_written(said)}.{_written(self._signature(said))}{ENDING}"

    def read(self, path: str) -> Wanted | None:
        """What the path of an address is to; None where it is none of ours, was tampered with, or is too old."""
        try:
            written, signature = path.removeprefix(PATH).removesuffix(ENDING).split(".")
            said = _read(written)
            if not hmac.compare_digest(self._signature(said), _read(signature)):
                return None
            until, today, workspace, query = json.loads(said)
            if self._clock().timestamp() > until:
                return None
            return Wanted(QUERY.validate_python(query), workspace, date.fromisoformat(today))
        except (ValueError, ValidationError):
            return None

    def _signature(self, said: bytes) -> bytes:
        return hmac.digest(self._key, said, hashlib.sha256)


def _written(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _read(text: str) -> bytes:
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
