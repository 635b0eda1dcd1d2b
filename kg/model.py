"""The frozen values that travel between the stages.

``read`` makes an :class:`Article`, ``extract`` makes :class:`Facts` of it; everything later
reads these two. Nothing here touches a file, and no value is ever changed in place.

Every fact, and every argument of it that is a text of its own (an agency, a period, a region),
carries the :class:`Evidence` that says it: offsets in Unicode code points into ``Article.text``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = [
    "SOURCES",
    "Amount",
    "Article",
    "Day",
    "Entity",
    "EntityKind",
    "Evidence",
    "Facts",
    "Flag",
    "Mention",
    "OtherRole",
    "Period",
    "Program",
    "Project",
    "Resolution",
    "Resolved",
    "Share",
    "Source",
    "Total",
    "Unused",
]

Source: TypeAlias = Literal[
    "national", "local", "province", "city", "county", "private", "mixed", "total", "other"
]
"""Who pays an amount: a level of government, private money, or ``total`` for the whole cost."""

SOURCES: tuple[Source, ...] = (
    "national", "local", "province", "city", "county", "private", "mixed", "total", "other",
)  # fmt: skip

Day: TypeAlias = int | str
"""A point of a period as exactly as the text gives it: a year (``2023``) or ``"2023-07"``."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact span of text that says a fact: ``text[start:end] == quote``, in code points."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Period:
    """The years a thing runs; an open end is ``None``. Year precision is kept, never invented."""

    start: Day | None = None
    end: Day | None = None
    evidence: Evidence | None = None

    def __bool__(self) -> bool:
        """Tell whether the text gives any end of the period."""
        return self.start is not None or self.end is not None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as the article writes it, with its span and the rule that took it."""

    name: str
    evidence: Evidence
    rule: str = ""


@dataclass(frozen=True, slots=True)
class OtherRole:
    """A body with a role beside lead and participant.

    ``role`` is a local name of the SKOS scheme of roles in ``ontology/``: ``administrator``,
    ``coordinator``, ``leadGovernment``, ``partnerGovernment``.
    """

    name: str
    role: str
    evidence: Evidence
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """Money of one project: one source, or its whole cost (``source == "total"``).

    Args:
        source: who pays, one of :data:`SOURCES`.
        amount_krw: whole won, as the text literally says it.
        as_stated: the words of the amount (``"71억5천원"``).
        approx: whether the text rounds (약, 여, 규모 is not rounding).
        payer_region: the region that pays or receives this part, where the text says.
        payer: a body named as payer in place of a level.
        alternative_krw: the likely value where the literal one is suspicious, else ``None``.
    """

    source: Source
    amount_krw: int
    as_stated: str
    evidence: Evidence
    approx: bool = False
    payer_region: str | None = None
    payer: str | None = None
    alternative_krw: int | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """The percentage of a project that one region bears; ``of`` names what is split."""

    region: str
    percent: float
    evidence: Evidence
    of: str = "cost"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """A funding programme (사업) or one year's call (공모) of it, with the agency that runs it."""

    name: str
    evidence: Evidence
    agency: str | None = None
    agency_evidence: Evidence | None = None
    year: int | None = None
    year_evidence: Evidence | None = None
    period: Period = Period()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """A funded project (과제, 사업) and all that the article says of it."""

    name: str
    evidence: Evidence
    program: str | None = None
    regions: tuple[Mention, ...] = ()
    leads: tuple[Mention, ...] = ()
    participants: tuple[Mention, ...] = ()
    others: tuple[OtherRole, ...] = ()
    funding: tuple[Amount, ...] = ()
    shares: tuple[Share, ...] = ()
    period: Period = Period()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """A headline: what a region secured over several projects. Never added to its parts."""

    region: str | None
    source: Source
    amount_krw: int
    as_stated: str
    evidence: Evidence
    approx: bool = False
    period: Period = Period()
    count: int | None = None
    program: str | None = None
    region_evidence: Evidence | None = None
    alternative_krw: int | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A doubt about what the text says; nothing is corrected silently.

    ``kind`` is a slug such as ``suspicious-amount``; ``message`` is English, ``message_ko`` Korean.
    """

    kind: str
    message: str
    evidence: Evidence
    message_ko: str = ""


@dataclass(frozen=True, slots=True)
class Unused:
    """An amount or role word that was seen and not used, with the reason as a slug."""

    kind: Literal["amount", "role", "name"]
    reason: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Article:
    """A text as read: NFC, boilerplate gone, the title (if any) as its first line.

    Args:
        text: what every span points into.
        title: the headline, or ``None`` where the source has none.
        publisher: the outlet, or ``None``.
        author: the reporter, or ``None``.
        published: ``YYYY-MM-DD`` of first publication, or ``None``; never a crawl date.
        source: the path or address it was read from, as the user gave it.
        sha256: hex digest of the bytes read.
        url: the canonical address where the page states one.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    source: str = ""
    sha256: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What one article says, before names are resolved across articles (the facts format)."""

    article: Article
    programs: tuple[Program, ...] = ()
    projects: tuple[Project, ...] = ()
    totals: tuple[Total, ...] = ()
    flags: tuple[Flag, ...] = ()
    unused: tuple[Unused, ...] = ()


EntityKind: TypeAlias = Literal["region", "institution", "program", "call", "project"]
"""What a name can stand for; also the path of its IRI."""


@dataclass(frozen=True, slots=True)
class Entity:
    """What a name stands for, the same in every article.

    Args:
        kind: also the path of the IRI.
        id: what tells the entity apart in its kind (``"대구광역시"``), source of the local name.
        type: local name of the ``fund:`` class (``"City"``, ``"ResearchInstitute"``).
        label_ko: the full Korean name.
        label_en: the English name, where a source gives one.
        aliases: other Korean names and acronyms.
        parent: ``id`` of the region that holds a region, or of the body that a branch belongs to.
        governs: ``id`` of the region that a local government governs.
        identifiers: pairs of scheme and code (``("iso3166-2", "KR-27")``), each read from a source.
        point: latitude and longitude in degrees (WGS 84), for regions.
        open: whether the name could stand for several entities and was left open.
    """

    kind: EntityKind
    id: str
    type: str
    label_ko: str
    label_en: str | None = None
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    governs: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    point: tuple[float, float] | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """That a name of an article stands for an entity, and why: a slug and a sentence.

    ``why`` is English, ``why_ko`` Korean.
    """

    name: str
    entity: Entity
    reason: str
    why: str
    why_ko: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The facts of one article with what each of their names stands for.

    Args:
        facts: as extracted or corrected; curation has been applied.
        key: what tells the article apart; made of its content, never of its path.
        names: kind and name as written -> resolution. Kinds ``region``, ``institution`` (a region
            or ministry named as an actor also stands under ``institution``), ``program``, ``call``
            (under ``"NAME|YEAR"``), ``project``.
        entities: kind and id -> entity: all of ``names``, and their parents.
    """

    facts: Facts
    key: str
    names: Mapping[tuple[EntityKind, str], Resolution]
    entities: Mapping[tuple[EntityKind, str], Entity]
