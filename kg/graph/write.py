"""The triples of a corpus, kind by kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

from kg.graph.classes import classes
from kg.graph.sentences import Sentences
from kg.graph.terms import (
    INTEGER,
    XSD,
    Triple,
    coordinate,
    decimal,
    escape,
    gyear,
    gyear_month,
    is_date,
    korean,
    plain,
    slug,
    tagged,
)
from kg.link import (
    Call,
    Corpus,
    Doubt,
    Headline,
    LinkedProgram,
    LinkedProject,
    Money,
    Part,
    Said,
    Saids,
    Split,
)
from kg.model import Article, Day, Entity
from kg.names import FUND, PREFIXES, ROLE

__all__ = ["AMOUNT_CLASS", "ROLES", "Writer"]

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
_PARTICIPATION_CLASS = f"<{FUND}Participation>"
_PLAIN_ROLE = {
    "lead": f"<{FUND}leadInstitution>",
    "participant": f"<{FUND}participatingInstitution>",
}
_TRUE, _FALSE = f'"true"^^<{XSD}boolean>', f'"false"^^<{XSD}boolean>'


class Writer:
    """One run of :func:`triples`; what it remembers is which evidence it has written."""

    def __init__(self, corpus: Corpus, base: str):
        self.corpus = corpus
        self.base = base
        self.texts = {key: Sentences(article.text) for key, article in corpus.articles.items()}
        self.stems = {key: _digest(key) for key in corpus.articles}
        self.places: dict[tuple[str, int, int], str] = {}
        self.pending: list[Triple] = []

    def run(self) -> Iterator[Triple]:
        """Yield all triples."""
        corpus = self.corpus
        for key, article in corpus.articles.items():
            yield from self._article(key, article)
        for (kind, id_), entity in corpus.entities.items():
            yield from self._entity(kind, id_, entity)
        for program in corpus.programs:
            yield from self._program(program)
        for call in corpus.calls:
            yield from self._call(call)
        for project in corpus.projects:
            yield from self._project(project)
        for headline in corpus.headlines:
            yield from self._headline(headline)
        for doubt in corpus.doubts:
            yield from self._doubt(doubt)
        yield from self.pending

    def _iri(self, kind: str, id_: str) -> str:
        return f"<{self.base}{kind}/{self.corpus.locals[kind, id_]}>"

    # evidence

    def _place(self, said: Said) -> str:
        """Return the IRI of a span; what describes it is written once, at the end."""
        key, start, end, quote = said
        known = self.places.get((key, start, end))
        if known is not None:
            return known
        stem = f"<{self.base}evidence/{self.stems[key]}.{start}.{end}"
        iri, position, quoted = f"{stem}>", f"{stem}.position>", f"{stem}.quote>"
        self.places[key, start, end] = iri
        before, after = self.texts[key].around(start, end)
        self.pending += (
            (iri, _TYPE, _SPECIFIC),
            (iri, _HAS_SOURCE, f"<{self.base}article/{key}>"),
            (iri, _HAS_SELECTOR, position),
            (iri, _HAS_SELECTOR, quoted),
            (position, _TYPE, _POSITION),
            (position, _START, f'"{start}{INTEGER}'),
            (position, _END, f'"{end}{INTEGER}'),
            (quoted, _TYPE, _QUOTE),
            (quoted, _EXACT, f'"{escape(quote)}"'),
            (quoted, _PREFIX, f'"{before}"'),
            (quoted, _SUFFIX, f'"{after}"'),
        )
        return iri

    def _proof(self, subject: str, saids: Saids) -> list[Triple]:
        """Return where a fact is stated and the evidence for it."""
        if len(saids) == 1:
            said = saids[0]
            return [
                (subject, _EVIDENCE, self._place(said)),
                (subject, _STATED_IN, f"<{self.base}article/{said[0]}>"),
            ]
        found = [(subject, _EVIDENCE, self._place(said)) for said in saids]
        keys = dict.fromkeys(said[0] for said in saids)
        return found + [(subject, _STATED_IN, f"<{self.base}article/{key}>") for key in keys]

    def _linked(
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
            *self._proof(node, saids),
        ]

    def _days(
        self,
        subject: str,
        name: str,
        starts: Sequence[tuple[Day, Saids]],
        ends: Sequence[tuple[Day, Saids]],
    ) -> list[Triple]:
        years: dict[tuple[str, str], set[Said]] = {}
        for term, days in (("start", starts), ("end", ends)):
            for day, saids in days:
                for predicate, literal in (
                    (f"{term}Year", gyear(day)),
                    (term, gyear_month(day)),
                ):
                    if literal:
                        years.setdefault((predicate, literal), set()).update(saids)
        found: list[Triple] = []
        for (predicate, literal), places in years.items():
            digits = literal[1 : literal.index('"', 1)]
            node = f"{name}.{predicate}.{digits}"
            found += self._linked(subject, predicate, literal, node, tuple(sorted(places)))
        return found

    # things

    def _article(self, key: str, article: Article) -> Iterator[Triple]:
        iri = f"<{self.base}article/{key}>"
        yield iri, _TYPE, f"<{FUND}Article>"
        if article.title:
            yield iri, _HEADLINE, korean(article.title)
        if article.published and is_date(article.published):
            yield iri, _PUBLISHED, f'"{article.published}"^^<{XSD}date>'
        if article.publisher:
            yield iri, _PUBLISHER, plain(article.publisher)
        if article.author:
            yield iri, _AUTHOR, plain(article.author)
        if article.url:
            yield iri, _URL, plain(article.url)

    def _entity(self, kind: str, id_: str, entity: Entity) -> list[Triple]:
        local = self.corpus.locals
        found = list(_description(f"{self.base}{kind}/{local[kind, id_]}", entity))
        subject = found[0][0]
        if entity.parent:
            above = ("region" if kind == "region" else "institution", entity.parent)
            if above in local:
                term = f"<{FUND}within>" if kind == "region" else _UNIT_OF
                found.append((subject, term, self._iri(*above)))
        if entity.governs and ("region", entity.governs) in local:
            found.append((subject, f"<{FUND}governs>", self._iri("region", entity.governs)))
        return found

    def _program(self, program: LinkedProgram) -> Iterator[Triple]:
        iri = self._iri("program", program.id)
        name = self.corpus.locals["program", program.id]
        yield from self._proof(iri, program.said)
        for body, saids in program.agencies:
            node = f"{name}.operatedBy.{self.corpus.locals['institution', body]}"
            yield from self._linked(iri, "operatedBy", self._iri("institution", body), node, saids)
        yield from self._days(iri, f"program.{name}", program.starts, program.ends)

    def _call(self, call: Call) -> Iterator[Triple]:
        iri = self._iri("call", call.id)
        yield iri, f"<{FUND}callOf>", self._iri("program", call.program)
        year = gyear(call.year)
        if year:
            yield iri, f"<{FUND}year>", year
        yield from self._proof(iri, call.said)
        name = f"call.{self.corpus.locals['call', call.id]}"
        yield from self._days(iri, name, call.starts, call.ends)

    def _project(self, project: LinkedProject) -> list[Triple]:
        iri = self._iri("project", project.id)
        name = self.corpus.locals["project", project.id]
        found = [(iri, _TYPE, f"<{FUND}Project>"), (iri, _LABEL, korean(project.label))]
        found += [(iri, _ALT, korean(other)) for other in project.names]
        found += self._proof(iri, project.said)
        for predicate, kind, links in (
            ("underProgram", "program", project.programs),
            ("selectedIn", "call", project.calls),
            ("inRegion", "region", project.regions),
        ):
            for id_, saids in links:
                node = f"{name}.{predicate}.{self.corpus.locals[kind, id_]}"
                found += self._linked(iri, predicate, self._iri(kind, id_), node, saids)
        for part in project.parts:
            found += self._part(iri, name, part)
        for money in project.money:
            found += self._money(iri, money)
        for share in project.shares:
            found += self._share(iri, name, share)
        return found + self._days(iri, f"project.{name}", project.starts, project.ends)

    def _part(self, iri: str, name: str, part: Part) -> list[Triple]:
        role = part.role if part.role in ROLES else "other"
        local = self.corpus.locals["institution", part.institution]
        who = f"<{self.base}institution/{local}>"
        node = f"<{self.base}participation/{name}.{role}.{local}>"
        found = [
            (iri, _PARTICIPATION, node),
            (node, _TYPE, _PARTICIPATION_CLASS),
            (node, _INSTITUTION, who),
            (node, _ROLE, f"<{ROLE}{role}>"),
        ]
        if role in _PLAIN_ROLE:
            found.append((iri, _PLAIN_ROLE[role], who))
        return found + self._proof(node, part.said)

    def _money(self, project: str, money: Money) -> list[Triple]:
        node = f"<{self.base}funding/{money.local}>"
        if money.part_of:
            found = _typed(node, "FundingPart")
            found.append((node, f"<{FUND}partOf>", f"<{self.base}funding/{money.part_of}>"))
        else:
            found = _typed(node, AMOUNT_CLASS[money.source])
            link = _TOTAL_COST if money.source == "total" else _HAS_FUNDING
            found.append((project, link, node))
        if money.paid_by:
            found.append((node, f"<{FUND}paidBy>", self._iri("institution", money.paid_by)))
        if money.region:
            found.append((node, f"<{FUND}forRegion>", self._iri("region", money.region)))
        return found + self._amount(node, money)

    def _amount(self, node: str, money: Money | Headline) -> list[Triple]:
        found = [
            (node, _AMOUNT, f'"{money.won}{INTEGER}'),
            (node, _LEVEL, f"<{PREFIXES['level']}{money.source}>"),
            (node, _APPROXIMATE, _TRUE if money.approximate else _FALSE),
        ]
        found += [(node, _AS_STATED, plain(stated)) for stated in money.as_stated]
        if money.alternative is not None:
            found.append((node, f"<{FUND}alternativeAmount>", f'"{money.alternative}{INTEGER}'))
        for heir in money.superseded_by:
            found.append((node, f"<{FUND}supersededBy>", f"<{self.base}funding/{heir}>"))
        return found + self._proof(node, money.said)

    def _share(self, iri: str, name: str, share: Split) -> list[Triple]:
        digits = decimal(share.percent)
        number = digits[1 : digits.index('"', 1)].replace(".", "_")
        local = self.corpus.locals["region", share.region]
        node = f"<{self.base}share/{name}.{slug(share.of)}.{local}.{number}>"
        return [
            (iri, f"<{FUND}costShare>", node),
            (node, _TYPE, f"<{FUND}CostShare>"),
            (node, f"<{FUND}shareRegion>", self._iri("region", share.region)),
            (node, f"<{FUND}percent>", digits),
            (node, f"<{FUND}basis>", plain(share.of)),
            *self._proof(node, share.said),
        ]

    def _headline(self, headline: Headline) -> Iterator[Triple]:
        node = f"<{self.base}funding/{headline.local}>"
        yield from _typed(node, "Headline")
        if headline.region:
            yield node, f"<{FUND}headlineFor>", self._iri("region", headline.region)
        if headline.program:
            yield node, f"<{FUND}underProgram>", self._iri("program", headline.program)
        for count in headline.counts:
            yield node, f"<{FUND}projectCount>", f'"{count}{INTEGER}'
        for term, days in (("start", headline.starts), ("end", headline.ends)):
            for day in days:
                year, month = gyear(day), gyear_month(day)
                if year:
                    yield node, f"<{FUND}{term}Year>", year
                if month:
                    yield node, f"<{FUND}{term}>", month
        yield from self._amount(node, headline)

    def _doubt(self, doubt: Doubt) -> Iterator[Triple]:
        node = f"<{self.base}quality/{doubt.local}>"
        yield node, _TYPE, _ANNOTATION
        yield node, _MOTIVATED, _ASSESSMENT
        yield node, f"<{FUND}doubtKind>", plain(doubt.kind)
        for kind, local in doubt.targets:
            yield node, _HAS_TARGET, f"<{self.base}{kind}/{local}>"
        if doubt.ko:
            yield node, _BODY, korean(doubt.ko)
        if doubt.en:
            yield node, _BODY, f'"{escape(doubt.en)}"@en'
        yield from self._proof(node, doubt.said)


@lru_cache(maxsize=1024)
def _digest(key: str) -> str:
    """Return what stands for an article in the names of its evidence, which are many."""
    return blake2b(key.encode(), digest_size=6).hexdigest()


def _typed(node: str, name: str) -> list[Triple]:
    """Return the class of a thing and the broader ones."""
    return [(node, _TYPE, f"<{FUND}{each}>") for each in classes(name)]


@lru_cache(maxsize=1024)
def _description(iri: str, entity: Entity) -> tuple[Triple, ...]:
    """Return what an entity is in itself; the same names come with every article."""
    subject = f"<{iri}>"
    found = [
        *_typed(subject, slug(entity.type)),
        (subject, _LABEL, korean(entity.label_ko)),
    ]
    if entity.label_en:
        found.append((subject, _LABEL, f'"{escape(entity.label_en)}"@en'))
    labels = {entity.label_ko, entity.label_en}
    found += [(subject, _ALT, tagged(a)) for a in dict.fromkeys(entity.aliases) if a not in labels]
    found += [(subject, _IDENTIFIER, plain(f"{s}:{c}")) for s, c in entity.identifiers]
    if entity.point:
        found += zip((subject,) * 2, (_LAT, _LONG), map(coordinate, entity.point), strict=True)
    return tuple(found)
