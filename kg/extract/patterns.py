"""Patterns as data: TOML in ``data/patterns``, compiled to regular expressions over a scene.

A pattern is written with placeholders, ``<what:kind>``: ``<lead:org>(?:이|가) 주관`` binds a body
as ``lead``; without a name, ``<:org>``, a placeholder binds nothing. Kinds are those of
:mod:`kg.extract.found` and the groups of :data:`PLACEHOLDERS`.
Around the placeholders stands an ordinary regular expression; a sentence never runs over a line.

Every pattern has a ``name``, an ``explain`` sentence, ``must`` (texts with what they yield) and
``must_not`` (texts that look alike and mean something else); all of them run as tests.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeAlias

from kg.errors import DataError
from kg.extract.begin import looking
from kg.extract.found import Found
from kg.extract.mask import characters
from kg.extract.needs import Needs, Sieve, needs_of, places
from kg.extract.scene import Scene
from kg.resources import resource

__all__ = ["Binding", "Match", "Pattern", "find", "holds", "load", "parse"]

_BODIES = characters("org", "agency")
_PLACES = characters("region", "place")
_ORG = f"[{_BODIES}]"
_NAME = f"[{characters('name', 'item')}]"
_ITEM = f"[{characters('item', 'name')}]"
_MARKS = "[△▲▷▶▸▹◇◆○●□■▴◈ㅇ∙•①-⑩❶-❿▪☆★]"
_REGION = f"[{_PLACES}]"
_NOTE = r"(?: ?\([^()\n]{1,40}\))?"
_JOIN = r"(?: ?[,·ㆍ‧․/、–-] ?|(?:와|과)(?: |(?=㈜))| (?:및|그리고) |,? 및 )"
_LINK = rf"(?:{_JOIN}| [△▲▷▶▪■●○∙•] ?)"  # bodies may stand behind marks too
# a body that no rule knows, standing in a list beside others (글로실, 제이디텍, KBS): a whole word
_WORD = r"가-힣A-Za-z0-9&.\-"
_GROUP = r"(?:LG|SK|GS|LS|KT|CJ|HD|DB|LX|NH|KB) "  # firms of a group are two words: LG CNS
_FREE = (
    rf"(?:㈜ ?|\(주\) ?|(?<![{_WORD}])(?:{_GROUP}(?=[A-Z])|기업체 )?)"
    rf"[{_WORD}]{{2,18}}(?:\(주\)|㈜)?(?: [가-힣]{{2,4}}공장)?"
)
# who of a body does it: 영남대 기계공학부와 경북대 교수팀이
_STAFF = (
    r" (?:[가-힣]{2,10}(?:학과|학부|과학원|연구실|연구팀|대학원)"
    r"|(?:[가-힣]{2,4} )?교수(?:진|팀|들)?(?: 연구팀)?|연구진)"
)
_BODY = (
    rf"(?:[{_PLACES}{_BODIES}] )?{_ORG}(?:{_STAFF}| (?!주관|참여|총괄|관계)[가-힣]{{2,8}}(?=[,·]))?"
)
_PLACE = rf"{_REGION}(?: {_REGION})?"
_LOCAL = rf"{_REGION} [가-힣]{{2,6}}(?=[·,ㆍ])"  # «동우산업·울릉도 심층수·블루오션월드»
_MEMBER = rf"(?:{_BODY}|{_LOCAL}|{_PLACE}|[가-힣]{{2,10}} {_ORG}|{_FREE}){_NOTE}"
# a list of words without any comma: at least three known bodies side by side
_ROW = rf"{_ORG}(?: {_ORG}){{2,20}}(?:(?: {_FREE}){{1,6}}(?= ?등))?"
# Every word of a text could begin a list. What is cheap to see first: a list begins where a word
# does, and no blank stands before its first known body that joins nothing.
_LISTED = (
    rf"(?=[{_BODIES}{_PLACES}㈜(]|(?<![{_WORD}])[{_WORD}])"
    rf"(?=(?:[{_WORD}㈜,·ㆍ‧․/、{_PLACES}]++|(?<=[,·ㆍ‧․/、와과및고)㈜]) | ?[△▲▷▶▪■●○∙•] ?"
    rf"|(?<=[{_PLACES}]) (?=[{_PLACES}{_BODIES}])| (?=[,·ㆍ‧․/、및그(㈜])|\([^()\n]{{1,40}}\))*+"
    rf"{_ORG})"
)

_MONEY = f"[{characters('money')}]"
_PERCENT = r"\d{1,3}(?:\.\d{1,2})?(?:%|퍼센트)"
_PARTY = f"[{characters('org', 'agency', 'gov', 'region', 'place', 'self')}]"
_DOT = "[·ㆍ・‧/]"
_SELF = characters("self")
# who gives money: a body, a ministry or a region, or the word for a level (국 of 국·시비 too)
_LEVEL = (
    rf"정부|국비|국고|국(?={_DOT}?(?:[도시군구]|지방비))|균특|[도시군구]비"
    rf"|도(?={_DOT}?[시군]비|와 [{_SELF}시군])|시(?={_DOT}?[군구]비)|지방비|지자체"
    r"|민자|민간(?:자본|기업)?|자부담|(?:참여 ?)?기업|대학|병원|기타"
)
_GIVER = rf"(?:{_PARTY}|(?<![가-힣])(?:{_LEVEL}))"
_GIVERS = rf"{_GIVER}(?:(?: ?{_DOT} ?|(?:와|과) | 및 |, ?){_GIVER}){{0,4}}"
_GIFT = (
    rf"{_GIVERS}(?: 측)?(?:이|가|은|는|에서)? ?(?:(?:[가-힣]{{1,3}}금|예산|사업비|현금|현물) ?)?"
    rf"(?:(?:각각|총|약|각) ?)?(?:{_MONEY}|\( ?{_MONEY} ?\))(?: ?\({_PERCENT}\))?(?:씩)?"
)
_AND = (
    r"(?:(?:을|를) (?:지원|부담|출연|투자|투입)?(?:하고|하며)?,? ?| ?[,·ㆍ・‧/+&] ?|(?:과|와|에) ?"
    r"| 및 | 그리고 | )"
)

# what somebody is chosen as in a call: 주관기관으로, 국내 거점 기관에, 신규 지구로, 최종 사업지로
_CHOSEN = (
    r"(?:지|(?:(?:의|인)? (?:[가-힣\d]{2,5}(?<![이가은는을를에의도로와과]) ){0,3}?)?(?:신규 ?)?"
    r"(?:[가-힣]{0,4}(?:대상|과제|기관|지구|지역|지자체)(?:지|자|명)?|사업[지자단]|수행[처자]"
    r"|[가-힣]{0,3}(?:도시|시군|마을|대학|대학교|시장|상권|단지|거점|권역|시·군)))"
)
# which round or part of a call: 3차 공모, 전국단위 공모, 비R&D 부문 공모
_ROUND = (
    r"(?: ?(?:전국 ?단위|전국|제?\d(?:차|단계|기)(?: ?사업)?|과제(?=공모)|추가|신규(?: ?과제)?"
    rf"|상반기|하반기)| [^\n,.{characters('name', 'item', 'money')}]{{1,16}}"
    r"(?:부문|분야|유형)){0,2}"
)

# what stands between the name of a call and its particle: ‘P’(R&D) 공모사업에, ‘P’ 3차 공모 심사를
_REMARK = rf"(?: ?\((?:\d(?:단계|차)|[^()\n\d{characters('money')}]{{1,20}}(?:\d\.\d)?)\))?"
_CALL = (
    rf"{_REMARK}(?: ?(?:시범|신규|공모|국비)? ?(?:사업|과제){_REMARK})?{_ROUND}"
    r"(?: ?(?:신규 ?사업 ?|국가 ?|정부 ?)?"
    r"(?:공모(?: ?사업| ?과제)?(?!전)|사업 ?공모|공모 ?평가|평가))?\*?"
    r"(?: (?:최종|발표|현장|공개|서면) ?(?:심사|평가)(?: 결과(?=,? ))?)?"
)
# how a call is won, from its particle on: 에 최종 선정, 에서 이름을 올, 을 따냈, 유치에 성공
_BETWEEN = rf"(?:[^\n,.{characters('name', 'item')}]{{0,24}} )?"
_WON = "선정|뽑|채택|지정|확정|낙점|당선|선발|합격|통과|이름을 올"
_TAKEN = (
    "따[내냈낸]|거머쥐|거머쥔|통과|수주|유치(?:했|해|하[는며면고]|에 성공)|확보(?:했|해|하[며면고])"
    "|손에 (?:넣|쥐)|품에 안|가져왔"
)
_WINS = (
    rf"(?:(?:에서|에|으로|로|서)(?:는|도)? {_BETWEEN}(?:{_WON})|(?:을|를) {_BETWEEN}(?:{_TAKEN})"
    rf"|(?:(?<=대상)|(?<=대상지))(?:에|로) {_BETWEEN}(?:포함|들었|들어|들며|들면서)"
    r"| (?:유치에 성공|선정의))"
)

_MORE = "{0,40}"  # entries of a list behind the first: bounded, so that a search takes linear time

_FIRST = r"(?:을|를) 비롯(?:해|한)"  # «‘A’를 비롯해 ‘B’»
# «하동군의 ‘B’», «충남테크노파크의 ‘B’»
_OF = (
    rf" ?(?:{_REGION}(?:[·,와과 ]{{1,2}}{_REGION}){{0,3}}(?: [가-힣]{{1,5}}\d?(?:동|읍|면|리))?"
    rf"(?:의|(?:이|가) 연계한|,(?= [{characters('name', 'item')}]))? ?|{_ORG}의 ?"
    rf"|[가-힣]{{1,4}}\d?(?:동|읍|면|리)(?:의)? (?=[{characters('name', 'item')}]))?"
)

PLACEHOLDERS: Mapping[str, str] = {
    "name": _NAME,
    "names": (
        rf"{_NAME}{_NOTE}"
        rf"(?:(?: ?(?:사업|과제|프로젝트))?(?:{_JOIN}|{_FIRST} ?){_OF}{_NAME}{_NOTE}){_MORE}"
    ),
    "chosen": _CHOSEN,
    "round": _ROUND,
    "call": _CALL,
    "wins": _WINS,
    "won": _WON,
    "items": (  # a list may run over lines
        rf"{_ITEM}{_NOTE}(?:[\s,·]*{_MARKS}\s*(?:{_OF}|[가-힣·]{{2,12}}의 ){_ITEM}{_NOTE}){{1,40}}"
        rf"|(?<={_MARKS}){_ITEM}{_NOTE}|(?<={_MARKS}\s){_ITEM}{_NOTE}"
    ),
    "list": rf"{_ITEM}(?:(?:, ?| 및 |[과와] )(?:{_REGION}(?:의)? )?{_ITEM}){{1,20}}",
    "money": _MONEY,
    "percent": _PERCENT,
    "gap": (  # what may stand between the word for a level and its amount: 국비(60%)는 약 90억원
        rf"(?: ?\([^()\n{characters('money')}]{{1,16}}\))?"
        r"(?:으로는|로는|로만|으로|은|는|로|를|을|가|이|만|의|도)?(?: ?:)? ?"
        rf"(?:{_PERCENT}(?:인| ?\(|,)? ?|절반인 |(?:총|약|모두|무려|최종|전액) )?"
    ),
    "givers": (
        rf"(?<![가-힣])국[도시군]비|{_GIVER}(?:(?:, ?| ?{_DOT} ?|(?:와|과) ?| 및 ){_GIVER}){{1,6}}"
    ),
    "share": (  # what somebody bears: 대구시 부담금 6억원, 시 부담은 6억원
        rf"(?:{_GIVER}|(?<![가-힣])[도시군구](?= 부담| 출연| 자체))"
        r" ?(?:(?:부담|분담|출연)(?:금|액|분)?|자체 ?(?:예산|재원|자금))"
        rf"(?:은|는|이|으로)? ?(?:총 |약 )?{_MONEY}"
    ),
    "moneythen": rf"{_MONEY}(?:은|는|을|를) (?:나머지 )?{_GIVERS}",
    "gifts": rf"{_GIFT}(?:{_AND}{_GIFT}){{0,8}}",
    "org": _ORG,
    "body": f"[{characters('org')}]",
    "bodies": rf"{_ORG}{_NOTE}(?:{_LINK}{_ORG}{_NOTE}){_MORE}",
    "members": (  # at least one of them is known
        rf"{_ROW}|{_LISTED}(?:(?:{_PLACE}|{_FREE}){_NOTE}{_LINK}){{0,20}}{_BODY}{_NOTE}"
        rf"(?:{_LINK}{_MEMBER}){_MORE}"
    ),
    "alone": _FREE,
    "unknown": rf"{_FREE}{_NOTE}(?:{_LINK}{_FREE}{_NOTE}){_MORE}",
    "gov": f"[{characters('gov')}]",
    "state": f"[{characters('gov', 'agency')}]",
    "region": f"[{characters('region', 'place')}]",
    "self": f"[{characters('self')}]",
    "regions": rf"{_REGION}{_NOTE}(?:(?:{_JOIN}| ?[-–] ?| ){_REGION}{_NOTE}){_MORE}",
    "party": _PARTY,
    "period": f"[{characters('period')}]",
    "ratio": r"\d{1,3}(?:\.\d+)?%?(?: ?(?::|대) ?\d{1,3}(?:\.\d+)?%?)+",
    "count": r"\d{1,4}",
    "text": r"[^\n]{1,60}?",
}
_PLACEHOLDER = re.compile(r"<(\w*):(\w+)>")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled pattern with its examples."""

    name: str
    kind: str
    explain: str
    regex: re.Pattern[str]
    anchors: tuple[str, ...]
    needs: Needs
    value: str
    must: tuple[Mapping[str, Any], ...]
    must_not: tuple[str, ...]


