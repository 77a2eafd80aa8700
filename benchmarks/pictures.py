"""Measure the drawing of the longest timeline, against an empty picture of the same size from the same library."""

from __future__ import annotations

import asyncio
import io
import statistics
import subprocess
import sys
import time
from datetime import date

from bloc_bot.answering import Answering
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.session import make_engine
from bloc_bot.database.workspaces.conversations import Memory
from bloc_bot.domain.timelines import Chart

QUESTION = "osce timeline"
TODAY = date(2026, 11, 21)
ROUNDS = 5
AT_MOST = 12.0
"""How many empty pictures of its size a timeline of 57 rows may take."""
AT_MOST_SECONDS, FIRST_AT_MOST_SECONDS = 1.0, 3.0
_FIRST = (
    "import sys, time; from bloc_bot.domain.timelines import Chart; "
    "chart = Chart.model_validate_json(sys.stdin.read()); start = time.perf_counter(); "
    "from bloc_bot.pictures.drawing import draw; draw(chart, format='png'); print(time.perf_counter() - start)"
)


async def measure_pictures(database: str) -> bool:
    """Print what the first picture of a process takes, and those after it; whether they are what we promise."""
    engine = make_engine(database)
    reply = await Answering(FactBooks(engine), Memory()).answer(QUESTION, today=TODAY)
    await engine.dispose()
    assert reply.timeline is not None  # noqa: S101 - the seed has it
    first = min(_first(reply.timeline) for _ in range(3))
    picture, empty = _drawn_and_empty(reply.timeline)
    ratio = picture / empty
    kept = ratio <= AT_MOST and picture <= AT_MOST_SECONDS and first <= FIRST_AT_MOST_SECONDS
    rows = sum(len(group.rows) for group in reply.timeline.groups)
    print(f"a timeline of {rows} rows, against {empty * 1e3:.0f} ms for an empty picture of its size")
    print(f"  {picture:.2f} s, at most {AT_MOST_SECONDS:.0f} s; ratio {ratio:.1f}, at most {AT_MOST:.0f}")
    print(f"  the first in a process, with the library's import: {first:.2f} s, at most {FIRST_AT_MOST_SECONDS:.0f} s")
    print(f"  {'kept' if kept else 'BROKEN'}")
    return kept


def _first(chart: Chart) -> float:
    command = [sys.executable, "-c", _FIRST]
    done = subprocess.run(command, input=chart.model_dump_json(), capture_output=True, text=True, check=True)  # noqa: S603
    return float(done.stdout)


def _drawn_and_empty(chart: Chart) -> tuple[float, float]:
    from matplotlib.figure import Figure

    from bloc_bot.pictures.drawing import draw

    pictures, empties = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        drawn = draw(chart, format="png")
        pictures.append(time.perf_counter() - start)
        width, height = int.from_bytes(drawn[16:20]), int.from_bytes(drawn[20:24])  # where PNG keeps its size
        start = time.perf_counter()
        figure = Figure(figsize=(width / 100, height / 100), dpi=100)
        figure.savefig(io.BytesIO(), format="png")
        empties.append(time.perf_counter() - start)
    return statistics.median(pictures), statistics.median(empties)


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(measure_pictures(sys.argv[1])) else 1)
