"""Measure the page beside pyvis' own, sigma and cytoscape, on one graph in one run.

    python benchmarks/view.py [60 1000 10000]

Each page opens in a headless Chromium without a network. Counted are the CPU seconds of all of
the browser's processes (which other work on the machine does not change much) until something is
drawn on a canvas, and per redraw while the picture is dragged for two seconds. Needs Chromium,
Playwright, npm and psutil; sigma and cytoscape are fetched from npm into a temporary folder.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
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

COUNT = """
(() => {
  const seen = window.__seen = {first: 0, frames: 0};
  let drawn = 0, cleared = false;
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
    if (drawn) { seen.frames += 1; seen.first ||= performance.now(); }
    drawn = 0;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
})();
"""


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


def measure(name: str, html: str, folder: Path) -> None:
    """Open one page in a browser of its own and print what it cost."""
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
        start, began = used(root), time.monotonic()
        tab.goto(path.as_uri() + ("#full=1" if "full" in name else ""), wait_until="commit")
        first = drawn(tab, began)
        cost = used(root) - start
        words = f"  {name:20} {len(html.encode()) / 1e3:7.0f} kB"
        if not first:
            print(f"{words}  nothing drawn within {PATIENCE:.0f} s, {cost:.1f} s of CPU")
            browser.close()
            return
        paint = tab.evaluate("performance.getEntriesByType('paint').at(-1)?.startTime ?? 0")
        per, rate = drag(tab, root)
        print(
            f"{words}  paint {paint / 1e3:5.2f} s  drawn {first:5.2f} s  CPU {cost:5.2f} s  "
            f"redraw {per:6.1f} ms of CPU  {rate:4.0f} redraws/s"
        )
        browser.close()


def drawn(tab: Any, began: float) -> float:
    """Return the seconds after which the page drew on a canvas, or 0 when it never did."""
    while time.monotonic() - began < PATIENCE:
        try:
            first = tab.evaluate("window.__seen?.first ?? 0")
        except Exception:  # noqa: S112  # the page is being replaced
            continue
        if first:
            return float(first) / 1e3
        time.sleep(0.05)
    return 0.0


def drag(tab: Any, root: psutil.Process) -> tuple[float, float]:
    """Drag the picture in circles; return ms of CPU a redraw and redraws a second."""
    tab.wait_for_timeout(800)
    tab.mouse.move(640, 620)
    tab.mouse.down()
    start, frames, began = used(root), tab.evaluate("__seen.frames"), time.monotonic()
    step = 0
    while time.monotonic() - began < 2:
        step += 1
        tab.mouse.move(640 + 80 * ((step % 9) - 4) / 4, 620 + 60 * ((step % 7) - 3) / 3)
    count = tab.evaluate("__seen.frames") - frames
    cost, spent = used(root) - start, time.monotonic() - began
    tab.mouse.up()
    return 1000 * cost / max(count, 1), count / spent


def main() -> None:
    """Measure all sizes."""
    sizes = [int(a) for a in sys.argv[1:]] or [60, 1000, 10000]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(
            ["npm", "install", "--silent", "--no-save", *PACKAGES], cwd=folder, check=True
        )
        for size in sizes:
            for title, html in pages(size, folder):
                measure(title, html, folder)


if __name__ == "__main__":
    main()
