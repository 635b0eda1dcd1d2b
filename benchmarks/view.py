"""Measure the page beside pyvis' own, sigma and cytoscape, on one graph in one run.

    python benchmarks/view.py [60 1000 10000] [--runs 5]

Each page opens in a headless Chromium without a network, in turns where there are several runs;
printed are the quietest run and the median. Counted are seconds, and the CPU seconds of all of the
browser's processes (which other work on the machine does not change much), until

- paint: the first content of any kind is on the screen,
- usable: something is drawn on a canvas, and the page is free to answer,
- rest: in the two seconds after that, in which nobody touches the page,

and the CPU of a redraw while the picture is dragged for two seconds after that. Needs Chromium,
Playwright, npm and psutil; sigma and cytoscape are fetched from npm into a temporary folder.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import psutil
import pyoxigraph
from playwright.sync_api import sync_playwright

from kg.names import BASE, FUND, PREFIXES
from kg.view import page
from kg.view.collect import collect
from kg.view.pyvis import edges, network, nodes

PACKAGES = ("sigma@3.0.3", "graphology@0.26.0", "cytoscape@3.34.4")
PATIENCE = 60.0  # seconds after which a page counts as never drawn
STEP = 0.025  # seconds between two looks at the CPU

COUNT = """
(() => {
  const seen = window.__seen = {usable: 0, frames: 0, pause: 0};
  let drawn = 0;
  const watch = (proto, names) => names.forEach(name => {
    const inner = proto[name];
    proto[name] = function (...a) {
      if (this.canvas.isConnected) drawn += 1;
      return inner.apply(this, a);
    };
  });
  watch(CanvasRenderingContext2D.prototype, ["stroke", "fill", "drawImage", "fillText"]);
  watch(WebGL2RenderingContext.prototype, ["drawArrays", "drawArraysInstanced"]);
  watch(WebGLRenderingContext.prototype, ["drawArrays"]);
  const tick = () => {
    if (drawn && !seen.frames) setTimeout(() => { seen.usable = performance.now(); });
    if (drawn) seen.frames += 1;
    drawn = 0;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  new PerformanceObserver(list => list.getEntries().forEach(e => {
    if (seen.usable && e.startTime >= seen.usable) seen.pause = Math.max(seen.pause, e.duration);
  })).observe({type: "longtask"});
})();
"""

PAINT = "performance.getEntriesByType('paint').at(-1)?.startTime ?? 0"


def graph(count: int) -> pyoxigraph.Store:
    """Return a seeded corpus with about ``count`` entities, a few of them much linked."""
    draw = random.Random(1)  # noqa: S311
    store = pyoxigraph.Store()
    quads = []

    def add(subject: str, prop: str, value: Any) -> None:
        iri = isinstance(value, str) and value.startswith("https://")
        term = pyoxigraph.NamedNode(value) if iri else pyoxigraph.Literal(value)
        quads.append(
            pyoxigraph.Quad(pyoxigraph.NamedNode(subject), pyoxigraph.NamedNode(prop), term)
        )

    def node(path: str, kind: str, name: str) -> str:
        add(BASE + path, PREFIXES["rdf"] + "type", FUND + kind)
        add(BASE + path, PREFIXES["rdfs"] + "label", name)
        return BASE + path

    regions = [node(f"region/{i}", "City", f"도시{i}시") for i in range(max(count // 60, 4))]
    ministries = [node(f"institution/m{i}", "Ministry", f"부처{i}부") for i in range(4)]
    programs = [
        node(f"program/{i}", "Program", f"지역 혁신 사업 {i}") for i in range(count // 40 + 2)
    ]
    kinds = ("ResearchInstitute", "University", "Company", "Agency")
    rest = count - len(regions) - len(ministries) - len(programs)
    bodies = [
        node(f"institution/{i}", kinds[i % 4], f"한국기술연구원 {i}") for i in range(rest * 4 // 10)
    ]
    for i, program in enumerate(programs):
        add(program, FUND + "operatedBy", ministries[i % 4])
    for i in range(rest - len(bodies)):
        project = node(f"project/{i}", "Project", f"미래 소재 부품 기반구축 사업 {i}")
        program = int(len(programs) * draw.random() ** 2)
        add(project, FUND + "underProgram", programs[program])
        add(project, FUND + "inRegion", regions[int(len(regions) * draw.random() ** 2)])
        add(project, FUND + "leadInstitution", bodies[int(len(bodies) * draw.random() ** 3)])
        add(project, FUND + "startYear", 2015 + i % 10)
        money = f"{BASE}funding/{i}"
        add(money, PREFIXES["rdf"] + "type", FUND + "NationalFunding")
        add(money, FUND + "amount", draw.randint(1, 400) * 10**8)
        add(money, FUND + "paidBy", ministries[program % 4])
        add(project, FUND + "hasFunding", money)
    store.bulk_extend(quads)
    return store


def turtle(store: pyoxigraph.Store) -> str:
    """Return the graph as text, to embed."""
    triples = sorted((q.triple for q in store), key=str)
    text = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.TURTLE, prefixes=PREFIXES)
    return (text or b"").decode()


def pages(count: int, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the pages that show one graph, and how each came to be."""
    store = graph(count)
    began = time.process_time()
    html = page(store, turtle=turtle(store))
    print(f"{count} nodes: page made in {time.process_time() - began:.2f} s of CPU")
    yield "kg", html
    yield "kg, full map", html
    scene = collect(store)
    from pyvis.network import Network

    plain = Network(directed=True, cdn_resources="in_line", height="800px")
    items, lines = nodes(scene), edges(scene)
    for item in items:
        plain.nodes.append({k: item[k] for k in ("id", "label", "shape", "color")})
    plain.edges.extend({"from": x["from"], "to": x["to"]} for x in lines)
    if count <= 1000:
        yield "pyvis, its own page", plain.generate_html()
        yield "pyvis, still", network(scene).generate_html()
    else:
        plain.nodes = [
            {**n, "x": i["x"], "y": i["y"]} for n, i in zip(plain.nodes, items, strict=True)
        ]
        plain.toggle_physics(False)
        yield "pyvis, still", plain.generate_html()
    data = json.dumps(
        {"nodes": [[i["x"], i["y"], i["label"], i["color"]] for i in items],
         "edges": [[k.source, k.target] for k in scene.links]}, ensure_ascii=False)  # fmt: skip
    yield (
        "sigma",
        other(
            folder, SIGMA, data, "graphology/dist/graphology.umd.min.js", "sigma/dist/sigma.min.js"
        ),
    )
    yield "cytoscape", other(folder, CYTOSCAPE, data, "cytoscape/dist/cytoscape.min.js")


SIGMA = """
const g = new graphology.MultiDirectedGraph();
D.nodes.forEach(([x, y, label, color], i) => g.addNode(i, {x, y: -y, label, color, size: 4}));
D.edges.forEach(([a, b]) => g.addEdge(a, b));
new Sigma(g, document.getElementById("c"));
"""
CYTOSCAPE = """
cytoscape({container: document.getElementById("c"), layout: {name: "preset"}, elements: [
  ...D.nodes.map(([x, y, label, color], i) => (
    {data: {id: "n" + i, label, color}, position: {x, y}})),
  ...D.edges.map(([a, b]) => ({data: {source: "n" + a, target: "n" + b}}))],
  style: [{selector: "node", style: {label: "data(label)", "background-color": "data(color)"}},
          {selector: "edge", style: {
            width: 1, "target-arrow-shape": "triangle", "curve-style": "straight"}}]});
"""


def other(folder: Path, code: str, data: str, *files: str) -> str:
    """Return a page that shows the same nodes and lines with another library."""
    scripts = "".join(
        f"<script>{(folder / 'node_modules' / f).read_text('utf-8')}</script>" for f in files
    )
    data = data.replace("<", "\\u003c")
    return (
        '<!doctype html><meta charset="utf-8"><body style="margin:0">'
        f'<div id="c" style="height:800px"></div>{scripts}<script>const D = {data};{code}</script>'
    )


def used(root: psutil.Process) -> float:
    """Return the CPU seconds of a process and all below it."""
    total = 0.0
    for process in [root, *root.children(recursive=True)]:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total


class Meter:
    """The CPU of a process and all below it, looked at again and again from a thread."""

    def __init__(self, root: psutil.Process) -> None:
        self.root = root
        self.looks = [(time.time(), used(root))]
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._follow)
        self.thread.start()

    def _follow(self) -> None:
        while not self.over.wait(STEP):
            self.looks.append((time.time(), used(self.root)))

    def stop(self) -> None:
        """End the thread, with a last look."""
        self.over.set()
        self.thread.join()
        self.looks.append((time.time(), used(self.root)))

    def until(self, moment: float) -> float:
        """Return the CPU seconds from the start to the first look after a moment."""
        later = (cpu for when, cpu in self.looks if when >= moment)
        return next(later, self.looks[-1][1]) - self.looks[0][1]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a page cost: seconds and CPU seconds; a redraw in milliseconds of CPU."""

    paint: float
    paint_cpu: float
    usable: float
    usable_cpu: float
    rest_cpu: float
    pause: float
    redraw: float


def measure(name: str, html: str, folder: Path) -> Figures | None:
    """Open one page in a browser of its own and return what it cost, if it ever drew."""
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8", newline="\n")
    before = set(psutil.Process().children(recursive=True))
    with sync_playwright() as play:
        program = shutil.which("chromium") or play.chromium.executable_path
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        tab = browser.new_context(offline=True, viewport={"width": 1280, "height": 800}).new_page()
        tab.add_init_script(COUNT)
        tab.goto("about:blank")
        tab.wait_for_timeout(500)
        roots = [p for p in set(psutil.Process().children(recursive=True)) - before
                 if "--type=" not in " ".join(p.cmdline()) and "chrom" in p.name()]  # fmt: skip
        root = min(roots, key=lambda p: p.create_time())
        meter = Meter(root)
        try:
            tab.goto(path.as_uri() + ("#full=1" if "full" in name else ""), wait_until="commit")
            usable = drawn(tab)
            tab.wait_for_timeout(2000 if usable else 0)
        finally:
            meter.stop()
        if not usable:
            browser.close()
            return None
        born = tab.evaluate("performance.timeOrigin") / 1e3
        paint = tab.evaluate(PAINT) / 1e3
        first, ready = meter.until(born + paint), meter.until(born + usable)
        rest = meter.until(born + usable + 2) - ready
        pause = tab.evaluate("__seen.pause") / 1e3
        redraw = drag(tab, root)
        browser.close()
    return Figures(paint, first, usable, ready, rest, pause, redraw)


def drawn(tab: Any) -> float:
    """Return the seconds after which the page had drawn and was free, or 0 when it never did."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        time.sleep(0.1)
        try:
            usable = tab.evaluate("window.__seen?.usable ?? 0")
        except Exception:  # noqa: S112  # the page is being replaced
            continue
        if usable:
            return float(usable) / 1e3
    return 0.0


