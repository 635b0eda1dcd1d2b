"""Corrections by a person: read strictly, applied on every build, never silently."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg.curation import Curation, apply, idle, load, loads
from kg.errors import DataError
from kg.model import (
    Amount,
    Article,
    Evidence,
    Facts,
    Flag,
    Mention,
    OtherRole,
    Program,
    Project,
    Share,
    Total,
)
from kg.resolve import article_key, resolve

END = 'reason = "기관에 물어보았다"\ndate = 2026-11-22\n'
AT = Evidence(0, 1, "가")


def entry(table: str, **keys: str) -> str:
    lines = [f"{key.replace('_', '-')} = {value}" for key, value in keys.items()]
    return f"[[{table}]]\n" + "\n".join(lines) + f"\n{END}"


def facts() -> Facts:
    project = Project(
        "이송·물류 플랫폼", AT, "소재 개발사업",
        regions=(Mention("대구시", AT), Mention("경북", AT)),
        leads=(Mention("나노실용화센터", AT),),
        participants=(Mention("다이텍연구원", AT),),
        others=(OtherRole("대구시", "leadGovernment", AT),),
        funding=(
            Amount("national", 8_000_000_000, "80억원", AT),
            Amount("total", 7_100_005_000, "71억5천원", AT),
        ),
        shares=(Share("대구", 50, AT), Share("경북", 50, AT)),
    )  # fmt: skip
    return Facts(
        Article("가나다", "대구시, 국비 확보", "새벽신문", None, "2022-05-04"),
        (Program("소재 개발사업", AT, year=2023),),
        (project, replace(project, name="다른 과제")),
        (Total("대구시", "national", 21_500_000_000, "215억", AT, program="소재 개발사업"),),
    )


# ── reading ──────────────────────────────────────────────────────────────────────────────────


def test_the_example_in_the_description_is_read() -> None:
    import kg.curation

    doc = kg.curation.__doc__ or ""
    example = doc.split("::\n")[1].split("\n``fact")[0]
    curation = loads("\n".join(line.removeprefix("    ") for line in example.splitlines()))
    assert [r.says for r in curation.namings] == ["same-as", "not-same-as", "alias"]
    assert curation.rejects[0].amount == 7_100_005_000
    assert curation.rejects[0].day == date(2026, 11, 22)


def test_an_empty_file_says_nothing() -> None:
    assert loads("") == Curation()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[same-as]", "not valid TOML"),
        (entry("same", name='"가"'), "curation, same: expected one of same-as"),
        ('same-as = "가"', r"write each entry below \[\[same-as\]\]"),
        ("[same-as]\nname = '가'", r"write each entry below \[\[same-as\]\]"),
        (entry("same-as", kind='"region"', name='"가"'), "same-as 1, is: the key is missing"),
        (entry("same-as", kind='"region"', name='"가"', is_='"나"'), "same-as 1, is-: unknown key"),
        (entry("alias", kind='"planet"', of='"가"', alias='"나"'),
         "alias 1, kind: expected one of region, institution"),
        (entry("alias", kind='"region"', of="3", alias='"나"'), "alias 1, of: expected a text"),
        (entry("alias", kind='"region"', of='" "', alias='"나"'), "alias 1, of: expected a text"),
        (entry("reject", fact='"lead"', title='"가"', project='"나"'),
         "reject 1, name: a lead needs this key"),
        (entry("reject", fact='"lead"', project='"나"', name='"다"'),
         "reject 1, article: give the article's key, or its title"),
        (entry("reject", fact='"funding"', title='"가"', project='"나"'),
         "reject 1, amount: give the amount"),
        (entry("reject", fact='"funding"', title='"가"', project='"나"', amount="-1"),
         "reject 1, amount: expected whole won"),
        (entry("reject", fact='"funding"', title='"가"', project='"나"', amount="true"),
         "reject 1, amount: expected whole won"),
        (entry("alias", kind='"region"', of='"가"', alias='"나"').replace("2026-11-22", '"오늘"'),
         "alias 1, date: expected a day"),
        (entry("alias", kind='"region"', of='"가"', alias='"나"').replace(
            "2026-11-22", "2026-11-22T10:00:00"), "alias 1, date: expected a day"),
        (entry("alias", kind='"region"', of='"가"', alias='"나"').replace(END, "date = 2026-11-22"),
         "alias 1, reason: the key is missing"),
        (entry("alias", kind='"region"', of='"가"', alias='"다"')
         + entry("alias", kind='"region"', of='"나"', alias='"다"'),
         "said to be both '가' and '나'"),
        (entry("alias", kind='"region"', of='"가"', alias='"다"')
         + entry("not-same-as", kind='"region"', name='"다"', is_not='"가"'),
         "said to be and not to be"),
        ("a = " + "[" * 5000, "not valid TOML"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(DataError, match=said) as error:
        loads(text)
    assert str(error.value).startswith("curation")


def test_a_file_is_read_and_named_in_errors(tmp_path: Path) -> None:
    path = tmp_path / "curation.toml"
    path.write_text(
        entry("alias", kind='"region"', of='"대구"', alias='"달구벌"'), encoding="utf-8-sig"
    )
    target = load(path).target("region", "달구벌")
    assert target is not None
    assert target.entity == "대구"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(DataError, match=r"curation\.toml: the file is not UTF-8"):
        load(path)
    with pytest.raises(DataError, match="cannot be read"):
        load(tmp_path)


# ── names ────────────────────────────────────────────────────────────────────────────────────


def test_same_as_joins_a_name_with_an_entity() -> None:
    rules = loads(
        entry("same-as", kind='"institution"', name='"나노실용화센터"', **{"is": '"대구TP"'})
    )
    found = resolve(facts(), curation=rules).names["institution", "나노실용화센터"]
    assert (found.entity.id, found.reason) == ("대구테크노파크", "curation")
    assert "2026-11-22" in found.why
    assert "기관에 물어보았다" in found.why_ko
    assert "나노실용화센터" not in found.entity.aliases


def test_an_alias_joins_and_is_shown() -> None:
    rules = loads(
        entry("alias", kind='"institution"', of='"대구테크노파크"', alias='"나노실용화 센터"')
    )
    found = resolve(facts(), curation=rules).names["institution", "나노실용화센터"]
    assert found.entity.id == "대구테크노파크"
    assert "나노실용화 센터" in found.entity.aliases


def test_same_as_may_name_a_body_that_no_list_knows() -> None:
    rules = loads(
        entry("same-as", kind='"institution"', name='"나노실용화센터"', **{"is": '"나노융합센터"'})
    )
    found = resolve(facts(), curation=rules).names["institution", "나노실용화센터"]
    assert found.entity.id == "나노융합센터"


def test_not_same_as_keeps_a_name_from_the_list() -> None:
    rules = loads(
        entry("not-same-as", kind='"institution"', name='"다이텍연구원"', is_not='"다이텍연구원"')
        + entry("not-same-as", kind='"region"', name='"광주"', is_not='"경기도 광주시"')
    )
    resolved = resolve(facts(), curation=rules)
    assert resolved.names["institution", "다이텍연구원"].reason == "as-written"
    two = replace(facts().projects[0], regions=(Mention("광주", AT),))
    city = resolve(replace(facts(), projects=(two,)), curation=rules).names["region", "광주"]
    assert city.entity.id == "광주광역시"


def test_a_person_decides_a_homonym_and_a_programme() -> None:
    rules = loads(
        entry("same-as", kind='"region"', name='"중구"', **{"is": '"대구 중구"'})
        + entry(
            "same-as", kind='"program"', name='"소재 개발사업"', **{"is": '"소재·부품 개발사업"'}
        )
        + entry("same-as", kind='"project"', name='"다른 과제"', **{"is": '"이송·물류 플랫폼"'})
    )
    one = replace(facts().projects[0], regions=(Mention("중구", AT),))
    resolved = resolve(replace(facts(), projects=(one, facts().projects[1])), curation=rules)
    assert resolved.names["region", "중구"].entity.id == "대구광역시 중구"
    assert resolved.names["program", "소재 개발사업"].entity.label_ko == "소재·부품 개발사업"
    assert resolved.names["call", "소재 개발사업|2023"].entity.parent == "소재부품 개발사업"
    joined = resolved.names["project", "다른 과제"].entity
    assert joined == resolved.names["project", "이송·물류 플랫폼"].entity
    assert joined.aliases == ("다른 과제",)


def test_a_proposal_that_a_person_turned_down_is_not_made_again() -> None:
    project = replace(facts().projects[0], leads=(Mention("한국전자통신연구윈", AT),))
    bare = replace(facts(), projects=(project,))
    assert [f.kind for f in resolve(bare).facts.flags] == ["same-name?"]
    rules = loads(
        entry("not-same-as", kind='"institution"', name='"한국전자통신연구윈"',
              is_not='"한국전자통신연구원"')
    )  # fmt: skip
    assert resolve(bare, curation=rules).facts.flags == ()


# ── facts ────────────────────────────────────────────────────────────────────────────────────

PROJECT = '"이송ㆍ물류  플랫폼"'
"""Another spelling of the project's name: corrections survive how a text is read."""