class Binding(NamedTuple):
    """What a placeholder bound: the masked text, and its place in the text."""

    masked: str
    start: int
    end: int
    masked_start: int


class Match(NamedTuple):
    """One place where a pattern holds."""

    pattern: Pattern
    scene: Scene
    found: re.Match[str]

    @property
    def start(self) -> int:
        """Where the match begins: an offset into the masked text, as :attr:`end`."""
        return self.found.start()

    @property
    def end(self) -> int:
        """Where the match ends."""
        return self.found.end()

    @property
    def bound(self) -> Mapping[str, Binding]:
        """What the placeholders bound, by their names."""
        found: dict[str, Binding] = {}
        for what in self.whats():
            start, end = self.found.span(what)
            at = self.scene.at
            found[what] = Binding(self.found[what], at(start), at(end), start)
        return found

    def whats(self) -> Iterator[str]:
        """Yield the names of the placeholders that bound anything."""
        return (what for what, part in self.found.groupdict().items() if part)

    def masked(self, what: str) -> str:
        """Return the masked text that is bound to a name, or nothing."""
        return (self.found[what] or "") if what in self.pattern.regex.groupindex else ""

    def one(self, scene: Scene, what: str) -> Found | None:
        """Return the single mention bound to a name."""
        masked = self.masked(what)
        return scene.mention(masked) if len(masked) == 1 else None

    def all(self, scene: Scene, what: str) -> tuple[Found, ...]:
        """Return the mentions inside what was bound to a name."""
        return tuple(scene.mentions(self.masked(what)))

    def every(self, scene: Scene, what: str) -> tuple[Found, ...]:
        """Return the mentions bound to a name in any branch: ``project``, ``project2``."""
        branches = (w for w in self.whats() if w.rstrip("23456789") == what)
        return tuple(f for w in branches for f in self.all(scene, w))


