"""How names are compared: folded, so that case, accents and punctuation do not matter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^\w]+")
_POSSESSIVE = re.compile(r"['’ʼ]s\b")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """The form in which names and questions are compared: `Perrin de  Brichambaut’s` → `perrin de brichambaut`."""
    if text.isascii():
        return _NOT_WORD.sub(" ", _POSSESSIVE.sub("", text.casefold()).replace("'", "")).strip()
    text = _POSSESSIVE.sub("", unicodedata.normalize("NFKC", text).casefold())
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c) or c == "\u0306")
    text = unicodedata.normalize("NFC", text).replace("ё", "е").replace("ı", "i").replace("’", "").replace("'", "")
    return _NOT_WORD.sub(" ", text).strip()
