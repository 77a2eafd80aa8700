"""Recording from Slack: the form, its checks, the confirmation and taking it back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bloc_bot.database.errors import DatabaseUnavailable, Refused
from bloc_bot.domain.dates import PartialDate, Period
from bloc_bot.domain.drafts import EventDraft, Revision, SourceDraft
from bloc_bot.domain.facts import Citation, Event, EventNature, Source
from tests.slack.bot import ADMIN, CHANNEL, READER, TEAM, Bot
from tests.slack.conftest import Behind
from tests.slack.fakes import SOURCE, reply
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown

TYPED = {
    "date": "11 Jan 2008",
    "title": "Kocharyan received Bordyuzha",
    "summary": "The president received the Secretary General.",
    "publisher": "Mediamax",
    "source_title": "A visit",
    "source_date": "2008-01-12",
    "url": "https://mediamax.am/1?a=b&c=d",
}
DRAFT = EventDraft(
    organizations=("CSTO",),
    period=Period.during(PartialDate(2008, 1, 11)),
    nature=EventNature.HAPPENED,
    title="Kocharyan received Bordyuzha",
    summary="The president received the Secretary General.",
    countries=("AM",),
    source=SourceDraft("Mediamax", "A visit", "https://mediamax.am/1?a=b&c=d", PartialDate(2008, 1, 12)),
)
SIMILAR = Event(
    id="e1",
    organization="CSTO",
    period=Period.during(PartialDate(2008, 1, 11)),
    citations=(Citation(Source("s", "RIA <!channel>", "t", "https://ria.ru")),),
    title="Bordyuzha in Yerevan <!here>",
    summary="",
    nature=EventNature.HAPPENED,
)


def option(value: str, label: str = "") -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": label or value}, "value": value}


def state(
    organizations: tuple[str, ...] = ("CSTO",),
    countries: tuple[str, ...] = ("AM",),
    nature: str = "happened",
    anyway: bool = False,
    **typed: str,
) -> dict[str, Any]:
    """What Slack sends of the inputs, each under its block_id and its action_id."""
    values: dict[str, Any] = {
        name: {name: {"type": "plain_text_input", "value": value or None}} for name, value in (TYPED | typed).items()
    }
    for name, chosen in (("organizations", organizations), ("countries", countries)):
        values[name] = {name: {"type": "multi_external_select", "selected_options": [option(id_) for id_ in chosen]}}
    values["nature"] = {"nature": {"type": "radio_buttons", "selected_option": option(nature)}}
    values["anyway"] = {"anyway": {"type": "checkboxes", "selected_options": [option("anyway")] if anyway else []}}
    return values


async def opened(bot: Bot, slack: Slack, command: str = "/csto", text: str = "add") -> dict[str, Any]:
    response = await bot.command(command, text, user=ADMIN)
    assert (response.status, response.text) == (200, "")
    return dict(slack.sent("views.open")[-1]["view"])


def inputs(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}


@pytest.mark.parametrize(
    ("command", "text", "organization"),
    [
        ("/csto", "add", "CSTO"),
        ("/csto", " ADD ", "CSTO"),
        ("/bloc", "add SCO", "SCO"),
        ("/bloc", "Tashkent Treaty add", "CSTO"),
        ("/bloc", "ОДКБ add", "CSTO"),
        ("/bloc", "add", None),
        ("/nato", "add", None),
    ],
)
async def test_an_admin_gets_the_form_with_the_organization_filled_in(
    bot: Bot, slack: Slack, command: str, text: str, organization: str | None
) -> None:
    chosen = inputs(await opened(bot, slack, command, text))["organizations"].get("initial_options", [])
    assert [option["value"] for option in chosen] == ([organization] if organization else [])


async def test_the_form_opens_with_the_trigger_that_came_with_the_command(bot: Bot, slack: Slack) -> None:
    view = await opened(bot, slack)
    assert slack.workspace.modals[ADMIN][-1]["callback_id"] == view["callback_id"]
    assert list(inputs(view)) == [
        *("organizations", "date", "nature", "title", "summary", "countries"),
        *("source", "publisher", "source_title", "source_date", "url"),
    ]


@pytest.mark.parametrize("text", ["who was added", "added members", "members add"])
async def test_only_a_text_that_begins_with_add_is_for_a_form(
    bot: Bot, behind: Behind, slack: Slack, text: str
) -> None:
    await bot.command("/csto", text, user=ADMIN)
    assert (len(slack.sent("views.open")), len(behind.answers.asked)) == (0, 1)


async def test_anybody_else_is_told_who_may(bot: Bot, slack: Slack) -> None:
    response = await bot.command("/csto", "add", user=READER)
    assert response.json["response_type"] == "ephemeral"
    assert f"<@{ADMIN}>, <@UOTHER>" in response.json["text"]
    assert slack.calls == []


@pytest.mark.parametrize("typed", ["csto", "CSTO", "tash", "collective sec", "treaty", "одк"])
async def test_typing_finds_an_organization_by_any_of_its_names(bot: Bot, typed: str) -> None:
    [found] = (await bot.typed("organizations", typed)).json["options"]
    assert found == option("CSTO", "CSTO (Collective Security Treaty Organization)")


@pytest.mark.parametrize(("field", "typed", "id"), [("countries", "Armneia", "AM"), ("organizations", "ctso", "CSTO")])
async def test_a_slip_in_a_name_is_forgiven(bot: Bot, field: str, typed: str, id: str) -> None:
    assert [o["value"] for o in (await bot.typed(field, typed)).json["options"]] == [id]


async def test_typing_finds_countries(bot: Bot) -> None:
    assert [o["value"] for o in (await bot.typed("countries", "arm")).json["options"]] == ["AM"]
    assert (await bot.typed("countries", "xyz")).json["options"] == []


async def test_what_is_sent_is_recorded_for_the_team(bot: Bot, behind: Behind, slack: Slack) -> None:
    response = await bot.submit(await opened(bot, slack), state())
    assert (response.status, response.text) == (200, "")
    assert behind.records.events == {"event-1": (DRAFT, TEAM, ADMIN)}


async def test_the_confirmation_shows_the_fact_as_the_answers_will(bot: Bot, behind: Behind, slack: Slack) -> None:
    rows = (
        {"id": "event-0", "label": "Something else", "fact": "event-0"},
        {"id": "event-1", "label": "11 January 2008", "detail": "Received", "citations": (1,), "fact": "event-1"},
    )
    behind.answers.reply = reply("Two events.", items=rows, citations=(SOURCE,))
    await bot.submit(await opened(bot, slack), state())
    [message] = slack.answered_by_hook
    assert message["response_type"] == "ephemeral"
    assert "• 11 January 2008 — Received [1]" in shown(message)
    assert "Something else" not in shown(message)
    assert "[1] CSTO: <https://odkb-csto.org/" in shown(message)
    assert buttons(message)["Undo"]["value"] == "1.0.0"


async def test_where_the_command_was_too_long_ago_the_confirmation_is_a_direct_message(
    bot: Bot, behind: Behind, slack: Slack
) -> None:
    view = await opened(bot, slack)
    slack.faults = [404]
    await bot.submit(view, state())
    assert slack.posted[0]["channel"] == ADMIN
    assert len(behind.records.events) == 1


async def test_a_confirmation_that_cannot_be_sent_does_not_look_like_a_failure(
    bot: Bot, behind: Behind, slack: Slack
) -> None:
    view = await opened(bot, slack)
    slack.always = "fatal_error"
    assert (await bot.submit(view, state())).text == ""
    assert len(behind.records.events) == 1


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"date": "30 Feb 2008"}, "date", "no date in the calendar"),
        ({"date": "sometime"}, "date", "11 Jan 2008"),
        ({"date": ""}, "date", "Write a year"),
        ({"date": "14 Feb 2026"}, "date", "after today, 2026-02-13"),
        ({"date": "March 2026"}, "date", "after today"),
        ({"nature": ""}, "nature", "Choose"),
        ({"title": "   "}, "title", "title"),
        ({"summary": ""}, "summary", "what happened"),
        ({"organizations": ()}, "organizations", "at least one"),
        ({"publisher": ""}, "publisher", "who published"),
        ({"source_title": ""}, "source_title", "title of the source"),
        ({"source_date": "14 Feb 2026"}, "source_date", "after today"),
        ({"source_date": "nonsense"}, "source_date", "no date"),
        ({"url": ""}, "url", "Nothing is recorded without one"),
        ({"url": "javascript:alert(1)"}, "url", "https://"),
        ({"url": "ftp://x.org/a"}, "url", "https://"),
        ({"url": "mediamax.am/1"}, "url", "https://"),
        ({"url": "https://"}, "url", "https://"),
        ({"url": "https://x.org/a b"}, "url", "https://"),
    ],
)
async def test_what_is_wrong_is_said_under_its_field(
    bot: Bot, behind: Behind, slack: Slack, typed: dict[str, Any], field: str, said: str
) -> None:
    response = (await bot.submit(await opened(bot, slack), state(**typed))).json
    assert response["response_action"] == "errors"
    assert list(response["errors"]) == [field]
    assert said in response["errors"][field]
    assert behind.records.events == {}


@pytest.mark.parametrize("date", ["2008", "Aug 2008", "11 Jan 2008", "2008-01-11", "2008-08", "13 Feb 2026", "2026"])
async def test_a_year_a_month_or_a_day_will_do(bot: Bot, behind: Behind, slack: Slack, date: str) -> None:
    await bot.submit(await opened(bot, slack), state(date=date, source_date="", countries=()))
    assert len(behind.records.events) == 1


async def test_what_is_planned_may_lie_ahead(bot: Bot, behind: Behind, slack: Slack) -> None:
    await bot.submit(await opened(bot, slack), state(date="Nov 2026", nature="planned"))
    assert behind.records.events["event-1"][0] == replace(
        DRAFT, period=Period.during(PartialDate(2026, 11)), nature=EventNature.PLANNED
    )


async def test_something_very_like_it_is_shown_with_all_that_was_typed(bot: Bot, behind: Behind, slack: Slack) -> None:
    behind.similar = [SIMILAR]
    view = await opened(bot, slack)
    response = (await bot.submit(view, state())).json
    assert (response["response_action"], behind.records.events) == ("update", {})
    warned = response["view"]
    assert "Bordyuzha in Yerevan &lt;!here&gt; — 11 January 2008" in shown(warned)
    assert "<!" not in json.dumps(warned)
    assert warned["private_metadata"] == view["private_metadata"]
    kept = inputs(warned)
    assert {name: kept[name]["initial_value"] for name in TYPED} == TYPED
    assert kept["organizations"]["initial_options"] == [option("CSTO")]
    assert kept["countries"]["initial_options"] == [option("AM")]
    assert kept["nature"]["initial_option"]["value"] == "happened"

    again = await bot.submit(warned, state())
    assert again.json["response_action"] == "update"
    await bot.submit(warned, state(anyway=True))
    assert len(behind.records.events) == 1


@pytest.mark.parametrize("user", [READER, "", "uadmin"])
async def test_a_submission_by_somebody_who_may_not_is_refused(
    bot: Bot, behind: Behind, slack: Slack, user: str
) -> None:
    response = (await bot.submit(await opened(bot, slack), state(), user=user)).json
    assert (response["response_action"], response["view"]["title"]["text"]) == ("update", "Not recorded")
    assert f"<@{ADMIN}>" in shown(response["view"])
    assert behind.records.events == {}


async def test_without_the_database_nothing_typed_is_lost(bot: Bot, behind: Behind, slack: Slack) -> None:
    view = await opened(bot, slack)
    behind.records.failure = DatabaseUnavailable("gone")
    response = (await bot.submit(view, state())).json
    assert response["response_action"] == "errors"
    assert "cannot be reached" in response["errors"]["organizations"]
    behind.records.failure = None
    assert (await bot.submit(view, state())).text == ""
    assert len(behind.records.events) == 1


async def test_what_the_record_refuses_is_said_in_its_words(bot: Bot, behind: Behind, slack: Slack) -> None:
    behind.records.failure = Refused("The CSTO did not exist then.")
    response = (await bot.submit(await opened(bot, slack), state())).json
    assert "The CSTO did not exist then." in str(response["errors"])


async def test_undo_withdraws_it_and_says_so(bot: Bot, behind: Behind, slack: Slack) -> None:
    await bot.submit(await opened(bot, slack), state())
    undo = buttons(slack.answered_by_hook[0])["Undo"]
    await bot.click(undo, user=ADMIN)
    assert behind.records.undone == [((Revision(1),), TEAM, ADMIN)]
    assert "Taken back" in slack.answered_by_hook[1]["text"]
    assert slack.answered_by_hook[1]["replace_original"] is True
    await bot.click(undo, user=ADMIN)
    assert "no such fact on record" in slack.answered_by_hook[2]["text"]


async def test_undo_is_only_for_who_may_record(bot: Bot, behind: Behind, slack: Slack) -> None:
    await bot.submit(await opened(bot, slack), state())
    await bot.click(buttons(slack.answered_by_hook[0])["Undo"], user=READER)
    assert behind.records.undone == []
    assert f"<@{ADMIN}>" in slack.answered_by_hook[1]["text"]


async def test_a_form_that_slack_does_not_open_is_told(bot: Bot, slack: Slack) -> None:
    slack.faults = ["expired_trigger_id"]
    assert (await bot.command("/csto", "add", user=ADMIN)).text == ""
    assert "Send the command again" in slack.answered_by_hook[0]["text"]


async def test_the_form_remembers_where_it_came_from(bot: Bot, slack: Slack) -> None:
    view = await opened(bot, slack)
    kept = json.loads(view["private_metadata"])
    [hook] = slack.permits.hooks
    assert (kept["channel"], kept["response_url"].rpartition("/")[2]) == (CHANNEL, hook)
