"""Pictures of timelines: what is on them, and that the same chart is always the same file."""

from __future__ import annotations

import asyncio
import struct
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from bloc_bot.domain.timelines import Bar, BarEnd, BarKind, Chart, Ending, Group, Mark, Row
from bloc_bot.pictures.drawing import Format, draw
from bloc_bot.pictures.gallery import Gallery

TODAY = date(2026, 11, 21)
KNOWN, OPEN, UNKNOWN = Ending.KNOWN, Ending.OPEN, Ending.UNKNOWN


def end(day: date, ending: Ending = KNOWN, *, disputed: date | None = None) -> BarEnd:
    return BarEnd(ending=ending, sure=day, possible=day, disputed=(disputed,) if disputed else ())


def bar(kind: BarKind = BarKind.MEMBER, start: BarEnd | None = None, until: BarEnd | None = None) -> Bar:
    return Bar(kind=kind, start=start or end(date(2002, 10, 7)), end=until or end(TODAY, OPEN))


def chart(*rows: Row, marks: tuple[Mark, ...] = (), title: str = "Membership of the CSTO over time") -> Chart:
    group = Group(label="CSTO", rows=rows, marks=marks)
    return Chart(title=title, first=date(2000, 1, 1), last=TODAY, today=TODAY, groups=(group,), in_words="In words.")


def row(label: str = "Armenia", *bars: Bar, attested: tuple[date, ...] = ()) -> Row:
    return Row(id=label, label=label, bars=bars, attested=attested)


def svg(drawn: Chart) -> str:
    return draw(drawn, format="svg").decode()


def size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_rows_title_and_day_are_on_it() -> None:
    picture = svg(chart(row("Armenia", bar()), row("Bosnia and Herzegovina", bar())))
    for text in ("Membership of the CSTO over time", "Armenia", "Bosnia and Herzegovina", "21 November 2026", "2015"):
        assert f">{text}<" in picture or text in picture.split("</metadata>")[1]


@pytest.mark.parametrize(
    ("shown", "legend"),
    [
        (row("A", bar()), "goes on"),
        (row("A", bar(until=end(date(2010, 1, 1), UNKNOWN))), "exact day not on record"),
        (row("A", bar(until=end(date(2010, 1, 1), disputed=date(2012, 1, 1)))), "sources differ"),
        (row("A", attested=(date(2010, 3, 18),)), "attested on that day"),
        *((row("A", bar(kind)), kind.value) for kind in BarKind),
    ],
)
def test_the_legend_says_what_occurs_and_nothing_else(shown: Row, legend: str) -> None:
    assert f">{legend}<" in svg(chart(shown))
    other = row("A", bar(BarKind.OBSERVER if legend != "observer" else BarKind.MEMBER, until=end(date(2010, 1, 1))))
    assert f">{legend}<" not in svg(chart(other))


def test_marks_are_numbered_and_told_in_words() -> None:
    picture = svg(chart(row("A", bar()), marks=(Mark(number=7, day=date(2003, 9, 18), when="2003", label="In force"),)))
    assert ">7<" in picture
    assert ">In force, 2003<" in picture


def test_what_concerns_two_groups_is_told_once() -> None:
    mark = Mark(number=1, day=date(2003, 9, 18), when="2003", label="In force")
    groups = tuple(Group(label=label, rows=(row("A", bar()),), marks=(mark,)) for label in ("One", "Other"))
    picture = svg(chart().model_copy(update={"groups": groups}))
    assert picture.count(">In force, 2003<") == 1
    assert picture.count(">1<") == 3


def test_it_is_as_wide_as_a_phone_and_grows_with_its_rows() -> None:
    one, many = (
        size(draw(chart(*[row(f"Country {n}", bar()) for n in range(rows)]), format="png")) for rows in (1, 60)
    )
    assert one[0] == many[0] == 1104
    assert 2_500 < many[1] - one[1] < 6_000


@pytest.mark.slow
def test_more_rows_than_fit_make_a_coarser_picture_and_not_a_taller_one() -> None:
    width, height = size(draw(chart(*[row(f"Country {n}", bar()) for n in range(200)]), format="png"))
    assert height <= 6_000
    assert width > 500


@pytest.mark.parametrize("format", ["png", "svg"])
def test_the_same_chart_gives_the_same_bytes_in_any_thread(format: Format) -> None:
    drawn = chart(row("A", bar(BarKind.FROZEN)), row("B", bar(), attested=(date(2010, 1, 1),)))
    with ThreadPoolExecutor(4) as threads:
        pictures = set(threads.map(lambda _: draw(drawn, format=format), range(8)))
    assert len(pictures) == 1


@pytest.mark.parametrize(
    "text", ["costs $5 and $6", "a_b^c \\frac", "中文 🎉", "x" * 200, "long words " * 30, "<b> & co", ""]
)
def test_any_text_can_be_drawn(text: str) -> None:
    marks = (Mark(number=1, day=date(2003, 1, 1), when="2003", label=text),)
    assert draw(chart(row(text, bar()), marks=marks, title=text), format="png").startswith(b"\x89PNG")


def test_where_nothing_is_on_record_the_picture_says_so() -> None:
    assert ">nothing on record<" in svg(chart())


async def test_a_picture_is_drawn_once_however_many_ask() -> None:
    gallery, drawn = Gallery(), chart(row("A", bar()))
    first, second = await asyncio.gather(gallery.png(drawn), gallery.png(drawn.model_copy()))
    assert first is second
    assert await gallery.png(drawn) is first
    assert await gallery.png(chart(row("B", bar()))) != first
