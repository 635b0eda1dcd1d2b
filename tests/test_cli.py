"""The commands as users type them: what they print, where, and the exit code."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest

from kg.cli.app import COMMANDS, run
from kg.cli.edge import guarded
from tests.conftest import contents, one_sentence


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Kg = Callable[..., Ran]


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Kg:
    """Run a command in this process, which is quicker than starting one."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("KG_LANG", raising=False)

    def call(*arguments: str | Path) -> Ran:
        code = guarded(lambda: run([str(a) for a in arguments]))
        return Ran(code, *capsys.readouterr())

    return call


# ── help ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", COMMANDS)
def test_help_explains_and_shows_examples(kg: Kg, name: str) -> None:
    ran = kg(name, "--help")
    assert ran.code == 0
    assert f"Usage: kg {name}" in ran.out
    examples = ran.out.partition("Examples:\n")[2].splitlines()
    assert any(re.search(rf"\bkg {name}\b", line) for line in examples)


def test_help_of_all_commands_says_what_each_does(kg: Kg) -> None:
    ran = kg("--help")
    assert ran.code == 0
    for name, purpose in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(purpose)}$", ran.out, re.MULTILINE)


def test_purpose_is_the_first_sentence_of_the_command() -> None:
    for name, purpose in COMMANDS.items():
        module = __import__(f"kg.cli.{name}", fromlist=["command"])
        first = " ".join(module.command.help.split("\n\n")[0].split())
        assert first == purpose


def test_version(kg: Kg) -> None:
    import kg as package

    assert kg("--version").out == f"kg {package.__version__}\n"