def drag(tab: Any, root: psutil.Process) -> float:
    """Drag the picture in circles; return the milliseconds of CPU that a redraw takes."""
    tab.mouse.move(640, 620)
    tab.mouse.down()
    start, frames, began = used(root), tab.evaluate("__seen.frames"), time.monotonic()
    step = 0
    while time.monotonic() - began < 2:
        step += 1
        tab.mouse.move(640 + 80 * ((step % 9) - 4) / 4, 620 + 60 * ((step % 7) - 3) / 3)
    count = tab.evaluate("__seen.frames") - frames
    cost = used(root) - start
    tab.mouse.up()
    return 1000 * cost / max(count, 1)


def said(runs: Sequence[Figures], pick: Callable[[list[float]], float]) -> str:
    """Return one line: the smallest or the middle of each figure."""
    of = {name: pick([getattr(r, name) for r in runs]) for name in Figures.__slots__}
    return (
        "paint {paint:5.2f} s (CPU {paint_cpu:5.2f})  usable {usable:5.2f} s "
        "(CPU {usable_cpu:5.2f})  rest CPU {rest_cpu:5.2f}, longest pause {pause:4.2f} s  "
        "redraw {redraw:6.1f} ms of CPU"
    ).format(**of)


def compare(size: int, count: int, folder: Path) -> None:
    """Measure all pages that show one graph, in turns, and print what they cost."""
    made = list(pages(size, folder))
    found: dict[str, list[Figures | None]] = {title: [] for title, _ in made}
    for _ in range(count):
        for title, html in made:
            if None not in found[title]:  # a page that never drew is not waited for again
                found[title].append(measure(title, html, folder))
    for title, html in made:
        runs = [f for f in found[title] if f]
        words = f"  {title:20} {len(html.encode()) / 1e3:6.0f} kB"
        if not runs:
            print(f"{words}  nothing drawn within {PATIENCE:.0f} s")
            continue
        print(f"{words}  {said(runs, min)}")
        if count > 1:
            print(f"{'median':>{len(words)}}  {said(runs, median)}")
    ours = [f.usable for f in found["kg"] if f]
    theirs = [f.usable for f in found.get("pyvis, its own page", []) if f]
    if ours and theirs:
        shares = sorted(a / b for a, b in zip(ours, theirs, strict=True))
        print(
            f"  usable after {median(shares):.2f} of the time of pyvis' own page "
            f"(in {len(shares)} runs {shares[0]:.2f} to {shares[-1]:.2f})"
        )


def main() -> None:
    """Measure all sizes."""
    parser = argparse.ArgumentParser(description="Measure the page beside others.")
    parser.add_argument("sizes", nargs="*", type=int, default=[60, 1000, 10000])
    parser.add_argument("--runs", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(
            ["npm", "install", "--silent", "--no-save", *PACKAGES], cwd=folder, check=True
        )
        for size in args.sizes:
            compare(size, args.runs, folder)


if __name__ == "__main__":
    main()
