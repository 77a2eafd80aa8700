"""Where the page is served, and how a person gets to it."""

from __future__ import annotations

import os
import socket
import sys
import webbrowser
from contextlib import closing

USUAL_PORT = 8765


class PortTaken(Exception):
    """Somebody else listens there. The message says what to do."""


def port_for_page(wanted: int | None) -> int:
    """The port asked for; else the usual one, or 0 (any that is free) where that is taken."""
    if wanted is None:
        return 0 if _is_taken(USUAL_PORT) else USUAL_PORT
    if wanted and _is_taken(wanted):
        raise PortTaken(f"Port {wanted} is taken: give another with --port, or leave it out.")
    return wanted


def _is_taken(port: int) -> bool:
    with closing(socket.socket()) as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def show_page(address: str) -> None:
    """Tell the address, and open it where a person sits at a screen."""
    print(f"The playground is open at {address} (Ctrl-C ends it).", flush=True)  # noqa: T201 - the one line of output
    screen = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.stdout.isatty() and screen:
        webbrowser.open(address)
