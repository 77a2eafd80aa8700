"""The kinds of question, a row each. Their examples are tests, and help is written from them."""

from bloc_bot.language.patterns import changes, comparisons, events, members, officials, profiles, timelines
from bloc_bot.language.patterns.rows import Row, by_bag, by_shape

ROWS: tuple[Row, ...] = (
    *profiles.ROWS[:1],
    *comparisons.ROWS,
    *members.ROWS,
    *changes.ROWS,
    *officials.ROWS,
    *profiles.ROWS[1:],
    *timelines.ROWS,
    *events.ROWS,
)
"""In the order in which they are tried: the first that fits, and can build its query, reads the question."""

BY_SHAPE, BY_BAG = by_shape(ROWS), by_bag(ROWS)
"""Shapes are tried first, over all rows; then bags, for words in an order that no shape foresees."""

_MOST_ASKED_FIRST = (
    *members.ROWS,
    *changes.ROWS,
    *officials.ROWS,
    *events.ROWS,
    *timelines.ROWS,
    *comparisons.ROWS,
    *profiles.ROWS[1:],
)
HELP: tuple[tuple[str, str], ...] = tuple((row.help, row.examples[0]) for row in _MOST_ASKED_FIRST if row.help)
"""What the help page lists: each kind of question with its first example."""

__all__ = ["BY_BAG", "BY_SHAPE", "HELP", "ROWS", "Row"]
