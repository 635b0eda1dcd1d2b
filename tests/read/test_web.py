"""Addresses are fetched from the public Internet only, with limits on everything."""

from __future__ import annotations

import gzip
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.read import read_bytes
from kg.read.web import fetch, is_public

TEXT = "나래시가 국비 80억원을 확보했다."
PAGE = f"<!doctype html><html><body><p>{TEXT}</p></body></html>".encode()


class Site(BaseHTTPRequestHandler):
    """Answers by path; an address of the loopback interface, so it has to be allowed by name."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path[4:])
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif path == "/gzip":
            self.answer(gzip.compress(PAGE), "text/html", "gzip")
        elif path == "/bomb":
            self.answer(gzip.compress(b" " * 5_000_000), "text/html", "gzip")
        elif path == "/large":
            self.answer(b" " * 5_000_000, "text/html")
        elif path == "/gone":
            self.send_error(404)
        elif path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"a")
                self.wfile.flush()
                time.sleep(0.05)
        elif path == "/odd":
            self.answer(PAGE, "text/html", "br")
        else:
            self.answer(PAGE, "text/html; charset=utf-8")

    def answer(self, data: bytes, kind: str, packed: str | None = None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if packed:
            self.send_header("Content-Encoding", packed)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what some of these tests are about."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with Server(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def get(url: str, *, seconds: float = 20.0) -> bytes:
    return fetch(url, max_bytes=1_000_000, seconds=seconds, allowed=lambda _: True).data


@pytest.mark.parametrize("path", ["/", "/a/나래.html?쪽=1", "/gzip", "/to//", "/to//to//to//"])
def test_page_is_fetched(site: str, path: str) -> None:
    assert get(site + path) == PAGE


def test_answer_says_its_format(site: str) -> None:
    answer = fetch(f"{site}/news/123", max_bytes=1_000_000, allowed=lambda _: True)
    assert answer.name == "123.html"
    assert read_bytes(answer.data, source=answer.url, name=answer.name).text == TEXT


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/large", "larger than 1,000,000 bytes"),
        ("/bomb", "larger than 1,000,000 bytes"),
        ("/gone", "answers 404"),
        ("/odd", "packed as 'br'"),
        ("/to/" * 7 + "/", "leads on more than 5 times"),
        ("/to/file:///etc/passwd", "only http and https"),
        ("/to/http://user:word@example.com/", "user name or password"),
        ("/to/http://[::1", "no address"),
    ],
)
def test_what_is_refused(site: str, path: str, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        get(site + path)


def test_slow_answer_is_given_up(site: str) -> None:
    with pytest.raises(ReadError, match=r"takes too long|does not answer"):
        get(f"{site}/slow", seconds=0.3)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.com/a", "gopher://example.com", "http://", "https:///a",
        "http://user@example.com/", "http://example.com:99999/", "http://[::1",
        "javascript:alert(1)",
    ],
)  # fmt: skip
def test_other_addresses_are_refused_before_any_look_up(url: str) -> None:
    with pytest.raises(ReadError, match=r"only http|no address|user name"):
        fetch(url, max_bytes=1000)


def test_own_machine_is_refused(site: str) -> None:
    for url in (site, site.replace("127.0.0.1", "localhost"), "http://[::ffff:127.0.0.1]/"):
        with pytest.raises(ReadError, match="not on the public Internet"):
            fetch(url, max_bytes=1000)


def test_redirect_to_the_own_machine_is_refused(site: str) -> None:
    asked: list[str] = []

    def first_only(address: str) -> bool:
        asked.append(address)
        return len(asked) == 1

    with pytest.raises(ReadError, match="not on the public Internet"):
        fetch(f"{site}/to//", max_bytes=1000, allowed=first_only)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1",  # noqa: S104
        "169.254.169.254", "100.64.0.1", "224.0.0.1", "192.0.2.1", "198.18.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700:4700::1111"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


def test_host_that_is_not_there() -> None:
    with pytest.raises(ReadError, match="there is no host"):
        fetch("http://no-such-host.invalid/", max_bytes=1000)


def test_port_that_nobody_answers() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(ReadError, match="does not answer"):
            get(f"http://127.0.0.1:{taken.getsockname()[1]}/")


@pytest.mark.parametrize(
    ("options", "said"),
    [([], "fetched only when that is asked for; add --online"),
     (["--online"], "is not on the public Internet")],
)  # fmt: skip
@pytest.mark.parametrize("command", ["build", "extract"])
def test_commands_fetch_only_when_asked(
    site: str, tmp_path: Path, command: str, options: list[str], said: str
) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "kg", command, *options, f"{site}/a.html"],
        capture_output=True, text=True, cwd=tmp_path, env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )  # fmt: skip
    assert run.returncode == 2
    assert said in run.stderr
    assert "Traceback" not in run.stderr
