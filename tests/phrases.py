"""How Korean news words the facts of a funding story: frames as text, one table a kind of fact.

A placeholder takes a particle that fits its last letter: ``{N:을/를}``. The tables follow what is
met in real articles; a frame is added by writing one more line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

__all__ = [
    "AMOUNTS", "EOK", "LISTS", "LONE", "MONEY", "NOISE", "OPENINGS", "PERIODS", "ROLES",
    "SHORT_MINISTRY", "WISHES", "Word", "joined", "josa",
]  # fmt: skip

EOK = 10**8
MAN = 10**4


def josa(word: str, pair: str) -> str:
    """Return a word with the particle that fits its last letter: ``josa("연구원", "이/가")``.

    Brackets and quotation marks at its end are passed over; digits and Latin letters count as if
    they ended in a vowel.
    """
    closed, open_ = pair.split("/")
    last = _bare(word)[-1]
    code = ord(last) - 0xAC00
    ends_closed = 0 <= code < 11172 and code % 28 > 0
    if closed == "으로" and code % 28 == 8:  # 서울로, not 서울으로
        ends_closed = False
    return word + (closed if ends_closed else open_)


def _bare(word: str) -> str:
    """Return a word without what stands in brackets at its end, and without marks."""
    word = word.rstrip("’'\"”」』")
    if word.endswith(")") and "(" in word:
        word = word[: word.rindex("(")]
    return word.rstrip("’'\"”」』 ") or "가"


class Word(str):
    """A text that takes its particle when it is formatted: ``f"{Word('연구원'):이/가}"``."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return josa(self, spec) if "/" in spec else str(self)


def joined(names: Sequence[str], last: str = ", ") -> str:
    """Return names as a list; ``last`` stands before the final one (``, `` or ``과/와``)."""
    *head, tail = names
    if not head:
        return tail
    if last == ", ":
        return ", ".join(names)
    return f"{josa(', '.join(head), last)} {tail}"


# ── amounts ──────────────────────────────────────────────────────────────────────────────────


def _plain(won: int) -> str:
    eok, rest = divmod(won, EOK)
    man = f"{rest // MAN}만" if rest else ""
    return f"{eok}억{man}원"


def _spaced(won: int) -> str:
    eok, rest = divmod(won, EOK)
    man = f" {rest // MAN:,}만" if rest else ""
    return f"{eok:,}억{man} 원"