def parse(text: str, file: str) -> tuple[Pattern, ...]:
    """Read patterns from TOML.

    Raises:
        DataError: the TOML is broken, a key is missing or a regular expression does not compile.
    """
    try:
        rows = tomllib.loads(text)["pattern"]
    except (tomllib.TOMLDecodeError, KeyError) as e:
        raise DataError(
            f"these are no patterns ({e})", place=file, way_out="correct the file"
        ) from e
    return tuple(_pattern(row, f"{file}, pattern {i + 1}") for i, row in enumerate(rows))


def _pattern(row: Mapping[str, Any], place: str) -> Pattern:
    def expand(m: re.Match[str]) -> str:
        if m[2] not in PLACEHOLDERS:
            raise DataError(
                f"{m[0]} is no placeholder", place=place,
                way_out=f"use one of {', '.join(sorted(PLACEHOLDERS))}",
            )  # fmt: skip
        return f"({f'?P<{m[1]}>' if m[1] else '?:'}{PLACEHOLDERS[m[2]]})"

    try:
        # a sentence never runs over a line, so the only space in it is a blank
        find = _PLACEHOLDER.sub(expand, row["find"].replace(r"\s", " "))
        return Pattern(
            name=row["name"], kind=row["kind"], explain=row["explain"],
            regex=re.compile(looking(find)),
            anchors=tuple(row.get("anchors", ())),
            needs=needs_of(
                find, by_line=row["kind"] == "stance",  # sentences by themselves
                anchors=row.get("anchors", ()),
            ),
            value=row.get("value", ""),
            must=tuple(row["must"]), must_not=tuple(row["must_not"]),
        )  # fmt: skip
    except (KeyError, re.error) as e:
        raise DataError(
            f"the pattern is not complete ({e})", place=place, way_out="correct it"
        ) from e


