"""The calls that the frames of a text name: which were won, by what centre, of what ministry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract import lexicon
from kg.extract.found import Found, squeeze
from kg.extract.patterns import Match
from kg.extract.scene import Scene
from kg.extract.titles import Titles

__all__ = ["calls", "centres", "ministry", "named", "tells", "won_calls"]


def calls(scene: Scene, match: Match) -> Iterator[tuple[Found, Found | None]]:
    """Yield the programmes that a frame names, each with its agency if it names that."""
    for branch in ("", "2"):
        programme = match.one(scene, f"programme{branch}")
        if programme is not None:
            yield programme, match.one(scene, f"agency{branch}")


_NO_CALL = re.compile(
    r"(?:지역|지구|기관|기업|대상지?|법|법률|조례|시행령|시대|정신|비전|나라|가치|선언)$"
)
"""What words in quotation marks end with that are a law or a slogan, not a call."""


def won_calls(scene: Scene, match: Match) -> Iterator[Found]:
    """Yield the names in quotation marks of what was won: ‘문화도시’에 선정돼."""
    for called, _ in calls(scene, match):
        long = len(squeeze(called.text)) >= _SHORTEST and not _NO_CALL.search(called.text)
        if called.quoted and long and _WON_CALL.match(scene.text, called.end):
            yield called


_SHORTEST = 4
"""Letters of a call in quotation marks that was won."""
_WON_CALL = re.compile(
    r"[’'”\"」』>]? ?(?:공모|사업)?(?: (?:신규 ?)?(?:주관|수행|운영|참여|최종)? ?"
    r"(?:기관|대학|사업자|대상|대상지|대상자))?(?:에|으로|로) (?:[^\n,.]{0,16} )?(?:선정|뽑|지정)"
)
"""What follows a call that was won, whatever its name ends with."""
_CENTRE = re.compile(r"(?:센터|연구소|연구단|연구실|사업단)")
"""What a body is called that a call for centres sets up."""


def centres(scene: Scene, match: Match) -> Iterator[Found]:
    """Yield the bodies that a frame says were chosen in a call for such bodies.

    Any body may win a call; the project is the body only where the call is for centres, and a
    centre that stood before has a name that is known.
    """
    known = lexicon.load().gazetteer.institutions_by_name
    if match.pattern.value == "centre" and any(
        _CENTRE.search(called.text) for called, _ in calls(scene, match)
    ):
        for f in match.every(scene, "project"):
            if _CENTRE.search(f.text[-3:]) and f.text not in known:
                yield f


def tells(scene: Scene, titles: Titles, match: Match, called: Found) -> bool:
    """Tell whether a frame can name a project of a call: with marks where it has to have them.

    Of two names side by side the second has marks: words without are those of one name, and
    a heading «‘X’ P사업 선정» is said of X.
    """
    row = match.every(scene, "project")
    if match.pattern.value == "quoted" and not all(f.quoted for f in row):
        return False
    if match.pattern.value == "centre" and not named(scene, titles, match):
        return False
    if called.quoted and not scene.sentence_of(called.start).heading:
        return True
    return all(
        f.quoted or called.end >= f.start or scene.text[called.end : f.start].strip(_BLANK_OR_MARK)
        for f in row
    )


_BLANK_OR_MARK = " ’'”\""
_TOGETHER = re.compile(
    r"(?:\([^()\n]{1,20}\))?(?:와 |과 |·|, | | 산하(?: ?기관인)? |(?:이|가) 주관하고 )"
)
"""What joins a ministry with the body that runs its programmes."""


def ministry(scene: Scene, agency: Found) -> Found:
    """Return the ministry before a body that runs its programmes with it, else the body."""
    if agency.kind == "gov":
        return agency
    row = scene.by_sentence[scene.sentence_of(agency.start).index]
    before = [f for f in row if f.end <= agency.start]
    if before and before[-1].kind == "gov":
        joined = _TOGETHER.fullmatch(scene.text, before[-1].end, agency.start)
        return before[-1] if joined else agency
    return agency


def named(scene: Scene, titles: Titles, match: Match) -> list[int]:
    """Return the titles that a match calls projects."""
    return [n for f in match.every(scene, "project") if (n := titles.number(f)) is not None]
