"""What a person records in the playground, in a real browser, with the real bot and the whole seed."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, expect

from tests.playground.browser import Person

pytestmark = pytest.mark.asyncio(loop_scope="module")
ADD = {
    "Title": "Ministers meet <!channel> in Yerevan",
    "What happened": "The ministers met & agreed.",
    "Source: publisher": "Armenpress",
    "Source: title": "Ministers meet",
    "Source: address": "https://example.org/ministers",
}


async def sends(form: Locator, button: str, typed: dict[str, str]) -> None:
    """Fill in the form for an event that happened, and press the button under it: it is taken."""
    for label, text in typed.items():
        await form.get_by_label(label, exact=False).first.fill(text)
    await form.get_by_label("It happened").check()
    await form.get_by_role("button", name=button).click()
    await expect(form).to_have_count(0)


async def test_an_admin_records_an_event_and_sees_it_in_the_next_answer(ada: Person) -> None:
    await ada.types("/csto add")
    form = ada.page.get_by_role("dialog")
    organizations = form.get_by_label("Organizations")
    await organizations.press_sequentially("shanghai")
    await form.get_by_role("option", name="SCO (").click()
    for label, text in ADD.items():
        await form.get_by_label(label, exact=False).first.fill(text)
    await form.get_by_label("When").fill("2026-13-01")
    await form.get_by_label("It happened").check()
    await form.get_by_role("button", name="Record").click()
    await expect(form.get_by_label("When")).to_have_attribute("aria-invalid", "true")
    await expect(form.get_by_label("Title", exact=False).first).to_have_value(ADD["Title"])
    await form.get_by_label("When").fill("11 Nov 2026")
    await form.get_by_role("button", name="Record").click()
    await expect(form).to_have_count(0)
    await ada.sees("Recorded")
    await ada.types("@bloc_bot csto events November 2026")
    answer = await ada.sees("events of the CSTO in November 2026")
    await expect(answer).to_contain_text("Ministers meet <!channel> in Yerevan")


async def test_a_guest_who_records_is_told_who_may(ada: Person) -> None:
    await ada.becomes("Gil")
    await ada.types("/csto add")
    await ada.sees("Only these people may record")


async def test_a_member_suggests_an_admin_approves_and_the_answer_has_it(ada: Person) -> None:
    await ada.becomes("Max")
    await ada.types("/csto add")
    form = ada.page.get_by_role("dialog", name="Suggest a fact")
    await sends(form, "Suggest", ADD | {"Title": "Envoys meet in Minsk", "When": "12 Oct 2026"})
    await ada.sees("You are told what they say")
    await ada.becomes("Ada")
    await ada.goes_to("bloc_bot")
    await (await ada.sees("Envoys meet in Minsk")).get_by_role("button", name="Approve", exact=True).click()
    await ada.sees("Approved by @Ada")
    await ada.becomes("Max")
    await ada.sees("From now on the answers show it")
    await ada.types("csto events October 2026")
    await ada.sees("Envoys meet in Minsk — 12 October 2026")


async def test_the_thread_of_an_answer_is_told_of_a_correction_and_its_receipt_gives_it_again(ada: Person) -> None:
    await ada.types("/csto add")
    form = ada.page.get_by_role("dialog")
    await sends(form, "Record", ADD | {"Title": "Envoys gather in Almaty", "When": "5 Oct 2026"})
    recorded = await ada.sees("From now on the answers show")
    await ada.types("@bloc_bot csto events 5 October 2026")
    answer = await ada.sees(re.compile(r"Envoys gather in Almaty.*Receipt \w{6}", re.DOTALL))
    found = re.search(r"Receipt (\w{6})", await answer.inner_text())
    assert found is not None
    await recorded.get_by_role("button", name="Undo").click()
    await ada.page.get_by_role("dialog").get_by_role("button", name="Undo").click()
    note = await ada.sees("The record has changed since this answer")
    await expect(note).to_contain_text("Gone: Envoys gather in Almaty")
    await ada.types(f"/bloc receipt {found[1].lower()}")
    given = await ada.sees("Today something else would be said")
    await expect(given).to_contain_text("Only visible to you")
    await expect(given).to_contain_text("Envoys gather in Almaty")


async def test_an_admin_edits_what_was_suggested_and_approves_it(ada: Person) -> None:
    await ada.becomes("Max")
    await ada.types("/csto add")
    form = ada.page.get_by_role("dialog", name="Suggest a fact")
    await sends(form, "Suggest", ADD | {"Title": "Envoys meet in Bishkek", "When": "12 Sept 2026"})
    await ada.becomes("Ada")
    await ada.goes_to("bloc_bot")
    await (await ada.sees("Envoys meet in Bishkek")).get_by_role("button", name="Edit and approve").click()
    form = ada.page.get_by_role("dialog", name="Edit and approve")
    await expect(form.get_by_label("Title", exact=False).first).to_have_value("Envoys meet in Bishkek")
    await form.get_by_label("When").fill("30 Feb 2026")
    await form.get_by_role("button", name="Approve").click()
    await expect(form.get_by_label("When")).to_have_attribute("aria-invalid", "true")
    await form.get_by_label("When").fill("13 Sept 2026")
    await form.get_by_role("button", name="Approve").click()
    await expect(form).to_have_count(0)
    await ada.sees("with changes: When: 12 September 2026 → 13 September 2026")
    await ada.becomes("Max")
    await ada.sees("with changes: When: 12 September 2026 → 13 September 2026")
    await ada.types("csto events September 2026")
    await ada.sees("Envoys meet in Bishkek — 13 September 2026")


async def test_a_member_says_that_a_row_is_wrong_and_hears_what_became_of_it(ada: Person) -> None:
    await ada.becomes("Max")
    await ada.types("/csto members 2008")
    answer = await ada.sees("The CSTO had 7 members in 2008")
    await answer.get_by_role("button", name="Wrong or out of date?").click()
    form = ada.page.get_by_role("dialog", name="Wrong or out of date?")
    await form.get_by_label("What is wrong").fill("It had left before")
    await form.get_by_role("button", name="Report").click()
    await expect(form.get_by_label("Which row")).to_have_attribute("aria-invalid", "true")
    await form.get_by_label("Which row").click()
    await form.get_by_role("option", name="Uzbekistan").click()
    await form.get_by_role("button", name="Report").click()
    await expect(form).to_have_count(0)
    await ada.sees("You are told what they say")
    await ada.becomes("Ada")
    await ada.goes_to("bloc_bot")
    await (await ada.sees("It had left before")).get_by_role("button", name="Dealt with").click()
    await ada.sees("Dealt with by @Ada")
    await ada.becomes("Max")
    await ada.sees("Dealt with by @Ada")


async def test_an_admin_names_another_in_a_menu_of_people_and_removes_them(ada: Person) -> None:
    await ada.types("/bloc admins add")
    answer = await ada.sees("Choose below whom to name.")
    await answer.get_by_role("combobox", name="Name somebody").click()
    await answer.get_by_role("option", name="Max").click()
    sure = ada.page.get_by_role("dialog", name="Name this person?")
    await sure.get_by_role("button", name="Name them").click()
    named = await ada.sees("@Max may record from now on.")
    await expect(named.get_by_role("combobox", name="Name somebody")).to_have_value("")
    await named.get_by_role("button", name="Remove").click()
    await ada.page.get_by_role("dialog", name="Remove this admin?").get_by_role("button", name="Remove").click()
    await ada.sees("@Max is no longer named as an admin here.")
    await ada.types("/bloc admins add @Gil")
    await ada.sees("@Gil is a guest here.")


async def test_a_message_is_recorded_as_a_fact_by_keyboard_alone(ada: Person) -> None:
    await ada.field.press_sequentially("13 Nov 2026 Envoys met in Astana https://example.org/envoys")
    await ada.page.keyboard.press("Enter")
    message = await ada.sees("Envoys met in Astana")
    menu = message.get_by_role("button", name="More actions for the message by Ada")
    await menu.focus()
    await ada.page.keyboard.press("ArrowDown")
    await expect(message.get_by_role("menuitem", name="Record as a fact")).to_be_focused()
    await ada.page.keyboard.press("Escape")
    await expect(menu).to_be_focused()
    await ada.page.keyboard.press("ArrowDown")
    await ada.page.keyboard.press("Enter")
    form = ada.page.get_by_role("dialog")
    await expect(form.get_by_label("When")).to_have_value("2026-11-13")
    await expect(form.get_by_label("Title", exact=False).first).to_have_value(re.compile("Envoys met in Astana"))
    await expect(form.get_by_label("Source: address", exact=False)).to_have_value("https://example.org/envoys")


async def test_an_admin_chooses_a_channel_for_announcements(ada: Person) -> None:
    await ada.goes_to("Home")
    await ada.page.get_by_role("button", name="Settings").click()
    form = ada.page.get_by_role("dialog", name="Settings")
    await form.get_by_label("Announce what is recorded in").click()
    await form.get_by_role("option", name="#foreign-desk").click()
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_have_count(0)
    await ada.goes_to("foreign-desk")
    await ada.sees("@Ada chose this channel")


async def test_a_row_of_an_answer_leads_to_its_record_where_it_is_corrected(ada: Person) -> None:
    await ada.types("/csto members")
    answer = await ada.sees("The CSTO has 6 members")
    await answer.get_by_role("button", name="Details").click()
    await ada.page.get_by_role("button", name="Open the record: Belarus").click()
    record = ada.page.get_by_role("dialog", name="Record")
    await expect(record).to_contain_text("It came with bloc_bot")
    await record.get_by_role("button", name="Correct").click()
    form = ada.page.get_by_role("dialog", name="Correct", exact=True)
    await form.get_by_role("textbox", name="Since").fill("31 Feb 2003")
    await form.get_by_role("textbox", name="Why").fill("The protocol says so")
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_contain_text("This is no date in the calendar")
    await form.get_by_role("textbox", name="Since").fill("2003")
    await form.get_by_role("button", name="Save").click()
    outcome = ada.page.get_by_role("dialog", name="Corrected")
    await expect(outcome).to_contain_text("Belarus — member since 2003")
    await outcome.get_by_role("button", name="Back").click()
    await expect(record).to_contain_text("Since: 7 October 2002 → 2003")
    await record.get_by_role("button", name="Close").click()
    await ada.page.get_by_role("dialog", name="Details").get_by_role("button", name="Close").click()
    confirmation = await ada.sees("From now on the answers show")
    await confirmation.get_by_role("button", name="Undo").click()
    await ada.page.get_by_role("dialog", name="Take it back?").get_by_role("button", name="Undo").click()
    await ada.sees("Taken back.")
