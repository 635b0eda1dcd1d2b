"""The first picture answers at once; vis-network takes over later, and nobody sees it."""

from __future__ import annotations

from typing import Any

import pytest

from kg.view import page

HOLD = """
  window.held = [];
  window.requestIdleCallback = act => window.held.push(act);
  window.idle = () => window.held.splice(0).forEach(act => act());
"""
ORANGE = [230, 159, 0]  # a project
BLUE = [0, 114, 178]  # a research institute


@pytest.fixture(scope="module")
def html(first: Any, articles: Any) -> str:
    return page(first.store, articles=articles, turtle=first.turtle())


def drawing(tab: Any) -> str:
    """Return who draws."""
    name: str = tab.get_attribute("#picture", "data-drawing")
    return name


def take_over(tab: Any, patience: float = 4) -> bool:
    """Let the browser be idle until vis-network draws; return whether it came to that."""
    for _ in range(round(patience * 20)):
        tab.evaluate("window.idle()")
        if drawing(tab) == "vis":
            break
        tab.wait_for_timeout(50)
    tab.wait_for_timeout(60)
    return drawing(tab) == "vis"


def project(tab: Any, most: str = "left") -> tuple[float, float]:
    """Return a point of the window inside the leftmost (or rightmost) square of a project."""
    x, y = tab.evaluate(
        """([color, most]) => {
          const c = document.querySelector("#picture canvas");
          const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
          const is = (x, y) => color.every((v, k) => d[4 * (y * c.width + x) + k] === v);
          const box = c.getBoundingClientRect(), k = c.width / box.width;
          const inside = (x, y) =>
            is(x, y) && is(x - 3, y - 3) && is(x + 3, y - 3) && is(x, y - 3);
          const found = [];
          for (let y = 3; y < c.height - 3; y += 1)
            for (let x = 3; x < c.width - 3; x += 1) if (inside(x, y)) found.push([x, y]);
          found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
          const [x, y] = most === "left" ? found[0] : found.at(-1);
          return [box.x + x / k, box.y + y / k];
        }""",
        [ORANGE, most],
    )
    return x, y


def middle(tab: Any, color: list[int]) -> tuple[float, float]:
    """Return the middle of all that has a colour, in the window."""
    x, y = tab.evaluate(
        """color => {
          const c = document.querySelector("#picture canvas");
          const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
          const box = c.getBoundingClientRect(), k = c.width / box.width;
          let [n, sx, sy] = [0, 0, 0];
          for (let i = 0; i < d.length; i += 4)
            if (color.every((v, j) => d[i + j] === v)) {
              [n, sx, sy] = [n + 1, sx + (i / 4) % c.width, sy + Math.floor(i / 4 / c.width)];
            }
          return [box.x + sx / n / k, box.y + sy / n / k];
        }""",
        color,
    )
    return x, y


def remember(tab: Any) -> None:
    """Keep the pixels of the picture in the page."""
    tab.evaluate("""() => {
      const c = document.querySelector("#picture canvas");
      window.before = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
    }""")


def changed(tab: Any) -> int:
    """Return how many pixels are visibly other than those remembered."""
    count: int = tab.evaluate("""() => {
      const c = document.querySelector("#picture canvas");
      const now = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
      if (now.length !== window.before.length) return Infinity;
      let n = 0;
      for (let i = 0; i < now.length; i += 4) {
        const over = k => Math.abs(now[i + k] - window.before[i + k]) > 24;
        if (over(3) || (now[i + 3] > 40 && [0, 1, 2].some(over))) n += 1;
      }
      return n;
    }""")
    return count


def test_it_answers_before_vis_network_is_there(html: str, visit: Any) -> None:
    opened = visit(html, script=HOLD)
    tab = opened.tab
    x, y = project(tab)
    tab.mouse.click(x, y)
    name = tab.inner_text("#details h2")
    assert "사업" in name
    tab.mouse.move(x + 1, y + 40)
    tab.mouse.wheel(0, -200)
    tab.locator("#picture").focus()
    tab.keyboard.press("Shift+ArrowRight")
    tab.keyboard.press("ArrowRight")
    assert tab.inner_text("#details h2") != name
    tab.wait_for_timeout(700)
    assert drawing(tab) == "canvas"
    assert tab.evaluate("typeof vis") == "undefined"
    assert take_over(tab)
    assert tab.evaluate("typeof vis") == "object"
    assert tab.locator("#picture canvas").count() == 1
    assert opened.errors == []
    assert opened.outside == []