@cache
def load() -> Mapping[str, tuple[Pattern, ...]]:
    """Return all packaged patterns by kind, in the order of the files."""
    kinds: dict[str, list[Pattern]] = {}
    for path in sorted(resource("data", "patterns").glob("*.toml")):
        if path.name in ("words.toml", "boilerplate.toml"):
            continue
        for pattern in parse(path.read_text("utf-8"), path.name):
            kinds.setdefault(pattern.kind, []).append(pattern)
    return {kind: tuple(rows) for kind, rows in kinds.items()}


@lru_cache(maxsize=32)
def find(scene: Scene, kind: str) -> tuple[Match, ...]:
    """Return every match of every pattern of a kind, pattern by pattern, in the order of the text.

    The matches of the last scene are kept, since several readers ask for the same kind.
    """
    return tuple(
        Match(pattern, scene, m)
        for pattern, stretches in _searched(scene).get(kind, ())
        for start, end in stretches
        for m in pattern.regex.finditer(scene.masked, start, end)
    )


def holds(scene: Scene, kind: str) -> Iterator[tuple[Pattern, int]]:
    r"""Yield the patterns of a kind with the sentences where they hold, each read by itself.

    In such a pattern ``^`` is where the sentence begins and ``\n`` where it ends. A sentence is
    given by the offset in the masked text where it begins.
    """
    for pattern, stretches in _searched(scene).get(kind, ()):
        for before, end in stretches:
            start = before + 1 if before else 0
            if pattern.regex.search(scene.masked[start:end]):
                yield pattern, start


