"""Where Slack's requests arrive: read, verified over the raw bytes, and only then parsed."""

from __future__ import annotations

from urllib.parse import parse_qsl

from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.asgi.http_request import AsgiHttpRequest
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_internals import build_async_context
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier

PATH = "/slack/events"
_MOST_BYTES = 1_000_000
"""Far more than Slack sends."""


class Unreadable(Exception):
    """The request broke off, or is no request of Slack's."""


class SlackEndpoint(AsyncSlackRequestHandler):
    """Bolt's ASGI adapter, made strict.

    Bolt parses before it verifies, so that a stranger's broken JSON is an error of ours in the log,
    and a signature of odd bytes or a timestamp that is no number is one too. Here they are refused first.
    """

    def __init__(self, app: AsyncApp, signing_secret: str) -> None:
        super().__init__(app, PATH)
        self._verifier = SignatureVerifier(signing_secret)

    async def dispatch(self, request: AsgiHttpRequest) -> BoltResponse:
        headers = {str(name).lower(): str(value) for name, value in request.get_headers().items()}
        try:
            body = await _read(request)
            if not self._is_signed(body, headers):
                return BoltResponse(status=401, body={"error": "invalid request"})
            bolt_request = read_request(body, request.query_string, headers)
        except (Unreadable, ValueError):
            return BoltResponse(status=400, body={"error": "unreadable request"})
        return await self.app.async_dispatch(bolt_request)

    def _is_signed(self, body: str, headers: dict[str, str]) -> bool:
        timestamp = headers.get("x-slack-request-timestamp", "")
        signature = headers.get("x-slack-signature", "")
        if not (timestamp.isascii() and timestamp.isdigit() and signature.isascii()):
            return False
        return bool(self._verifier.is_valid(body, timestamp, signature))


def read_request(body: str, query: str, headers: dict[str, str]) -> AsyncBoltRequest:
    """What Bolt makes of the request, right also where somebody's words contain "payload".

    Bolt takes a form with that word anywhere in it for an interaction, finds none, and knows no such request.
    """
    request = AsyncBoltRequest(body=body, query=query, headers={**headers})
    if not request.body and "payload" in body:
        request.body = dict(parse_qsl(body, keep_blank_values=True))
        request.context = build_async_context(AsyncBoltContext({}), request.body)
    return request


async def _read(request: AsgiHttpRequest) -> str:
    chunks = bytearray()
    more = True
    while more:
        message = await request.receive()
        chunks.extend(message.get("body", b""))
        if message["type"] != "http.request" or len(chunks) > _MOST_BYTES:
            raise Unreadable
        more = message.get("more_body", False)
    return chunks.decode()
