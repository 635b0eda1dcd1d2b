"""Many articles: one thing under its many names, agreeing and differing reports."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.link import Corpus, LinkedProject, Money, link
from kg.resolve import resolve
from tests.reports import (
    AMR,
    BATTERY,
    EOK,
    LATER_AMR,
    NANO,
    PARTS,
    PROGRAM,
    SHORT,
    Paper,
    at_the_end,
    first,
    linked,
    one_project,
    second,
    story,
    year_later,
)


def named(corpus: Corpus, name: str) -> LinkedProject:
    return next(one for one in corpus.projects if name in (one.label, *one.names))


def money(project: LinkedProject, source: str, won: int, region: str | None = None) -> Money:
    return next(
        one for one in project.money if (one.source, one.won, one.region) == (source, won, region)
    )


def kinds(corpus: Corpus) -> list[str]:
    return sorted(doubt.kind for doubt in corpus.doubts)


# ── the examples ─────────────────────────────────────────────────────────────────────────────


def test_two_papers_on_one_event_give_one_project_for_each() -> None:
    corpus = linked([first(), second()])
    assert [one.label for one in corpus.projects] == sorted([BATTERY, PARTS, AMR, NANO])
    for full, short in SHORT.items():
        assert short in named(corpus, full).names


def test_agreeing_reports_make_one_amount_with_two_pieces_of_evidence() -> None:
    corpus = linked([first(), second()])
    amount = money(named(corpus, BATTERY), "national", 80 * EOK)
    assert len({said.article for said in amount.said}) == 2
    assert amount.superseded_by == ()
    (headline,) = corpus.headlines
    assert len(headline.said) == 2
    assert headline.counts == (4,)


def test_the_doubtful_amount_yields_to_the_one_that_confirms_its_likely_reading() -> None:
    corpus = linked([first(), second()])
    project = named(corpus, PARTS)
    slip, right = (money(project, "total", won) for won in (7_100_005_000, 7_150_000_000))
    assert slip.superseded_by == (right.local,)
    assert slip.alternative == 7_150_000_000
    assert right.superseded_by == ()
    assert "superseded-likely-reading" in kinds(corpus)
    assert "suspicious-amount" in kinds(corpus)


def test_the_robots_cost_less_with_every_year() -> None:
    corpus = linked(story())
    project = named(corpus, AMR)
    assert set(project.names) >= {SHORT[AMR], LATER_AMR}
    plan, start, end = (
        money(project, "total", won) for won in (160 * EOK, 146 * EOK, 12_290_000_000)
    )
    assert plan.superseded_by == (start.local,)
    assert start.superseded_by == (end.local,)
    assert end.superseded_by == ()
    rounded = money(project, "total", 122 * EOK)
    assert rounded.superseded_by == (end.local,)
    assert kinds(corpus).count("superseded-newer") >= 3


def test_a_regions_part_in_won_is_part_of_the_whole_and_yields_with_it() -> None:
    corpus = linked([first(), second()])
    project = named(corpus, AMR)
    whole = money(project, "national", 100 * EOK)
    parts = [money(project, "national", 50 * EOK, region) for region in ("대구광역시", "경상북도")]
    assert [part.part_of for part in parts] == [whole.local] * 2
    assert all(part.superseded_by == () for part in parts)
    later = named(linked(story()), AMR)
    new = money(later, "national", 96 * EOK)
    for region in ("대구광역시", "경상북도"):
        assert money(later, "national", 50 * EOK, region).superseded_by == (new.local,)


def test_parts_without_a_whole_are_money_of_their_own() -> None:
    paper = Paper()
    paper.project(
        "공동 사업",
        paper.money("national", 5 * EOK, region="대구"),
        paper.money("national", 4 * EOK, region="경북"),
    )
    assert [one.part_of for one in one_project(linked([paper])).money] == [None, None]


def test_a_share_of_one_source_that_equals_that_of_the_cost_is_the_same_share() -> None:
    project = named(linked([first(), second()]), AMR)
    assert [(one.region, one.percent, one.of) for one in project.shares] == [
        ("경상북도", 50, "cost"),
        ("대구광역시", 50, "cost"),
    ]


# ── order, repetition, retraction ────────────────────────────────────────────────────────────


def test_the_order_of_the_articles_changes_nothing() -> None:
    papers = story()
    expected = linked(papers)
    for order in itertools.permutations(papers):
        assert linked(order) == expected


def test_the_same_article_twice_changes_nothing() -> None:
    assert linked([*story(), first()]) == linked(story())


def test_a_twin_from_elsewhere_changes_nothing_but_where_it_was_read() -> None:
    facts = first().facts
    twin = replace(facts, article=replace(facts.article, source="elsewhere.txt", sha256="0" * 64))
    once, twice = link([resolve(facts)]), link([resolve(facts), resolve(twin)])
    assert replace(once, articles={}) == replace(twice, articles={})


def test_without_an_article_only_what_others_say_is_left() -> None:
    assert linked([p for p in story() if p.publisher != "매일신문"]) == linked(
        [first(), year_later(), at_the_end()]
    )
    corpus = linked([first()])
    assert SHORT[PARTS] not in named(corpus, PARTS).names
    assert [m.won for m in named(corpus, PARTS).money if m.source == "total"] == [7_100_005_000]


_NAMES = (
    *(AMR, SHORT[AMR], LATER_AMR, f"2023년 {LATER_AMR}", BATTERY, SHORT[BATTERY]),
    *("남부 로봇 시험센터", "로봇 시험센터 사업", "북부 로봇 시험센터", "로봇시험센터"),
)


@st.composite
def any_paper(draw: st.DrawFn) -> Paper:
    """Return a paper with one or two projects out of few names, leads, regions and amounts."""
    pick = draw
    paper = Paper(
        pick(st.sampled_from("가나다라마")),
        pick(st.sampled_from([None, "2022-05-04", "2022-05-20", "2023-01-01"])),
    )
    if pick(st.booleans()):
        paper.program(PROGRAM, pick(st.sampled_from([None, "산업통상자원부"])), 2023)
    for name in pick(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=2, unique=True)):
        paper.project(
            name,
            paper.money(
                pick(st.sampled_from(["national", "total"])),
                pick(st.sampled_from([EOK, 104 * EOK // 100, 2 * EOK])),
                approx=pick(st.booleans()),
                region=pick(st.sampled_from([None, "대구"])),
            ),
            program=pick(st.sampled_from([None, PROGRAM])),
            regions=pick(st.sampled_from([[], ["대구"], ["대구", "경북"], ["부산"]])),
            leads=pick(st.sampled_from([[], ["대구기계부품연구원"], ["한국자동차연구원"]])),
            period=pick(st.sampled_from([(None, None), (2023, 2025), ("2023-04", 2025)])),
        )
    if pick(st.booleans()):
        paper.total("대구", 2 * EOK, program=pick(st.sampled_from([None, PROGRAM])))
    return paper


@settings(max_examples=80, deadline=None)
@given(st.lists(any_paper(), min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_no_order_of_any_articles_changes_anything(
    papers: list[Paper], shuffler: random.Random
) -> None:
    expected = linked(papers)
    shuffled = list(papers)
    shuffler.shuffle(shuffled)
    assert linked(shuffled) == expected
    assert linked([*papers, *shuffled]) == expected
    locals_ = {expected.locals["project", one.id] for one in expected.projects}
    assert len(locals_) == len(expected.projects)


def test_articles_of_one_key_and_other_text_stay_two_articles() -> None:
    a, b = Paper(), Paper()
    a.project("가나다 사업", a.money("national", EOK))
    b.project("라마바 사업", b.money("national", EOK))
    corpus = linked([a, b])
    assert len(corpus.articles) == 2
    assert linked([b, a]) == corpus
    assert len(corpus.projects) == 2


# ── which names are one project ──────────────────────────────────────────────────────────────


def two(name_a: str, name_b: str, **both: object) -> int:
    """Return how many projects two articles with one project each make."""
    a, b = Paper("가"), Paper("나", "2023-01-01")
    for paper, name in ((a, name_a), (b, name_b)):
        paper.project(name, paper.money("national", 10 * EOK), **both)  # type: ignore[arg-type]
    corpus = linked([a, b])
    assert linked([b, a]) == corpus
    return len(corpus.projects)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (BATTERY, SHORT[BATTERY]),
        (PARTS, SHORT[PARTS]),
        (AMR, SHORT[AMR]),
        (AMR, LATER_AMR),
        (AMR, f"2023년 {LATER_AMR}"),
        ("사용후 배터리 시험평가센터 구축사업", BATTERY),
        ("수소차 안전인증센터 구축", "친환경 수소자동차 안전인증센터 구축사업"),
    ],
)
def test_a_shorter_name_with_the_same_lead_is_the_same_project(a: str, b: str) -> None:
    assert two(a, b, leads=["대구기계부품연구원"]) == 1
    assert two(b, a, leads=["대구기계부품연구원"]) == 1


@pytest.mark.parametrize(
    "common",
    [
        {"program": PROGRAM},
        {"regions": ["대구", "경북"], "period": (2023, 2025)},
        {"regions": ["대구", "경북"], "period": ("2023-04", "2025-12")},
    ],
)
def test_programme_and_amount_or_place_and_time_corroborate_as_well(
    common: dict[str, object],
) -> None:
    assert two(AMR, SHORT[AMR], **common) == 1


@pytest.mark.parametrize(
    "common", [{}, {"regions": ["대구"]}, {"period": (2023, 2025)}, {"participants": ["경북대"]}]
)
def test_a_shorter_name_alone_is_not_enough(common: dict[str, object]) -> None:
    assert two(AMR, SHORT[AMR], **common) == 2


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("첨단 로봇 실증단지 1단계 구축사업", "첨단 로봇 실증단지 2단계 구축사업"),
        ("첨단 로봇 실증단지 구축사업", "첨단 로봇 실증단지 2단계 구축사업"),
        ("2022년 청년 창업 지원단지 조성사업", "2023년 청년 창업 지원단지 조성사업"),
        ("지능형 로봇 부품 시험센터", "지능형 기계 부품 시험센터"),
        ("로봇 사업", "지능형 로봇 부품 시험센터 구축사업"),
        ("지원사업", "기업 지원사업"),
    ],
)
def test_other_words_numbers_or_years_keep_names_apart(a: str, b: str) -> None:
    assert two(a, b, leads=["대구기계부품연구원"]) == 2


def test_names_that_one_article_tells_apart_stay_apart() -> None:
    a, b = Paper("가"), Paper("나")
    for name in (AMR, SHORT[AMR]):
        a.project(name, leads=["대구기계부품연구원"])
    b.project(SHORT[AMR], leads=["대구기계부품연구원"])
    corpus = linked([a, b])
    assert len(corpus.projects) == 2
    assert len(named(corpus, SHORT[AMR]).said) == 2


def test_a_short_name_that_fits_two_projects_is_only_proposed() -> None:
    lead = ["대구기계부품연구원"]
    papers = [Paper(title) for title in "가나다"]
    papers[0].project("북부 지능형 로봇 시험센터 구축사업", leads=lead)
    papers[1].project("남부 지능형 로봇 시험센터 구축사업", leads=lead)
    papers[2].project("지능형 로봇 시험센터 구축사업", leads=lead)
    corpus = linked(papers)
    assert len(corpus.projects) == 3
    assert {pair.reason for pair in corpus.proposed} == {"ambiguous"}
    assert "possibly-same-project" in kinds(corpus)


def test_one_name_in_unrelated_regions_is_two_projects() -> None:
    a, b, c = Paper("가"), Paper("나"), Paper("다")
    a.project("스마트시티 조성사업", a.money("national", EOK), regions=["부산시"])
    b.project("스마트시티 조성사업", b.money("national", 2 * EOK), regions=["세종시"])
    c.project("스마트시티조성사업", regions=["부산시"])
    corpus = linked([a, b, c])
    assert len(corpus.projects) == 2
    assert len({corpus.locals["project", one.id] for one in corpus.projects}) == 2
    assert [len(one.money) for one in corpus.projects] == [1, 1]
    assert linked([c, b, a]) == corpus


def test_one_name_in_a_province_and_its_city_is_one_project() -> None:
    a, b = Paper("가"), Paper("나")
    a.project("수소특화단지 조성사업", regions=["전라북도"])
    b.project("수소특화단지 조성사업", regions=["완주군"])
    assert len(linked([a, b]).projects) == 1


def test_a_person_can_keep_names_apart() -> None:
    pair = frozenset({BATTERY, SHORT[BATTERY]})
    corpus = linked([first(), second()], apart=[pair])
    assert {BATTERY, SHORT[BATTERY]} <= {one.label for one in corpus.projects}


@pytest.mark.parametrize("size", [400, 800])
def test_many_projects_of_one_lead_are_compared_with_few(size: int) -> None:
    """Names of one lead with a first word of their own are never compared."""
    from kg import same
    from kg.same import names, shorter

    calls = 0
    original = names.contained

    def counted(*names: tuple[str, ...]) -> bool:
        nonlocal calls
        calls += 1
        return original(*names)

    made_up = map("".join, itertools.product("가나다라마바사아자차", repeat=3))
    reports = [
        same.Report(f"a{i}", f"p{i}", f"{name} 로봇 시험센터", leads=frozenset({"기관"}))
        for i, name in enumerate(itertools.islice(made_up, size))
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shorter, "contained", counted)
        groups = same.group(reports)
    assert len(groups.groups) == size
    assert calls <= 10 * size


# ── amounts ──────────────────────────────────────────────────────────────────────────────────

NAME = "지능형 로봇 시험센터 구축사업"


def told(*reports: tuple[str | None, int, bool]) -> Corpus:
    """Link articles that each give one whole cost: date, won, rounded."""
    papers = []
    for number, (date, won, approx) in enumerate(reports):
        paper = Paper(f"기사 {number}", date)
        paper.project(NAME, paper.money("total", won, approx=approx))
        papers.append(paper)
    corpus = linked(papers)
    assert linked(papers[::-1]) == corpus
    return corpus


def standing(corpus: Corpus) -> list[int]:
    return [one.won for one in one_project(corpus).money if not one.superseded_by]


def test_newer_beats_older() -> None:
    assert standing(told(("2022-01-01", 10 * EOK, False), ("2022-01-02", 9 * EOK, False))) == [
        9 * EOK
    ]


def test_an_amount_that_is_said_again_is_as_new_as_the_last_time() -> None:
    corpus = told(
        ("2022-01-01", 10 * EOK, False),
        ("2022-06-01", 9 * EOK, False),
        ("2022-12-01", 10 * EOK, False),
    )
    assert standing(corpus) == [10 * EOK]


def test_exact_beats_rounded_even_when_older() -> None:
    assert standing(told(("2022-01-01", 1050_000_000, False), ("2022-01-02", 10 * EOK, True))) == [
        1050_000_000
    ]


def test_rounded_and_newer_beats_exact_when_it_is_another_amount() -> None:
    assert standing(told(("2022-01-01", 20 * EOK, False), ("2022-01-02", 10 * EOK, True))) == [
        10 * EOK
    ]


@pytest.mark.parametrize("date", ["2022-01-01", None])
def test_without_an_order_in_time_both_stand_and_the_conflict_is_marked(date: str | None) -> None:
    corpus = told((date, 10 * EOK, False), (date, 9 * EOK, False))
    assert standing(corpus) == [9 * EOK, 10 * EOK]
    (doubt,) = [one for one in corpus.doubts if one.kind == "conflicting-amounts"]
    assert len(doubt.targets) == 2
    assert "900,000,000원" in doubt.ko
    assert "900,000,000원" in doubt.en


def test_two_amounts_of_one_article_are_two_amounts() -> None:
    paper, later = Paper("가"), Paper("나", "2023-01-01")
    paper.project(NAME, paper.money("national", 3 * EOK), paper.money("national", 5 * EOK))
    later.project(NAME, later.money("national", 5 * EOK))
    corpus = linked([paper, later])
    assert standing(corpus) == [3 * EOK, 5 * EOK]
    assert kinds(corpus) == []


def test_other_levels_do_not_supersede_each_other() -> None:
    a, b = Paper("가"), Paper("나", "2023-01-01")
    a.project(NAME, a.money("national", 3 * EOK))
    b.project(NAME, b.money("local", 5 * EOK), b.money("total", 9 * EOK))
    assert standing(linked([a, b])) == [5 * EOK, 3 * EOK, 9 * EOK]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, "2022-01-01", "2022-02-01", "2023-01-01"]),
            st.integers(95, 125).map(lambda tens: tens * EOK // 10),
            st.booleans(),
        ),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_superseding_never_goes_in_a_circle_and_leaves_something_standing(
    reports: list[tuple[str | None, int, bool]],
) -> None:
    project = one_project(told(*reports))
    next_ = {one.local: one.superseded_by for one in project.money}
    assert any(not heirs for heirs in next_.values())
    for start in next_:
        seen: set[str] = set()
        front = {start}
        while front:
            assert not front & seen
            seen |= front
            front = {heir for one in front for heir in next_[one]}


# ── other differences ────────────────────────────────────────────────────────────────────────


def test_other_leads_years_and_shares_stand_side_by_side_and_are_marked() -> None:
    a, b = Paper("가", "2022-05-04"), Paper("나", "2023-05-04")
    a.project(NAME, regions=["대구"], leads=["대구기계부품연구원"], shares=[("대구", 65)],
              period=(2023, 2025))  # fmt: skip
    b.project(NAME, regions=["대구"], leads=["한국자동차연구원"], shares=[("대구", 35)],
              period=(2023, 2026))  # fmt: skip
    corpus = linked([a, b])
    project = one_project(corpus)
    assert len([part for part in project.parts if part.role == "lead"]) == 2
    assert [share.percent for share in project.shares] == [35, 65]
    assert [day for day, _ in project.ends] == [2025, 2026]
    assert kinds(corpus) == ["conflicting-end", "conflicting-leads", "conflicting-shares"]
    end = next(doubt for doubt in corpus.doubts if doubt.kind == "conflicting-end")
    assert end.ko.endswith("2025 (2022-05-04); 2026 (2023-05-04)")
    assert linked([b, a]) == corpus


def test_reports_that_only_say_more_are_no_conflict() -> None:
    a, b = Paper("가", "2022-05-04"), Paper("나", "2023-05-04")
    a.project(NAME, leads=["대구기계부품연구원"], period=(2023, None))
    b.project(NAME, leads=["대구기계부품연구원", "한국자동차연구원"], period=("2023-04", 2026))
    assert kinds(linked([a, b])) == []
    assert not any("conflict" in kind or "possibly" in kind for kind in kinds(linked(story())))


def test_only_the_programme_or_the_regions_make_a_proposal() -> None:
    for common in ({"program": PROGRAM}, {"regions": ["대구", "경북"]}):
        a, b = Paper("가"), Paper("나")
        a.project(AMR, a.money("national", 10 * EOK), **common)
        b.project(SHORT[AMR], b.money("national", 9 * EOK), **common)
        corpus = linked([a, b])
        assert len(corpus.projects) == 2
        assert [(pair.short, pair.long) for pair in corpus.proposed] == [(SHORT[AMR], AMR)]
        (doubt,) = [one for one in corpus.doubts if one.kind == "possibly-same-project"]
        assert len(doubt.targets) == 2


# ── who pays ─────────────────────────────────────────────────────────────────────────────────


def test_national_money_is_paid_by_the_ministry_that_operates_the_programme() -> None:
    corpus = linked([first()])
    assert {(one.source, one.paid_by) for project in corpus.projects for one in project.money} == {
        ("national", "산업통상자원부"),
        ("total", None),
    }


def test_the_agency_may_stand_in_another_article() -> None:
    a, b = Paper("가"), Paper("나")
    a.program(PROGRAM, "산업통상자원부")
    b.project(NAME, b.money("national", EOK), program=PROGRAM)
    assert [one.paid_by for one in one_project(linked([a, b])).money] == ["산업통상자원부"]


def test_local_money_of_a_region_is_paid_by_its_government() -> None:
    paper = Paper()
    paper.project(
        NAME,
        paper.money("province", EOK, region="경상북도"),
        paper.money("county", EOK, region="완주군"),
        others=[("경상북도", "leadGovernment"), ("완주군", "partnerGovernment")],
    )
    corpus = linked([paper])
    paid: dict[str, str | None] = {one.source: one.paid_by for one in one_project(corpus).money}
    for source, region in (("province", "경상북도"), ("county", "완주군")):
        payer = corpus.entities["institution", paid[source] or ""]
        assert payer.type == "LocalGovernment"
        assert region in (payer.governs or "")


def test_a_named_payer_is_the_payer_and_joins_the_equal_amount_without_one() -> None:
    a, b = Paper("가"), Paper("나")
    a.project(NAME, a.money("other", 60 * EOK, payer="한국화학융합시험연구원"))
    b.project(NAME, b.money("other", 60 * EOK))
    (amount,) = one_project(linked([a, b])).money
    assert amount.paid_by == "한국화학융합시험연구원"
    assert len(amount.said) == 2


# ── headlines ────────────────────────────────────────────────────────────────────────────────


def test_a_headline_without_a_programme_joins_that_of_the_same_month() -> None:
    a, b, c = Paper("가", "2022-05-04"), Paper("나", "2022-05-20"), Paper("다", "2024-05-04")
    a.total("대구시", 215 * EOK, program=PROGRAM)
    b.total("대구", 215 * EOK)
    c.total("대구", 215 * EOK)
    corpus = linked([a, b, c])
    assert sorted(len(one.said) for one in corpus.headlines) == [1, 2]


def test_a_rounded_headline_yields_to_the_exact_one_of_the_same_article() -> None:
    paper = Paper()
    paper.total("대구시", 220 * EOK, approx=True)
    paper.total("대구시", 215 * EOK)
    exact, rounded = linked([paper]).headlines
    assert rounded.superseded_by == (exact.local,)
    assert exact.superseded_by == ()


def test_headlines_of_one_amount_for_two_regions_are_two() -> None:
    paper = Paper()
    paper.total("대구시", EOK)
    paper.total("부산시", EOK)
    assert len({one.local for one in linked([paper]).headlines}) == 2


# ── local names ──────────────────────────────────────────────────────────────────────────────


def test_names_that_would_make_one_address_get_a_digest() -> None:
    names = ["가/나 사업장", "가 나 사업장!", "가%20나 사업장", "…", "!!"]
    paper = Paper()
    for name in names:
        paper.project(name)
    corpus = linked([paper])
    locals_ = [corpus.locals["project", one.id] for one in corpus.projects]
    assert len(set(locals_)) == len(names)
    assert all(local.replace("-", "").replace("_", "a").isalnum() for local in locals_)


def test_a_name_of_any_length_has_a_short_address() -> None:
    paper = Paper()
    paper.project("가" * 10_000)
    paper.project("가" * 10_001)
    corpus = linked([paper])
    locals_ = {corpus.locals["project", one.id] for one in corpus.projects}
    assert len(locals_) == 2
    assert max(map(len, locals_)) < 100


def test_shuffled_large_corpus_gives_the_same_corpus() -> None:
    papers = []
    for number in range(60):
        paper = Paper(f"기사 {number}", f"2022-{number % 12 + 1:02d}-01")
        paper.project(
            f"{'가나다라'[number % 4]}형 로봇 시험센터 구축사업",
            paper.money("national", (number % 7 + 1) * EOK),
            regions=["대구", "부산", "경북"][number % 3 :][:1],
            leads=["대구기계부품연구원"] if number % 2 else [],
        )
        papers.append(paper)
    expected = linked(papers)
    random.Random(7).shuffle(papers)  # noqa: S311 - an order, not a secret
    assert linked(papers) == expected
