"""Take the README's pictures from the running playground: `make screenshots`."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser

from tests.grading import seed_sqlite
from tests.playground.browser import Person, opened_browser, started_playground

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
SIZE = {"width": 1200, "height": 940}


async def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database = await seed_sqlite(Path(folder) / "bloc.db")
        with started_playground(database) as address:
            async with opened_browser() as browser:
                await _take(browser, address)
    return 0


async def _take(browser: Browser, address: str) -> None:
    page = await browser.new_page(viewport=SIZE, color_scheme="light")
    person = Person(page)
    await page.goto(address)
    await person.types("@bloc_bot when did Georgia leave the CIS?")
    await person.sees("Georgia left the CIS")
    await _picture(person, "answer")
    await person.types("/csto timeline")
    await person.sees(re.compile("CSTO"))
    await page.wait_for_timeout(2_000)
    await _picture(person, "timeline")
    await person.goes_to("Home")
    await page.get_by_role("button", name="Browse").first.wait_for()
    await _picture(person, "home")


async def _picture(person: Person, name: str) -> None:
    file = FOLDER / f"{name}.png"
    await person.page.screenshot(path=file)
    print(f"{file.relative_to(FOLDER.parents[1])}: {file.stat().st_size // 1024} KB")  # noqa: T201 - what was made


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
