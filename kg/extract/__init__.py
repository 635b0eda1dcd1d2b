"""Extract: from the text of one article to the facts it states, by rules alone.

The stages, each a module: :mod:`scan` finds mentions, :mod:`scene` masks them, :mod:`stance` tells
grants from wishes, :mod:`frames` tells programmes from projects among the :mod:`titles` and their
:mod:`variants`, :mod:`levels` and :mod:`funding` read the money, :mod:`roles`, :mod:`places` and
:mod:`periods` the rest; :mod:`reading` holds all of it, :mod:`sums` and :mod:`assemble` make facts
of it, :mod:`leftover` tells what was not used. The rules themselves are data (``data/patterns``).
"""

from __future__ import annotations

from kg.extract.assemble import extract

__all__ = ["extract"]