@pytest.mark.parametrize("ratio", [1, 2])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_sees_the_change(html: str, visit: Any, scheme: str, ratio: int) -> None:
    tab = visit(html, script=HOLD, color_scheme=scheme, device_scale_factor=ratio).tab
    tab.mouse.click(*project(tab))
    name = tab.inner_text("#details h2")
    tab.mouse.move(640, 620)
    tab.mouse.wheel(0, -150)
    tab.mouse.down()
    tab.mouse.move(600, 560, steps=4)
    tab.mouse.up()
    tab.mouse.move(640, 20)
    tab.wait_for_timeout(300)
    remember(tab)
    assert take_over(tab)
    assert changed(tab) < 150
    assert tab.inner_text("#details h2") == name
    tab.mouse.move(600, 560)
    tab.mouse.wheel(0, 150)
    tab.wait_for_timeout(100)
    assert changed(tab) > 1000


def test_a_hand_on_the_picture_is_not_disturbed(html: str, visit: Any) -> None:
    tab = visit(html, script=HOLD).tab
    tab.mouse.move(640, 640)
    tab.mouse.down()
    tab.mouse.move(660, 650)
    assert not take_over(tab, 1)
    remember(tab)
    tab.mouse.move(720, 690, steps=3)
    tab.wait_for_timeout(60)
    assert changed(tab) > 1000
    tab.mouse.up()
    tab.mouse.move(*project(tab))
    assert not take_over(tab, 1), "a node is hovered"
    tab.mouse.move(640, 20)
    tab.wait_for_timeout(60)
    remember(tab)
    assert take_over(tab)
    assert changed(tab) < 150


@pytest.mark.parametrize("who", ["canvas", "vis"])
def test_a_node_stays_where_it_is_put(html: str, visit: Any, who: str) -> None:
    tab = visit(html, script=HOLD).tab
    if who == "vis":
        assert take_over(tab)
    x, y = project(tab)
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x - 20, y + 30, steps=3)
    tab.mouse.move(x - 60, y + 60, steps=3)
    tab.mouse.up()
    tab.mouse.move(640, 20)
    tab.wait_for_timeout(80)
    at = project(tab)
    assert at == pytest.approx((x - 60, y + 60), abs=14)
    tab.mouse.click(*project(tab, "right"))
    tab.mouse.move(640, 20)
    tab.keyboard.press("Escape")
    tab.wait_for_timeout(80)
    assert project(tab) == pytest.approx(at, abs=1)
    tab.click("#tab-table")
    tab.click("#tab-network")
    tab.mouse.move(640, 20)
    assert take_over(tab)
    assert project(tab) == pytest.approx(at, abs=1)


@pytest.mark.parametrize("who", ["canvas", "vis"])
def test_hover_lines_and_double_clicks_work(first: Any, visit: Any, who: str) -> None:
    tab = visit(page(first.store, turtle=""), "#focus=1 project/parts", HOLD).tab
    if who == "vis":
        assert take_over(tab)
    x, y = project(tab)
    tab.mouse.move(x + 2, y)
    tab.wait_for_timeout(200)
    assert tab.locator("#picture .canvas").evaluate("e => e.style.cursor") == "pointer"
    tab.mouse.dblclick(x + 2, y)
    assert tab.inner_text("#details h2").startswith("미래자동차")
    tab.evaluate("location.hash = 'focus=1 institution/한국생산기술연구원'")
    tab.mouse.move(640, 20)
    tab.wait_for_timeout(400)
    (x, y), (u, v) = middle(tab, ORANGE), middle(tab, BLUE)
    tab.mouse.click((x + u) / 2, (y + v) / 2)
    assert "주관" in tab.inner_text("#details")


def test_vis_network_takes_over_without_idle_callbacks(html: str, visit: Any) -> None:
    tab = visit(html, script="delete window.requestIdleCallback").tab
    tab.wait_for_selector("#picture[data-drawing=vis]")


def test_what_is_not_needed_is_not_started(html: str, visit: Any) -> None:
    for suffix in ("#view=table", "#view=flow", "#outline=1"):
        tab = visit(html, suffix).tab
        tab.wait_for_timeout(1200)
        assert tab.evaluate("typeof vis") == "undefined", suffix
    tab.click("#outline-switch")
    tab.wait_for_selector("#picture[data-drawing=vis]")


def test_the_full_map_stays_on_the_canvas(made: Any, visit: Any) -> None:
    made.article("글")
    for i in range(450):
        region = made.node(f"region/{i % 9}", "City", f"도시{i % 9}")
        project = made.node(f"project/{i}", "Project", f"과제{i}")
        made.fund(project, inRegion=region)
        made.money(project, "NationalFunding", (i + 1) * 10**6, "", "원", paidBy=region)
    opened = visit(page(made.store, turtle=""), script=HOLD)
    tab = opened.tab
    assert take_over(tab)
    tab.get_by_role("button", name="전체 지도").click()
    assert drawing(tab) == "canvas"
    tab.mouse.move(640, 20)
    assert not take_over(tab, 1)
    tab.get_by_role("button", name="간추려 보기").click()
    assert take_over(tab)
    assert tab.locator("#picture canvas").count() == 1
    assert opened.errors == []
