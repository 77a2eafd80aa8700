"""The Bolt app: what Slack may send, and which listener it goes to."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.slack.admins import admin_list, change_log, unanswered
from bloc_bot.slack.answers import buttons, questions, showing_receipts
from bloc_bot.slack.answers.blocks import DETAILS, REPORT
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.details import correcting, opening
from bloc_bot.slack.details.amending import BY_CALLBACK as AMENDING
from bloc_bot.slack.details.amending import FORMS as WAYS_TO_AMEND
from bloc_bot.slack.details.outcomes import UNDO_HERE
from bloc_bot.slack.details.record import BESIDE, RESTORE, TURN_HISTORY
from bloc_bot.slack.details.rows import OPEN, TURN_ROWS
from bloc_bot.slack.errors import handle_error
from bloc_bot.slack.forms import choices
from bloc_bot.slack.home import setting, tab
from bloc_bot.slack.home.recording import SETTINGS
from bloc_bot.slack.home.settings_form import SETTINGS_FORM
from bloc_bot.slack.home.views import CHOOSE_TIME, GO, TIME_FORM
from bloc_bot.slack.installation.flow import InstallationFlow
from bloc_bot.slack.people import Person
from bloc_bot.slack.recording import edited_approvals, openings, reporting, review, submissions
from bloc_bot.slack.recording.confirmations import EDIT, UNDO
from bloc_bot.slack.recording.report_form import REPORT_FORM
from bloc_bot.slack.recording.suggestion_views import (
    APPROVE,
    EDIT_AND_APPROVE,
    REJECT,
    REJECTION_FORM,
    SETTLE,
    SHOW_ANSWER,
    TURN,
)

log = logging.getLogger("bloc_bot.slack")
COMMANDS = re.compile(r"/[\w-]+")
"""Any command that Slack is told of: the name of an organization, or /bloc."""
EVENTS = {
    "app_home_opened": tab.handle_home_opened,
    "app_mention": questions.handle_mention,
    "message": questions.handle_message,
}
REVOCATIONS = ("app_uninstalled", "tokens_revoked")
"""Events after which a token is forgotten, where the bot keeps any."""


class HandDesk(AsyncMiddleware):
    """Gives every listener that names them the desk, and the person who is at it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse | None:
        del resp  # Bolt hands it over by name
        req.context["desk"] = self._desk
        req.context["person"] = Person.of(req.context, req.body)
        return await next()


def make_slack_app(
    desk: Desk, client: AsyncWebClient, tokens: AsyncAuthorize, flow: InstallationFlow | None = None
) -> AsyncApp:
    """The app with all its listeners. `client` brings the shared session, Slack's address and the retries.

    `flow` is how workspaces install it, where they may.
    """
    app = AsyncApp(
        name="bloc_bot",
        client=client,
        authorize=tokens,  # type: ignore[arg-type] # Bolt takes its own base class as well, and says so only in words
        oauth_flow=flow,
        # Bolt's default looks for the ack every 10 ms, which alone makes a command 100 times slower.
        process_before_response=True,
        # Requests over HTTP are verified by SlackEndpoint, before anything parses them.
        request_verification_enabled=False,
        user_facing_authorize_error_message=None if flow is None else flow.not_installed,
        logger=_bolt_logger(),
    )
    app.middleware(HandDesk(desk))
    app.error(handle_error)
    register_listeners(app)
    if flow is None:
        for event in REVOCATIONS:
            app.event(event)(note_revocation)
    else:
        app.enable_token_revocation_listeners()
    return app


