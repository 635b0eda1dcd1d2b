"""Where the packaged data stands: ontology, patterns and gazetteers.

In a wheel they stand inside the package (``kg/_packaged``), in a checkout at the top of the
repository. The rest of the code only names them: ``resource("ontology", "fund.ttl")``.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["resource"]

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_packaged", _PACKAGE.parent)


def resource(*parts: str) -> Path:
    """Return the path of a packaged file or folder.

    Args:
        parts: the path below the repository's top, e.g. ``"data", "gazetteers"``.

    Raises:
        FileNotFoundError: it is neither in the package nor in the checkout.

    >>> resource("ontology").is_dir()
    True
    """
    for root in _ROOTS:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(parts))
