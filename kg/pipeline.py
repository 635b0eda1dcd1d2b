"""The one place that knows the order of the stages, from articles to a graph on disk.

::

    sources ─read─▶ Article ─extract─▶ Facts ─resolve─▶ Resolved ─link─▶ Corpus ─graph─▶ triples

An output folder holds ``facts/NAME.json`` for each article, and what is made of them all:
``graph.ttl`` and ``graph.html``. The facts are the memory: adding, replacing and taking out an
article changes them, and the graph is made anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kg import facts as facts_format
from kg.errors import KgError, ReadError
from kg.model import Facts, Resolved
from kg.names import BASE, mint
from kg.runner import Runner, Serial, runner_for
from kg.sources import expand, output_names

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

    from kg.curation import Curation
    from kg.graph import Triple
    from kg.link import Corpus
    from kg.report import Report

__all__ = [
    "Build",
    "Skipped",
    "build",
    "facts_of",
    "held",
    "reopen",
    "stream_facts",
    "without",
]

Watch: TypeAlias = "Callable[[Iterable[str]], Iterable[str]]"
"""What looks on while inputs pass, such as a progress bar."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be used, and the sentence that says why."""

    source: str
    why: str


# ── one article ──────────────────────────────────────────────────────────────────────────────


def facts_of(source: str | Path, *, online: bool = False) -> Facts:
    """Return what one article says; a file of facts is returned as it stands.

    Args:
        source: the path of an article or of facts (``.json``), or ``-`` for standard input.
        online: whether an ``http(s)`` address may be fetched.

    Raises:
        ReadError: the input cannot be read.
        kg.errors.FactsError: the facts break the format.
    """
    from kg.read import read_file

    found = read_file(source, online=online)
    if isinstance(found, Facts):
        return found
    from kg.extract import extract

    return extract(found)


def _attempt(source: str, *, online: bool) -> Facts | Skipped:
    try:
        return facts_of(source, online=online)
    except KgError as e:
        return Skipped(source, str(e))


def stream_facts(
    sources: Iterable[str | Path],
    *,
    runner: Runner | None = None,
    watch: Watch = iter,
    online: bool = False,
) -> Iterator[tuple[str, Facts | Skipped]]:
    """Yield each input's name in the output and what it says, one at a time.

    Args:
        sources: files, folders, globs or ``-``.
        runner: what runs reading and extraction.
        watch: sees the inputs pass by.
        online: whether ``http(s)`` addresses may be fetched.

    Raises:
        ReadError: a folder or glob holds no article.
    """
    names = output_names(expand(sources))
    paths = sorted(names, key=names.__getitem__)
    results = (runner or Serial()).map(partial(_attempt, online=online), watch(paths))
    yield from zip((names[p] for p in paths), results, strict=True)


# ── many articles, one graph ─────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Build:
    """Articles and the graph made of them; each part is made when it is first asked for.

    Args:
        articles: what each article is called in the output -> what it says.
        skipped: inputs that could not be used.
        base: what the IRIs of resources begin with.
        curation: a file of corrections by hand, applied to every article.
    """

    articles: Mapping[str, Facts]
    skipped: tuple[Skipped, ...] = ()
    base: str = BASE
    curation: str | Path | None = None
    runner: Runner = field(default_factory=Serial, repr=False, compare=False)

    @property
    def facts(self) -> Facts | tuple[Facts, ...]:
        """What the article says; a tuple where there is not exactly one."""
        found = tuple(self.articles.values())
        return found[0] if len(found) == 1 else found

    @cached_property
    def corpus(self) -> Corpus:
        """What all articles say together."""
        from kg.link import link

        apart = [
            frozenset((one.name, one.entity))
            for one in self.rules.namings
            if one.says == "not-same-as" and one.kind == "project"
        ]
        return link(self.resolved, apart=apart)

    @cached_property
    def resolved(self) -> tuple[Resolved, ...]:
        """What the names of each article stand for."""
        from kg.resolve import resolve

        work = partial(resolve, curation=self.rules)
        return tuple(self.runner.map(work, self.articles.values()))

    @cached_property
    def rules(self) -> Curation:
        """The corrections by hand; none where there is no file of them."""
        from kg.curation import Curation, load

        return load(Path(self.curation)) if self.curation else Curation()

    @cached_property
    def triples(self) -> tuple[Triple, ...]:
        """The graph as sorted triples in N-Triples syntax."""
        from kg.graph import triples

        return tuple(sorted(set(triples(self.corpus, base=self.base))))

    @cached_property
    def store(self) -> pyoxigraph.Store:
        """The graph in pyoxigraph, for queries."""
        from kg.graph import to_store

        return to_store(self.triples)

    @cached_property
    def graph(self) -> rdflib.Graph:
        """The graph in rdflib, with the prefixes of the vocabulary bound."""
        from kg.graph import to_rdflib

        return to_rdflib(self.triples, base=self.base)

    @cached_property
    def report(self) -> Report:
        """What the check finds: shapes, and whether the money adds up."""
        from kg.validate import check

        return check(self.store)

    @cached_property
    def turtle(self) -> str:
        """The graph as Turtle: prefixed, sorted, the same bytes every time."""
        from kg.export import turtle

        return turtle(self.store)

    def page(self, language: str = "ko") -> str:
        """Return the graph as one self-contained web page.

        Args:
            language: ``"ko"`` or ``"en"``, the language it opens in.
        """
        from kg.view import page

        articles = {mint("article", k, base=self.base): a for k, a in self.corpus.articles.items()}
        return page(self.store, articles=articles, turtle=self.turtle, language=language)

    def files(self, language: str = "ko") -> dict[str, str]:
        """Return what :meth:`save` writes: path below the folder -> text."""
        facts = {f"facts/{name}.json": facts_format.dumps(f) for name, f in self.articles.items()}
        return {"graph.ttl": self.turtle, "graph.html": self.page(language), **facts}

    def save(self, folder: str | Path, *, language: str = "ko") -> tuple[Path, ...]:
        """Write ``graph.ttl``, ``graph.html`` and ``facts/NAME.json``, all of them or none.

        Facts of other articles in ``folder/facts`` are taken away: the folder then holds this
        graph and nothing else. Use :func:`build` with ``update`` to keep them.

        Args:
            folder: the output folder; made where it is missing.
            language: ``"ko"`` or ``"en"``, the language the page opens in.

        Returns:
            The paths that now hold the result.

        Raises:
            kg.errors.ExportError: something cannot be written; what was there is untouched.
        """
        from kg.output import write_all

        folder = Path(folder)
        texts = {folder / name: text for name, text in self.files(language).items()}
        stale = [folder / "facts" / f"{n}.json" for n in held(folder) if n not in self.articles]
        write_all(texts, remove=stale)
        return tuple(texts)

    def _repr_html_(self) -> str:
        """Show the page inside a notebook."""
        from kg.view import html_repr

        return html_repr(self.page())


