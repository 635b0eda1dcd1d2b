"""A small graph made by hand in the full vocabulary, and a browser to open its page in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from kg.model import Article
from kg.names import BASE, FUND, LEVEL, PREFIXES, ROLE

LABEL = PREFIXES["rdfs"] + "label"
TYPE = PREFIXES["rdf"] + "type"
ARTICLE = BASE + "article/first"

SENTENCES = {
    "head": "대구시, ‘스마트특성화 기반구축사업’ 3년간 국비 215억 확보",
    "first": "‘배터리 시험평가센터 구축사업’에는 국비 80억원을 포함, 총 180억원이 투입되며 "
    "한국전지산업협회 대구분원이 주관하고 대구기계부품연구원이 참여한다.",
    "second": "‘구동부품 고도화 사업’은 국비 50억원과 71억5천원의 사업비가 투입되며 "
    "한국생산기술연구원이 주관한다.",
    "third": "대구시와 경상북도가 협력하는 ‘AMR 플랫폼 구축사업’은 국비 100억원을 포함 160억원"
    "(대구·경북 5:5)이며 대구기계부품연구원이 주관하고 한국전자통신연구원이 참여한다.",
    "fourth": "대구시와 강원도의 ‘나노소재 혁신 플랫폼 구축사업’에는 국비 100억원 등 총 143억원"
    "(강원·대구 65:35)이 투입되며 철원 플라즈마산업기술연구원이 주관한다.",
}
TEXT = "\n\n".join(SENTENCES.values())


class Made:
    """Statements collected into a store; every method adds a few and returns the IRI."""

    def __init__(self) -> None:
        self.store = pyoxigraph.Store()
        self.proofs = 0

    def add(self, subject: str, prop: str, value: Any, language: str = "") -> None:
        node = pyoxigraph.NamedNode
        term: Any
        if isinstance(value, str) and value.startswith("https://") and not language:
            term = node(value)
        elif language:
            term = pyoxigraph.Literal(value, language=language)
        else:
            term = pyoxigraph.Literal(value)
        self.store.add(pyoxigraph.Quad(node(subject), node(prop), term))

    def fund(self, subject: str, **values: Any) -> None:
        for name, value in values.items():
            for one in value if isinstance(value, list) else [value]:
                self.add(subject, FUND + name, one)

    def node(self, path: str, kind: str, ko: str, en: str = "", *aliases: str) -> str:
        iri = BASE + path
        self.add(iri, TYPE, FUND + kind)
        self.add(iri, LABEL, ko, "ko")
        if en:
            self.add(iri, LABEL, en, "en")
        for alias in aliases:
            self.add(iri, PREFIXES["skos"] + "altLabel", alias, "ko")
        return iri

    def proof(self, subject: str, sentence: str, span: str) -> None:
        self.proofs += 1
        iri = f"{BASE}evidence/{self.proofs}"
        oa = PREFIXES["oa"]
        at = sentence.index(span)
        start = TEXT.find(sentence) + at if sentence in TEXT else -1
        self.fund(subject, evidence=iri, statedIn=ARTICLE)
        self.add(iri, oa + "hasSource", ARTICLE)
        self.add(iri, oa + "hasSelector", iri + "-quote")
        self.add(iri, oa + "hasSelector", iri + "-position")
        self.add(iri + "-quote", oa + "prefix", sentence[:at])
        self.add(iri + "-quote", oa + "exact", span)
        self.add(iri + "-quote", oa + "suffix", sentence[at + len(span) :])
        self.add(iri + "-position", oa + "start", start)
        self.add(iri + "-position", oa + "end", start + len(span))

    def article(self, title: str, **more: str) -> str:
        self.add(ARTICLE, TYPE, FUND + "Article")
        schema = PREFIXES["schema"]
        self.add(ARTICLE, schema + "headline", title, "ko")
        for name, value in more.items():
            self.add(ARTICLE, schema + name, value, "ko" if name != "url" else "")
        return ARTICLE

    def money(
        self, project: str, kind: str, won: int, sentence: str, span: str, **more: Any
    ) -> str:
        iri = f"{BASE}funding/{project.rsplit('/', 1)[1]}-{kind}-{won}"
        self.add(iri, TYPE, FUND + kind)
        self.fund(iri, amount=won, asStated=span, approximate=False, **more)
        self.fund(project, **{"totalCost" if kind == "TotalCost" else "hasFunding": iri})
        if span in sentence:
            self.proof(iri, sentence, span)
        return iri

    def part(self, project: str, body: str, role: str, sentence: str, span: str) -> None:
        iri = f"{BASE}participation/{project.rsplit('/', 1)[1]}-{role}-{body.rsplit('/', 1)[1]}"
        self.add(iri, TYPE, FUND + "Participation")
        self.fund(iri, institution=body, role=ROLE + role)
        self.fund(project, participation=iri)
        if role in ("lead", "participant"):
            name = "leadInstitution" if role == "lead" else "participatingInstitution"
            self.fund(project, **{name: body})
        self.proof(iri, sentence, span)

    def share(self, project: str, region: str, percent: int, sentence: str, span: str) -> None:
        iri = f"{BASE}share/{project.rsplit('/', 1)[1]}-{region.rsplit('/', 1)[1]}"
        self.add(iri, TYPE, FUND + "CostShare")
        self.fund(iri, shareRegion=region, percent=percent)
        self.fund(project, costShare=iri)
        self.proof(iri, sentence, span)

    def doubt(self, target: str, korean: str, english: str) -> None:
        iri = f"{BASE}quality/{target.rsplit('/', 1)[1]}"
        self.add(iri, TYPE, PREFIXES["dqv"] + "QualityAnnotation")
        self.add(iri, PREFIXES["oa"] + "hasTarget", target)
        self.add(iri, PREFIXES["oa"] + "bodyValue", korean, "ko")
        self.add(iri, PREFIXES["oa"] + "bodyValue", english, "en")

    def turtle(self) -> str:
        prefixes = {k: v for k, v in PREFIXES.items() if not v.startswith(BASE)}
        quads = self.store.quads_for_pattern(None, None, None, None)
        triples = sorted((q.triple for q in quads), key=str)
        out = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.TURTLE, prefixes=prefixes)
        assert out is not None
        return out.decode()


def daegu() -> Made:
    """Return four projects with every kind of fact, a doubt and a replaced amount."""
    m = Made()
    s = SENTENCES
    m.article(s["head"], publisher="여성신문", datePublished="2022-05-04")
    city = m.node("region/대구광역시", "City", "대구광역시", "Daegu", "대구", "대구시")
    north = m.node("region/경상북도", "Province", "경상북도", "North Gyeongsang", "경북")
    east = m.node("region/강원도", "Province", "강원도", "Gangwon", "강원")
    for iri, lat, lon in ((city, 35.87, 128.6), (north, 36.57, 128.7), (east, 37.88, 127.7)):
        m.add(iri, PREFIXES["geo"] + "lat", lat)
        m.add(iri, PREFIXES["geo"] + "long", lon)
    ministry = m.node("institution/산업통상자원부", "Ministry", "산업통상자원부", "", "산업부")
    hall = m.node("institution/대구광역시", "LocalGovernment", "대구광역시", "Daegu City")
    m.fund(hall, governs=city)
    program = m.node("program/스마트특성화", "Program", "스마트특성화 기반구축사업")
    m.fund(program, operatedBy=ministry)
    call = m.node("call/스마트특성화_2023", "Call", "2023년 스마트특성화 기반구축사업 공모")
    m.fund(call, callOf=program, year=2023)
    names = {
        "kbia": ("Association", "한국전지산업협회 대구분원"),
        "dmi": ("ResearchInstitute", "대구기계부품연구원"),
        "kitech": ("ResearchInstitute", "한국생산기술연구원"),
        "etri": ("ResearchInstitute", "한국전자통신연구원"),
        "plasma": ("ResearchInstitute", "철원 플라즈마산업기술연구원"),
    }
    body = {
        k: m.node("institution/" + ko.replace(" ", "_"), kind, ko)
        for k, (kind, ko) in names.items()
    }

    def project(key: str, name: str, *regions: str) -> str:
        iri = m.node(f"project/{key}", "Project", name)
        m.fund(iri, underProgram=program, selectedIn=call, inRegion=list(regions))
        m.fund(iri, startYear=2023, endYear=2025)
        return iri

    one = project("battery", "전기모빌리티 사용 후 배터리 시험평가센터 구축사업", city)
    two = project("parts", "미래자동차 구동부품 제조공정 고도화 지원 사업", city)
    three = project("amr", "스마트 이송·물류 AMR 초광역 협력 플랫폼 구축사업", city, north)
    four = project("nano", "국내 부존자원활용 나노소재 혁신 플랫폼 구축사업", city, east)
    sums = ((one, 8, 18, "first"), (three, 10, 16, "third"), (four, 10, 14.3, "fourth"))
    for iri, national, total, key in sums:
        spans = (f"{round(national * 10)}억원", f"{round(total * 10)}억원")
        m.money(iri, "NationalFunding", national * 10**9, s[key], spans[0], paidBy=ministry)
        m.money(iri, "TotalCost", round(total * 10**9), s[key], spans[1])
    m.money(two, "NationalFunding", 5 * 10**9, s["second"], "50억원", paidBy=ministry)
    cost = m.money(
        two, "TotalCost", 7_100_005_000, s["second"], "71억5천원", alternativeAmount=7_150_000_000
    )
    m.doubt(cost, "‘만’이 빠진 듯합니다: 71억5천만원?", "만 seems to be missing: 71억5천만원?")
    m.part(one, body["kbia"], "lead", s["first"], names["kbia"][1])
    m.part(one, body["dmi"], "participant", s["first"], names["dmi"][1])
    m.part(two, body["kitech"], "lead", s["second"], names["kitech"][1])
    m.part(three, body["dmi"], "lead", s["third"], names["dmi"][1])
    m.part(three, body["etri"], "participant", s["third"], names["etri"][1])
    m.part(three, hall, "leadGovernment", s["third"], "대구시")
    m.part(four, body["plasma"], "lead", s["fourth"], names["plasma"][1])
    for iri, region, percent, key, span in (
        (three, city, 50, "third", "5:5"), (three, north, 50, "third", "5:5"),
        (four, east, 65, "fourth", "65:35"), (four, city, 35, "fourth", "65:35"),
    ):  # fmt: skip
        m.share(iri, region, percent, s[key], span)
    headline = BASE + "funding/headline"
    m.add(headline, TYPE, FUND + "Headline")
    m.fund(headline, headlineFor=city, amount=21_500_000_000, projectCount=4, underProgram=program)
    m.fund(headline, asStated="215억", startYear=2023, endYear=2025, level=LEVEL + "national")
    m.proof(headline, s["head"], "215억")
    return m


@pytest.fixture(scope="session")
def fresh() -> type[Made]:
    """Return what makes an empty collection of statements."""
    return Made


@pytest.fixture
def made() -> Made:
    """Return an empty collection of statements."""
    return Made()


@pytest.fixture(scope="session")
def first() -> Made:
    """Return the hand-made graph."""
    return daegu()


@pytest.fixture(scope="session")
def articles() -> dict[str, Article]:
    """Return the text that the hand-made graph quotes."""
    return {ARTICLE: Article(text=TEXT, title=SENTENCES["head"])}


class Opened:
    """A page in the browser, with all that it asked for and complained of."""

    def __init__(self, context: Any, path: Path, suffix: str = "") -> None:
        self.asked: list[str] = []
        self.errors: list[str] = []
        self.tab = context.new_page()
        self.tab.on("console", self._complaint)
        self.tab.on("pageerror", lambda e: self.errors.append(str(e)))
        self.tab.on("dialog", self._dialog)
        self.tab.on("request", lambda r: self.asked.append(r.url))
        self.tab.goto(path.as_uri() + suffix)
        self.tab.wait_for_selector("#view > *", state="attached")

    def _complaint(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def _dialog(self, dialog: Any) -> None:
        self.errors.append(f"a dialog opened: {dialog.message}")
        dialog.dismiss()

    @property
    def outside(self) -> list[str]:
        return [u for u in self.asked if not u.startswith(("file:", "blob:", "data:"))]


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Return a function that opens HTML in a fresh profile without a network.

    What is passed as ``script`` runs before the scripts of the page.
    """
    contexts = []

    def go(html: str, suffix: str = "", script: str = "", **more: Any) -> Opened:
        context = browser.new_context(offline=True, accept_downloads=True, **more)
        contexts.append(context)
        if script:
            context.add_init_script(script)
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(html, encoding="utf-8", newline="\n")
        return Opened(context, path, suffix)

    yield go
    for context in contexts:
        context.close()
