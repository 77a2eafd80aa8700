"""What a person asks and reads in the playground, in a real browser, with the real bot and the whole seed."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.playground.browser import Person

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_suggestion_is_asked_with_one_click(ada: Person) -> None:
    await ada.page.get_by_role("button", name="Try…").click()
    await ada.page.get_by_role("button", name="/csto members 2008").last.click()
    answer = await ada.sees("The CSTO had 7 members in 2008")
    await expect(answer).to_contain_text("Only visible to you")


async def test_commands_are_completed(ada: Person) -> None:
    await ada.field.press_sequentially("/ea")
    await expect(ada.page.get_by_role("option", name="/eaeu")).to_be_visible()
    await ada.page.keyboard.press("Enter")
    await expect(ada.field).to_have_value("/eaeu ")


async def test_pages_are_turned_in_place(ada: Person) -> None:
    await ada.types("/csto events")
    answer = await ada.sees("events of the CSTO")
    first = await answer.get_attribute("data-key")
    await answer.get_by_role("button", name="Next").click()
    turned = ada.page.locator(f'[data-key="{first}"]')
    await expect(turned.get_by_role("button", name="Previous")).to_be_visible()


async def test_a_thread_goes_on_from_the_question_before(ada: Person) -> None:
    await ada.types("@bloc_bot who headed the CSTO in 2010?")
    await ada.sees("Nikolai Bordyuzha")
    await ada.page.get_by_role("button", name="Reply in thread").last.click()
    reply = ada.page.get_by_role("textbox", name="Reply in this thread")
    await reply.fill("@bloc_bot and who came after him?")
    await reply.press("Enter")
    await ada.sees("After Nikolai Bordyuzha")


async def test_a_private_answer_is_shared_with_the_others(ada: Person) -> None:
    await ada.types("/nato members 1955")
    private = await ada.sees(re.compile("NATO had 15 members in 1955"))
    await ada.becomes("Max")
    await expect(ada.message("NATO had 15 members in 1955")).to_have_count(0)
    await ada.becomes("Ada")
    await private.get_by_role("button", name="Share in channel").click()
    await ada.sees("Shared by")
    await ada.becomes("Max")
    await ada.sees("NATO had 15 members in 1955")


async def test_what_only_one_person_sees_has_no_such_menu(ada: Person) -> None:
    await ada.types("/csto help")
    answer = await ada.sees("Only visible to you")
    await expect(answer.get_by_role("button", name="More actions for")).to_have_count(0)


async def test_what_slack_would_not_take_is_said(ada: Person) -> None:
    await ada.types("/xyz members")
    await expect(ada.page.get_by_text("/xyz is not a valid command")).to_be_visible()


async def test_the_traffic_is_shown(ada: Person) -> None:
    await ada.types("/csto languages")
    traffic = ada.page.get_by_role("complementary", name="Traffic")
    if not await traffic.is_visible():
        await ada.page.get_by_role("button", name="Traffic").click()
    await expect(traffic.get_by_text("slash command /csto languages")).to_be_visible()


async def test_an_organization_is_browsed_on_the_home_tab(ada: Person) -> None:
    await ada.goes_to("Home")
    await ada.page.get_by_role("button", name="Browse CSTO").click()
    await expect(ada.page.get_by_role("heading", name="CSTO: About")).to_be_visible()
    await ada.page.get_by_role("button", name="Members").click()
    await expect(ada.page.get_by_text("The CSTO has 6 members")).to_be_visible()
    await ada.page.get_by_role("button", name="Another time").click()
    form = ada.page.get_by_role("dialog")
    await form.get_by_label("As of").fill("soon")
    await form.get_by_role("button", name="Show").click()
    await expect(form.get_by_text("This is not read as a date")).to_be_visible()
    await form.get_by_label("As of").fill("2010")
    await form.get_by_role("button", name="Show").click()
    await expect(ada.page.get_by_text("The CSTO had 7 members in 2010")).to_be_visible()
    await ada.page.get_by_role("button", name="All organizations").click()
    await expect(ada.page.get_by_role("heading", name="What is covered")).to_be_visible()


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        pytest.param("/csto timeline", "Membership of the CSTO over time", marks=pytest.mark.slow),
        ("@bloc_bot timeline of NATO since 1990", "Membership of NATO since 1990"),
    ],
)
async def test_a_timeline_is_a_picture_with_the_same_in_words(ada: Person, asked: str, title: str) -> None:
    await ada.types(asked)
    picture = ada.page.get_by_role("img", name=title).last
    await expect(picture).to_be_visible(timeout=30_000)
    await expect(picture).to_have_js_property("complete", value=True, timeout=30_000)
    assert await picture.evaluate("image => image.naturalWidth") > 500
    await ada.sees(re.compile("members on record"))
