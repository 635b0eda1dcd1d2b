"""Put styles, scripts and data into one file under a policy that lets nothing else in.

The scripts in ``page/`` are ES modules, so that editors and ``tsc`` read them; the page gets them
as one script in the order of their imports, because a file opened by a double click may load no
module from beside it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib import resources
from typing import Any

__all__ = ["asset", "bundle", "document", "policy", "script_hashes"]

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:function|const|class|let) (\w+)", re.MULTILINE)
_SCRIPT = re.compile(r"<script(?P<kind>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)


def asset(name: str) -> str:
    """Return the text of a file of the page.

    >>> "<main" in asset("page.html")
    True
    """
    return resources.files("kg.view").joinpath("page", name).read_text(encoding="utf-8")


@cache
def library() -> str:
    """Return the vis-network that the installed pyvis carries."""
    folder = resources.files("pyvis").joinpath("templates", "lib", "vis-9.1.2")
    return folder.joinpath("vis-network.min.js").read_text(encoding="utf-8")


@cache
def bundle(main: str = "main") -> str:
    """Return a module and all that it imports as one classic script.

    Each module keeps a scope of its own, so names need only be unique where they are used.

    >>> bundle("money").startswith('"use strict";')
    True
    """
    done: dict[str, str] = {}

    def add(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ValueError(f"the modules import each other in a circle: {(*above, name)}")
        if name in done:
            return
        code = asset(f"{name}.js")
        for _, other in _IMPORT.findall(code):
            add(other, (*above, name))
        done[name] = _scoped(name, code)

    add(main, ())
    return '"use strict";\n(() => {\n' + "\n".join(done.values()) + "\n})();\n"


def _scoped(name: str, code: str) -> str:
    """Return a module as a function whose result holds what it exports."""
    exported = ", ".join(_EXPORT.findall(code))
    body = _IMPORT.sub(r"const {\1} = $\2;\n", code)
    body = re.sub(r"^export ", "", body, flags=re.MULTILINE)
    return f"const ${name} = (() => {{\n{body}\nreturn {{ {exported} }};\n}})();"


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return a Content-Security-Policy: nothing from outside, only the scripts that are named.

    >>> policy([], ["'unsafe-inline'"]).split("; ")[0]
    "default-src 'none'"
    """
    return "; ".join([
        "default-src 'none'",
        "script-src " + (" ".join(scripts) or "'none'"),
        "style-src " + (" ".join(styles) or "'none'"),
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
    ])  # fmt: skip


def digest(text: str) -> str:
    """Return the source expression that names an inline script or style by its SHA-256."""
    code = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{code}'"


def script_hashes(html: str) -> list[str]:
    """Return the source expressions of all inline scripts of a page."""
    return [digest(m["code"]) for m in _SCRIPT.finditer(html) if "src=" not in m["kind"]]


def as_json(value: Any) -> str:
    """Return JSON that can stand inside a script element: no ``<`` ends it early."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for bad, code in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(bad, code)
    return text


def as_turtle(text: str) -> str:
    """Return Turtle that can stand inside a script element and is still the same graph.

    ``</`` and ``<!`` occur in literals only, where Turtle has an escape for them.

    >>> print(as_turtle('<a:b> <a:c> "</script>" .').replace(chr(92), "/"))
    <a:b> <a:c> "/u003C/script>" .
    """
    return re.sub(r"<(?=[/!])", lambda _: "\\u003C", text)


def document(title: str, language: str, data: Any, turtle: str) -> str:
    """Return the whole page.

    Args:
        title: of the page, plain text.
        language: ``"ko"`` or ``"en"``, the one it opens in.
        data: what the scripts read, as JSON values.
        turtle: the graph, embedded as it is.
    """
    style, code, vis = asset("page.css"), bundle(), library()
    parts = {
        "LANG": language,
        "POLICY": policy([digest(code), digest(vis)], [digest(style)]),
        "TITLE": escape(title),
        "STYLE": style,
        "DATA": as_json(data),
        "SCRIPT": code,
        "VIS": vis,
        "TURTLE": as_turtle(turtle),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda m: parts[m[1]], asset("page.html"))