def build(
    *sources: str | Path,
    into: str | Path | None = None,
    base: str | None = None,
    curation: str | Path | None = None,
    jobs: int = 1,
    watch: Watch = iter,
    online: bool = False,
) -> Build:
    """Build the knowledge graph of articles.

    Args:
        sources: articles or facts: files, folders, globs, or ``-`` for standard input.
        into: an output folder whose articles are in the graph too; one of the same name as a
            source is replaced by it.
        base: what the IRIs of resources begin with; by default that of ``into``.
        curation: a file of corrections by hand; by default ``curation.toml`` in ``into``.
        jobs: how many processes read and extract.
        watch: sees the inputs pass by, such as a progress bar.
        online: whether ``http(s)`` addresses among the sources may be fetched.

    Raises:
        ReadError: no input could be read; the first reason is told.
        kg.errors.DataError: the curation is wrong.

    >>> from kg.resources import resource
    >>> news = build(resource("data", "articles", "daegu-2022-05-04.txt"))
    >>> len(news.facts.projects)
    4
    """
    runner = runner_for(jobs)
    found = dict(stream_facts(sources, runner=runner, watch=watch, online=online))
    skipped = tuple(one for one in found.values() if isinstance(one, Skipped))
    if len(skipped) == len(found):
        raise ReadError(_none_read(skipped))
    articles = held(into) if into is not None else {}
    articles |= {name: one for name, one in found.items() if isinstance(one, Facts)}
    return Build(
        dict(sorted(articles.items())),
        skipped,
        base or (_base_of(into) if into is not None else BASE),
        curation or (_curation_in(into) if into is not None else None),
        runner,
    )


def _none_read(skipped: tuple[Skipped, ...]) -> str:
    if not skipped:
        return "there is nothing to build"
    rest = f" (and {len(skipped) - 1} more could not be read)" if len(skipped) > 1 else ""
    return f"{skipped[0].why}{rest}"


def held(folder: str | Path) -> dict[str, Facts]:
    """Return what the articles of an output folder say, by name.

    Raises:
        kg.errors.FactsError: a file in ``facts/`` breaks the format.
    """
    paths = sorted(Path(folder, "facts").glob("*.json"))
    return {path.stem: facts_of(path) for path in paths}


def reopen(folder: str | Path) -> Build:
    """Return the graph of an output folder, made anew from its facts.

    Raises:
        ReadError: the folder holds no facts.
        kg.errors.FactsError: a file in ``facts/`` breaks the format.
    """
    articles = held(folder)
    if not articles:
        raise ReadError(
            "there are no facts in this folder", place=str(folder),
            way_out="build it first with kg build",
        )  # fmt: skip
    return Build(articles, base=_base_of(folder), curation=_curation_in(folder))


def without(folder: str | Path, names: Iterable[str]) -> Build:
    """Return the graph of an output folder without some of its articles.

    Args:
        folder: the output folder.
        names: what the articles are called there (``facts/NAME.json``).

    Raises:
        ReadError: there is no article of that name.
    """
    whole = reopen(folder)
    articles = dict(whole.articles)
    for name in names:
        if articles.pop(name, None) is None:
            raise ReadError(
                f"there is no article {name!r}", place=str(folder),
                way_out=f"it holds {', '.join(whole.articles)}",
            )  # fmt: skip
    return replace(whole, articles=articles)


_ARTICLES = re.compile(r"@prefix article: <(.+)article/>")


def _base_of(folder: str | Path) -> str:
    """Return what the IRIs in a folder's graph begin with; its prefixes tell."""
    try:
        with Path(folder, "graph.ttl").open(encoding="utf-8") as lines:
            found = (_ARTICLES.match(line) for line in islice(lines, 100))
            return next((m[1] for m in found if m), BASE)
    except (OSError, UnicodeDecodeError):
        return BASE


def _curation_in(folder: str | Path) -> Path | None:
    path = Path(folder, "curation.toml")
    return path if path.is_file() else None
