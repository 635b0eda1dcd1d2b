"""Corrections that a person makes, in a small file that is applied on every build.

The file is TOML. It says which names are one entity, which are not, which facts are wrong, and
which aliases an entity has; each entry gives a reason and a day. Facts are addressed by what they
say, never by their place, so the file holds when an article is read and extracted again::

    [[same-as]]                     # this name stands for that entity
    kind = "institution"            # region, institution, program or project
    name = "나노실용화센터"
    is = "나노융합실용화센터"         # the id of an entity, or a name of it
    reason = "the centre's own site uses both"
    date = 2026-11-22

    [[not-same-as]]                 # this name does not stand for that entity
    kind = "region"
    name = "광주"
    is-not = "경기도 광주시"
    reason = "the article is about the metropolitan city"
    date = 2026-11-22

    [[alias]]                       # the entity has this name too; articles that use it mean it
    kind = "institution"
    of = "대구테크노파크"
    alias = "대구티피"
    reason = "local papers write it so"
    date = 2026-11-22

    [[reject]]                      # the article does not say this, or is wrong
    article = "2022-05-04_신문_제목"  # key of the article; or: title = "…"
    fact = "funding"                # program, project, region, lead, participant, other,
    project = "플랫폼 구축사업"        #   funding, share or total
    amount = 7100005000             # or: as-stated = "71억5천원"
    reason = "the figure is a misprint"
    date = 2026-11-22

``fact = "region"``, ``"lead"``, ``"participant"``, ``"other"`` and ``"share"`` take ``project`` and
``name``; ``"project"`` takes ``project``, ``"program"`` takes ``name``, ``"funding"`` takes
``project`` and an amount, ``"total"`` takes an amount and, if wanted, ``name`` (the region).
``source`` narrows a ``funding`` or ``total`` to one level of government.
"""

from __future__ import annotations

from kg.curation.applying import apply, idle
from kg.curation.reading import load, loads
from kg.curation.rules import Curation, Naming, Reject

__all__ = ["Curation", "Naming", "Reject", "apply", "idle", "load", "loads"]
