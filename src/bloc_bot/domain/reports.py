"""What a person holds against an answer: a row of it is wrong, out of date, or missing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """Something that somebody ought to look at. It says nothing that could go on record as it is.

    `query` is the question as it was read and the page, as JSON. `said` is the row, or the headline, as it was shown.
    `fact` is the id of the fact that the row shows; empty: the report is about the whole answer. `url` is the
    address, http or https, of a source that says otherwise; empty: none was named.
    """

    query: str
    said: str
    what: str
    fact: str = ""
    url: str = ""
