"""Pictures of timelines in Slack: uploaded where that was granted, else by a link that expires, else in words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest

from bloc_bot.app import running
from bloc_bot.domain.queries import Timeline
from bloc_bot.settings import Settings
from bloc_bot.slack.answers.picture_links import GOOD_FOR, PictureLinks, Wanted
from bloc_bot.slack.answers.pictures import Pictures
from bloc_bot.slack.site import Site
from tests.slack.bot import SECRET, TEAM, TOKEN, Bot, served
from tests.slack.conftest import Behind
from tests.slack.fakes import TODAY, Clock, FakeGallery, reply, timeline
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons

PUBLIC = "https://bloc.example.org"


@pytest.fixture
def gallery() -> FakeGallery:
    return FakeGallery()


@pytest.fixture
def behind(gallery: FakeGallery) -> Behind:
    behind = Behind(pictures=Pictures(gallery))
    behind.answers.reply = timeline()
    return behind


@pytest.fixture
def linked(behind: Behind, gallery: FakeGallery) -> Behind:
    behind.pictures = Pictures(gallery, PictureLinks(PUBLIC, SECRET, behind.clock))
    return behind


@pytest.fixture
def granted(slack: Slack) -> Slack:
    slack.api.scopes |= {"files:write"}
    return slack


def images(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for block in message["blocks"] if block["type"] == "image"]


# --- uploaded --------------------------------------------------------------------------------------------------


async def test_the_picture_of_an_answer_to_a_mention_is_uploaded_below_it(bot: Bot, granted: Slack) -> None:
    mention = bot.mention("csto timeline")
    await bot.event(mention)
    (words,) = granted.posted
    (done,) = await granted.settled("files.completeUploadExternal")
    assert images(words) == []
    assert (done["channel_id"], done["thread_ts"]) == (mention["channel"], mention["ts"])
    assert list(granted.uploaded.values()) == [b"Membership of the CSTO over time"]


async def test_an_upload_has_a_title_and_says_in_words_what_it_shows(bot: Bot, granted: Slack) -> None:
    await bot.event(bot.direct("csto timeline"))
    (asked,) = await granted.settled("files.getUploadURLExternal")
    (done,) = await granted.settled("files.completeUploadExternal")
    assert "The CSTO has had 7 members on record." in asked["alt_txt"]
    assert [file["title"] for file in done["files"]] == ["Membership of the CSTO over time"]


async def test_slack_is_asked_once_what_was_granted(bot: Bot, granted: Slack) -> None:
    for _ in range(3):
        await bot.event(bot.mention("csto timeline"))
    await granted.settled("files.completeUploadExternal", 3)
    assert len(granted.sent("auth.test")) == 1


async def test_an_answer_without_a_timeline_asks_for_nothing(bot: Bot, behind: Behind, granted: Slack) -> None:
    behind.answers.reply = reply()
    await bot.event(bot.mention())
    assert [call.method for call in granted.calls] == ["chat.postMessage"]


async def test_where_the_upload_fails_the_words_are_there_once_and_nothing_is_said(
    bot: Bot, gallery: FakeGallery, granted: Slack
) -> None:
    gallery.failure = ValueError("no ink")
    response = await bot.event(bot.mention("csto timeline"))
    assert response.status == 200
    assert len(granted.posted) == 1
    assert granted.uploaded == {}


async def test_a_slow_drawing_holds_up_neither_the_words_nor_the_ack(
    bot: Bot, behind: Behind, gallery: FakeGallery, granted: Slack
) -> None:
    gallery.delay = 1.5
    assert (await bot.event(bot.mention("csto timeline"))).status == 200
    assert len(granted.posted) == 1
    assert granted.uploaded == {}
    await granted.settled("files.completeUploadExternal")


async def test_without_the_right_and_without_links_the_words_stand_alone(bot: Bot, slack: Slack) -> None:
    await bot.event(bot.mention("csto timeline"))
    (words,) = slack.posted
    assert images(words) == []
    assert images((await bot.command("/csto", "timeline")).json) == []
    assert slack.sent("files.getUploadURLExternal") == []


# --- linked ----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("linked")
async def test_a_private_answer_shows_the_picture_by_a_link(bot: Bot, granted: Slack) -> None:
    answer = (await bot.command("/csto", "timeline")).json
    (image,) = images(answer)
    assert image["image_url"].startswith(f"{PUBLIC}/pictures/")
    assert "The CSTO has had 7 members on record." in image["alt_text"]
    assert answer["response_type"] == "ephemeral"
    assert granted.uploaded == {}


@pytest.mark.usefixtures("linked")
async def test_without_the_right_to_upload_a_public_answer_shows_it_by_a_link(bot: Bot, slack: Slack) -> None:
    await bot.event(bot.mention("csto timeline"))
    (words,) = slack.posted
    assert len(images(words)) == 1


@pytest.mark.usefixtures("linked")
async def test_a_shared_answer_keeps_its_picture(bot: Bot, slack: Slack) -> None:
    answer = (await bot.command("/csto", "timeline")).json
    await bot.click(buttons(answer)["Share in channel"])
    (shared,) = slack.answered_by_hook
    assert shared["response_type"] == "in_channel"
    assert len(images(shared)) == 1


@pytest.mark.usefixtures("linked")
async def test_a_slow_drawing_does_not_hold_up_a_command(bot: Bot, gallery: FakeGallery) -> None:
    gallery.delay = 30
    started = datetime.now(UTC)
    assert images((await bot.command("/csto", "timeline")).json)
    assert datetime.now(UTC) - started < timedelta(seconds=2)


@pytest.mark.usefixtures("linked")
async def test_where_slack_cannot_fetch_the_picture_the_words_are_sent_without(bot: Bot, slack: Slack) -> None:
    await bot.event(bot.mention("csto timeline"))
    slack.faults = ["invalid_blocks"]
    await bot.event(bot.mention("csto timeline"))
    first, second = slack.posted
    assert (len(images(first)), len(images(second))) == (1, 0)


# --- the links -------------------------------------------------------------------------------------------------

WANTED = Wanted(Timeline(organizations=("CSTO",)), TEAM, TODAY)


def path_of(links: PictureLinks) -> str:
    return urlsplit(links.address(WANTED)).path


def test_any_process_with_the_same_secret_reads_a_link() -> None:
    assert PictureLinks(PUBLIC, SECRET, Clock()).read(path_of(PictureLinks(PUBLIC, SECRET, Clock()))) == WANTED


def test_a_link_is_good_for_a_few_hours() -> None:
    clock = Clock()
    links = PictureLinks(PUBLIC, SECRET, clock)
    path = path_of(links)
    clock.now += GOOD_FOR - timedelta(seconds=1)
    assert links.read(path) == WANTED
    clock.now += timedelta(seconds=2)
    assert links.read(path) is None


@pytest.mark.parametrize("place", [12, 40, -50, -6])
def test_a_link_with_one_letter_changed_is_none(place: int) -> None:
    links = PictureLinks(PUBLIC, SECRET, Clock())
    path = path_of(links)
    place %= len(path)
    other = "A" if path[place] != "A" else "B"
    assert links.read(path[:place] + other + path[place + 1 :]) is None


def test_a_link_that_somebody_else_signed_is_none() -> None:
    assert PictureLinks(PUBLIC, SECRET, Clock()).read(path_of(PictureLinks(PUBLIC, "guessed", Clock()))) is None


@pytest.fixture
async def real(seeded_url: str, slack: Slack) -> AsyncIterator[Bot]:
    settings = Settings(
        database_url=seeded_url,
        slack_bot_token=TOKEN,
        slack_signing_secret=SECRET,
        slack_api_url=slack.api_url,
        bloc_public_url=f"{PUBLIC}/",
    )
    site = Site(lambda: running(settings, settings.slack_access()))
    unshared = aiohttp.TCPConnector(force_close=True)
    async with served(site) as address, aiohttp.ClientSession(connector=unshared) as http:
        yield Bot(address, http, slack)


async def fetched(bot: Bot, path: str, method: str = "GET") -> tuple[int, str, bytes]:
    async with bot.http.request(method, f"{bot.address}{path}") as response:
        return response.status, response.content_type, await response.read()


async def test_the_link_in_an_answer_leads_to_its_picture(real: Bot) -> None:
    (image,) = images((await real.command("/bloc", "timeline csto cis guam")).json)
    status, kind, picture = await fetched(real, urlsplit(image["image_url"]).path)
    assert (status, kind) == (200, "image/png")
    assert picture.startswith(b"\x89PNG")
    assert (await fetched(real, urlsplit(image["image_url"]).path, "HEAD"))[::2] == (200, b"")


@pytest.mark.parametrize("path", ["/pictures/", "/pictures/x.png", "/pictures/a.b.png", "/pictures/%00.%ff.png"])
async def test_any_other_address_is_not_found(real: Bot, path: str) -> None:
    assert (await fetched(real, path))[0] == 404


async def test_a_picture_is_only_looked_at(real: Bot) -> None:
    (image,) = images((await real.command("/csto", "timeline")).json)
    assert (await fetched(real, urlsplit(image["image_url"]).path, "POST"))[0] == 404
