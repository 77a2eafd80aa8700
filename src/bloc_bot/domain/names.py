"""How names are compared: folded, so that case, accents and punctuation do not matter."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w]+")
_POSSESSIVE = re.compile(r"['’ʼ]s\b")


def folded(text: str) -> str:
    """The form in which names and questions are compared: `Perrin de  Brichambaut’s` → `perrin de brichambaut`."""
    text = _POSSESSIVE.sub("", unicodedata.normalize("NFKC", text).casefold())
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c) or c == "\u0306")
    text = unicodedata.normalize("NFC", text).replace("ё", "е").replace("ı", "i").replace("’", "").replace("'", "")
    return _NOT_WORD.sub(" ", text).strip()
