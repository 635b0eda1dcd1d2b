"""The classes of a thing: its own, and the broader ones of ``fund:`` that hold it.

The graph states both, so that a query for ``fund:Funding`` or ``fund:Institution`` finds every kind
of it in a store that does no inference. The hierarchy is the ontology's; a test holds the two
together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["BROADER", "classes", "narrowest"]

_INSTITUTIONS = (
    "Agency", "Association", "Company", "Hospital", "LocalGovernment", "Ministry",
    "ResearchInstitute", "University",
)  # fmt: skip
_REGIONS = ("City", "County", "District", "Province")
_MONEY = ("Funding", "StatedAmount")

BROADER: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_INSTITUTIONS, ("Institution",)),
    **dict.fromkeys(_REGIONS, ("Region",)),
    **dict.fromkeys(("LocalFunding", "MixedFunding", "NationalFunding", "PrivateFunding"), _MONEY),
    **dict.fromkeys(
        ("CountyFunding", "MunicipalFunding", "ProvincialFunding"), ("LocalFunding", *_MONEY)
    ),
    **dict.fromkeys(("Funding", "FundingPart", "Headline", "TotalCost"), ("StatedAmount",)),
}
"""Local names of the broader classes, the nearest first."""


def classes(name: str) -> tuple[str, ...]:
    """Return the local names of a class and of all that hold it.

    >>> classes("MunicipalFunding")
    ('MunicipalFunding', 'LocalFunding', 'Funding', 'StatedAmount')
    >>> classes("Project")
    ('Project',)
    """
    return (name, *BROADER.get(name, ()))


def narrowest(names: Iterable[str]) -> str:
    """Return the class that says most, or nothing for none.

    >>> narrowest(["StatedAmount", "LocalFunding", "Funding"])
    'LocalFunding'
    """
    return max(sorted(names), key=lambda n: len(BROADER.get(n, ())), default="")
