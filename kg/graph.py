"""The corpus as triples in the vocabulary of the ontology.

Every node has an IRI that is made of what it says, so the same facts give the same triples. Terms
are strings in N-Triples syntax: cheap to make, to compare, to sort and to send.

A plain link (``fund:inRegion``, ``fund:operatedBy`` …) has its evidence on an ``rdf:Statement``
that repeats it; all other facts are nodes and carry theirs themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from kg.errors import KgError
from kg.link import (
    Call,
    Corpus,
    Doubt,
    Headline,
    LinkedProgram,
    LinkedProject,
    Money,
    Said,
    Saids,
)
from kg.model import Article, Day, Entity
from kg.names import BASE, FUND, PREFIXES, ROLE

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

__all__ = ["Triple", "sentences", "to_rdflib", "to_store", "triples"]

Triple: TypeAlias = tuple[str, str, str]
"""Subject, predicate and object in N-Triples syntax: ``<iri>``, ``"text"@ko``."""

AMOUNT_CLASS: Mapping[str, str] = {
    "national": "NationalFunding",
    "local": "LocalFunding",
    "province": "ProvincialFunding",
    "city": "MunicipalFunding",
    "county": "CountyFunding",
    "private": "PrivateFunding",
    "mixed": "MixedFunding",
    "other": "Funding",
    "total": "TotalCost",
}
"""The class of an amount by its source."""

ROLES: frozenset[str] = frozenset(
    {"lead", "participant", "coordinator", "administrator", "leadGovernment", "partnerGovernment"}
)
"""The local names of the scheme of roles; any other word becomes ``role:other``."""


def _in(prefix: str, name: str) -> str:
    return f"<{PREFIXES[prefix]}{name}>"


_XSD = PREFIXES["xsd"]
_TYPE = _in("rdf", "type")
_LABEL = _in("rdfs", "label")
_ALT = _in("skos", "altLabel")
_UNIT_OF = _in("org", "unitOf")
_IDENTIFIER = _in("dcterms", "identifier")
_LAT, _LONG = _in("geo", "lat"), _in("geo", "long")
_STATEMENT = _in("rdf", "Statement")
_SUBJECT, _PREDICATE, _OBJECT = (_in("rdf", n) for n in ("subject", "predicate", "object"))
_SPECIFIC, _POSITION, _QUOTE = (
    _in("oa", n) for n in ("SpecificResource", "TextPositionSelector", "TextQuoteSelector")
)
_HAS_SOURCE, _HAS_SELECTOR = _in("oa", "hasSource"), _in("oa", "hasSelector")
_START, _END = _in("oa", "start"), _in("oa", "end")
_EXACT, _PREFIX, _SUFFIX = _in("oa", "exact"), _in("oa", "prefix"), _in("oa", "suffix")
_HAS_TARGET, _MOTIVATED, _BODY = (_in("oa", n) for n in ("hasTarget", "motivatedBy", "bodyValue"))
_ANNOTATION, _ASSESSMENT = _in("dqv", "QualityAnnotation"), _in("dqv", "qualityAssessment")
_HEADLINE, _PUBLISHED, _PUBLISHER, _AUTHOR, _URL = (
    _in("schema", n) for n in ("headline", "datePublished", "publisher", "author", "url")
)
_EVIDENCE, _STATED_IN = f"<{FUND}evidence>", f"<{FUND}statedIn>"
_AMOUNT, _AS_STATED, _APPROXIMATE = (f"<{FUND}{n}>" for n in ("amount", "asStated", "approximate"))
_LEVEL = f"<{FUND}level>"
_HAS_FUNDING, _TOTAL_COST = f"<{FUND}hasFunding>", f"<{FUND}totalCost>"
_PARTICIPATION, _INSTITUTION, _ROLE = (
    f"<{FUND}{n}>" for n in ("participation", "institution", "role")
)
_PLAIN_ROLE = {
    "lead": f"<{FUND}leadInstitution>",
    "participant": f"<{FUND}participatingInstitution>",
}
_INTEGER = f'"^^<{_XSD}integer>'
_TRUE, _FALSE = f'"true"^^<{_XSD}boolean>', f'"false"^^<{_XSD}boolean>'


def triples(corpus: Corpus, base: str = BASE) -> Iterator[Triple]:
    """Yield the triples of a corpus, each one once, in no order that means anything.

    Args:
        corpus: what all articles say together.
        base: what the IRIs of resources begin with, ending in ``/`` or ``#``.

    Raises:
        KgError: the base is no absolute IRI.

    >>> from kg.model import Article
    >>> found = set(triples(Corpus({"기사": Article("본문", title="제목")}, {}, {})))
    >>> ('<https://w3id.org/kr-funding/id/article/기사>',
    ...  '<https://schema.org/headline>', '"제목"@ko') in found
    True
    """
    _check_base(base)
    return _Writer(corpus, base).run()


def to_store(found: Iterable[Triple]) -> pyoxigraph.Store:
    """Return the triples as a store in memory, for SPARQL.

    >>> store = to_store([("<urn:a>", "<urn:b>", '"다"@ko')])
    >>> len(store)
    1
    """
    import pyoxigraph

    store = pyoxigraph.Store()
    store.bulk_load(_lines(found), pyoxigraph.RdfFormat.N_TRIPLES)
    return store


def to_rdflib(found: Iterable[Triple], base: str = BASE) -> rdflib.Graph:
    """Return the triples as an rdflib graph that knows the vocabulary's prefixes.

    >>> len(to_rdflib([("<urn:a>", "<urn:b>", '"다"@ko')]))
    1
    """
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace.replace(BASE, base, 1), override=True, replace=True)
    graph.parse(data=_lines(found), format="nt")
    return graph


def _lines(found: Iterable[Triple]) -> bytes:
    return "".join([f"{s} {p} {o} .\n" for s, p, o in found]).encode()


# ── terms ────────────────────────────────────────────────────────────────────────────────────

_BAD_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f-\x9f\ud800-\udfff]')
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.+[/#]")
_SPECIAL = re.compile(r'["\\\x00-\x1f\ud800-\udfff\ufffe\uffff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _check_base(base: str) -> None:
    if not _ABSOLUTE.fullmatch(base) or _BAD_IN_IRI.search(base):
        raise KgError(
            f"the base {base!r} is no absolute IRI that ends in / or #",
            way_out="give one such as https://example.org/id/",
        )


def escape(text: str) -> str:
    r"""Return a text as it stands between the quotes of an N-Triples literal.

    What no format can hold (control characters, lone surrogates) becomes U+FFFD, one for one, so
    that offsets stay right.

    >>> escape('그는 "네"라고')
    '그는 \\"네\\"라고'
    """
    if _SPECIAL.search(text) is None:
        return text
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], "\ufffd"), text)


def _ko(text: str) -> str:
    return f'"{escape(text)}"@ko'


_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]")


def _tagged(text: str) -> str:
    """Tag a name by its script: one without Hangul is no Korean text."""
    return f'"{escape(text)}"@{"ko" if _HANGUL.search(text) else "en"}'


def _plain(text: str) -> str:
    return f'"{escape(text)}"'


def _decimal(value: float) -> str:
    text = format(Decimal(repr(value)).normalize(), "f")
    if "." not in text:
        return f'"{text}{_INTEGER}'
    return f'"{text}"^^<{_XSD}decimal>'


def _year(day: Day) -> str | None:
    """Return the year of a day as a literal, or nothing where there is none."""
    text = str(day)[:4]
    return f'"{text}"^^<{_XSD}gYear>' if re.fullmatch(r"[1-9]\d{3}", text, re.ASCII) else None


def _month(day: Day) -> str | None:
    if isinstance(day, str) and re.fullmatch(r"[1-9]\d{3}-(0[1-9]|1[0-2])", day, re.ASCII):
        return f'"{day}"^^<{_XSD}gYearMonth>'
    return None


# ── sentences ────────────────────────────────────────────────────────────────────────────────

_SENTENCE_END = re.compile(
    r"\n+"
    r"|[.!?…][\"'”’」』)\]]*(?=\s)"  # a full stop before a space
    r"|(?<=[다요음됨함임])\.(?=[가-힣‘“'\"(△▲◇○])"  # or glued to the next sentence
)


def sentences(text: str) -> tuple[int, ...]:
    """Return where the sentences of a text end, in code points; a line break ends one too.

    >>> sentences("국비 1.5억원이다. 끝났다.다음")
    (11, 16, 18)
    """
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return tuple(ends)


class _Text:
    """The sentences of one article, for the context of its quotes."""

    def __init__(self, text: str):
        self.text = text
        self.ends = sentences(text)

    def around(self, start: int, end: int) -> tuple[str, str]:
        """Return what stands before and after a span in its sentence (or sentences)."""
        first = bisect_right(self.ends, start)
        last = bisect_right(self.ends, max(start, end - 1))
        left = self.ends[first - 1] if first else 0
        right = self.ends[last] if last < len(self.ends) else len(self.text)
        return self.text[left:start].lstrip(), self.text[end:right].rstrip()


# ── triples ──────────────────────────────────────────────────────────────────────────────────


class _Writer:
    """One run of :func:`triples`; what it remembers is which evidence it has written."""

    def __init__(self, corpus: Corpus, base: str):
        self.corpus = corpus
        self.base = base
        self.texts = {key: _Text(article.text) for key, article in corpus.articles.items()}
        self.places: dict[tuple[str, int, int], str] = {}
        self.pending: list[Triple] = []

    def run(self) -> Iterator[Triple]:
        corpus = self.corpus
        for key, article in corpus.articles.items():
            yield from self.article(key, article)
        for (kind, id_), entity in corpus.entities.items():
            yield from self.entity(kind, id_, entity)
        for program in corpus.programs:
            yield from self.program(program)
        for call in corpus.calls:
            yield from self.call(call)
        for project in corpus.projects:
            yield from self.project(project)
        for headline in corpus.headlines:
            yield from self.headline(headline)
        for doubt in corpus.doubts:
            yield from self.doubt(doubt)
        yield from self.pending

    def iri(self, kind: str, id_: str) -> str:
        return f"<{self.base}{kind}/{self.corpus.locals[kind, id_]}>"

    # evidence

    def place(self, said: Said) -> str:
        """Return the IRI of a span; what describes it is written once, at the end."""
        key, start, end, quote = said
        known = self.places.get((key, start, end))
        if known is not None:
            return known
        stem = f"<{self.base}evidence/{key}.{start}.{end}"
        iri, position, quoted = f"{stem}>", f"{stem}.position>", f"{stem}.quote>"
        self.places[key, start, end] = iri
        before, after = self.texts[key].around(start, end)
        self.pending += (
            (iri, _TYPE, _SPECIFIC),
            (iri, _HAS_SOURCE, f"<{self.base}article/{key}>"),
            (iri, _HAS_SELECTOR, position),
            (iri, _HAS_SELECTOR, quoted),
            (position, _TYPE, _POSITION),
            (position, _START, f'"{start}{_INTEGER}'),
            (position, _END, f'"{end}{_INTEGER}'),
            (quoted, _TYPE, _QUOTE),
            (quoted, _EXACT, f'"{escape(quote)}"'),
            (quoted, _PREFIX, f'"{escape(before)}"'),
            (quoted, _SUFFIX, f'"{escape(after)}"'),
        )
        return iri

    def proof(self, subject: str, saids: Saids) -> list[Triple]:
        """Return where a fact is stated and the evidence for it."""
        if len(saids) == 1:
            said = saids[0]
            return [
                (subject, _EVIDENCE, self.place(said)),
                (subject, _STATED_IN, f"<{self.base}article/{said[0]}>"),
            ]
        found = [(subject, _EVIDENCE, self.place(said)) for said in saids]
        keys = dict.fromkeys(said[0] for said in saids)
        return found + [(subject, _STATED_IN, f"<{self.base}article/{key}>") for key in keys]

    def linked(
        self, subject: str, predicate: str, target: str, name: str, saids: Saids
    ) -> list[Triple]:
        """Return a plain link and the statement that carries its evidence."""
        node = f"<{self.base}statement/{name}>"
        full = f"<{FUND}{predicate}>"
        return [
            (subject, full, target),
            (node, _TYPE, _STATEMENT),
            (node, _SUBJECT, subject),
            (node, _PREDICATE, full),
            (node, _OBJECT, target),
            *self.proof(node, saids),
        ]

    def days(
        self,
        subject: str,
        name: str,
        starts: Sequence[tuple[Day, Saids]],
        ends: Sequence[tuple[Day, Saids]],
    ) -> Iterator[Triple]:
        years: dict[tuple[str, str], set[Said]] = {}
        for term, days in (("start", starts), ("end", ends)):
            for day, saids in days:
                for predicate, literal in (
                    (f"{term}Year", _year(day)),
                    (term, _month(day)),
                ):
                    if literal:
                        years.setdefault((predicate, literal), set()).update(saids)
        for (predicate, literal), places in years.items():
            digits = literal[1 : literal.index('"', 1)]
            node = f"{name}.{predicate}.{digits}"
            yield from self.linked(subject, predicate, literal, node, tuple(sorted(places)))

    # things

    def article(self, key: str, article: Article) -> Iterator[Triple]:
        iri = f"<{self.base}article/{key}>"
        yield iri, _TYPE, f"<{FUND}Article>"
        if article.title:
            yield iri, _HEADLINE, _ko(article.title)
        if article.published and _is_date(article.published):
            yield iri, _PUBLISHED, f'"{article.published}"^^<{_XSD}date>'
        if article.publisher:
            yield iri, _PUBLISHER, _plain(article.publisher)
        if article.author:
            yield iri, _AUTHOR, _plain(article.author)
        if article.url:
            yield iri, _URL, _plain(article.url)

    def entity(self, kind: str, id_: str, entity: Entity) -> list[Triple]:
        local = self.corpus.locals
        found = list(_description(f"{self.base}{kind}/{local[kind, id_]}", entity))
        subject = found[0][0]
        if entity.parent:
            above = ("region" if kind == "region" else "institution", entity.parent)
            if above in local:
                term = f"<{FUND}within>" if kind == "region" else _UNIT_OF
                found.append((subject, term, self.iri(*above)))
        if entity.governs and ("region", entity.governs) in local:
            found.append((subject, f"<{FUND}governs>", self.iri("region", entity.governs)))
        return found

    def program(self, program: LinkedProgram) -> Iterator[Triple]:
        iri = self.iri("program", program.id)
        name = self.corpus.locals["program", program.id]
        yield from self.proof(iri, program.said)
        for body, saids in program.agencies:
            node = f"{name}.operatedBy.{self.corpus.locals['institution', body]}"
            yield from self.linked(iri, "operatedBy", self.iri("institution", body), node, saids)
        yield from self.days(iri, f"program.{name}", program.starts, program.ends)

    def call(self, call: Call) -> Iterator[Triple]:
        iri = self.iri("call", call.id)
        yield iri, f"<{FUND}callOf>", self.iri("program", call.program)
        year = _year(call.year)
        if year:
            yield iri, f"<{FUND}year>", year
        yield from self.proof(iri, call.said)
        name = f"call.{self.corpus.locals['call', call.id]}"
        yield from self.days(iri, name, call.starts, call.ends)

    def project(self, project: LinkedProject) -> Iterator[Triple]:
        iri = self.iri("project", project.id)
        name = self.corpus.locals["project", project.id]
        yield iri, _TYPE, f"<{FUND}Project>"
        yield iri, _LABEL, _ko(project.label)
        for other in project.names:
            yield iri, _ALT, _ko(other)
        yield from self.proof(iri, project.said)
        for predicate, kind, links in (
            ("underProgram", "program", project.programs),
            ("selectedIn", "call", project.calls),
            ("inRegion", "region", project.regions),
        ):
            for id_, saids in links:
                node = f"{name}.{predicate}.{self.corpus.locals[kind, id_]}"
                yield from self.linked(iri, predicate, self.iri(kind, id_), node, saids)
        yield from self.parts(iri, name, project)
        for money in project.money:
            yield from self.money(iri, money)
        yield from self.shares(iri, name, project)
        yield from self.days(iri, f"project.{name}", project.starts, project.ends)

    def parts(self, iri: str, name: str, project: LinkedProject) -> Iterator[Triple]:
        for body, role, saids in project.parts:
            role = role if role in ROLES else "other"
            who = self.iri("institution", body)
            local = self.corpus.locals["institution", body]
            node = f"<{self.base}participation/{name}.{role}.{local}>"
            yield iri, _PARTICIPATION, node
            yield node, _TYPE, f"<{FUND}Participation>"
            yield node, _INSTITUTION, who
            yield node, _ROLE, f"<{ROLE}{role}>"
            if role in _PLAIN_ROLE:
                yield iri, _PLAIN_ROLE[role], who
            yield from self.proof(node, saids)

    def money(self, project: str, money: Money) -> Iterator[Triple]:
        node = f"<{self.base}funding/{money.local}>"
        if money.part_of:
            yield node, _TYPE, f"<{FUND}FundingPart>"
            yield node, f"<{FUND}partOf>", f"<{self.base}funding/{money.part_of}>"
        else:
            yield node, _TYPE, f"<{FUND}{AMOUNT_CLASS[money.source]}>"
            yield project, _TOTAL_COST if money.source == "total" else _HAS_FUNDING, node
        if money.paid_by:
            yield node, f"<{FUND}paidBy>", self.iri("institution", money.paid_by)
        if money.region:
            yield node, f"<{FUND}forRegion>", self.iri("region", money.region)
        yield from self.amount(node, money)

    def amount(self, node: str, money: Money | Headline) -> list[Triple]:
        found = [
            (node, _AMOUNT, f'"{money.won}{_INTEGER}'),
            (node, _LEVEL, f"<{PREFIXES['level']}{money.source}>"),
            (node, _APPROXIMATE, _TRUE if money.approximate else _FALSE),
        ]
        found += [(node, _AS_STATED, _plain(stated)) for stated in money.as_stated]
        if money.alternative is not None:
            found.append((node, f"<{FUND}alternativeAmount>", f'"{money.alternative}{_INTEGER}'))
        for heir in money.superseded_by:
            found.append((node, f"<{FUND}supersededBy>", f"<{self.base}funding/{heir}>"))
        return found + self.proof(node, money.said)

    def shares(self, iri: str, name: str, project: LinkedProject) -> Iterator[Triple]:
        for region, percent, of, saids in project.shares:
            digits = _decimal(percent)
            number = digits[1 : digits.index('"', 1)].replace(".", "_")
            local = self.corpus.locals["region", region]
            node = f"<{self.base}share/{name}.{_slug(of)}.{local}.{number}>"
            yield iri, f"<{FUND}costShare>", node
            yield node, _TYPE, f"<{FUND}CostShare>"
            yield node, f"<{FUND}shareRegion>", self.iri("region", region)
            yield node, f"<{FUND}percent>", digits
            yield node, f"<{FUND}basis>", _plain(of)
            yield from self.proof(node, saids)

    def headline(self, headline: Headline) -> Iterator[Triple]:
        node = f"<{self.base}funding/{headline.local}>"
        yield node, _TYPE, f"<{FUND}Headline>"
        if headline.region:
            yield node, f"<{FUND}headlineFor>", self.iri("region", headline.region)
        if headline.program:
            yield node, f"<{FUND}underProgram>", self.iri("program", headline.program)
        for count in headline.counts:
            yield node, f"<{FUND}projectCount>", f'"{count}{_INTEGER}'
        for term, days in (("start", headline.starts), ("end", headline.ends)):
            for day in days:
                year, month = _year(day), _month(day)
                if year:
                    yield node, f"<{FUND}{term}Year>", year
                if month:
                    yield node, f"<{FUND}{term}>", month
        yield from self.amount(node, headline)

    def doubt(self, doubt: Doubt) -> Iterator[Triple]:
        node = f"<{self.base}quality/{doubt.local}>"
        yield node, _TYPE, _ANNOTATION
        yield node, _MOTIVATED, _ASSESSMENT
        yield node, f"<{FUND}doubtKind>", _plain(doubt.kind)
        for kind, local in doubt.targets:
            yield node, _HAS_TARGET, f"<{self.base}{kind}/{local}>"
        if doubt.ko:
            yield node, _BODY, _ko(doubt.ko)
        if doubt.en:
            yield node, _BODY, f'"{escape(doubt.en)}"@en'
        yield from self.proof(node, doubt.said)


@lru_cache(maxsize=65536)
def _description(iri: str, entity: Entity) -> tuple[Triple, ...]:
    """Return what an entity is in itself; the same names come with every article."""
    subject = f"<{iri}>"
    found = [
        (subject, _TYPE, f"<{FUND}{_slug(entity.type)}>"),
        (subject, _LABEL, _ko(entity.label_ko)),
    ]
    if entity.label_en:
        found.append((subject, _LABEL, f'"{escape(entity.label_en)}"@en'))
    labels = {entity.label_ko, entity.label_en}
    found += [(subject, _ALT, _tagged(a)) for a in dict.fromkeys(entity.aliases) if a not in labels]
    found += [(subject, _IDENTIFIER, _plain(f"{s}:{c}")) for s, c in entity.identifiers]
    if entity.point:
        found += zip((subject,) * 2, (_LAT, _LONG), map(_coordinate, entity.point), strict=True)
    return tuple(found)


def _coordinate(degrees: float) -> str:
    return f'"{format(Decimal(repr(degrees)).normalize(), "f")}"^^<{_XSD}decimal>'


@lru_cache(maxsize=256)
def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "_", text).strip("_-") or "_"


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
