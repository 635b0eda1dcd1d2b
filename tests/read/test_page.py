"""Portal text becomes the article: title, subtitle and body, and nothing of the page around it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from kg.read.characters import clean
from kg.read.page import Known, read_page
from tests.conftest import ARTICLE as SEED

BODY = "나래시는 ‘드론 실증 거점 구축사업’에 선정돼 국비 70억원을 받는다고 7일 밝혔다."
MORE = "총사업비는 120억원이며 나래드론연구원이 주관하고 한들대학교가 참여한다."
TITLE = "나래시, 드론 실증 거점 선정…국비 70억 확보"


def body_of(*lines: str) -> str:
    """Return what is left of a page with a headline and the given lines."""
    return read_page("\n".join([TITLE, "", *lines])).text


def test_first_article_keeps_its_body_and_loses_its_page() -> None:
    raw = SEED.read_text(encoding="utf-8")
    page = read_page(clean(raw))
    title, *body = [line for line in page.text.split("\n") if line]
    assert title == page.title == "대구시, ‘스마트특성화 기반구축사업’ 3년간 국비 215억 확보"
    assert page.publisher == "여성신문"
    assert page.author == "권은주"
    assert page.published == "2022-05-04"
    plain = raw.replace("\u00a0", " ").split("\n")
    paragraphs = [line.strip() for line in plain if "다." in line or "”고 말했다" in line]
    assert body == paragraphs[: len(body)]
    assert len(body) == 7
    assert page.text.count("215억") == 2
    assert "후원" not in page.text


def test_portal_page_leaves_the_article_only(fixtures: Path) -> None:
    page = read_page(clean((fixtures / "portal.txt").read_text(encoding="utf-8")))
    assert page.text == (fixtures / "portal.expected.txt").read_text(encoding="utf-8").rstrip()
    assert (page.publisher, page.author, page.published) == ("나래일보", "홍길동", "2024-03-07")


@pytest.mark.parametrize(
    "line",
    [
        "정치 | 경제 | 사회 | 문화 | 스포츠",
        "로그인 회원가입 PDF보기 기사제보",
        "정치경제사회문화스포츠",
        "홍길동 기자 2024-03-07 09:12 공유하기 글자크기",
        "맑음서울 18.7℃",
        "2025.11.05 (수)",
        "UPDATED. 2024-04-23 13:40 (화)",
        "글자크기 설정",
        "나래시청 전경 ⓒ나래시",
        "드론이 시험장을 날고 있다.(사진=나래시)",
        "지난 3월 드론 시험장에서 열린 시연회 모습. 나래시 제공",
        "홍길동 기자 reporter@example.com",
        "나래=홍길동 기자",
        "[나래일보] 나래/홍길동 기자",
        "#드론 #실증",
        "이 기사를 공유합니다",
        "[관련기사] 한들시, 로봇 사업에 30억원",
        "광고",
        "| | |",
    ],
)
def test_furniture_goes_wherever_it_stands(line: str) -> None:
    plain = body_of(BODY, "", MORE)
    assert body_of(line, "", BODY, "", MORE) == plain
    assert body_of(BODY, "", line, "", MORE) == plain
    assert body_of(BODY, "", MORE, "", line) == plain


@pytest.mark.parametrize(
    "heading",
    [
        "관련기사", "많이 본 뉴스", "인기기사", "추천기사", "랭킹 뉴스", "fn 이시각 헤드라인",
        "나래 관련기사목록", "댓글삭제", "전체댓글 0", "이 기사의 구독료를 내고 싶습니다.",
        "기사가 마음에 드셨나요?", "저작권자 © 나래일보 무단전재 및 재배포 금지",
        "(주)나래 | 등록번호 나래 아00000 | 발행인 갑",
    ],
)  # fmt: skip
def test_money_after_the_article_is_not_its_own(heading: str) -> None:
    others = ["1 한들시, 국비 500억 확보", "새별군은 국비 300억원을 확보했다.", "• 3,000원"]
    assert body_of(BODY, "", MORE, "", heading, *others) == body_of(BODY, "", MORE)


@pytest.mark.parametrize("heading", ["주요기사", "많이 본 뉴스", "실시간 인기기사"])
def test_list_above_the_article_goes_and_the_article_stays(heading: str) -> None:
    page = f"{heading}\n1 한들시 국비 500억 확보\n2 새별군 300억 확보\n\n{TITLE}\n\n{BODY}\n{MORE}"
    assert read_page(page).text == f"{TITLE}\n{BODY}\n{MORE}"


def test_what_the_page_repeats_stands_once() -> None:
    page = [TITLE, TITLE, "승인 2024.03.07 09:12", "", BODY, MORE, "", BODY, "", f"{BODY} {MORE}"]
    assert read_page("\n".join(page)).text == f"{TITLE}\n{BODY}\n{MORE}"


def test_text_of_a_picture_and_its_caption_go() -> None:
    caption = "홍길동 나래드론연구원 원장."
    assert body_of(BODY, "", caption, caption, "", MORE) == body_of(BODY, "", MORE)


def test_short_cells_may_repeat() -> None:
    rows = ["과제 | 지역 | 국비", "하나 | 나래 | 10억원", "둘 | 나래 | 10억원"]
    assert body_of(BODY, *rows).split("\n")[-3:] == rows


@pytest.mark.parametrize("money", ["- 국비 70억원, 시비 50억원", "국비 70억원을 들인다."])
def test_projects_may_have_the_same_money(money: str) -> None:
    items = ["○ 드론 시험장 구축", money, "○ 인증 센터 구축", money]
    assert body_of(BODY, *items).split("\n")[2:] == items
    assert body_of(BODY, *items, MORE, "", BODY, *items, MORE) == body_of(BODY, *items, MORE)


def test_list_without_a_sentence_keeps_what_it_repeats() -> None:
    items = ["○ 하나", "- 국비 10억원", "○ 둘", "- 국비 10억원", "가 | 나래 | 10", "나 | 나래 | 10"]
    assert read_page("\n".join([TITLE, *items])).text == "\n".join([TITLE, *items])


def test_subtitles_stay() -> None:
    text = read_page(f"{TITLE}\n\n3년간 120억 투입\n나래드론연구원 주관\n\n{BODY}").text
    assert text.split("\n")[:3] == [TITLE, "3년간 120억 투입", "나래드론연구원 주관"]


@pytest.mark.parametrize(
    ("front", "publisher", "author"),
    [
        ("[나래=나래일보] 홍길동 기자 = ", "나래일보", "홍길동"),
        ("[나래=한들통신]홍길동 기자= ", "한들통신", "홍길동"),
        ("【한들경제 나래=홍길동 기자】 ", "한들경제", "홍길동"),
        ("[한들경제(나래)=홍길동 기자] ", "한들경제", "홍길동"),
        ("[새별저널 | 나래 홍길동 기자] ", "새별저널", "홍길동"),
        ("[새별게릴라뉴스=홍길동] ", "새별게릴라뉴스", "홍길동"),
        ("(나래=한들뉴스) 홍길동 기자 = ", "한들뉴스", "홍길동"),
        ("【나래=홍길동 기자】", None, "홍길동"),
        ("[나래일보] ", "나래일보", None),
    ],
)
def test_dateline_names_outlet_and_author(
    front: str, publisher: str | None, author: str | None
) -> None:
    page = read_page(f"{TITLE}\n\n{front}{BODY}")
    assert page.text == f"{TITLE}\n{BODY}"
    assert (page.publisher, page.author) == (publisher, author)


@pytest.mark.parametrize("front", ["[나래] ", "(재)", "(주)", "[속보] "])
def test_other_brackets_stay(front: str) -> None:
    assert read_page(f"{TITLE}\n\n{front}{BODY}").text == f"{TITLE}\n{front}{BODY}"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("승인 2022.05.04 18:36", "2022-05-04"),
        ("  • 승인 2018.08.10 08:56", "2018-08-10"),
        ("입력 2018.04.22 08:50", "2018-04-22"),
        ("등록 2024.05.15 15:19:11수정 2024.05.16 17:48:52", "2024-05-15"),
        ("기사승인 2023-11-08 11:03:33", "2023-11-08"),
        ("홍길동 기자 | 기사입력 2023/04/14 [09:25]", "2023-04-14"),
        ("2022.07.07 10:19", "2022-07-07"),
        ("2007-04-04     홍길동 기자", "2007-04-04"),
        ("게시일 2020년 5월 4일", "2020-05-04"),
        ("수정 2022-05-04 18:36", None),
        ("UPDATED. 2024-04-23 13:40 (화)", None),
        ("나래시청 전경 2020.10.18 photo@example.com |", None),
        ("승인 2024.02.30", None),
    ],
)
def test_day_of_publication(line: str, published: str | None) -> None:
    page = read_page(f"{TITLE}\n{line}\n\n{BODY}")
    assert page.published == published
    assert page.text == f"{TITLE}\n{BODY}"


def test_day_of_the_visit_is_never_the_articles() -> None:
    assert read_page(f"2024-04-19 17:34 (금)\n{TITLE}\n\n{BODY}").published is None
    assert read_page(f"2024-04-19 17:34\n{TITLE}\n\n{BODY}").published is None
    page = read_page(f"2024-04-19 17:34 (금)\n{TITLE}\n승인 2018.08.10 08:56\n\n{BODY}")
    assert page.published == "2018-08-10"


def test_first_day_wins() -> None:
    page = read_page(f"{TITLE}\n입력 2020.01.02\n수정 2020.01.05\n승인 2020.01.03\n\n{BODY}")
    assert page.published == "2020-01-02"


@pytest.mark.parametrize(
    "first",
    [
        BODY,
        f"[나래=나래일보] 홍길동 기자 = {BODY}",
        f"나래일보\n정치 경제 사회 문화\n\n{BODY}",
        f"나래시청 조감도.\n\n{BODY}",
        f"○ 사업기간 : 2024년\n{BODY}",
    ],
)
def test_no_headline_is_made_up(first: str) -> None:
    assert read_page(f"{first}\n{MORE}").title is None


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (f"date 2026-01-16 {TITLE}\n\n{BODY}", TITLE),
        (f"-{TITLE}-\n{BODY}", TITLE),
        (
            f"제목 | {TITLE} | ||||\n---|---|---|\n조회수 | 11 | 등록일 | 2019-02-28 |\n{BODY}",
            TITLE,
        ),
        (f"[나래] {TITLE}\n\n{BODY}", f"[나래] {TITLE}"),
        (f"사회 > 지역\n\n{TITLE}\n\n홍길동 기자\n{BODY}", TITLE),
        (f"나래의 소식을 전하는 곳\n{TITLE}\n{TITLE}\n승인 2020.01.02\n\n{BODY}", TITLE),
    ],
)
def test_headline_is_found(page: str, title: str) -> None:
    found = read_page(page)
    assert found.title == title
    assert found.text.split("\n")[0] == title
    assert found.text.count(TITLE) == 1


def test_what_the_file_says_wins() -> None:
    known = Known(title=TITLE, publisher="가나뉴스", author="성춘향", published="2020-02-03")
    page = read_page(f"머리말 한 줄입니다\n{TITLE}\n홍길동 기자\n승인 2021.01.01\n{BODY}", known)
    assert (page.publisher, page.author, page.published) == ("가나뉴스", "성춘향", "2020-02-03")
    assert page.text == f"{TITLE}\n{BODY}"


def test_lines_after_a_byline_in_the_middle_stay() -> None:
    last = ["시는 내년에 시험장을 연다.", "인증 장비도 들인다.", "기업 열 곳이 들어온다."]
    assert body_of(BODY, "홍길동 기자", *last).split("\n")[-3:] == last


def test_table_with_a_cell_a_line_becomes_rows() -> None:
    cells = ["연번", "과제", "국비", "1", "드론 시험장\n구축", "40억원", "2", "인증 센터", "30억원"]
    table = "\n|\n".join(cells) + "\n|"
    assert body_of(BODY, "", table, "", MORE).split("\n")[3:6] == [
        "연번 | 과제 | 국비", "1 | 드론 시험장 구축 | 40억원", "2 | 인증 센터 | 30억원",
    ]  # fmt: skip


def test_lost_line_break_comes_back() -> None:
    assert body_of(BODY + MORE).split("\n")[1:] == [BODY, MORE]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("국비\u00a070억원", "국비 70억원"),
        ("국비 ７０억원（총 １２０억）", "국비 70억원(총 120억)"),
        ("국비\u200b 70\u202e억\u2069원", "국비 70억원"),
        ("국비 70억원\x00\x07\ufeff\ufffe", "국비 70억원"),
        ("국비 \ud83d70억원", "국비 70억원"),
        (unicodedata.normalize("NFD", "국비 70억원"), "국비 70억원"),
        ("국비\u300070억원", "국비 70억원"),
    ],
)
def test_characters_are_the_plain_ones(written: str, read: str) -> None:
    assert clean(written) == read
    assert clean(clean(written)) == read


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x85", "\u2028", "\u2029", "\x0c"])
def test_every_line_break_is_one(end: str) -> None:
    assert clean(f"가{end}나") == "가\n나"


BAIT = [
    "1," * 200_000,
    "(" * 300_000,
    " " * 300_000 + ".",
    "억" * 300_000,
    "| " * 200_000,
    "[" * 200_000 + "사진",
    "]" * 100_000 + " 제공",
    "a@" * 150_000,
    "a." * 150_000 + "@",
    "다." * 150_000,
    "ⓒ" * 150_000 + "다.",
    "가나다. " * 60_000 + "제공",
    "기자 " * 60_000 + "다.",
    "2022.05.04" * 20_000,
    "#가" * 100_000,
    "| 가 |\n" * 60_000,
    "|\n" * 100_000,
    "가\n" * 200_000,
    "가나다라마바사아자차\n" * 60_000,
    "무단 전재 ⓒ " * 40_000,
]


@pytest.mark.parametrize("bait", BAIT, ids=lambda b: repr(b[:8]))
def test_bait_is_read_in_linear_time(bait: str) -> None:
    """A quadratic pattern would take minutes here."""
    page = read_page(clean(f"{TITLE}\n\n{BODY}\n{bait}\n"))
    assert page.text.startswith(f"{TITLE}\n{BODY}")
