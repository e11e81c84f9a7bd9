"""Starts the dashboard: python -m views.serve [--port 8501] [--headless].

The same as `streamlit run dashboard.py`, sooner: the frame of the page and its files are sent (`views.front`) while
Streamlit is still being loaded, so that browser and server work beside each other.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import socket
import sys
import webbrowser
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from views.front import App, Front, Scope, Send, loading

LARGEST, PING = 200 * 1024 * 1024, 30  # bytes of a message and seconds between signs of life, as Streamlit has them
SETTINGS = {
    "ws": "websockets-sansio",
    "ws_max_size": LARGEST,
    "ws_ping_interval": PING,
    "ws_ping_timeout": PING,
    "ws_per_message_deflate": False,
    "log_level": "warning",
    "access_log": False,
}


class Behind:
    """An application that is loaded once the server listens; requests wait for it."""

    def __init__(self, load: Callable[[], App], failed: Callable[[BaseException], None]) -> None:
        self.load, self.failed = load, failed

    async def __call__(self, scope: Scope, receive: Callable, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(scope, receive, send)
        else:
            app = await asyncio.shield(self.app)
            await app(scope, receive, send)

    async def _live(self, scope: Scope, receive: Callable, send: Send) -> None:
        """Begins at once; the application begins when it is loaded, and ends with the server."""
        await receive()
        self.inbox: asyncio.Queue = asyncio.Queue()
        self.app = asyncio.create_task(self._begun(scope))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        if self.app.done() and not self.app.exception():
            await self.inbox.put({"type": "lifespan.shutdown"})
            await self.life
        await send({"type": "lifespan.shutdown.complete"})

    async def _begun(self, scope: Scope) -> App:
        try:
            app = await asyncio.to_thread(self.load)
            said: asyncio.Queue = asyncio.Queue()
            self.life = asyncio.create_task(app(dict(scope), self.inbox.get, said.put))
            await self.inbox.put({"type": "lifespan.startup"})
            if (told := await said.get())["type"] != "lifespan.startup.complete":
                raise RuntimeError(told.get("message") or "the dashboard did not start")
        except BaseException as error:
            self.failed(error)
            raise
        return app


def _streamlit() -> App:
    """The application, by way of `dashboard.py`."""
    with loading():
        sys.modules["plotly"] = None  # nothing here uses it: where it is installed, Streamlit makes a theme for it
        try:
            import streamlit  # noqa: F401
        finally:
            del sys.modules["plotly"]
        from dashboard import app
    return app


def _listen(port: int) -> socket.socket:
    """At every address of this machine, by IPv6 and IPv4 where it has both. Raises OSError."""
    if socket.has_dualstack_ipv6():
        with suppress(OSError):  # switched off, or taken: then IPv4 is as well
            return socket.create_server(("", port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=2048)
    return socket.create_server(("", port), backlog=2048)


def main() -> int:
    """Serve until interrupted."""
    told = argparse.ArgumentParser(prog="python -m views.serve", description="Starts the dashboard.")
    told.add_argument("--port", type=int, default=8501, help="8501 by default")
    told.add_argument("--headless", action="store_true", help="open no browser")
    wanted = told.parse_args()
    try:
        listening = _listen(wanted.port)
    except OSError as error:
        print(f"port {wanted.port}: {error.strerror}; name another with --port", file=sys.stderr)
        return 1
    address = f"http://localhost:{wanted.port}"
    print(f"Dateline: {address}   (Ctrl+C ends it)", flush=True)
    os.environ |= {"STREAMLIT_SERVER_PORT": str(wanted.port), "STREAMLIT_SERVER_HEADLESS": "true"}
    reasons: list[BaseException] = []

    def failed(error: BaseException) -> None:
        reasons.append(error)
        server.should_exit = True

    server = uvicorn.Server(uvicorn.Config(Front(Behind(_streamlit, failed)), **SETTINGS))
    logging.getLogger("uvicorn.access").disabled = True  # Streamlit, once loaded, has a line written for each request
    if not wanted.headless:
        webbrowser.open(address)
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listening])
    for reason in reasons:
        print(f"the dashboard did not start: {reason}", file=sys.stderr)
    return 1 if reasons else 0


if __name__ == "__main__":
    sys.exit(main())