def rejected(**keys: str) -> Facts:
    rules = loads(entry("reject", title='"대구시, 국비확보"', **keys))
    return apply(rules, facts(), article_key(facts().article))


def test_a_rejected_amount_is_gone_from_its_project_alone_and_a_flag_says_so() -> None:
    after = rejected(fact='"funding"', project=PROJECT, amount="7100005000")
    assert [a.as_stated for a in after.projects[0].funding] == ["80억원"]
    assert len(after.projects[1].funding) == 2
    (flag,) = after.flags
    assert flag.kind == "rejected"
    assert flag.evidence == AT
    assert "2026-11-22" in flag.message
    assert "기관에 물어보았다" in flag.message_ko


def test_a_doubt_about_a_rejected_fact_is_settled() -> None:
    doubt, other = (Flag("suspicious-amount", "?", Evidence(n, n + 1, "가")) for n in (0, 2))
    rules = loads(
        entry("reject", title='"대구시, 국비 확보"', fact='"total"', amount="21500000000")
    )
    after = apply(rules, replace(facts(), flags=(doubt, other)), "")
    assert [f.kind for f in after.flags] == ["suspicious-amount", "rejected"]
    assert after.flags[0] == other


def test_an_amount_may_be_given_as_stated_and_by_level() -> None:
    after = rejected(fact='"funding"', project=PROJECT, as_stated='"71억5천원"', source='"total"')
    assert len(after.projects[0].funding) == 1
    same = rejected(fact='"funding"', project=PROJECT, as_stated='"71억5천원"', source='"city"')
    assert same == facts()


