"""The lines that a pattern's needs leave out are lines where it does not match."""

from __future__ import annotations

import pytest

from kg.extract.needs import needs_of
from kg.extract.patterns import Pattern, find, holds, load
from kg.extract.scan import mentions
from kg.extract.scene import Scene, stage
from kg.model import Article
from kg.read import read_file
from kg.resources import resource

PATTERNS = [p for rows in load().values() for p in rows]
EXAMPLES = "\n".join(
    text for p in PATTERNS for text in (*(str(example["text"]) for example in p.must), *p.must_not)
)


def scene_of(text: str) -> Scene:
    return stage(text, mentions(text, (2022, 5)))


@pytest.fixture(scope="module", params=["article", "examples"])
def scene(request: pytest.FixtureRequest) -> Scene:
    if request.param == "examples":
        return scene_of(EXAMPLES)
    article = read_file(resource("data", "articles", "daegu-2022-05-04.txt"))
    assert isinstance(article, Article)
    return scene_of(article.text)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: f"{p.kind}-{p.name}")
def test_no_match_is_left_out(scene: Scene, pattern: Pattern) -> None:
    if pattern.kind == "stance":
        found = [start for p, start in holds(scene, "stance") if p is pattern]
        lines = [(s.masked_start, scene.line(s) + "\n") for s in scene.sentences]
        assert found == [start for start, line in lines if pattern.regex.search(line)]
        return
    anchored = any(anchor in scene.masked for anchor in pattern.anchors or [""])
    spans = [(m.start, m.end) for m in find(scene, pattern.kind) if m.pattern is pattern]
    assert spans == [m.span() for m in pattern.regex.finditer(scene.masked) if anchored]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("국비(?:를|는) 확보", [["국비를", "국비는"], [" 확보"]]),
        ("(?:국비|도비) ?(?:확보|유치)", [["국비", "도비"], ["확보", "유치"]]),
        ("(?:국비)? ?확보", [["확보"]]),
        ("(?:국비|[0-9]억)", [["국비", "억"]]),
        ("(?:국비|[0-9])원", [["원"]]),  # one alternative needs no word
        ("[△①-③] ?(?:국비|도비)|도비 ?[△①-③]", [["△", "①", "②", "③"], ["국비", "도비"]]),
        ("국비(?:를|는)", [["국비를", "국비는"]]),
        ("(?:□|국비)(?:를|는)", [["□", "국비"]]),  # particles stand on every line
        ("(?!국비)확보(?=했다)", [["했다"], ["확보"]]),
        ("(?i)R&D", []),
    ],
)
def test_needs(pattern: str, words: list[list[str]]) -> None:
    found = sorted(sorted(clause.words) for clause in needs_of(pattern).clauses)
    assert found == sorted(map(sorted, words))


@pytest.mark.parametrize(
    ("pattern", "within"),
    [("국비.확보", True), (r"국비\s확보", False), ("국비[^,]확보", False), ("(?<=\n)국비", True),
     (r"(?:\A|\n)국비", True), (r"(?:\A|\n)국비\n", False), (r"국비(?:\A|\n)", False),
     (r"\n?국비", False), ("^국비", False), ("국비(?!\n)", False), (r"\d[^\n]", True)],
)  # fmt: skip
def test_within_line(pattern: str, within: bool) -> None:
    assert needs_of(pattern).within_line is within
