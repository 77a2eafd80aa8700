"""Recording officials from Slack, on the real seed: the form, its checks, and people who are not on record yet."""

from __future__ import annotations

import pytest

from tests.slack.bot import ADMIN, Bot
from tests.slack.filling import NEW_SOURCE, filled, opened, said, sent
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown

TAKEN = {"holder": "new:Ada North", "post": "secretary-general", "date": "13 Feb 2026", **NEW_SOURCE}


async def test_somebody_new_takes_a_post_and_whoever_had_it_leaves(dated: Bot, slack: Slack) -> None:
    assert await sent(dated, slack, "add official", **TAKEN) == {}
    [confirmation] = slack.answered_by_hook
    assert "Ada North — since 13 February 2026" in shown(confirmation)
    ended = "CSTO: Taalatbek Masadykov, Secretary General, 1 January 2026 to 13 February 2026"
    assert f"This changed with it: {ended}" in shown(confirmation)
    assert (await said(dated, "who heads the CSTO?")).startswith("Ada North is Secretary General of the CSTO")
    assert "Masadykov" in await said(dated, "who was secretary general of the csto before Ada North?")
    await dated.click(buttons(confirmation)["Undo"], user=ADMIN)
    assert (await said(dated, "who heads the CSTO?")).startswith("Taalatbek Masadykov")


async def test_a_person_is_found_by_typing_and_somebody_new_is_offered(dated: Bot) -> None:
    known = (await dated.typed("holder", "bordy")).json["options"]
    assert [option["value"] for option in known] == ["nikolai-bordyuzha"]
    [new] = (await dated.typed("holder", " Ada   North ")).json["options"]
    assert (new["value"], new["text"]["text"]) == ("new:Ada North", "Ada North")
    assert "Not on record" in new["description"]["text"]
    assert (await dated.typed("holder", "Nikolai Bordyuzha")).json["options"][-1]["value"] == "nikolai-bordyuzha"
    assert (await dated.typed("holder", "x" * 200)).json["options"] == []
    [post] = (await dated.typed("post", "генсек")).json["options"]
    assert post["value"] == "secretary-general"


async def test_somebody_new_with_nearly_the_name_of_somebody_known_is_asked_about(dated: Bot, slack: Slack) -> None:
    view = await opened(dated, slack, "add official")
    typed = {**TAKEN, "holder": "new:Nikolai Bordyuzhin"}
    told = (await dated.submit(view, filled(view, **typed))).json["view"]
    assert "• Nikolai Bordyuzha. If it is the same person, choose that name below" in shown(told)
    assert (await dated.submit(view, filled(view, **{**typed, "holder": "nikolai-bordyuzha"}))).json == {}
    view = await opened(dated, slack, "add official")
    told = (await dated.submit(view, filled(view, **{**typed, "date": "14 Feb 2026"}))).json["view"]
    assert (
        await dated.submit(told, filled(told, anyway=("anyway",), date="14 Feb 2026", holder="new:Nikolai Bordyuzhin"))
    ).json == {}
    assert (await said(dated, "who heads the CSTO?")).startswith("Nikolai Bordyuzhin is")


async def test_the_end_of_a_term_is_recorded_by_itself(dated: Bot, slack: Slack) -> None:
    typed = {**TAKEN, "holder": "taalatbek-masadykov", "change": "ended"}
    assert await sent(dated, slack, "add official", **typed) == {}
    [confirmation] = slack.answered_by_hook
    assert "from 1 January 2026 until 13 February 2026" in shown(confirmation)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"holder": ""}, "holder", "Choose the person"),
        ({"holder": "AM"}, "holder", "held by people"),
        ({"holder": "nobody"}, "holder", "'nobody'"),
        ({"change": "ended"}, "holder", "no term that could end"),
        ({"holder": "nikolai-bordyuzha", "change": "ended"}, "holder", "nothing to end"),
        ({"post": ""}, "post", "Choose the post"),
        ({"organization": ""}, "organization", "Choose the organization"),
        ({"change": ""}, "change", "takes the post or leaves it"),
        ({"present": ""}, "present", "what becomes of"),
        ({"present": "stays"}, "present", "Taalatbek Masadykov is on record in this post since 2026-01-01"),
        ({"date": "2010"}, "date", "one holder at a time"),
        ({"date": "Dec 2026"}, "date", "after today"),
        ({"url": ""}, "url", "Nothing is recorded without one"),
    ],
)
async def test_what_is_wrong_with_an_official_is_said_under_its_field(
    dated: Bot, slack: Slack, typed: dict[str, str], field: str, words: str
) -> None:
    response = await sent(dated, slack, "add official", **{**TAKEN, **typed})
    assert (response["response_action"], list(response["errors"])) == ("errors", [field])
    assert words in response["errors"][field]
