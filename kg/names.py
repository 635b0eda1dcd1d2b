"""All prefixes and the way an IRI is made: the one place where names become addresses."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["BASE", "FUND", "KINDS", "PREFIXES", "ROLE", "local_name", "mint"]

FUND = "https://w3id.org/kr-funding/ontology#"
ROLE = "https://w3id.org/kr-funding/ontology/role/"
LEVEL = "https://w3id.org/kr-funding/ontology/level/"
BASE = "https://w3id.org/kr-funding/id/"

KINDS = (
    "region", "institution", "program", "call", "project", "funding", "share", "participation",
    "article", "evidence", "quality", "statement",
)  # fmt: skip
"""The kinds of resource; each has a path of its own below :data:`BASE`."""

PREFIXES: dict[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "fund": FUND,
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "level": LEVEL,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "role": ROLE,
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{kind: f"{BASE}{kind}/" for kind in KINDS},
}
"""Every prefix that Turtle shows and that a query may use without declaring it."""

# Letters, digits and the marks that every Turtle parser takes in a local name unescaped.
_OUTSIDE = re.compile(r"[^\w\-]+")


def local_name(text: str) -> str:
    """Return a readable local name: NFC Hangul, everything else that is no letter to ``_``.

    Two different texts may give one name; whoever needs them apart adds a digest.

    >>> local_name("스마트 이송·물류 AMR(자율주행로봇)")
    '스마트_이송_물류_AMR_자율주행로봇'
    >>> local_name("(주)한국")
    '주_한국'
    """
    return _OUTSIDE.sub("_", unicodedata.normalize("NFC", text)).strip("_-") or "_"


def mint(kind: str, *parts: str, base: str = BASE) -> str:
    """Return the IRI of a resource from its kind and the parts that tell it apart.

    >>> mint("call", "스마트특성화 기반구축사업", "2023")
    'https://w3id.org/kr-funding/id/call/스마트특성화_기반구축사업_2023'
    """
    return f"{base}{kind}/{local_name('_'.join(parts))}"
