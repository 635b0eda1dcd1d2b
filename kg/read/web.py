"""An article from its address, when the user asks for it.

Only http and https, only addresses of the public Internet: every address that a host name stands
for is checked, at each redirect again, and the connection goes to the address that was checked.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from kg.errors import ReadError

__all__ = ["Answer", "fetch", "is_public"]

_REDIRECTS = 5
_SECONDS = 20.0
_CHUNK = 65_536
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_WAY_OUT = "save the page and give the file"
_ENDINGS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt",
    "text/markdown": ".md", "application/pdf": ".pdf", "application/hwp+zip": ".hwpx",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered.

    Args:
        data: the bytes.
        url: the address after redirects.
        name: a name whose ending tells the format.
    """

    data: bytes
    url: str
    name: str


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the public Internet.

    Loopback, private, link-local, shared (CGNAT), multicast, documentation and reserved addresses
    do not, nor do IPv6 addresses that stand for such an IPv4 address.

    >>> is_public("1.1.1.1"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            ip = inner
    return ip.is_global and not ip.is_multicast


def fetch(
    url: str,
    *,
    max_bytes: int,
    seconds: float = _SECONDS,
    allowed: Callable[[str], bool] = is_public,
) -> Answer:
    """Return what an address answers.

    Args:
        url: the address, http or https.
        max_bytes: refuse more than this, in bytes, packed or unpacked.
        seconds: refuse to take longer than this over all.
        allowed: which IP addresses may be spoken to.

    Raises:
        ReadError: the address is not one of the public Internet, does not answer in time or
            answers with an error or too much.
    """
    until = time.monotonic() + seconds
    for _ in range(_REDIRECTS + 1):
        parts = _checked(url)
        connection = _connect(parts, until, allowed, url)
        try:
            response = _request(connection, parts, url)
            location = response.getheader("Location")
            if response.status in (301, 302, 303, 307, 308) and location:
                url = urljoin(url, location)
                continue
            if response.status != http.client.OK:
                raise _error(f"the address answers {response.status} {response.reason}", url)
            return Answer(_body(response, max_bytes, until, url), url, _named(response, parts))
        except (OSError, http.client.HTTPException, zlib.error) as error:
            raise _error(f"the address does not answer ({error})", url) from error
        finally:
            connection.close()
    raise _error(f"the address leads on more than {_REDIRECTS} times", url)


def _error(problem: str, url: str) -> ReadError:
    return ReadError(problem, place=url[:200], way_out=_WAY_OUT)


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise _error(f"this is no address ({error})", url) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _error("only http and https addresses are fetched", url)
    if parts.username is not None or parts.password is not None:
        raise _error("an address with a user name or password is not fetched", url)
    return parts


def _connect(
    parts: SplitResult, until: float, allowed: Callable[[str], bool], url: str
) -> http.client.HTTPConnection:
    """Return a connection to the address that was checked, not to a name."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _error(f"there is no host {host!r}", url) from error
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(map(allowed, addresses)):
        raise _error(f"the host {host!r} is not on the public Internet", url)
    connection = http.client.HTTPConnection(host, port, timeout=_left(until, url))
    try:
        plain = socket.create_connection((addresses[0], port), timeout=_left(until, url))
        if parts.scheme == "https":
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(plain, server_hostname=host)
        else:
            connection.sock = plain
    except OSError as error:
        raise _error(f"the address does not answer ({error})", url) from error
    return connection


def _left(until: float, url: str) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise _error("the address takes too long", url)
    return left


def _request(
    connection: http.client.HTTPConnection, parts: SplitResult, url: str
) -> http.client.HTTPResponse:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?[]')}" if parts.query else ""
    try:
        connection.request(
            "GET",
            path + query,
            headers={
                "User-Agent": "kg",
                "Accept": "text/html,*/*;q=0.5",
                "Accept-Encoding": "gzip",
            },
        )
    except ValueError as error:
        raise _error(f"this is no address ({error})", url) from error
    return connection.getresponse()


def _body(response: http.client.HTTPResponse, max_bytes: int, until: float, url: str) -> bytes:
    """Return the body, unpacked, reading no more than is allowed."""
    packed = response.getheader("Content-Encoding", "identity").lower()
    if packed not in ("identity", "gzip", "x-gzip", "deflate"):
        raise _error(f"the answer is packed as {packed[:20]!r}", url)
    unpack = None if packed == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 32)
    data = bytearray()
    while chunk := response.read1(_CHUNK):
        _left(until, url)
        room = max_bytes - len(data) + 1
        data += unpack.decompress(chunk, room) if unpack else chunk
        if len(data) > max_bytes:
            raise _error(f"the answer is larger than {max_bytes:,} bytes", url)
    return bytes(data)


def _named(response: http.client.HTTPResponse, parts: SplitResult) -> str:
    """Return a name for the answer: by what it says it is, else by its address."""
    kind = response.getheader("Content-Type", "").split(";")[0].strip().lower()
    name = re.sub(r"[^\w.\-]", "_", parts.path.rsplit("/", 1)[-1]) or "page"
    return name + _ENDINGS.get(kind, "")
