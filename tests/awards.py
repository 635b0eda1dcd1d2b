"""How Korean news tells that a call was won: each part of the sentence in many wordings.

The parts are crossed freely: who calls, what stands behind the call's name, the verb of winning and
its ending, what is put in between, and where the project stands that was handed in. An
:class:`Award` holds a choice of each, :func:`tell` writes the article, :func:`gold_won` its facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from tests.phrases import EOK, ROLES, SHORT_MINISTRY, Word, joined
from tests.writer import Story

__all__ = [
    "CALLERS", "CALLS", "ENDINGS", "HOPES", "INSERTS", "ORDERS", "PLACES", "REMARKS", "WANTS",
    "WINS", "Award", "Win", "gold_won", "tell", "wish",
]  # fmt: skip


class Win(NamedTuple):
    """A verb of winning: its particle, and the forms that cannot be told from one another."""

    particle: str
    past: str
    so: str
    as_: str
    told: str


def _chosen(noun: str, particle: str = "에") -> Win:
    return Win(particle, f"{noun}됐다", f"{noun}돼", f"{noun}되면서", f"{noun}된")


def _done(noun: str) -> Win:
    return Win("을/를", f"{noun}했다", f"{noun}해", f"{noun}하면서", f"{noun}한")


WINS: Mapping[str, Win] = {
    "chosen": _chosen("선정"), "chosen-in": _chosen("최종 선정", "에서"),
    "chosen-long": Win("에", "선정되었다", "선정되어", "선정되면서", "선정된"),
    "picked": Win("에", "뽑혔다", "뽑혀", "뽑히면서", "뽑힌"), "marked": _chosen("낙점"),
    "taken": _chosen("채택"), "named": _chosen("지정"), "settled": _chosen("최종 확정"),
    "elected": _chosen("당선"), "sorted-out": _chosen("선발"),
    "name-up": Win("에", "이름을 올렸다", "이름을 올려", "이름을 올리면서", "이름을 올린"),
    "passed": _done("통과"), "passed-last": _done("최종 통과"), "ordered": _done("수주"),
    "brought": _done("유치"), "secured": _done("확보"),
    "brought-well": Win(
        "을/를", "유치하는 데 성공했다", "유치하는 데 성공해", "유치하는 데 성공하면서",
        "유치하는 데 성공한",
    ),
    "won": Win("을/를", "따냈다", "따내", "따내면서", "따낸"),
    "grasped": Win("을/를", "거머쥐었다", "거머쥐어", "거머쥐면서", "거머쥔"),
    "feat": Win(
        "에", "선정되는 쾌거를 이뤘다", "선정되는 쾌거를 이뤄", "선정되는 쾌거를 이루면서",
        "선정되는 쾌거를 이룬",
    ),
    "success": Win(
        "에", "선정되는 성과를 거뒀다", "선정되는 성과를 거둬", "선정되는 성과를 거두면서",
        "선정되는 성과를 거둔",
    ),
    "fruit": Win(
        "에", "선정되는 결실을 맺었다", "선정되는 결실을 맺어", "선정되는 결실을 맺으면서",
        "선정되는 결실을 맺은",
    ),
    "honour": Win(
        "에", "선정되는 영예를 안았다", "선정되는 영예를 안아", "선정되는 영예를 안으면서",
        "선정되는 영예를 안은",
    ),
}  # fmt: skip
"""Name of a verb -> its forms."""

ENDINGS: Mapping[str, str] = {
    "plain": "{past}. {money}.",
    "said": "{past}고 5일 밝혔다. {money}.",
    "said-late": "{so}, {money}고 5일 밝혔다.",
    "thereby": "{past}. 이번 선정으로 {money}.",
    "so": "{so} {money}.",
    "and": "{stem}으며 {money}.",
    "as": "{as_} {money}.",
    "amid": "{told} 가운데 {money}.",
    "where": "{stem}는데, {money}.",
    "formal": "{stem}습니다. {money}.",
    "shown": "{told} 것으로 나타났다. {money}.",
}
"""Name of an ending -> how the sentence goes on to the money."""

CALLERS: Mapping[str, str] = {
    "of": "{M}의 ", "bare": "{M} ", "hosts": "{M:이/가} 주관하는 ", "host": "{M} 주관 ",
    "host-of": "{M} 주관의 ", "called": "{M:이/가} 공모한 ", "calls": "{M:이/가} 공모하는 ",
    "call": "{M} 공모 ", "pushes": "{M}에서 추진하는 ", "pushing": "{M}에서 추진 중인 ",
    "runs": "{M:이/가} 시행하는 ", "held": "{M:이/가} 실시한 ", "opened": "{M:이/가} 주최한 ",
    "gives": "{M:이/가} 지원하는 ", "told": "{M:이/가} 발표한 ", "gathered": "{M:이/가} 모집한 ",
    "of-office": "{M} 소관 ", "call-is": "{M} 공모사업인 ", "host-call-is": "{M} 주관 공모사업인 ",
    "nationwide": "{M:이/가} 전국 지자체를 대상으로 공모한 ",
    "first-time": "{M:이/가} 올해 처음 도입한 ",
    "to-raise": "{M:이/가} 지역 산업을 키우기 위해 추진하는 ",
    "with": "{M:과/와} 한국산업기술진흥원이 공동 주관한 ",
}  # fmt: skip
"""Name of a wording -> who calls, before the call's name."""

