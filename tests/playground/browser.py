"""The playground as a person has it: started from the command line, open in a real browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bloc_bot.playground.workspace import PEOPLE

expect.set_options(timeout=15_000)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def chromium() -> str:
    """The system's browser. In CI its absence fails the run; on a desk it skips the tests, and says so."""
    if CHROMIUM is None:
        missing = "Chromium is not installed: on Debian, apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return CHROMIUM


@asynccontextmanager
async def opened_browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=_QUIET)
        yield browser
        await browser.close()


@contextmanager
def started_playground(database: str) -> Iterator[str]:
    """`bloc-bot playground` in a process of its own; its address."""
    command = [sys.executable, "-m", "bloc_bot", "playground", "--port", "0"]
    process = subprocess.Popen(  # noqa: S603 - our own program
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "DATABASE_URL": database}
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert address is not None, f"the playground said: {line!r}"
        yield address[0]
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


class Person:
    """Somebody at the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)

    @property
    def field(self) -> Locator:
        """Where one writes in the place that is open."""
        return self.page.get_by_label(re.compile("^Message "), exact=False).and_(self.page.locator("textarea"))

    async def goes_to(self, place: str) -> None:
        await self.page.get_by_role("navigation").get_by_role("button", name=place).click()

    async def becomes(self, name: str) -> None:
        """Sit down as somebody else. The page is theirs once it says so."""
        [person] = [known for known in PEOPLE if known.name == name]
        await self.page.get_by_label("You are").select_option(person.id)
        await expect(self.page.locator("#person-about")).to_have_text(person.about)

    async def types(self, text: str) -> None:
        """Write something and send it. At once: letter by letter, the browser would draw the page for each of them."""
        field = self.field
        await field.click()
        await field.fill(text)
        await self.page.keyboard.press("Escape")
        await self.page.keyboard.press("Enter")

    def message(self, text: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("log").get_by_role("article").filter(has_text=text).last

    async def sees(self, text: str | re.Pattern[str]) -> Locator:
        message = self.message(text)
        await expect(message).to_be_visible()
        return message
