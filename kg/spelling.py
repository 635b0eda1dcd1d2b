"""What is left of a name when spelling is taken away: spaces, dots, quotes, legal forms, years.

Two spellings of one name give one id, under any Unicode form; different names keep different ids.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

__all__ = [
    "body_key",
    "body_label",
    "bracketed",
    "clean",
    "digest",
    "program_id",
    "program_label",
    "project_id",
    "short_id",
    "tight",
]

_QUOTES = "‘’“”'\"`′″「」『』《》〈〉"
_DOTS = str.maketrans(dict.fromkeys("ㆍ‧・･•⋅∙", "·"))
_LOOSE = re.compile(r"[\s·ㆍ‧・･•⋅∙]+")
_LEGAL = re.compile(
    r"[㈜㈔㈖]|[(（<〈\[](?:주|재|사|유|의|학|합)[)）>〉\]]"
    r"|주식회사|재단법인|사단법인|유한회사|학교법인|의료법인"
)
_BRACKET = re.compile(r"(.+?)\s*[(（]\s*([^()（）]{1,30}?)\s*[)）]$")
_BELOW = re.compile(r"이하\s*")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&\-]{1,11}$")
_YEAR = re.compile(
    r"[‘’']?\d{2}\s?년도?\s*|(?:19|20)\d{2}\s?(?:년도|학년도|년)\s*|(?:19|20)\d{2}\s+(?=\D)"
)
_CALL = re.compile(r"\s*공모$|공모(?=\s?사업$)")
_HEAD = re.compile(
    r"(?<=..)(?:(?:기반|구축|육성|지원|조성|개발|실증|고도화|활성화|협력|기획)+(?:사업)?|프로젝트)$"
)
_LONG = 100


def clean(name: str) -> str:
    """Return a name in NFC with single spaces and without quotation marks around it.

    >>> clean(" ‘스마트  특성화’ ")
    '스마트 특성화'
    """
    text = unicodedata.normalize("NFC", name)
    if text.isalnum():
        return text
    text = " ".join(text.split())
    return text.strip(_QUOTES).strip() or text


def tight(name: str) -> str:
    """Return a name without spaces and middle dots, in NFC.

    >>> tight("김해의생명·산업진흥원") == tight("김해 의생명 산업진흥원")
    True
    """
    text = unicodedata.normalize("NFC", name)
    return text if text.isalnum() else _LOOSE.sub("", text) or text.strip()


def bracketed(name: str) -> tuple[str, str | None]:
    """Split a name and the short form that a bracket after it gives.

    >>> bracketed("한국해양과학기술원(KIOST)")
    ('한국해양과학기술원', 'KIOST')
    >>> bracketed("충북테크노파크(이하 충북TP)")
    ('충북테크노파크', '충북TP')
    >>> bracketed("한국연구센터(나주)")
    ('한국연구센터(나주)', None)
    """
    found = _BRACKET.match(name) if name.endswith((")", "）")) else None
    if found is None:
        return name, None
    short = short_form(found[1], found[2])
    return (found[1], short) if short else (name, None)


def short_form(full: str, inner: str) -> str | None:
    """Return the short form that a bracket's content gives for the name before it, or ``None``.

    A content is a short form when it says so (이하 …), is an acronym, or consists of syllables of
    the name in their order, with capitals for the rest.

    >>> short_form("한국자동차연구원", "한자연"), short_form("충북테크노파크", "충북TP")
    ('한자연', '충북TP')
    >>> short_form("한국광기술원", "원장 신용진"), short_form("한국광기술원", "이하 광기원")
    (None, '광기원')
    """
    below = _BELOW.match(inner)
    if below:
        return inner[below.end() :].strip(_QUOTES + " ") or None
    inner = inner.strip(_QUOTES + " ")
    if _ACRONYM.match(inner):
        return inner
    letters = iter(full)
    if not 1 < len(inner) < len(full):
        return None
    return inner if all("A" <= c <= "Z" or c in letters for c in inner) else None


@lru_cache(maxsize=1024)
def body_label(name: str) -> str:
    """Return the name of a body without its legal form and without the bracket of a short form.

    >>> body_label("(재)철원플라즈마 산업기술연구원"), body_label("한국동서발전(주)")
    ('철원플라즈마 산업기술연구원', '한국동서발전')
    """
    text = clean(name)
    bare = " ".join(_LEGAL.sub(" ", text).split())
    return bracketed(bare or text)[0]


@lru_cache(maxsize=1024)
def body_key(name: str) -> str:
    """Return what the spellings of one body's name have in common.

    >>> body_key("㈜에스엘") == body_key("에스엘 (주)") == "에스엘"
    True
    """
    return tight(body_label(name)) or tight(name)


def program_label(name: str) -> str:
    """Return a programme's name without its year and without the word for a call.

    >>> program_label("2023년도 ‘스마트특성화 기반구축사업’")
    '스마트특성화 기반구축사업'
    >>> program_label("2013년도 지자체 간 연계협력 사업공모"), program_label("2023년 공모")
    ('지자체 간 연계협력 사업', '2023년 공모')
    """
    text = clean(name)
    year = _YEAR.match(text)
    bare = clean(text[year.end() :]) if year else text
    bare = _CALL.sub("", bare).strip()
    return bare if len(tight(bare)) > 2 and tight(bare) not in ("사업", "공모") else text


def program_id(name: str) -> str:
    """Return one id for all spellings of a programme: one space, before the closing words.

    >>> program_id("스마트 특성화 기반구축 사업") == program_id("2023년 스마트특성화 기반구축사업")
    True
    >>> program_id("스마트 특성화 기반구축 사업")
    '스마트특성화 기반구축사업'
    """
    text = tight(program_label(name))
    return short_id(_HEAD.sub(lambda m: " " + m[0], text))


def project_id(name: str) -> str:
    """Return the id of a project in its article: the name, with one kind of middle dot.

    >>> project_id("‘이송ㆍ물류  AMR 플랫폼’")
    '이송·물류 AMR 플랫폼'
    """
    return short_id(clean(name).translate(_DOTS))


def digest(text: str) -> str:
    """Return six hexadecimal digits that tell a text apart, the same everywhere.

    >>> digest("대구") == digest("대구"), len(digest("대구"))
    (True, 6)
    """
    return sha256(text.encode()).hexdigest()[:6]


def short_id(text: str) -> str:
    """Return an id of readable length; a longer text ends in a digest of the whole.

    >>> short_id("대구") , len(short_id("가" * 10_000))
    ('대구', 107)
    """
    return text if len(text) <= _LONG else f"{text[:_LONG]}-{digest(text)}"