CALLS: Mapping[str, str] = {
    "none": "", "call": " 공모", "call-work": " 공모사업", "third": " 3차 공모",
    "more": " 추가 공모", "judged": " 공모 최종 심사", "rating": " 평가",
}  # fmt: skip
"""Name of a wording -> what the call is called behind its name."""

PLACES: Mapping[str, str] = {
    "site": " 대상지", "last-site": " 최종 대상지", "aim": " 지원 대상", "area": " 대상지역",
    "maker": " 사업자", "doer": " 수행기관", "new": " 신규과제", "call-task": " 공모과제",
}  # fmt: skip
"""As what somebody is chosen: a verb with 에 takes 으로 behind it."""

REMARKS = ("", "", "(R&D)", "(비R&D)", "(1단계)")
INSERTS = (
    "", "", "전국에서 유일하게 ", "치열한 경쟁 끝에 ", "2년 연속 ", "지난해에 이어 올해도 ",
    "10대 1의 경쟁률을 뚫고 ", "도내에서 처음으로 ", "전국 5개 지자체와 함께 ", "재도전 끝에 ",
    "서면평가와 발표평가를 거쳐 ",
)  # fmt: skip
"""What is put before the verb, or before who calls."""

ORDERS: Mapping[str, str] = {
    "subject": "{R:이/가} {first}{caller}{P}{call} {then}{win}",
    "call-first": "{caller}{P}{call} {then}{R:이/가} {win}",
    "project-chosen": "{R:은/는} {caller}{P}{call} {X:이/가} {then}{win}",
    "project-first": "{X} 사업이 {first}{caller}{P}{call} {then}{win}",
    "project-of": "{R}의 {X:이/가} {first}{caller}{P}{call} {then}{win}",
    "with-project": "{R:은/는} {X:으로/로} {caller}{P}{call} {then}{win}",
    "handed-in": "{R:은/는} {caller}{P} 공모에 {X} 과제를 제출해 {then}{win}",
    "among": "{R:은/는} {first}{caller}{P} 중 {X} 과제에 {then}{win}",
    "task-is": "{R:은/는} {first}{caller}{P}의 세부과제인 {X}에 {then}{win}",
    "in-brackets": "{R:은/는} {first}{caller}{P}({x})에 {then}{win}",
    "behind": "{R:은/는} {first}{caller}{P}{call} {then}{win}",
}
"""Name of an order -> the sentence; without X the programme has the project's name."""

