"""A server of our own that plays Nominatim, well and badly."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

import pytest

BER = {
    "lat": "16.66", "lon": "-2.52", "display_name": "Ber, Tombouctou, Mali", "addresstype": "village",
    "boundingbox": ["16.64", "16.68", "-2.54", "-2.50"], "address": {"country_code": "ml"},
}  # fmt: skip


class Server(ThreadingHTTPServer):
    """Answers by the name asked for and keeps count."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked, self.agents = [], []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        query = parse_qs(urlparse(self.path).query)["q"][0]
        self.server.asked.append(query)
        self.server.agents.append(self.headers["User-Agent"])
        first = self.server.asked.count(query) == 1
        if query.lower() == "silence":
            time.sleep(2)
        elif query.lower() == "broken":
            self.reply(500, "no")
        elif query == "busy" and first:
            self.reply(429, "slow down", {"Retry-After": "1"})
        elif query == "very busy":
            self.reply(429, "slow down", {"Retry-After": "3600"})
        elif query == "garbage":
            self.reply(200, "<html>")
        else:
            self.reply(200, json.dumps([] if query == "nowhere" else [BER]))

    def reply(self, status, body, headers=None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