_Search: TypeAlias = tuple[Pattern, Sequence[tuple[int, int]]]
"""A pattern and the parts of the masked text, start and end, where it can match."""


@lru_cache(maxsize=1)
def _searched(scene: Scene) -> Mapping[str, Sequence[_Search]]:
    """Return by kind the patterns that can match in a text, and where."""
    patterns, sieve = _sieve()
    lines = [
        (scene.line(s), {f.kind for f in found})
        for s, found in zip(scene.sentences, scene.by_sentence, strict=True)
    ]
    # a line with the break before it and the one behind it
    spans = [(max(0, s.masked_start - 1), s.masked_end + 1) for s in scene.sentences]
    whole = [(0, len(scene.masked))]
    stretches: dict[int, list[tuple[int, int]]] = {}
    rows: dict[str, list[_Search]] = {}
    for number, chosen in sieve.sift(lines):
        pattern = patterns[number]
        if not pattern.needs.within_line:
            where = whole
        elif chosen in stretches:
            where = stretches[chosen]
        else:
            where = stretches[chosen] = [spans[i] for i in places(chosen)]
        rows.setdefault(pattern.kind, []).append((pattern, where))
    return rows


@cache
def _sieve() -> tuple[Sequence[Pattern], Sieve]:
    patterns = [p for rows in load().values() for p in rows]
    return patterns, Sieve([p.needs for p in patterns])
