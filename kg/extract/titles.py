"""The titles of a text, and which names can be titles at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from kg.extract import lexicon
from kg.extract.found import Found, squeeze
from kg.extract.runs import says_nothing
from kg.extract.scene import Scene

__all__ = ["Agency", "Titles", "is_event", "is_long_enough", "is_titled"]

_NOTE = re.compile(r"\([^()]*\)")
_NOT_A_TITLE = re.compile(
    r"^\s?(?:’|')?\s?(?:분야|부문|이?라는 (?:비전|기치|목표)|비전|등급|유형|산업의"
    r"|정책협의회|협의체|포럼"
    r"|(?:을|를) (?:내걸|내세|표방))"
)
_TITLE_BEHIND = re.compile(
    r"^[’'”\"`]?\s?(?:\((?:총 |국비 |약 )?\d[\d,.천백]*\s?억)"
    r"|^[’'”\"]?\s?(?:(?:조성|구축|개발|육성|지원|건립|설립|실증)\s?)?"
    r"(?:사업|과제|프로젝트|공모|시범사업|\([가-힣A-Z]{2,10}\)?\s?사업)"
)


@dataclass(frozen=True, slots=True)
class Agency:
    """The ministry that a text names for a programme."""

    found: Found
    rule: str


@dataclass(frozen=True)
class Titles:
    """The titles of a text: each mention belongs to a title, each title is a number.

    Args:
        of: start offset of a mention -> number of its title.
        mentions: number -> its mentions in order.
        programmes: number -> the rule that says it is a programme.
        projects: number -> the rule that says it is a project.
        weak: the same by rules that count only where no other project is told of.
        agencies: programme -> agency.
        within: project -> programme.
        told: where mentions begin that a frame says were won, or what a call is won with.
    """

    of: Mapping[int, int]
    mentions: Mapping[int, tuple[Found, ...]]
    programmes: Mapping[int, str] = field(default_factory=dict)
    projects: Mapping[int, str] = field(default_factory=dict)
    weak: Mapping[int, str] = field(default_factory=dict)
    agencies: Mapping[int, Agency] = field(default_factory=dict)
    within: Mapping[int, int] = field(default_factory=dict)
    told: Set[int] = frozenset()

    def number(self, found: Found | None) -> int | None:
        """Return the title that a mention belongs to."""
        return None if found is None else self.of.get(found.start)


def is_titled(scene: Scene, found: Found) -> bool:
    """Tell whether a name can be a title at all (a slogan or a field is none)."""
    behind = scene.text[found.end : found.end + 14]
    if _aside(scene, found) or _is_known_body(scene, found):
        return False
    if found.kind == "name" and not found.quoted and _in_passing(scene, found):
        return False
    if found.kind == "item" or not found.quoted:
        return not says_nothing(squeeze(found.text))
    words = lexicon.load()
    bare = _NOTE.sub("", found.text).strip()
    return bool(
        bare.endswith(words.weak_heads)
        or _TITLE_BEHIND.match(behind)
        or re.search(r"업무협약|\(MOU\)|시스템|기술|사업\(", found.text)
    )


def _is_known_body(scene: Scene, found: Found) -> bool:
    """Tell whether words are the name of a known institution, and not of work to set it up."""
    if found.text not in lexicon.load().gazetteer.institutions_by_name:
        return False
    return _TITLE_BEHIND.match(scene.text[found.end : found.end + 14]) is None


_FIELD = 12
"""Letters from which a quoted name is a title, although the text calls it a field (분야)."""


def is_long_enough(scene: Scene, found: Found) -> bool:
    """Tell whether a quoted name that a frame calls a title can be one."""
    if not found.quoted or _is_known_body(scene, found) or _SLOGAN.match(scene.text, found.end):
        return False
    if _FIRMS.search(scene.text, scene.sentence_of(found.start).start, found.start):
        return found.text.endswith(lexicon.load().weak_heads)
    return not _aside(scene, found) or len(squeeze(found.text)) >= _FIELD


_FIRMS = re.compile(r"(?:기업|업체|회사)(?:에는|으로는|으로|인) [^\n.]{0,30}$")
"""What stands before names in quotation marks that are those of firms."""
_SLOGAN = re.compile(r"[’'”\"]?(?:(?:을|를) (?:내걸|내세|표방)|(?:이?라는) (?:비전|기치|목표))")
"""What is said of words that are no title, however long."""


def is_event(found: Found) -> bool:
    """Tell whether a name is that of a body or an event, whatever is carried out."""
    return _EVENT.search(found.text) is not None


_EVENT = re.compile(
    r"(?:협의회|협의체|위원회|추진단|포럼|협약|대회|축제|회의|세미나|설명회|박람회|행사|비전|전략|계획)$"
)
"""What a quoted name ends with that is no project, whatever is carried out."""


_COUNTED = re.compile(r"\d여?\s?(?:개|건|곳)의?\s$|여러\s$")
_AND_SO_ON = re.compile(r"^\s?등(?:에|을|의|이|과|으로)?\s")


def _in_passing(scene: Scene, found: Found) -> bool:
    """Tell whether unmarked words count projects (9개 신성장 사업) or list contents (사업 등)."""
    before = scene.text[max(0, found.start - 8) : found.start]
    behind = scene.text[found.end : found.end + 5]
    return bool(_COUNTED.search(before) or (before.endswith(", ") and _AND_SO_ON.match(behind)))


def _aside(scene: Scene, found: Found) -> bool:
    """Tell whether what follows says that the words are a field, a type or a slogan."""
    behind = scene.text[found.end : found.end + 14].lstrip("’'”\"")
    if found.text.endswith("형") and _TYPE_BEHIND.match(behind):
        return True
    return _NOT_A_TITLE.match(behind) is not None or found.text.endswith(("분야", "부문", "유형"))


_TYPE_BEHIND = re.compile(r"\s?(?:에|으로|에서|에는|에서는|은|이)\s")
"""What follows a type of call (‘기술혁신선도형’에 선정돼), not a name that ends so (‘…형’ 사업)."""
