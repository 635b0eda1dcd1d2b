"""Which titles of a text were won: named as projects, with money of their own, or told of last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract import funding, lexicon
from kg.extract.counts import count_in
from kg.extract.found import Found
from kg.extract.frames import HANDED_IN, OWN_AWARD
from kg.extract.funding import HEADLINE, Claim
from kg.extract.levels import UNREAD, Level
from kg.extract.patterns import find
from kg.extract.scene import Scene
from kg.extract.stance import Stance
from kg.extract.titles import Titles

__all__ = ["chosen", "priced"]


def priced(
    scene: Scene, stance: Stance, named: Titles, read_levels: Mapping[int, Level]
) -> tuple[Titles, tuple[Claim, ...]]:
    """Return the titles, those with an amount as projects, and the amounts that belong to them."""
    claims = tuple(funding.claims(scene, named, read_levels))
    titles = _with_priced(scene, _with_paid_next(scene, stance, named, read_levels), claims)
    titles = _with_own_award(scene, stance, titles, claims)
    titles = _with_paid_calls(scene, stance, titles, read_levels, claims)
    if titles.projects.keys() != named.projects.keys():
        claims = tuple(funding.claims(scene, titles, read_levels))
    return titles, claims


def _with_paid_next(
    scene: Scene, stance: Stance, titles: Titles, read_levels: Mapping[int, Level]
) -> Titles:
    """Make projects of titles in quotation marks whose money is told in the sentence behind them.

    «시는 ‘X 구축사업’으로 기업을 돕는다. 총사업비 212억원(국비 137억, …)을 투입해 센터를 세운다.»
    """
    paid: dict[int, str] = {}
    for before, here in pairwise(scene.sentences):
        found = scene.by_sentence[here.index]
        numbers = {titles.number(f) for f in scene.by_sentence[before.index]} - {None}
        if (
            len(numbers) != 1
            or before.heading
            or any(titles.number(f) is not None for f in found)
            or stance.blocks(before.index)
            or stance.blocks(here.index)
        ):
            continue
        rows = [read_levels.get(f.start, UNREAD) for f in found if f.kind == "money"]
        (number,) = numbers
        if number is not None and len([x for x in rows if x.explicit and x.source]) > 1:
            paid[number] = "paid-next"
    paid = {
        n: rule for n, rule in paid.items()
        if n not in titles.programmes and all(f.quoted for f in titles.mentions[n][:1])
        and titles.mentions[n][0].text.endswith(lexicon.load().strong_heads)
    }  # fmt: skip
    return replace(titles, projects={**paid, **titles.projects})


def _with_priced(scene: Scene, titles: Titles, claims: Iterable[Claim]) -> Titles:
    """Make projects of names with an amount right at them, or of what else the text is about."""
    priced = {
        c.title: "priced" for c in claims
        if c.direct and c.title not in titles.programmes and c.title != HEADLINE
        and not all(_is_call(f) for f in titles.mentions[c.title])
    }  # fmt: skip
    if titles.projects:
        priced = {n: rule for n, rule in priced.items() if not _is_part(scene, titles.mentions[n])}
    if titles.projects or titles.programmes:
        priced = {n: r for n, r in priced.items() if not _is_spent_on(scene, titles.mentions[n])}
    named = titles.projects
    if len(priced) > 1 and titles.weak.keys() >= named.keys():
        named = {}  # a list with amounts says better what was won
    projects = {**priced, **named}
    projects |= _listed_with(scene, titles, projects)
    if not projects and not titles.programmes:
        projects = dict.fromkeys(_lone(titles), "only-name")
    elif not projects:
        projects = {_main(titles, scene): "programme-is-project"}
    shared = {c.title for c in claims if c.level.rule in _APIECE}
    own = {n: rule for n, rule in projects.items() if n not in titles.programmes or n in shared}
    told = {n: rule for n, rule in own.items() if not _only_heading(scene, titles.mentions[n])}
    if own and not told and titles.programmes:
        told = {_main(titles, scene): "programme-is-project"}
    return replace(titles, projects=told or own or projects)


_APIECE = ("one-for-each", "same-for-each")
"""The rules that give each of several calls its own money."""
_LISTED = "listed-with"
"""The rule of an entry that stands in one list with a project."""


def _listed_with(scene: Scene, titles: Titles, projects: Mapping[int, str]) -> dict[int, str]:
    """Return the other entries of a list of «main projects» of which one is a project for sure."""
    lists = {
        scene.sentence_of(f.start).index
        for n in projects if n not in titles.weak or projects[n] == "priced"
        for f in titles.mentions[n] if f.kind == "item"
    }  # fmt: skip
    return {
        n: _LISTED
        for n in titles.weak
        if n not in projects
        and any(
            f.kind == "item" and scene.sentence_of(f.start).index in lists
            for f in titles.mentions[n]
        )
    }


def _is_call(f: Found) -> bool:
    """Tell whether words without quotation marks end with that for a call: 하천·계곡 정비 공모."""
    return f.kind == "name" and not f.quoted and f.text.endswith("공모")


def _with_own_award(
    scene: Scene, stance: Stance, titles: Titles, claims: Iterable[Claim]
) -> Titles:
    """Make projects of programmes that are won one by one, each with its money and no project.

    «‘P’ 공모에 선정돼 221억원을 확보했다 … 이와 함께 ‘Q’ 공모에 ‘X’이 선정돼 30억원을»: P is a
    project of its own, Q is the programme of X.
    """
    awards: dict[int, int] = {}
    for n in titles.programmes:
        told = (scene.sentence_of(f.start) for f in titles.mentions[n])
        for s in told:
            if not s.heading and "granted" in stance.sentences[s.index]:
                awards.setdefault(s.index, n)
                break
    starts = sorted(awards)
    if len(starts) < 2:
        return titles
    own = {n for n in titles.projects if n not in titles.programmes}
    named = {scene.sentence_of(f.start).index for n in own for f in titles.mentions[n]}
    paid = {scene.sentence_of(c.money.start).index for c in claims if c.level.source}
    alone = {}
    for start, end in zip(starts, (*starts[1:], len(scene.sentences)), strict=True):
        before = start - 1 in named - paid  # the sentence that names X; this one tells its money
        said = range(start - before, end)
        if named.isdisjoint(said) and not paid.isdisjoint(said):
            alone[awards[start]] = OWN_AWARD
    if not own and len(alone) < 2:
        return titles
    return replace(titles, projects={**titles.projects, **alone})


def _with_paid_calls(
    scene: Scene,
    stance: Stance,
    titles: Titles,
    read_levels: Mapping[int, Level],
    claims: Iterable[Claim],
) -> Titles:
    """Make projects of programmes that are told in a row, each with its money right behind it.

    «M의 ‘P’에 선정돼 국비 210억원을, ‘Q’에 선정돼 국비 27억원을 확보했다»: no project is named.
    """
    open_calls = titles.programmes.keys() - set(titles.within.values())
    own = (n for n in titles.projects if n not in titles.programmes)
    named = {scene.sentence_of(f.start).index for n in own for f in titles.mentions[n]}
    named -= {scene.sentence_of(c.money.start).index for c in claims if c.level.source}
    paid: dict[int, str] = {}
    for s in scene.sentences:
        if s.heading or "granted" not in stance.sentences[s.index] or stance.blocks(s.index):
            continue
        if s.index - 1 in named or (count_in(scene.line(s)) or 0) > 1:
            continue  # the project is told before; «P에 8건의 사업이 선정돼» is money of them all
        told = list(_told_with_money(scene.by_sentence[s.index], titles, read_levels))
        for (numbers, money), (behind, theirs) in pairwise((*told, ((), True))):
            builds = not theirs and any(n not in open_calls for n in behind)
            if money and not builds and open_calls.issuperset(numbers):
                paid |= dict.fromkeys(numbers, OWN_AWARD)
    first = {n for n in paid if _begins_row(scene, titles.mentions[n])}
    paid = paid if len(paid) > 1 else {n: paid[n] for n in first}
    return replace(titles, projects={**titles.projects, **paid}) if paid else titles


_FIRST = re.compile(
    r"[^\n.]{0,24}에 (?:[^\n,.]{0,10} )?선정[^\n.]{0,24}\d\s?억[^\n.]{0,24}것을 (?:비롯|시작)"
)


def _begins_row(scene: Scene, mentions: Iterable[Found]) -> bool:
    """Tell whether a call begins a row: «P에 선정돼 10억원을 확보한 것을 비롯해 Q 2억원»."""
    return any(_FIRST.match(scene.text, f.end) for f in mentions)


def _told_with_money(
    found: Iterable[Found], titles: Titles, read_levels: Mapping[int, Level]
) -> Iterator[tuple[tuple[int, ...], bool]]:
    """Yield the titles of a sentence, those with «각각» together, and whether money is behind."""
    row: list[int] = []
    money = False
    for f in found:
        number = titles.number(f)
        level = read_levels.get(f.start, UNREAD)
        if number is not None:
            if money:
                yield tuple(row), True
                row, money = [], False
            row.append(number)
        elif f.kind == "money" and row and level.refused == "each-of-several":
            money = True
        elif f.kind == "money" and row and level.source:
            if not money:
                yield from (((n,), False) for n in row[:-1])
                row = row[-1:]
            money = True
    if row:
        yield tuple(row), money


_SHARE = re.compile(
    r"(?:에|에는) (?:총 |약 )?\d(?![^\s(]{0,12}(?: ?원)? ?\((?:국비|국고|국·도비|도비)[^()\n]*\))"
)
"""What follows a part of the work: «에너지 효율화 사업에 63억, 교육에 27억 등»."""


def _is_part(scene: Scene, mentions: Iterable[Found]) -> bool:
    """Tell whether a name without quotation marks only says what a part of the money is for."""
    return all(
        not f.quoted and (_SHARE.match(scene.text, f.end) or _in_brackets(scene.text, f))
        for f in mentions
    )


_SPENT = re.compile(r"(?:사업비|국비|시비|도비|재원)(?:은|는) [^\n.]*$")


def _is_spent_on(scene: Scene, mentions: Iterable[Found]) -> bool:
    """Tell whether names are only what the money is spent on: «사업비는 장비 구축 20억, … »."""
    return all(
        not (f.quoted or f.kind == "item")
        and _SPENT.search(scene.text[scene.sentence_of(f.start).start : f.start]) is not None
        for f in mentions
    )


def _in_brackets(text: str, f: Found) -> bool:
    return text[f.start - 1 : f.start] == "(" and text[f.end : f.end + 1] == ")"


def _only_heading(scene: Scene, mentions: Iterable[Found]) -> bool:
    """Tell whether a name stands in headings alone."""
    return all(scene.sentence_of(f.start).heading for f in mentions)


def _main(titles: Titles, scene: Scene) -> int:
    """Return the programme that the text is about.

    It is told in the body, with its ministry, in a heading too, and first.
    """

    def rank(n: int) -> tuple[bool, bool, bool, int]:
        mentions = titles.mentions[n]
        body = [f for f in mentions if not scene.sentence_of(f.start).heading]
        headed = len(body) < len(mentions)
        return not body, n not in titles.agencies, not headed, (body or mentions)[0].start

    return min(titles.programmes, key=rank)


def _lone(titles: Titles) -> list[int]:
    """Return the title of a text that names just one, or one above all, in quotation marks."""
    quoted = {n: len(m) for n, m in titles.mentions.items() if any(f.quoted for f in m)}
    often = sorted(quoted, key=lambda n: (-quoted[n], n))
    if len(often) == 1 or (len(often) > 1 and quoted[often[0]] > quoted[often[1]]):
        return often[:1]
    return []


def chosen(scene: Scene, titles: Titles, stance: Stance, claims: Sequence[Claim]) -> frozenset[int]:
    """Return the titles that are projects; programmes only where no other project is named."""
    if stance.verdict == "asked":
        return frozenset()
    only_asked = {n for n in titles.projects if _only_asked(scene, stance, titles.mentions[n])}
    handed_in = {n for n, rule in titles.projects.items() if rule == HANDED_IN}
    own = {
        n for n, rule in titles.projects.items()
        if n not in titles.programmes or rule == OWN_AWARD
    } - only_asked - handed_in  # fmt: skip
    own = own or handed_in
    told = {c.title for c in claims if c.level.explicit and c.level.source}
    priced = dict.fromkeys(told & titles.weak.keys(), "priced")
    told |= _listed_with(scene, titles, priced).keys()
    won = stance.verdict == "granted"
    weak = {n for n in titles.weak if not won or titles.projects.get(n) != "priced"}
    unsure = {n for n in own if n in weak or titles.projects[n] == "only-name"}
    if own <= unsure and not told and not _has_winner(scene):
        own = set()
    if stance.verdict == "called" and not own & told:
        own = set()
    if unsure and (stance.verdict != "granted" or unsure & told):
        own -= unsure - told - {c.title for c in claims if c.direct}
    both = {n for n in titles.projects if n in titles.programmes} - only_asked
    if stance.verdict != "granted":
        both &= told
        done = _under_way(scene, titles, claims)
        own, both = own & done, both & done
    return frozenset(own or both)


_UNDER_WAY = re.compile(
    r"투입|들여|들인|들어[가서간선섰갔왔]|투자[되된하한해]|쓰[이인]|쓴다|추진[한하된되해]|펼[치친쳐]|벌[이인여]"
    r"|[착준완]공|완료|개소|개관|문을 |열[었고]|세[운워웠우]|짓|지어|지은|건[립축설]"
    r"|(?:조성|구축|개발|설치)(?:[한하된되해]|에 )|편성|확보|시작|진행|수행|시행|이어진|규모"
    r"|확정|협약|출범|갖[춘추춰]|나[선섰서]|본격|움직|참여|마련"
)
"""What is said of a project that is under way, where no word tells that it was won."""


def _under_way(scene: Scene, titles: Titles, claims: Iterable[Claim]) -> set[int]:
    """Return the titles of which, where they stand or their money does, somebody does something.

    What stands in a list is taken as one: its entries have no verbs of their own.
    """
    places = [(n, f.start) for n, rows in titles.mentions.items() for f in rows]
    places += [(c.title, c.money.start) for c in claims]
    done = {n for n, start in places if _UNDER_WAY.search(scene.line(scene.sentence_of(start)))}
    listed = {n for n, rows in titles.mentions.items() if any(f.kind == "item" for f in rows)}
    return done | listed if done & listed else done


def _has_winner(scene: Scene) -> bool:
    """Tell whether a region is chosen or secures money, or a body is chosen to lead."""
    if find(scene, "winner"):
        return True
    return any("lead" in m.bound for kind in ("role", "role-weak") for m in find(scene, kind))


def _only_asked(scene: Scene, stance: Stance, mentions: Iterable[Found]) -> bool:
    """Tell whether the body names a title only where it is applied for, or was lost."""
    sentences = [s for s in (scene.sentence_of(f.start) for f in mentions) if not s.heading]
    return bool(sentences) and all(stance.blocks(s.index) == "only-asked-for" for s in sentences)
