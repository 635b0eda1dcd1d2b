"""What the names of rules and reasons mean, in words.

Most rules are patterns, which explain themselves (``data/patterns``). The rest, and the reasons for
leaving an amount out, are told here.
"""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from kg.extract.patterns import load

__all__ = ["RULES", "Words", "meaning"]

Words: TypeAlias = tuple[str, str]
"""The same in Korean and in English."""

RULES: dict[str, Words] = {
    "another-story": (
        "다른 이야기를 하는 문장의 금액이라 쓰지 않습니다.",
        "The sentence tells another story; its money is not this project's.",
    ),
    "ceiling": (
        "한도나 상한을 말하는 금액이라 지원금이 아닙니다.",
        "The amount is a ceiling, not a grant.",
    ),
    "first-region": (
        "선정된 지역을 밝힌 문장이 없어 처음 나온 지역을 씁니다.",
        "No sentence says which region won, so the first one named is taken.",
    ),
    "foreign": (
        "원이 아닌 돈이나 다른 단위의 수입니다.",
        "It is money of another country, or a count of something else.",
    ),
    "host-of-the-call": (
        "부처나 전담기관이 공모를 주관한다는 말이라 과제의 역할이 아닙니다.",
        "A ministry or its agency hosts the call, which is no role in a project.",
    ),
    "malformed": (
        "금액의 단위가 어긋나 읽을 수 없습니다.",
        "The units of the amount do not fit together.",
    ),
    "no-body-named": (
        "그 문장에 기관 이름이 없습니다.",
        "The sentence names no body.",
    ),
    "no-project": (
        "이 금액이 속할 과제를 찾지 못했습니다.",
        "No project was found that this amount belongs to.",
    ),
    "no-rule": (
        "기관 이름은 있으나 이 표현을 읽는 규칙이 없습니다.",
        "A body stands there, but no rule reads the phrase.",
    ),
    "listed-with": (
        "과제로 본 다른 사업과 한 목록에 나옵니다.",
        "It stands in one list with a project.",
    ),
    "only-asked-for": (
        "요청하거나 목표로 삼은 돈이라 지원금이 아닙니다.",
        "The money is only asked for or aimed at, not granted.",
    ),
    "only-name": (
        "기사에 나오는 사업 이름이 하나뿐이라 그것을 과제로 봅니다.",
        "It is the only name of its kind in the article.",
    ),
    "own-award": (
        "다른 사업과 따로 선정되고 금액이 있으며 과제 이름이 없어 사업 자체를 과제로 봅니다.",
        "It is won apart from other programmes, with money of its own and no project under it.",
    ),
    "own-name": (
        "공모의 이름 앞에 제 말을 붙여 부르는 과제입니다.",
        "It bears the name of its call with words of its own before it.",
    ),
    "owner": (
        "여러 과제 가운데 이 과제의 이름 곁에 적힌 지역입니다.",
        "The region stands beside this one of several projects.",
    ),
    "paid-next": (
        "바로 다음 문장에 그 사업의 금액과 재원이 나와 과제로 봅니다.",
        "The sentence behind it tells its money and who gives it, so it is a project.",
    ),
    "part-of-sum": (
        "문장이 적은 합계의 한 부분(해·단계·항목)이라 합계만 씁니다.",
        "It is a part (a year, a stage, an item) of a sum that the sentence writes out.",
    ),
    "payer": (
        "돈을 내거나 받는 지역으로 적혀 있습니다.",
        "The text names it as the region that pays or receives the money.",
    ),
    "priced": (
        "이름 바로 옆에 금액이 있어 과제로 봅니다.",
        "An amount stands right beside the name, so it is a project.",
    ),
    "programme-is-project": (
        "과제 이름이 따로 없어 사업 자체를 과제로 봅니다.",
        "No project is named beside the programme, so the programme is the project.",
    ),
    "region-acts": (
        "그 금액을 확보했다고 적힌 문장의 주어입니다.",
        "It is the subject of the sentence that says the amount was secured.",
    ),
    "region-in-name": (
        "과제 이름에 든 지역입니다.",
        "The region is part of the project's name.",
    ),
    "region-of-body": (
        "기관 이름에 든 지역입니다.",
        "The region is part of a body's name.",
    ),
    "region-of-district": (
        "과제 이름이 그 시·군의 한 지구이므로 그 시·군만 지역으로 봅니다.",
        "The project is called after a district, so its city or county alone is the region.",
    ),
    "region-of-headline": (
        "선정된 지역을 밝힌 문장이 없어 제목의 지역을 씁니다.",
        "No sentence says which region won, so the one of the headline is taken.",
    ),
    "region-of-lead": (
        "선정된 지역이 없고 주관기관이 여럿이라, 주관기관 이름에 든 지역을 씁니다.",
        "No region won and there are many leads, so the region in the lead's name is taken.",
    ),
    "region-of-sum": (
        "지역마다 합계를 적은 줄에서 그 합계 앞에 나온 지역입니다.",
        "It stands before this sum in a row of sums by region.",
    ),
    "regional-part": (
        "괄호 안에서 지역별로 나눈 금액입니다.",
        "The amount is one region's part, set out by region.",
    ),
    "range": (
        "금액의 범위라 하나의 값이 아닙니다.",
        "It is a range, not one amount.",
    ),
    "said-elsewhere": (
        "같은 사실이 기사의 다른 곳에서 이미 쓰였습니다.",
        "The same fact was taken from another place of the article.",
    ),
    "table-row": ("표의 한 줄에서 읽었습니다.", "It stands in a row of a table."),
    "unlabelled": (
        "재원이 적혀 있지 않아 둘레의 금액을 보고 정합니다.",
        "No word says whose money it is; the amounts around it tell.",
    ),
}  # fmt: skip
"""Rules that are no pattern, and reasons for leaving something out -> what they do."""


def meaning(name: str) -> Words:
    """Return what a rule or reason does, in Korean and in English; empty where nobody says.

    >>> meaning("table-row")[1]
    'It stands in a row of a table.'
    >>> meaning("no such rule")
    ('', '')
    """
    return RULES.get(name) or _patterns().get(name, ("", ""))


@cache
def _patterns() -> dict[str, Words]:
    """Return the explanations of the patterns; each stands in one language."""
    return {p.name: (p.explain, p.explain) for ps in load().values() for p in ps}