def register_listeners(app: AsyncApp) -> None:
    """One line for everything that Slack may send."""
    app.command(COMMANDS)(handle_command)
    for event, listener in EVENTS.items():
        app.event(event)(listener)
    app.action(re.compile(r"^page:"))(buttons.handle_page)
    app.action("share")(buttons.handle_share)
    app.action(re.compile(r"^ask:"))(buttons.handle_ask)
    app.action(re.compile(r"^choose:"))(buttons.handle_choice)
    app.action(UNDO)(submissions.handle_undo)
    app.action(re.compile(r"^admins:"))(admin_list.handle_admins_button)
    app.action(re.compile(r"^unanswered:"))(unanswered.handle_unanswered_button)
    app.action(re.compile(r"^log:"))(change_log.handle_log_button)
    app.action(APPROVE)(review.handle_approval)
    app.action(EDIT_AND_APPROVE)(edited_approvals.handle_editing)
    app.action(SETTLE)(review.handle_settling)
    app.action(SHOW_ANSWER)(reporting.handle_showing_answer)
    app.action(REPORT)(reporting.handle_reporting)
    app.action(REJECT)(review.handle_rejecting)
    app.action(re.compile(f"^{TURN}"))(review.handle_turning)
    app.action(re.compile("^differs:"))(review.handle_difference)
    app.action(SETTINGS)(setting.handle_opening_settings)
    app.action(re.compile(f"^{GO}"))(tab.handle_going)
    app.action(CHOOSE_TIME)(tab.handle_choosing_time)
    app.action(EDIT)(openings.handle_edit)
    _register_details(app)
    app.shortcut(openings.RECORD_FACT)(openings.handle_message_shortcut)
    app.options(_one_of(choices.FIELDS))(submissions.handle_typing)
    app.view(_one_of(submissions.FORMS))(submissions.handle_form)
    app.view(TIME_FORM)(tab.handle_time)
    app.view(REJECTION_FORM)(review.handle_rejection_form)
    app.view(REPORT_FORM)(reporting.handle_report_form)
    app.view(SETTINGS_FORM)(setting.handle_settings_form)


def _register_details(app: AsyncApp) -> None:
    app.action(DETAILS)(opening.handle_details)
    app.action(re.compile(f"^{TURN_ROWS}"))(opening.handle_turning_rows)
    app.action(OPEN)(opening.handle_open)
    app.action(BESIDE)(opening.handle_beside)
    app.action(re.compile(f"^{TURN_HISTORY}"))(opening.handle_turning_history)
    app.action(_one_of(WAYS_TO_AMEND))(correcting.handle_amending)
    app.action(RESTORE)(correcting.handle_restore)
    app.action(UNDO_HERE)(correcting.handle_undo_here)
    app.view(_one_of(AMENDING))(correcting.handle_amendment)


async def note_revocation(event: dict[str, Any]) -> None:
    """The one token is no longer good: whoever runs the bot has to know."""
    log.error("Slack says %s: install the app again, and set the new SLACK_BOT_TOKEN", event["type"])


async def handle_command(
    ack: AsyncAck, command: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """Somebody sent a slash command: for a form, for a list, or with a question."""
    if admin_list.asks_for_admins(command):
        await admin_list.handle_admins_command(ack, command, person, client, desk)
    elif openings.asks_to_record(command):
        await openings.handle_add_command(ack, command, person, client, desk)
    elif unanswered.asks_for_unanswered(command):
        await unanswered.handle_unanswered_command(ack, command, person, client, desk)
    elif review.asks_for_review(command):
        await review.handle_review_command(ack, person, client, desk)
    elif change_log.asks_for_log(command):
        await change_log.handle_log_command(ack, person, desk)
    elif showing_receipts.asks_for_receipt(command):
        await showing_receipts.handle_receipt_command(ack, command, person, desk)
    else:
        await questions.handle_command(ack, command, desk)


def _one_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(names)})$")


def _bolt_logger() -> logging.Logger:
    """Bolt's own log, without two of its warnings.

    It warns that a token is passed over, which it finds in the environment by itself, and of every
    request that no listener is for, among them those of workspaces' own making.
    """
    logger = logging.getLogger("bloc_bot.bolt")
    logger.addFilter(_expected)
    return logger


def _expected(record: logging.LogRecord) -> bool:
    return "`token`" not in str(record.msg) and not str(record.msg).startswith("Unhandled request")
