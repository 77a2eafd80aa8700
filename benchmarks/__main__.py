"""Measure questions and pictures by themselves, and `/csto members` over signed HTTP against a Bolt app that only acks.

Over HTTP, the bot and the Bolt app are asked request by request in turn.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.server import SECRET
from bloc_bot.database.seed.seeding import seed
from bloc_bot.database.session import make_engine, migrate

REQUESTS = 3_000
WARM_UP = 300
SEED = Path(__file__).resolve().parents[1] / "data" / "seed"
COMMAND = {
    "team_id": "T1",
    "channel_id": "C1",
    "user_id": "U1",
    "command": "/csto",
    "text": "members",
    "response_url": "http://127.0.0.1:9/commands/T1/1/x",
    "trigger_id": "1.2.3",
    "api_app_id": "A1",
}


def main() -> int:
    """Print the figures. 1 if a ratio is above what we promise."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/bloc.db"
        asyncio.run(_seed(database))
        promises = [
            _measure_apart("benchmarks.questions", database),
            _measure_apart("benchmarks.pictures", database),
            _measure("the seed", 1.5, "seed", database),
            _measure("160,000 facts", 2.0, "large"),
        ]
    return 0 if all(promises) else 1


def _measure_apart(module: str, database: str) -> bool:
    """In a process of its own, which has done nothing but start, as the bot's."""
    return subprocess.run([sys.executable, "-m", module, database], check=False).returncode == 0  # noqa: S603


def _measure(name: str, at_most: float, kind: str, *database: str) -> bool:
    with _server("ack") as (ack, _), _server(kind, *database) as (bot, started):
        for connection in [ack, bot] * WARM_UP:
            _ask(connection)
        pairs = [(_ask(ack), _ask(bot)) for _ in range(REQUESTS)]
    acked, answered = (sorted(times) for times in zip(*pairs, strict=True))
    ratio: float = statistics.median(answered) / statistics.median(acked)
    print(f"{name}: first answer {started:.2f} s after the start of the process")
    for label, times in (("ack only", acked), ("/csto members", answered)):
        print(
            f"  {label:14} p50 {times[len(times) // 2] * 1e3:.2f} ms, p99 {times[len(times) * 99 // 100] * 1e3:.2f} ms"
        )
    print(f"  p50 ratio {ratio:.2f}, at most {at_most}: {'kept' if ratio <= at_most else 'BROKEN'}")
    return ratio <= at_most


@contextlib.contextmanager
def _server(kind: str, *database: str) -> Iterator[tuple[HTTPConnection, float]]:
    """A server in a process of its own, and how long it took to its first answer."""
    port, start = _free_port(), time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.server", kind, str(port), *database])  # noqa: S603
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        _until_it_answers(connection, process)
        yield connection, time.perf_counter() - start
    finally:
        process.terminate()
        process.wait(20)


def _until_it_answers(connection: HTTPConnection, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            _ask(connection)
        except ConnectionRefusedError:
            connection.close()
            time.sleep(0.01)
        else:
            return
    raise SystemExit("the server ended before it answered")


def _ask(connection: HTTPConnection) -> float:
    """Seconds that one signed command takes."""
    body = urlencode(COMMAND).encode()
    timestamp = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": f"v0={digest}",
    }
    start = time.perf_counter()
    connection.request("POST", "/slack/events", body, headers)
    response = connection.getresponse()
    content = response.read()
    took = time.perf_counter() - start
    if response.status != 200 or not _is_answer(content):
        raise SystemExit(f"no answer: {response.status} {content[:300]!r}")
    return took


def _is_answer(content: bytes) -> bool:
    return content == b"ok" or "reference: " not in json.loads(content)["text"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _seed(database: str) -> None:
    await migrate(database)
    engine = make_engine(database)
    await seed(engine, SEED, datetime.now(UTC))
    await engine.dispose()


if __name__ == "__main__":
    sys.exit(main())
