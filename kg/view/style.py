"""Colours, shapes and Korean words of the picture, one row a kind of thing.

The colours are those of Okabe and Ito (*Color Universal Design*, 2008), which people with every
kind of colour vision tell apart; each kind also has a shape and a letter, never colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.view.model import Node

__all__ = ["KINDS", "LEVELS", "RELATIONS", "Style", "kind_of", "money", "style_of"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind of node looks: a vis-network shape, a fill, and a letter in Korean and English."""

    shape: str
    color: str
    ko: str
    en: str


KINDS: dict[str, Style] = {
    "Project": Style("square", "#e69f00", "과제", "Project"),
    "Program": Style("hexagon", "#cc79a7", "사업", "Programme"),
    "Call": Style("hexagon", "#e8c4d8", "공모", "Call"),
    "Region": Style("diamond", "#009e73", "지역", "Region"),
    "Ministry": Style("triangle", "#d55e00", "부처", "Ministry"),
    "LocalGovernment": Style("triangleDown", "#b09c00", "지자체", "Local government"),
    "ResearchInstitute": Style("dot", "#0072b2", "연구기관", "Research institute"),
    "University": Style("star", "#56b4e9", "대학", "University"),
    "Association": Style("dot", "#6a5acd", "협회", "Association"),
    "Company": Style("square", "#8c6d31", "기업", "Company"),
    "Agency": Style("dot", "#4b9ea0", "공공기관", "Agency"),
    "Hospital": Style("dot", "#a83232", "병원", "Hospital"),
    "Institution": Style("dot", "#7f7f7f", "기관", "Institution"),
}
"""One style a kind, in the order of the legend; all classes of regions share one."""

LEVELS: dict[str, tuple[str, str]] = {
    "NationalFunding": ("국비", "National money"),
    "LocalFunding": ("지방비", "Local money"),
    "ProvincialFunding": ("도비", "Provincial money"),
    "MunicipalFunding": ("시비", "Municipal money"),
    "CountyFunding": ("군비", "County money"),
    "PrivateFunding": ("민자", "Private money"),
    "MixedFunding": ("공동 재원", "Mixed money"),
    "Funding": ("지원금", "Funding"),
    "TotalCost": ("총사업비", "Total cost"),
    "Headline": ("발표 합계", "Announced sum"),
    "FundingPart": ("그 가운데", "Part of it"),
}
"""What an amount is called, in Korean and English."""

RELATIONS: dict[str, tuple[str, str]] = {
    "pays": ("지원", "pays"),
    "headline": ("발표 합계", "announced sum"),
    "underProgram": ("선정", "selected"),
    "selectedIn": ("공모 선정", "selected in call"),
    "operatedBy": ("운영", "runs"),
    "callOf": ("공모", "call of"),
    "inRegion": ("지역", "in"),
    "share": ("분담", "share"),
    "lead": ("주관", "lead"),
    "participant": ("참여", "participant"),
    "coordinator": ("총괄", "coordinator"),
    "administrator": ("전담", "administrator"),
    "leadGovernment": ("주관 지자체", "lead government"),
    "partnerGovernment": ("협력 지자체", "partner government"),
    "governs": ("관할", "governs"),
    "within": ("소속 지역", "within"),
    "unitOf": ("소속", "unit of"),
    "other": ("그 밖의 역할", "other role"),
    "named": ("이름", "name"),
    "period": ("기간", "period"),
}
"""What a line is called, in Korean and English."""


def kind_of(node: Node) -> str:
    """Return the row of :data:`KINDS` that a node belongs to.

    >>> kind_of(Node("x", "Province", "경상북도"))
    'Region'
    """
    if node.type in KINDS:
        return node.type
    return "Region"


def style_of(node: Node) -> Style:
    """Return how a node looks."""
    return KINDS[kind_of(node)]


def money(won: int) -> str:
    """Return an amount as people write it.

    >>> money(8_000_000_000), money(7_150_000_000), money(1_200_000_000_000)
    ('80억 원', '71억 5,000만 원', '1조 2,000억 원')
    >>> money(7_100_005_000), money(0)
    ('71억 5,000원', '0원')
    """
    parts = []
    rest = won
    for size, word in ((10**12, "조"), (10**8, "억"), (10**4, "만")):
        head, rest = divmod(rest, size)
        if head:
            parts.append(f"{head:,}{word}")
    if rest or not parts:
        parts.append(f"{rest:,}")
        return " ".join(parts) + "원"
    return " ".join(parts) + " 원"