def _thousands(won: int) -> str:
    """Return 천 as people count it: 1천812억원, 71억5천만원."""
    eok, rest = divmod(won, EOK)
    high, low = divmod(eok, 1000)
    text = f"{high}천{low or ''}억" if high else f"{low}억"
    thousand, left = divmod(rest // MAN, 1000)
    if thousand:
        text += f"{thousand}천{left or ''}만"
    elif left:
        text += f"{left}만"
    return f"{text}원"


def _decimal(won: int) -> str:
    eok, rest = divmod(won, EOK)
    tail = f".{rest // (EOK // 100):02}".rstrip("0") if rest else ""
    return f"{eok}{tail}억 원"


def _trillion(won: int) -> str:
    jo, rest = divmod(won, 10**12)
    return f"{jo}조 {_spaced(rest)}" if jo and rest else f"{jo}조원" if jo else _plain(won)


AMOUNTS: Mapping[str, Callable[[int], str]] = {
    "plain": _plain, "spaced": _spaced, "thousands": _thousands, "decimal": _decimal,
    "trillion": _trillion, "bare": lambda won: _plain(won).removesuffix("원"),
}  # fmt: skip

# ── the money of a project ───────────────────────────────────────────────────────────────────
# N national money, L local, T the whole; parts: all of them labelled; bare: the same without 억;
# others: local and private; R: who bears what, in brackets; TR: the whole with R behind it. A frame
# without R says it in a sentence of its own.

MONEY: Mapping[str, str] = {
    "including": "국비 {N:을/를} 포함, 총 {T}의 사업비{R}가 투입될 예정이다.",
    "including-whole": "국비 {N:을/를} 포함해 총사업비 {TR:이/가} 투입된다.",
    "included": "국비 {N:이/가} 포함된 총 {T}의 예산이 들어간다.",
    "and-more": "국비 {N} 등 총 {T}의 사업비{R}가 들어간다.",
    "and-more-scale": "국비 {N} 등 {T} 규모로 추진된다.",
    "whole-of-which": "총사업비 {TR} 가운데 {N:이/가} 국비로 지원된다.",
    "whole-of-which-national": "총사업비 {TR} 중 국비 {N:이/가} 지원된다.",
    "whole-then-part": "총 {TR:이/가} 투입된다. 이 가운데 국비는 {N}이다.",
    "whole-in-brackets": "국비 {N}(총사업비 {T})을 투입한다.",
    "national-in-brackets": "총사업비 {T}(국비 {N} 포함)을 들여 추진한다.",
    "parts-in-brackets": "총사업비 {T}({parts})을 들여 추진한다.",
    "parts-with-slashes": "총 {T}({slashes})이 투입된다.",
    "parts-with-dots": "총사업비는 {T}({dots})이다.",
    "parts-without-unit": "총사업비 {T}({bare})이 투입된다.",
    "parts-then-whole": "국비 {N:과/와} {others} 등 모두 {T}의 사업비{R}가 투입된다.",
    "parts-in-a-row": "{parts} 등 총사업비 {T}이 투입될 예정이다.",
    "national-only": "국비 {N:을/를} 지원받는다.",
    "national-won": "국비 {N:을/를} 확보했다.",
    "treasury": "국고 {N:을/를} 지원받아 추진한다.",
    "scale-of-which": "총 {TR} 규모로 추진되며 이 중 국비는 {N}이다.",
    "rest-is-local": "사업비는 총 {TR:으로/로} 이 중 {N:은/는} 국비, 나머지는 지방비로 충당한다.",
    "of-which-is": "총사업비는 {TR:으로/로} 이 가운데 국비가 {N}이다.",
    "reaches": "총사업비는 {TR}에 달하며 이 가운데 국비는 {N}이다.",
    "all-of-which": "전체 사업비 {TR} 가운데 {N:이/가} 국비다.",
    "by-treasury": "{N:을/를} 국비로 지원받아 총 {TR:을/를} 투입한다.",
    "takes": "총 {TR}의 사업비가 소요되며 국비 {N:이/가} 지원된다.",
    "money-of": "{N}의 국비를 확보했다.",
    "allotted": "국비 {N:을/를} 배정받았다.",
}
"""Name of a frame -> the end of a sentence that carries the money."""

LISTS: Mapping[str, str] = {
    "triangle": "△{name}(국비 {N})",
    "black-triangle": "▲ {name}(국비 {N})",
    "quoted-triangle": "△‘{name}’ 국비 {N}",
    "circle": "○ {name}: 국비 {N}",
    "number": "{i} {name}(국비 {N}, 총사업비 {T})",
}
"""Name of a list -> one item of it."""

# ── roles ────────────────────────────────────────────────────────────────────────────────────
# who: participants with commas; and: the last one joined with 과/와

ROLES: Mapping[str, str] = {
    "hosts": "{lead:이/가} 주관하고 {who:이/가} 공동으로 사업을 수행한다.",
    "hosts-with": "{lead} 주관으로 {and:이/가} 참여한다.",
    "hosts-while": "{lead:이/가} 주관하며 {who} 등이 참여기관으로 함께한다.",
    "as-host": "{lead:을/를} 주관기관으로 {who} 등이 참여한다.",
    "host-named": "주관기관인 {lead:과/와} {who:이/가} 참여한다.",
    "host-in-brackets": "{lead}(주관기관)과 {who:이/가} 참여한다.",
    "host-is": "주관기관은 {lead:이며/며} {who:이/가} 참여기관으로 함께한다.",
    "host-takes": "주관은 {lead:이/가} 맡고 {and:은/는} 참여기관으로 힘을 보탠다.",
    "together": "{lead:이/가} 주관해 {and:과/와} 함께 추진한다.",
    "consortium": "{lead:이/가} {and:과/와} 컨소시엄을 구성해 수행한다.",
    "around": "{lead:을/를} 중심으로 {and:이/가} 협력한다.",
    "many": "{lead:이/가} 주관하고 {who} 등 {k}개 기관이 참여한다.",
    "carried-out": "사업은 {lead:이/가} 주관기관을 맡아 {who} 등과 공동으로 수행한다.",
    "heads": "{lead:이/가} 사업을 총괄하고 {who:이/가} 참여한다.",
    "both-roles": "{lead:이/가} 주관기관으로, {who:이/가} 참여기관으로 참여한다.",
    "takes-hosting": "{lead:이/가} 주관을 맡아 {and:과/와} 공동으로 추진한다.",
    "under": "{lead} 주관 아래 {who:이/가} 힘을 모은다.",
    "not-only": "주관기관인 {lead:을/를} 비롯해 {who:이/가} 공동으로 참여한다.",
    "named-both": "주관기관은 {lead}, 참여기관은 {who}이다.",
    "marked-both": "{lead}(주관), {who}(참여)가 함께한다.",
    "leads-help": "{lead:이/가} 사업을 이끌고 {who:이/가} 힘을 보탠다.",
    "stands-for": "{lead:이/가} 대표기관을 맡고 {who:이/가} 참여기관으로 나선다.",
    "steers": "{lead:이/가} 주도하고 {who:이/가} 함께한다.",
    "axis": "{lead:을/를} 주축으로 {who:이/가} 참여한다.",
    "among-them": "사업에는 주관기관인 {lead:을/를} 포함해 {who:이/가} 참여한다.",
    "hand-in-hand": "{lead:은/는} {and:과/와} 손잡고 사업을 추진한다.",
    "research": "{lead:이/가} 주관연구기관을 맡고 {who:이/가} 공동연구기관으로 참여한다.",
    "under-hosting": "이 사업은 {lead} 주관하에 {and:과/와} 협업해 추진한다.",
    "consortium-of": "{lead:을/를} 주관으로 {who:이/가} 컨소시엄을 구성했다.",
    "name-up": "{lead:이/가} 주관하고, {who:이/가} 참여기관으로 이름을 올렸다.",
    "side-by-side": "{and:과/와} 함께 {lead:이/가} 주관기관으로 참여한다.",
}
"""Name of a frame -> the sentence that names lead and participants."""

# ── the first paragraph ──────────────────────────────────────────────────────────────────────

PERIODS: Mapping[str, str] = {
    "from-to": "{start}년부터 {end}년까지 {years}년간",
    "tilde": "{start}~{end}년",
    "for-years": "{start}년부터 {years}년간",
    "until": "오는 {end}년까지 {years}년간",
    "from-to-only": "{start}년부터 {end}년까지",
    "during": "{start}년부터 {end}년까지 {years}년 동안",
    "spread": "{start}년부터 {end}년까지 {years}년에 걸쳐",
    "brackets": "{years}년간({start}~{end}년)",
    "months": "{start}년 4월부터 {end}년 12월까지",
    "tilde-to": "{start}년~{end}년까지 {years}년간",
}

OPENINGS: Mapping[str, str] = {
    "possessive": "{region:이/가} {ministry}의 {P} 공모에서 총 {n}개 과제가 최종 선정됐다. "
    "이에 따라 {span} 국비 {sum:을/를} 확보했다.",
    "host": "{region:은/는} {ministry} 주관 {P} 공모에 {n}개 과제가 선정돼 {span} 국비 "
    "{sum:을/를} 확보했다고 4일 밝혔다.",
    "hosted": "{region:은/는} {ministry:이/가} 주관하는 {P} 공모에서 {n}개 과제가 뽑혀 {span} 국비 "
    "{sum:을/를} 따냈다고 4일 전했다.",
    "runs": "{region:이/가} {ministry:이/가} 추진하는 {P} 공모사업에 최종 선정돼 {span} 국비 "
    "{sum:을/를} 지원받는다. 선정된 과제는 모두 {n}개다.",
    "short": "{region:은/는} {ministry} {P}에 {n}개 과제가 뽑혔다. {span} 국비 {sum:을/를} 받는다.",
    "called": "{region:은/는} {ministry:이/가} 공모한 {P}에 {n}개 과제가 이름을 올려 {span} 국비 "
    "{sum:을/를} 확보하는 성과를 거뒀다.",
    "according": "{region}에 따르면 {ministry} {P} 공모 결과 지역에서 {n}개 과제가 선정돼 {span} "
    "국비 {sum:을/를} 확보했다.",
}
"""Name of an opening -> its wording."""

# ── one project alone ────────────────────────────────────────────────────────────────────────
# the programme and the project are one; X its name in quotation marks, name without any

LONE: Mapping[str, str] = {
    "won": "{region:이/가} {ministry}의 {X} 공모에 최종 선정돼 국비 {N:을/를} 확보했다. "
    "이 사업에는 {span} 총사업비 {T}({parts})이 투입된다.",
    "won-plain": "{region:은/는} {ministry}의 {name} 공모에 최종 선정됐다고 5일 밝혔다. {span} "
    "국비 {N:을/를} 포함해 총 {T:을/를} 투입한다.",
    "call-of": "{region:은/는} {ministry} 공모사업인 {X}에 선정됐다고 5일 전했다. "
    "총사업비는 {T}으로 이 중 국비가 {N}이며 {span} 추진한다.",
    "picked": "{ministry:이/가} 주관한 {X} 공모에서 {region:이/가} 최종 대상지로 뽑혔다. {span} "
    "{T}(국비 {N} 포함)을 들여 추진한다.",
    "hosted": "{region:이/가} {ministry} 주관 {X}에 선정되는 쾌거를 이뤘다. 이번 선정으로 {span} "
    "국비 {N} 등 총 {T}의 사업비를 투입한다.",
}
"""Name of a frame -> the first paragraph of a story with one project."""

# ── only wishes ──────────────────────────────────────────────────────────────────────────────

WISHES: Mapping[str, str] = {
    "apply": "{region:이/가} {ministry}의 {X} 공모에 도전장을 냈다. 최종 선정되면 국비 {N} 등 총 "
    "{T:을/를} 투입할 계획이다.",
    "ask": "{region:은/는} 국회를 찾아 {X}에 필요한 국비 {N:을/를} 내년도 정부예산에 반영해 달라고 "
    "건의했다.",
    "plan": "{region:은/는} {X:을/를} 추진하기로 하고 {ministry}에 국비 {N} 지원을 "
    "요청할 방침이다. 총사업비는 {T}으로 추산된다.",
    "study": "{region:은/는} 총사업비 {T} 규모의 {X} 예비타당성조사를 {ministry}에 신청했다.",
    "aim": "{region:은/는} {ministry} {X} 공모 선정을 목표로 전담팀을 꾸렸다. 국비 {N} 확보를 "
    "노린다.",
    "failed": "{region:이/가} 공을 들인 {ministry}의 {X} 공모에서 고배를 마셨다. 국비 {N} 확보도 "
    "무산됐다.",
}
"""Name of a frame -> the first paragraph of a story in which nothing was granted."""

SHORT_MINISTRY: Mapping[str, str] = {
    "산업통상자원부": "산업부", "과학기술정보통신부": "과기정통부", "중소벤처기업부": "중기부",
    "보건복지부": "복지부", "해양수산부": "해수부", "국토교통부": "국토부",
}  # fmt: skip

# ── what must not become a fact ──────────────────────────────────────────────────────────────

NOISE: Mapping[str, str] = {
    "none": "",
    "last-year": "지난해 확보한 국비 317억원보다 크게 늘었다.",
    "effect": "이를 통해 생산유발 효과 1천230억원, 고용 410명을 기대하고 있다.",
    "request": "앞으로 국비 523억원을 정부에 추가로 건의할 계획이다.",
    "investment": "㈜하늘솔루션은 오는 2027년까지 741억원을 들여 공장을 짓기로 했다.",
    "ceiling": "참여기업에는 업체당 최대 7천만원까지 지원한다.",
    "host-of-event": "한편 지난 3일에는 한국기계산업진흥회가 주관한 설명회가 열렸다.",
}
"""Name of a trap -> a sentence without any fact about the story."""