WANTS: Mapping[str, str] = {
    "applies": "공모에 신청했다", "paper": "공모에 신청서를 냈다", "applied": "공모 신청을 마쳤다",
    "plan-in": "공모에 사업계획서를 제출했다", "offer-in": "공모에 제안서를 냈다",
    "dares": "공모에 도전한다", "dared": "공모에 도전장을 내밀었다", "again": "공모에 재도전한다",
    "again-out": "공모 재도전에 나섰다", "runs-in": "유치전에 뛰어들었다",
    "enters": "공모에 응모했다",
    "will-enter": "공모에 참여할 계획이다", "ready": "공모에 대비해 준비단을 꾸렸다",
    "getting-ready": "공모를 준비 중이다", "harness": "공모 채비에 들어갔다",
    "answers": "공모에 적극 대응하기로 했다", "knocks": "공모의 문을 두드린다",
    "all-out": "공모 선정에 총력을 기울이고 있다", "aims": "공모 선정을 목표로 팀을 꾸렸다",
    "no-slip": "공모 선정에 만전을 기하고 있다", "prays": "공모 선정을 기원했다",
    "study": "공모를 위한 용역에 착수했다", "advice": "공모 선정을 위한 컨설팅을 받았다",
    "likely": "공모에 선정될 가능성이 커졌다", "green": "공모 선정에 청신호가 켜졌다",
    "papers-passed": "공모 서류심사를 통과했다", "heard": "공모의 발표평가를 마쳤다",
    "seen": "공모 현장평가를 받았다", "waits": "공모의 최종 심사를 앞두고 있다",
    "first-round": "공모 1차 심사를 통과했다", "candidate": "공모의 최종 후보에 올랐다",
    "eyes": "유치에 눈독을 들이고 있다", "hopes": "유치를 희망하고 있다",
    "works-on": "유치에 공을 들이고 있다", "starts": "유치에 시동을 걸었다",
    "out-for": "유치에 나섰다", "joins-race": "유치 경쟁에 가세했다",
    "together": "유치에 힘을 모으기로 했다", "committee": "유치위원회를 출범시켰다",
    "signatures": "유치를 위한 서명운동을 벌인다", "case": "유치 당위성을 강조했다",
    "strategy": "유치 전략을 마련했다", "pursues": "유치를 추진한다", "lost": "공모에서 탈락했다",
    "pushed-out": "공모에서 다른 지역에 밀렸다", "failed": "유치에 실패했다",
    "fell-through": "유치가 불발됐다", "not-chosen": "공모에 선정되지 못했다",
}  # fmt: skip
"""Name of a wording -> how a call is wished for, or was lost, behind its name."""

HOPES: Mapping[str, str] = {
    "if-chosen": "최종 선정되면 국비 {N} 등 총 {T:을/를} 투입한다.",
    "if-it-is": "선정이 되면 국비 {N:을/를} 받을 수 있다.",
    "if-brought": "유치에 성공하면 국비 {N:을/를} 받는다.",
    "in-case": "선정될 경우 국비 {N:을/를} 받는다.",
    "plan": "총사업비 {T}(국비 {N} 포함)을 들여 센터를 지을 계획이다.",
    "size": "이 사업은 총사업비 {T} 규모다.",
    "work": "오는 {end}년까지 총 {T:을/를} 투입하는 사업이다.",
    "whole": "총사업비는 {T:이며/며} 국비 {N:이/가} 포함돼 있다.",
}  # fmt: skip
"""Name of a wording -> the money of what is wished for."""


