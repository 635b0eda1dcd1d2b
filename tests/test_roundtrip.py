"""Articles are written from known facts; extraction gives the facts back."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kg.extract import extract
from kg.facts import dumps
from kg.korean.money import scan
from kg.model import Article, Facts
from kg.score import score_article
from tests.awards import (
    CALLERS,
    CALLS,
    ENDINGS,
    HOPES,
    ORDERS,
    PLACES,
    WANTS,
    WINS,
    Award,
    gold_won,
    tell,
    wish,
)
from tests.phrases import (
    AMOUNTS,
    EOK,
    LISTS,
    LONE,
    MONEY,
    NOISE,
    OPENINGS,
    PERIODS,
    ROLES,
    WISHES,
    Word,
    joined,
    josa,
)
from tests.stories import amounts, awards, stories, told
from tests.writer import (
    CHAINS,
    Story,
    Style,
    gold,
    gold_alone,
    write,
    write_alone,
)

PHASES = (Phase.explicit, Phase.generate)
"""A failure shows its article as it is: making it smaller takes minutes."""

steady = settings(
    derandomize=True, database=None, deadline=None, max_examples=12, phases=PHASES
)  # fmt: skip
"""The same articles in every run, so that a failure is a change of the program."""


def read_back(story: Story, text: str) -> Facts:
    title = text.split("\n", 1)[0]
    return extract(Article(text, title=title, published=f"{story.start - 1}-05-04"))


def compared(story: Story, text: str, wanted: dict[str, Any]) -> list[str]:
    """Return what extraction gets wrong in a text, in words."""
    score = score_article(wanted, json.loads(dumps(read_back(story, text))), "article")
    assert score.spans_held == score.spans_seen
    return [m.text("ko") for m in score.misses]


def misses(story: Story, style: Style) -> list[str]:
    return compared(story, write(story, style), gold(story, style))


def check(story: Story, style: Style) -> None:
    assert misses(story, style) == [], write(story, style)


# ── the writer itself ────────────────────────────────────────────────────────────────────────


def test_particles_fit_the_last_letter() -> None:
    assert josa("연구원", "이/가") == "연구원이"
    assert josa("테크노파크", "이/가") == "테크노파크가"
    assert josa("‘플랫폼’", "은/는") == "‘플랫폼’은"
    assert f"{Word('180억원(대구·경북 배분비 5:5)'):이/가}" == "180억원(대구·경북 배분비 5:5)이"
    assert joined(["가", "나원", "다"], "과/와") == "가, 나원과 다"
    assert joined(["가"], "과/와") == "가"


@given(told)
@steady
def test_the_text_holds_every_fact_of_its_gold(drawn: tuple[Story, Style]) -> None:
    story, style = drawn
    text = write(story, style)
    facts = gold(story, style)
    for project in facts["projects"]:
        for name in (project["name"], *project["leads"], *project["participants"]):
            assert name in text
    assert "{" not in text
    if style.ministry == "full":
        assert facts["programs"][0]["agency"] in text
    assert facts["totals"][0]["amount_krw"] <= sum(w.national for w in story.works)


# ── amounts ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", sorted(AMOUNTS))
@given(amounts(1, 99_000, EOK // 100))
@settings(steady, max_examples=200)
def test_an_amount_reads_back_in_every_form(form: str, won: int) -> None:
    text = f"국비 {AMOUNTS[form](won)}을 지원한다."
    assert [m.value for m in scan(text)] == [won], text


# ── one frame at a time ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("money", sorted(MONEY))
@given(story=stories(most=2, partners=False))
@steady
def test_money_in_every_frame(money: str, story: Story) -> None:
    check(story, Style(money=money))


@pytest.mark.parametrize("roles", sorted(ROLES))
@given(story=stories(most=2, partners=False))
@steady
def test_roles_in_every_frame(roles: str, story: Story) -> None:
    check(story, Style(roles=roles))


@pytest.mark.parametrize("opening", sorted(OPENINGS))
@given(story=stories(most=2, partners=False))
@steady
def test_openings_in_every_frame(opening: str, story: Story) -> None:
    check(story, Style(opening=opening))


@pytest.mark.parametrize("period", sorted(PERIODS))
@given(story=stories(most=2, partners=False))
@steady
def test_periods_in_every_form(period: str, story: Story) -> None:
    check(story, Style(period=period))


@pytest.mark.parametrize("chain", [*sorted(CHAINS), *sorted(LISTS)])
@given(story=stories(partners=False))
@steady
def test_projects_strung_together_in_every_way(chain: str, story: Story) -> None:
    check(story, Style(chain=chain))


@pytest.mark.parametrize("noise", sorted(NOISE))
@given(story=stories(most=2, partners=False))
@steady
def test_what_is_no_grant_never_becomes_one(noise: str, story: Story) -> None:
    check(story, Style(noise=noise))


@pytest.mark.parametrize("amount", sorted(AMOUNTS))
@given(story=stories(most=2, step=EOK // 10, partners=False))
@steady
def test_amounts_in_every_form(amount: str, story: Story) -> None:
    check(story, Style(amount=amount))


@pytest.mark.parametrize("quotes", ["‘’", "''", "“”", '""', "「」", "『』"])
@given(story=stories(most=2, partners=False))
@steady
def test_names_in_every_kind_of_quotation_marks(quotes: str, story: Story) -> None:
    check(story, Style(quotes=quotes))


@pytest.mark.parametrize("money", sorted(MONEY))
@given(story=stories(most=2))
@steady
def test_cost_shares_go_to_the_right_party(money: str, story: Story) -> None:
    check(story, Style(money=money))


@pytest.mark.parametrize("bodies", ["plain", "acronym", "legal"])
@given(story=stories(most=2, partners=False))
@steady
def test_bodies_with_acronyms_and_legal_forms(bodies: str, story: Story) -> None:
    check(story, Style(bodies=bodies))


@given(story=stories(most=2, partners=False))
@steady
def test_ministries_under_their_short_names(story: Story) -> None:
    check(story, Style(ministry="short"))


# ── one project alone, and only wishes ───────────────────────────────────────────────────────


@pytest.mark.parametrize("opening", sorted(LONE))
@given(story=stories(most=1, partners=False))
@steady
def test_one_project_alone(opening: str, story: Story) -> None:
    style = Style(opening=opening)
    text = write_alone(story, style)
    assert compared(story, text, gold_alone(story, style)) == [], text


@pytest.mark.parametrize("opening", sorted(WISHES))
@given(story=stories(most=1, partners=False))
@steady
def test_money_that_is_only_wished_for_is_no_fact(opening: str, story: Story) -> None:
    text = write_alone(story, Style(opening=opening))
    facts = read_back(story, text)
    assert [a for p in facts.projects for a in p.funding] == [], text
    assert facts.totals == (), text


# ── the award itself, each part of its sentence in every wording ─────────────────────────────


def check_award(story: Story, award: Award) -> None:
    text = tell(story, award)
    assert compared(story, text, gold_won(story, award)) == [], text


few = settings(steady, max_examples=4)


@pytest.mark.parametrize("order", sorted(ORDERS))
@given(story=stories(most=1, partners=False, private=False))
@steady
def test_an_award_in_every_order(order: str, story: Story) -> None:
    check_award(story, Award(order=order))


@pytest.mark.parametrize("caller", sorted(CALLERS))
@given(story=stories(most=1, partners=False, private=False))
@few
def test_who_calls_in_every_wording(caller: str, story: Story) -> None:
    check_award(story, Award(caller=caller))


@pytest.mark.parametrize("call", sorted({**CALLS, **PLACES}))
@given(story=stories(most=1, partners=False, private=False))
@few
def test_a_call_under_every_word_for_it(call: str, story: Story) -> None:
    check_award(story, Award(call=call))


@pytest.mark.parametrize("ending", sorted(ENDINGS))
@given(
    story=stories(most=1, partners=False, private=False), win=st.sampled_from(sorted(WINS))
)  # fmt: skip
@steady
def test_every_ending_with_a_verb_of_winning(win: str, ending: str, story: Story) -> None:
    check_award(story, Award(win=win, ending=ending))


@pytest.mark.parametrize("win", sorted(WINS))
@given(
    story=stories(most=1, partners=False, private=False), ending=st.sampled_from(sorted(ENDINGS))
)  # fmt: skip
@few
def test_every_verb_of_winning(win: str, ending: str, story: Story) -> None:
    check_award(story, Award(win=win, ending=ending))


@given(stories(most=1, partners=False, private=False), awards)
@settings(steady, max_examples=120)
def test_any_wording_of_an_award(story: Story, award: Award) -> None:
    check_award(story, award)


@pytest.mark.parametrize("want", sorted(WANTS))
@given(
    story=stories(most=1, partners=False, private=False), award=awards,
    hope=st.sampled_from(sorted(HOPES)),
)  # fmt: skip
@settings(steady, max_examples=6)
def test_a_call_that_is_wished_for_is_no_fact(
    want: str, hope: str, story: Story, award: Award
) -> None:
    facts = read_back(story, wish(story, award, want, hope))
    assert [a for p in facts.projects for a in p.funding] == [], facts.article.text
    assert facts.totals == (), facts.article.text


# ── everything at once ───────────────────────────────────────────────────────────────────────


@given(told)
@settings(steady, max_examples=60)
def test_any_wording_of_any_story(drawn: tuple[Story, Style]) -> None:
    check(*drawn)


@given(told, st.randoms(use_true_random=False))
@steady
def test_the_order_of_projects_does_not_matter(drawn: tuple[Story, Style], shuffle: Random) -> None:
    story, style = drawn
    works = list(story.works)
    shuffle.shuffle(works)
    assert sorted(misses(replace(story, works=tuple(works)), style)) == sorted(misses(story, style))
