"""Browsing on the Home tab: organizations, sections, pages and another time, without typing a question."""

from __future__ import annotations

import pytest

from bloc_bot.database.errors import DatabaseUnavailable
from bloc_bot.domain.replies import Covered
from bloc_bot.slack.home.places import SECTIONS, Place
from bloc_bot.slack.home.views import build_organization
from bloc_bot.slack.limits import check
from tests.slack.bot import READER, Bot
from tests.slack.conftest import Behind
from tests.slack.fakes import SOURCE, reply
from tests.slack.home import browse, headers, open_home, press, published, to_section, type_time
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown


async def test_every_section_of_every_organization_is_reached_without_typing(dated: Bot, slack: Slack) -> None:
    for id, button in browse(await open_home(dated, slack)).items():
        view = await press(dated, slack, button)
        assert headers(view)[0].endswith(": About")
        for section in SECTIONS:
            view = await press(dated, slack, buttons(view)[section])
            assert headers(view)[0].endswith(f": {section}")
            assert Place.read(view["private_metadata"]) == Place(id, section)
            assert "could not read" not in shown(view)
            assert "Newest source: " in shown(view)


async def test_a_long_list_is_turned_page_by_page(dated: Bot, slack: Slack) -> None:
    view = await to_section(dated, slack, "OSCE", "Members")
    pages = [view]
    while "Next" in buttons(view):
        view = await press(dated, slack, buttons(view)["Next"])
        pages.append(view)
    assert sum(shown(page).count("• ") for page in pages) == 57
    assert "of 57" in shown(view)
    assert shown(await press(dated, slack, buttons(view)["Previous"])) == shown(pages[-2])


async def test_another_time_is_typed_and_taken_back(dated: Bot, slack: Slack) -> None:
    view = await to_section(dated, slack, "CSTO", "Members")
    assert "Uzbekistan" not in shown(view)
    bad = await type_time(dated, slack, view, "the 31st of February")
    assert "2008-01-11" in bad.json["errors"]["time"]
    assert published(slack) == view

    assert (await type_time(dated, slack, view, "18 March 2010")).text == ""
    then = published(slack)
    assert headers(then)[0] == "CSTO: Members, 18 March 2010"
    assert "The CSTO had 7 members on 18 March 2010" in shown(then)
    officials = await press(dated, slack, buttons(then)["Officials"])
    assert "Nikolai Bordyuzha" in shown(officials)
    assert shown(await press(dated, slack, buttons(then)["Today"])) == shown(view)


@pytest.mark.parametrize("text", ["", "soon", "2010-13-01", "0005", "2010 to 2012", "2003~"])
async def test_what_is_no_date_comes_back_with_what_may_be_written(dated: Bot, slack: Slack, text: str) -> None:
    view = await to_section(dated, slack, "CSTO", "Members")
    assert "Write a year, a month or a day" in (await type_time(dated, slack, view, text)).json["errors"]["time"]


async def test_of_a_page_that_has_no_time_the_members_are_shown(dated: Bot, slack: Slack) -> None:
    view = await press(dated, slack, browse(await open_home(dated, slack))["SCO"])
    assert (await type_time(dated, slack, view, "2005")).text == ""
    assert headers(published(slack))[0] == "SCO: Members, 2005"


async def test_back_leads_to_all_organizations(dated: Bot, slack: Slack) -> None:
    front = await open_home(dated, slack)
    view = await to_section(dated, slack, "NATO", "Events")
    assert await press(dated, slack, buttons(view)["All organizations"]) == front


async def test_who_comes_back_finds_the_page_that_was_open(dated: Bot, slack: Slack) -> None:
    view = await to_section(dated, slack, "GUAM", "Officials")
    assert await open_home(dated, slack, view=view) == view


async def test_a_page_that_fails_can_be_tried_again_from_where_it_was(bot: Bot, behind: Behind, slack: Slack) -> None:
    view = await press(bot, slack, browse(await open_home(bot, slack))["SCO"])
    behind.answers.failure = RuntimeError("the cause")
    failed = await press(bot, slack, buttons(view)["Events"])
    assert "the cause" not in shown(failed)
    behind.answers.failure = None
    assert headers(await press(bot, slack, buttons(failed)["Try again"])) == ["SCO: Events"]


async def test_a_failure_behind_the_form_for_a_time_is_told_in_it(bot: Bot, behind: Behind, slack: Slack) -> None:
    view = await press(bot, slack, browse(await open_home(bot, slack))["SCO"])
    await press(bot, slack, buttons(view)["Another time"])
    behind.answers.failure = DatabaseUnavailable("gone")
    values = {"time": {"time": {"type": "plain_text_input", "value": "2010"}}}
    response = await bot.submit(slack.sent("views.open")[-1]["view"], values, READER)
    assert "cannot be reached just now" in response.json["errors"]["time"]


async def test_a_form_that_could_not_open_is_told(bot: Bot, slack: Slack) -> None:
    view = await press(bot, slack, browse(await open_home(bot, slack))["SCO"])
    slack.faults = ["expired_trigger_id"]
    assert "press again" in shown(await press(bot, slack, buttons(view)["Another time"]))


@pytest.mark.parametrize("value", ["", "{", "[]", "{}", '{"organization":"GONE","section":"x","time":"","page":0}'])
async def test_a_button_of_an_older_version_leads_to_the_front_page(bot: Bot, slack: Slack, value: str) -> None:
    front = await open_home(bot, slack)
    assert await press(bot, slack, {"action_id": "home:go:CSTO", "value": value}) == front


def test_an_organizations_page_fits_however_long_the_answer() -> None:
    long = "<!channel>&" * 400
    organization = Covered(id="O", short="O", name=long, counts="6 members today", newest=SOURCE)
    answer = reply(long, rows=90, caveats=(long,) * 9)
    view = build_organization(organization, Place("O", "Members", "2010", 99), answer)
    assert check(view) == []
    assert Place.read(view["private_metadata"]).page == 4


async def test_an_opening_that_comes_late_does_not_undo_a_click(dated: Bot, slack: Slack) -> None:
    front = await open_home(dated, slack)
    kept = slack.workspace.homes[READER]
    await press(dated, slack, browse(front)["CSTO"])
    await open_home(dated, slack, view=kept)
    assert headers(slack.workspace.homes[READER])[0] == "CSTO: About"