@pytest.mark.parametrize(
    ("kind", "name", "field"),
    [
        ("region", "경북", "regions"), ("lead", "나노실용화센터", "leads"),
        ("participant", "다이텍연구원", "participants"), ("other", "대구시", "others"),
        ("share", "대구", "shares"),
    ],
)  # fmt: skip
def test_a_rejected_name_is_gone(kind: str, name: str, field: str) -> None:
    after = rejected(fact=f'"{kind}"', project=PROJECT, name=f'"{name}"')
    before = getattr(facts().projects[0], field)
    kept = getattr(after.projects[0], field)
    assert len(kept) == len(before) - 1
    assert getattr(after.projects[1], field) == before


def test_a_rejected_project_programme_and_total_are_gone() -> None:
    assert [p.name for p in rejected(fact='"project"', project=PROJECT).projects] == ["다른 과제"]
    after = rejected(fact='"program"', name='"소재 개발사업"')
    assert after.programs == ()
    assert {p.program for p in after.projects} == {None}
    assert after.totals[0].program is None
    assert rejected(fact='"total"', amount="21500000000").totals == ()
    assert rejected(fact='"total"', as_stated='"215억"', name='"대구시"').totals == ()
    assert rejected(fact='"total"', as_stated='"215억"', name='"부산시"') == facts()


def test_another_article_is_left_alone() -> None:
    key = article_key(facts().article)
    rule = entry("reject", article=f'"{key}"', fact='"project"', project=PROJECT)
    assert len(apply(loads(rule), facts(), key).projects) == 1
    assert apply(loads(rule), facts(), "2022-05-05_다른_기사") == facts()
    other = rule.replace("[[reject]]", '[[reject]]\ntitle = "다른 제목"')
    assert apply(loads(other), facts(), key) == facts()


def test_resolving_applies_the_file() -> None:
    rules = loads(entry("reject", title='"대구시, 국비 확보"', fact='"project"', project=PROJECT))
    resolved = resolve(facts(), curation=rules)
    assert [p.name for p in resolved.facts.projects] == ["다른 과제"]
    assert ("project", "이송·물류 플랫폼") not in resolved.names


def test_a_curation_travels_between_processes() -> None:
    rules = loads(entry("alias", kind='"region"', of='"대구"', alias='"달구벌"'))
    assert rules.target("region", "달구벌") is not None
    copy = pickle.loads(pickle.dumps(rules))  # noqa: S301 - made a line above
    assert copy == rules
    assert copy.target("region", "달구벌") == rules.target("region", "달구벌")


def test_entries_without_use_are_found() -> None:
    used = (
        entry("alias", kind='"institution"', of='"대구테크노파크"', alias='"나노실용화센터"')
        + entry("not-same-as", kind='"region"', name='"대구시"', is_not='"경산시"')
        + entry("reject", title='"대구시, 국비 확보"', fact='"total"', amount="21500000000")
    )
    slips = (
        entry("same-as", kind='"institution"', name='"나노실용센터"', **{"is": '"대구TP"'})
        + entry("reject", title='"대구시, 국비 확보"', fact='"total"', amount="21500000001")
    )  # fmt: skip
    rules = loads(used + slips)
    assert idle(rules, [resolve(facts(), curation=rules)]) == (
        *rules.namings[-1:],
        rules.rejects[-1],
    )
    alone = loads(used)
    assert idle(alone, [resolve(facts(), curation=alone)]) == ()
