"""The page of the first article, the whole way from its file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.pipeline import Build, build


@pytest.fixture(scope="module")
def news(article: Path) -> Build:
    return build(article)


def test_first_screen_says_what_happened(news: Build, visit: Any) -> None:
    html = news.page()
    assert len(html.encode()) < 1_000_000
    opened = visit(html, "#regions=region/대구광역시")
    tab = opened.tab
    assert tab.inner_text("#sentence").startswith("대구광역시는 2023~2025년")
    assert "국비 215억 원을 확보했습니다" in tab.inner_text("#sentence")
    assert tab.get_attribute("data[data-sum=NationalFunding]", "value") == "33000000000"
    assert tab.get_attribute("data[data-sum=portion]", "value") == "21500000000"
    assert opened.errors == []
    assert opened.outside == []


def test_every_amount_is_marked_in_the_article(news: Build, visit: Any) -> None:
    tab = visit(news.page(), "#view=text").tab
    marks = set(tab.locator("#view mark").all_inner_texts())
    assert {"80억원", "180억원", "50억원", "71억5천원", "100억원", "160억원", "143억원"} <= marks
    text = tab.inner_text("#view article")
    assert "후원" not in text
    tab.locator("#view mark", has_text="71억5천원").first.click()
    assert "아마도 71억 5,000만 원" in tab.inner_text("#details")


def test_two_builds_give_the_same_page(news: Build, article: Path) -> None:
    assert build(article).page() == news.page()


def test_notebooks_show_it(news: Build) -> None:
    assert news._repr_html_().startswith("<iframe srcdoc=")