@dataclass(frozen=True)
class Award:
    """A wording of an award: a key of each table above, and marks, remark and inserts."""

    order: str = "subject"
    caller: str = "of"
    call: str = "call"
    win: str = "chosen"
    ending: str = "plain"
    quotes: str = "‘’"
    year: str = ""
    remark: str = ""
    first: str = ""
    then: str = ""

    @property
    def alone(self) -> bool:
        """Whether the programme is the project too."""
        return self.order in ("subject", "call-first")

    @property
    def verb(self) -> Win:
        """The verb of winning; what fits nowhere but behind a call's name gives way."""
        verb = WINS[self.win]
        takes_call = self.order in ("subject", "call-first", "behind")
        if verb.particle == "을/를" and (not takes_call or self.call in PLACES):
            return WINS["chosen"]
        return verb


def _call(award: Award, name: str) -> str:
    """Return the word for the call with its particle, as it fits the name before it."""
    called = {**CALLS, **PLACES}[award.call]
    particle = award.verb.particle
    if award.call in PLACES:
        particle = "으로/로"
    if "/" not in particle:
        return called + particle
    return f"{Word(name + called):{particle}}"[len(name) :]


def _name(story: Story, award: Award) -> str:
    name = story.works[0].name if award.alone else story.programme
    year = award.year.format(start=story.start)
    remark = "" if award.order == "in-brackets" else award.remark
    return f"{award.quotes[0]}{year}{name}{award.quotes[1]}{remark}"


def tell(story: Story, award: Award) -> str:
    """Return the article of an award: its heading, the award with its money, and the roles."""
    work, verb = story.works[0], award.verb
    short = SHORT_MINISTRY.get(story.ministry, story.ministry)
    title = f"{story.region.name}, {short} 공모 선정"
    name = _name(story, award)
    money = f"{story.start}년부터 {story.end}년까지 국비 {work.national // EOK}억원 등 총 "
    money += f"{work.total // EOK}억원을 투입한다"
    won = ENDINGS[award.ending].format(
        past=verb.past, stem=verb.past[:-1], so=verb.so, as_=verb.as_, told=verb.told, money=money
    )
    text = ORDERS[award.order].format(
        R=Word(story.region.name), P=name, x=work.name, call=_call(award, name),
        X=Word(f"{award.quotes[0]}{work.name}{award.quotes[1]}"), first=award.first,
        then=award.then, win=won, caller=CALLERS[award.caller].format(M=Word(story.ministry)),
    )  # fmt: skip
    if award.order == "behind":
        marked = Word(f"{award.quotes[0]}{work.name}{award.quotes[1]}")
        text += f" 선정된 과제는 {marked:이다/다}."
    who = Word(joined(work.participants))
    roles = ROLES["hosts"].format(lead=Word(work.lead), who=who)
    return f"{title}\n\n{text}\n\n{roles}\n"


def gold_won(story: Story, award: Award) -> dict[str, Any]:
    """Return the facts of the article of an award."""
    work = story.works[0]
    money = [("national", work.national), ("total", work.total)]
    funding = [{"source": level, "amount_krw": won} for level, won in money]
    name = work.name if award.alone else story.programme
    return {
        "programs": [{"name": name, "agency": story.ministry}],
        "projects": [
            {
                "name": work.name, "regions": [story.region.name], "leads": [work.lead],
                "participants": list(work.participants), "funding": funding,
                "period": [story.start, story.end],
            }
        ],
        "totals": [{"region": story.region.name, **row, "optional": True} for row in funding],
    }  # fmt: skip


def wish(story: Story, award: Award, want: str, hope: str) -> str:
    """Return an article in which the call is only wished for, or was lost: it holds no fact."""
    work = story.works[0]
    money = HOPES[hope].format(
        N=Word(f"{work.national // EOK}억원"), T=Word(f"{work.total // EOK}억원"), end=story.end
    )
    caller = CALLERS[award.caller].format(M=Word(story.ministry))
    name = f"{award.quotes[0]}{work.name}{award.quotes[1]}"
    said = f"{Word(story.region.name):은/는} {award.first}{caller}{name} {WANTS[want]}."
    return f"{story.region.name}, 미래 산업 키운다\n\n{said} {money}\n"
