"""Read: bytes to an :class:`~kg.model.Article`, whatever file, encoding and page they come in.

::

    files ─▶ encoding · pdf · hwpx ─▶ html · markdown · reflow ─▶ page ─▶ Article
             (bytes to text)          (text to plain lines)       (what of it is the article)
"""

from __future__ import annotations

from kg.read.files import MAX_BYTES, read_bytes, read_file

__all__ = ["MAX_BYTES", "read_bytes", "read_file"]