def test_shell_completion_knows_commands_and_options() -> None:
    env = {**os.environ, "_KG_COMPLETE": "bash_complete"}
    for words, wanted in (("kg bu", "build"), ("kg query --for", "--format")):
        ran = subprocess.run(
            [sys.executable, "-m", "kg"], env={**env, "COMP_WORDS": words, "COMP_CWORD":
            str(len(words.split()) - 1)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert wanted in ran.stdout


# ── build, remove ────────────────────────────────────────────────────────────────────────────


def test_build_writes_graph_page_and_facts_and_tells_what_it_found(
    kg: Kg, article: Path, tmp_path: Path
) -> None:
    ran = kg("build", article, "-o", tmp_path / "out", "--lang", "en")
    assert ran.code == 0
    assert ran.err == ""
    files = sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file())
    assert files == [f"out/facts/{article.stem}.json", "out/graph.html", "out/graph.ttl"]
    assert "한국전지산업협회 대구분원" in ran.out
    assert "KRW 21.5 billion = KRW 8 billion + KRW 5 billion + KRW 10 billion × 50%" in ran.out
    assert "KRW 7,100,005,000" in ran.out


def test_build_speaks_korean(kg: Kg, article: Path, tmp_path: Path) -> None:
    assert (
        "215억 원 = 80억 원 + 50억 원" in kg("build", article, "-o", tmp_path, "--lang", "ko").out
    )


def test_locale_chooses_the_language(
    kg: Kg, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert "총사업비" in kg("build", article, "-o", tmp_path).out


def test_bad_article_among_good_ones_is_named_and_skipped(
    kg: Kg, article: Path, tmp_path: Path
) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "good.txt").write_bytes(article.read_bytes())
    (news / "empty.txt").touch()
    ran = kg("build", news, "-o", tmp_path / "out")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "empty.txt" in ran.err
    assert "could not be read: 1" in ran.out
    assert [p.name for p in (tmp_path / "out" / "facts").iterdir()] == ["good.json"]


def test_nothing_readable_is_an_error_and_writes_nothing(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    ran = kg("build", tmp_path, "-o", tmp_path / "out")
    assert ran.code == 2
    assert one_sentence(ran.err)
    assert not (tmp_path / "out").exists()


def test_update_adds_replaces_and_changes_nothing_twice(
    kg: Kg, article: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    other = tmp_path / "other.txt"
    other.write_text(
        "부산시는 ‘해양로봇 실증사업’에 선정돼 국비 30억원을 확보했다.", encoding="utf-8"
    )
    kg("build", article, "-o", out)
    alone = contents(out)
    kg("build", other, "-o", out, "--update")
    both = contents(out)
    turtle = both["graph.ttl"].decode()
    assert "해양로봇_실증사업" in turtle
    assert "전기모빌리티융합" in turtle
    kg("build", other, article, "-o", out, "--update")
    assert contents(out) == both

    other.write_text(
        "부산시는 ‘해양로봇 실증사업’에 선정돼 국비 40억원을 확보했다.", encoding="utf-8"
    )
    kg("build", other, "-o", out, "--update")
    corrected = contents(out)["graph.ttl"].decode()
    assert "4000000000" in corrected
    assert "3000000000" not in corrected

    ran = kg("remove", "other", "-o", out)
    assert ran.code == 0
    assert contents(out) == alone


def test_build_without_update_leaves_nothing_of_an_earlier_build(
    kg: Kg, article: Path, tmp_path: Path
) -> None:
    first = tmp_path / "first.txt"
    first.write_bytes(article.read_bytes())
    kg("build", first, "-o", tmp_path / "out")
    kg("build", article, "-o", tmp_path / "out")
    assert [p.stem for p in (tmp_path / "out" / "facts").iterdir()] == [article.stem]


def test_facts_corrected_by_hand_are_built(kg: Kg, built: Path, tmp_path: Path) -> None:
    facts = next((built / "facts").iterdir())
    corrected = tmp_path / "corrected.json"
    corrected.write_text(
        facts.read_text(encoding="utf-8").replace("7100005000", "7150000000"), encoding="utf-8"
    )
    assert kg("build", corrected, "-o", tmp_path / "out").code == 0
    assert "7100005000" not in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


def test_base_is_kept_by_what_comes_after(kg: Kg, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    kg("build", article, "-o", out, "--base", "https://example.org/id/")
    before = contents(out)
    assert "https://w3id.org/kr-funding/id/" not in before["graph.ttl"].decode()
    kg("build", article, "-o", out, "--update")
    assert contents(out) == before


def test_curation_beside_the_graph_is_applied_to_every_build(
    kg: Kg, article: Path, tmp_path: Path
) -> None:
    rule = """
[[reject]]
title = "대구시, ‘스마트특성화 기반구축사업’ 3년간 국비 215억 확보"
fact = "funding"
project = "미래자동차 전기구동부품 제조공정 고도화 지원 기반구축 사업"
amount = 7100005000
reason = "the figure is a misprint"
date = 2026-11-22
"""
    (tmp_path / "curation.toml").write_text(rule, encoding="utf-8")
    kg("build", article, "-o", tmp_path)
    kg("build", article, "-o", tmp_path, "--update")
    assert "fund:amount 7100005000" not in contents(tmp_path)["graph.ttl"].decode()


def test_removing_what_is_not_there_is_said(kg: Kg, built: Path) -> None:
    ran = kg("remove", "nothing", "-o", built)
    assert ran.code == 2
    assert one_sentence(ran.err)


# ── extract ──────────────────────────────────────────────────────────────────────────────────


def test_extract_prints_the_facts_that_build_keeps(kg: Kg, article: Path, built: Path) -> None:
    ran = kg("extract", article)
    assert ran.code == 0
    assert ran.out == (built / "facts" / f"{article.stem}.json").read_text(encoding="utf-8")
    facts = json.loads(ran.out)
    text = facts["article"]["text"]
    for project in facts["projects"]:
        for amount in project["funding"]:
            span = amount["evidence"]
            assert text[span["start"] : span["end"]] == span["quote"]


def test_extract_lists_what_was_not_used(kg: Kg, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "대구시는 ‘로봇 실증사업’에 선정돼 국비 30억원을 확보했다.\n"
        "시는 내년 국비 75억원을 요청할 계획이다.\n",
        encoding="utf-8",
    )
    ran = kg("extract", path, "--unused", "--lang", "en")
    assert ran.code == 0
    assert "75억원" in ran.out
    assert "30억원" not in ran.out.split("\n")[0]


def test_extract_of_several_goes_to_a_folder(kg: Kg, article: Path, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for name in ("a.txt", "b.txt"):
        (news / name).write_bytes(article.read_bytes())
    ran = kg("extract", news)
    assert ran.code == 2
    assert one_sentence(ran.err)
    ran = kg("extract", news, "-o", tmp_path / "facts")
    assert ran.code == 0
    assert sorted(p.name for p in (tmp_path / "facts").iterdir()) == ["a.json", "b.json"]


def test_article_from_standard_input(article: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "kg", "extract", "-"],
        input=article.read_bytes(), capture_output=True, check=True,
    )  # fmt: skip
    assert len(json.loads(ran.stdout)["projects"]) == 4


# ── query ────────────────────────────────────────────────────────────────────────────────────

NATIONAL = "SELECT (SUM(?won) AS ?sum) { ?f a fund:NationalFunding ; fund:amount ?won }"


def test_query_as_text_file_and_standard_input(kg: Kg, built: Path, tmp_path: Path) -> None:
    rq = tmp_path / "sum.rq"
    rq.write_text(NATIONAL, encoding="utf-8")
    typed = kg("query", built, NATIONAL, "--format", "csv")
    assert typed.out == "sum\r\n33000000000\r\n"
    assert kg("query", built, rq, "--format", "csv") == typed
    piped = subprocess.run(
        [sys.executable, "-m", "kg", "query", built, "--format", "csv"],
        input=NATIONAL.encode(), capture_output=True, check=True,
    )  # fmt: skip
    assert piped.stdout.decode() == typed.out


def test_query_reads_an_article_as_a_graph(kg: Kg, article: Path) -> None:
    assert "33000000000" in kg("query", article, NATIONAL).out


@pytest.mark.parametrize(
    ("form", "begins"),
    [("table", "        sum\n"), ("csv", "sum\r\n"), ("tsv", "?sum\n"), ("json", '{\n "head"')],
)
def test_query_formats(kg: Kg, built: Path, form: str, begins: str) -> None:
    assert kg("query", built, NATIONAL, "--format", form).out.startswith(begins)


def test_query_construct_gives_turtle(kg: Kg, built: Path) -> None:
    text = "CONSTRUCT { ?p rdfs:label ?name } WHERE { ?p a fund:Project ; rdfs:label ?name }"
    assert "@prefix" in kg("query", built, text, "--format", "turtle").out


def test_query_by_question(kg: Kg, built: Path) -> None:
    listed = kg("query", "--list", "--lang", "ko")
    assert listed.code == 0
    names = [line.split()[0] for line in listed.out.splitlines()]
    assert len(names) >= 15
    name = next(n for n in names if "national-money-per-region" in n)
    ran = kg("query", built, "--question", name, "--format", "csv")
    assert "21500000000" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("no-such-folder", "ASK {}"),
        ("BUILT", "SELECT ?x { broken"),
        ("BUILT", "--question", "no such question"),
        ("BUILT", "ASK {}", "--question", "1"),
        ("BUILT", "no-such-file.rq"),
        ("BUILT", "INSERT DATA { <urn:a> <urn:b> <urn:c> }"),
        ("BUILT", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"),
        ("BUILT", NATIONAL, "--format", "turtle"),
    ],
)
def test_query_errors_are_one_sentence(kg: Kg, built: Path, arguments: tuple[str, ...]) -> None:
    ran = kg("query", *(str(built) if a == "BUILT" else a for a in arguments))
    assert ran.code == 2
    assert one_sentence(ran.err)
    assert ran.out == ""


# ── export, view ─────────────────────────────────────────────────────────────────────────────


def test_formats_offered_are_those_that_exist() -> None:
    for name in ("export", "query"):
        offered = import_module(f"kg.cli.{name}").FORMATS
        assert tuple(offered) == tuple(import_module(f"kg.{name}").FORMATS)


def test_export_to_files_and_standard_output(kg: Kg, built: Path, tmp_path: Path) -> None:
    ran = kg("export", built, "-o", tmp_path / "deep" / "news.nt")
    assert ran.code == 0
    text = (tmp_path / "deep" / "news.nt").read_text(encoding="utf-8")
    assert kg("export", built, "--format", "ntriples").out == text
    assert kg("export", tmp_path / "deep" / "news.nt", "--format", "turtle").out == (
        built / "graph.ttl"
    ).read_text(encoding="utf-8")


def test_export_of_tables_makes_several_files(kg: Kg, built: Path, tmp_path: Path) -> None:
    ran = kg("export", built, "-o", tmp_path / "news.csv")
    assert ran.code == 0
    assert sorted(ran.out.split()) == sorted(str(p) for p in tmp_path.iterdir())
    assert (tmp_path / "news-projects.csv").exists()


@pytest.mark.parametrize("arguments", [["-o", "x.unknown"], [], ["--format", "csv"]])
def test_export_without_a_format_is_said(kg: Kg, built: Path, arguments: list[str]) -> None:
    ran = kg("export", built, *arguments)
    assert ran.code == 2
    assert one_sentence(ran.err)


def test_view_draws_the_page_that_build_wrote(kg: Kg, built: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert kg("view", built, "-o", page).out == f"{page}\n"
    assert page.read_bytes() == (built / "graph.html").read_bytes()
    assert kg("view", built / "graph.ttl", "-o", page).code == 0
    assert "한국전지산업협회" in page.read_text(encoding="utf-8")


# ── check, why, score ────────────────────────────────────────────────────────────────────────


def test_check_proves_the_headline(kg: Kg, built: Path) -> None:
    ran = kg("check", built, "--lang", "ko")
    assert ran.code == 0
    assert "215억 원 = 80억 원 + 50억 원 + 100억 원 × 50% + 100억 원 × 35%" in ran.out


def test_check_fails_when_the_money_does_not_add_up(kg: Kg, built: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    text = (built / "graph.ttl").read_text(encoding="utf-8")
    graph.write_text(text.replace("fund:amount 8000000000", "fund:amount 98000000000"), "utf-8")
    ran = kg("check", graph, "--lang", "en")
    assert ran.code == 1
    assert "KRW 98 billion" in ran.out
    found = json.loads(kg("check", graph, "--format", "json").out)
    assert found["conforms"] is False


def test_why_shows_the_sentence(kg: Kg, built: Path) -> None:
    ran = kg("why", built, "80억", "--lang", "en")
    assert ran.code == 0
    assert "국비 【80억원】을 포함, 총 180억원의 사업비가 투입될 예정" in ran.out
    nothing = kg("why", built, "81억")
    assert nothing.code == 1
    assert one_sentence(nothing.err)


def test_score_of_facts_against_themselves_is_perfect(kg: Kg, built: Path) -> None:
    ran = kg("score", built / "facts", built / "facts", "--format", "json")
    assert ran.code == 0
    assert json.loads(ran.out)["kinds"]["all"]["f1"] == 1.0


# ── errors ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("build",),
        ("build", "no-such-file.txt"),
        ("build", "no/such/*.txt"),
        ("build", "a.txt", "--nonsense"),
        ("build", "a.txt", "--jobs", "0"),
        ("extract", "no-such-file.txt"),
        ("extract", "/"),
        ("check", "no-such-graph.ttl"),
        ("view", "no-such-graph.ttl"),
        ("score", "no-such-folder", "no-such-folder"),
        ("why", "no-such-folder", "80억"),
    ],
    ids=" ".join,
)
def test_errors_are_one_sentence(
    kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    if arguments == ("extract", "/"):
        arguments = ("extract", str(tmp_path))
    ran = kg(*arguments)
    assert ran.code == 2
    assert one_sentence(ran.err), ran.err
    assert ran.out == ""


def test_error_nobody_foresaw_is_no_traceback(
    kg: Kg, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg import read

    def break_down(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(read, "read_file", break_down)
    ran = kg("extract", article)
    assert ran.code == 2
    assert one_sentence(ran.err)
    assert "by zero" in ran.err


# ── the terminal ─────────────────────────────────────────────────────────────────────────────


def on_terminal(*arguments: str | Path, **env: str) -> str:
    """Return what a command shows on a terminal."""
    leader, follower = pty.openpty()
    settings = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *arguments], stdout=follower, stderr=follower,
        stdin=follower, env=settings | env,
    )  # fmt: skip
    os.close(follower)
    shown = b""
    try:
        while chunk := os.read(leader, 65536):
            shown += chunk
    except OSError:  # Linux tells so that the other end is closed
        pass
    finally:
        os.close(leader)
        process.wait(timeout=60)
    return shown.decode(errors="replace")


def test_colours_only_on_a_terminal_that_wants_them(kg: Kg, built: Path) -> None:
    assert "\x1b[" in on_terminal("check", built)
    assert "\x1b[" not in on_terminal("check", built, NO_COLOR="1")
    assert "\x1b[" not in kg("check", built).out
    assert "\x1b[31mkg:\x1b[0m" in on_terminal("extract", "no-such-file.txt")


def test_query_without_a_query_on_a_terminal_does_not_wait(built: Path) -> None:
    assert "--question NAME" in on_terminal("query", built)


def test_progress_only_on_a_terminal_and_when_it_takes_long(tmp_path: Path, kg: Kg) -> None:
    for number in range(25):
        (tmp_path / f"{number}.txt").write_text("부산시가 국비 3억원을 확보했다.", encoding="utf-8")
    assert "25/25" in on_terminal("extract", tmp_path, "-o", tmp_path / "facts")
    assert kg("extract", tmp_path, "-o", tmp_path / "facts").err == ""
    assert "\x1b[" not in on_terminal("extract", tmp_path / "1.txt")
