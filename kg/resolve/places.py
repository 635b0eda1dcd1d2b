"""What a region's name stands for: by the gazetteer, and for homonyms by what stands around it.

A name that several regions have (중구, 고성군, 광주) is told apart by the first of these that
leaves one region: the date of the article; the region named right before it; the other regions of
the same project; those of the article; a full name, or the name of a region above it, in the text;
regions near it (the same province, then the same group such as 호남권), first those of the facts,
then one joined to it in the text (광주·전남), then any in the text; the home of the newspaper. When
none does, the name stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.curation import Curation
from kg.gazetteer import DatedName, Gazetteer
from kg.model import Article, Entity, Evidence, Flag, Resolution
from kg.spelling import clean, short_id

__all__ = ["Place", "candidates", "places"]

_TYPES = {"시": "City", "군": "County", "구": "District", "도": "Province"}
_NEAR = ("지역", "일대", "일원")
_JOINTS = ("·", "ㆍ", "‧", "/", "-", ", ", "와 ", "과 ")
_REACH = 12
"""So many characters before a name may hold the region that it lies in."""


class Place(NamedTuple):
    """A region's name where it stands; ``project`` is its project's number, if any."""

    name: str
    evidence: Evidence | None = None
    project: int | None = None


@dataclass(frozen=True, slots=True)
class _Scene:
    """All that an article offers to tell homonyms apart."""

    article: Article
    gazetteer: Gazetteer
    curation: Curation
    mentions: Mapping[str, Sequence[Place]]
    certain: Mapping[str, Entity]


def places(
    mentions: Sequence[Place], article: Article, gazetteer: Gazetteer, curation: Curation
) -> tuple[dict[str, Resolution], list[Flag]]:
    """Resolve every region's name of an article.

    Args:
        mentions: the names, each with its span and project where known; a name may come often.
        article: its text, date and publisher tell homonyms apart.
        gazetteer: the known names.
        curation: what a person said of names.

    Returns:
        name as written -> resolution, and a flag for each name that stays open.
    """
    by_name: dict[str, list[Place]] = {}
    for mention in mentions:
        by_name.setdefault(mention.name, []).append(mention)
    found: dict[str, Resolution] = {}
    unclear: dict[str, tuple[Entity, ...]] = {}
    for name in by_name:
        result = _plain(name, article, gazetteer, curation)
        if isinstance(result, Resolution):
            found[name] = result
        else:
            unclear[name] = result
    if not unclear:
        return found, []
    certain = {n: r.entity for n, r in found.items()}
    scene = _Scene(article, gazetteer, curation, by_name, certain)
    flags = []
    for name, options in unclear.items():
        found[name] = _by_context(name, options, scene)
        if found[name].entity.open:
            flags += _open_flags(name, options, by_name[name])
    return found, flags


def candidates(name: str, gazetteer: Gazetteer) -> tuple[Entity, ...]:
    """Return the regions that a name can stand for; the region above may stand before it.

    >>> from kg.gazetteer import load
    >>> [r.id for r in candidates("강원 고성군", load())]
    ['강원특별자치도 고성군']
    >>> [r.id for r in candidates("대구북구", load())]
    ['대구광역시 북구']
    """
    known = gazetteer.regions_by_name
    found = known.get(name)
    if found is not None:
        return found
    if len(name) > _REACH * 2:
        return ()
    for i in range(2, len(name) - 1):
        inner = known.get(name[i:].strip(), ())
        outer = known.get(name[:i].strip())
        if inner and outer is None and " " in name[:i]:
            outer = candidates(name[:i].strip(), gazetteer)
        ids = {r.id for r in outer or ()}
        matching = tuple(r for r in inner if not ids.isdisjoint(gazetteer.holders(r.id)))
        if matching:
            return matching
    return ()


def _plain(
    name: str, article: Article, gazetteer: Gazetteer, curation: Curation
) -> Resolution | tuple[Entity, ...]:
    """Resolve a name that needs no context, or return the regions it can stand for."""
    text = clean(name)
    said = curation.target("region", text)
    if said is not None:
        options = candidates(said.entity, gazetteer)
        region = options[0] if len(options) == 1 else _unknown(said.entity)
        return Resolution(
            name, region, "curation", f"a person said so on {said.day}: {said.reason}",
            f"{said.day}에 사람이 정했습니다: {said.reason}",
        )  # fmt: skip
    options = candidates(text, gazetteer)
    if not options and text.endswith(_NEAR):
        text = text[:-2].rstrip()
        options = candidates(text, gazetteer)
    if curation.namings:
        options = tuple(r for r in options if not curation.forbids("region", text, r.id))
    if len(options) > 1:
        options = _in_force(text, options, article, gazetteer)
    if len(options) == 1:
        return _known(name, text, options[0], gazetteer)
    return options or _group_or_new(name, text, gazetteer)


def _in_force(
    name: str, options: tuple[Entity, ...], article: Article, gazetteer: Gazetteer
) -> tuple[Entity, ...]:
    """Drop the regions that no longer had the name when the article appeared."""
    day = article.published
    if day is None:
        return options
    kept = tuple(
        r
        for r in options
        if not any(
            n.name == name and n.until and n.until <= day for n in gazetteer.dated.get(r.id, ())
        )
    )
    return kept or options


def _known(name: str, text: str, region: Entity, gazetteer: Gazetteer) -> Resolution:
    label = region.label_ko
    for dated in gazetteer.dated.get(region.id, ()):
        if dated.name == text:
            return Resolution(name, region, "former-name", *_when(dated, label))
    if text in (label, region.id):
        reason, en, ko = "full-name", "the full name of a region", "지역의 온전한 이름입니다"
    elif text in region.aliases:
        reason, en, ko = "short-name", f"a short form of {label}", f"{label}의 줄임 이름입니다"
    else:
        reason = "parent-in-name"
        en = f"the name gives the region above: {region.id}"
        ko = f"이름에 상위 지역이 있습니다: {region.id}"
    return Resolution(name, region, reason, en, ko)


def _when(dated: DatedName, label: str) -> tuple[str, str]:
    """Say between which days a name held."""
    if dated.until:
        return (
            f"the name of {label} until {dated.until}",
            f"{dated.until} 전까지 쓰인 {label}의 이름입니다",
        )
    return (
        f"the name of {label} since {dated.since}",
        f"{dated.since}부터 쓰는 {label}의 이름입니다",
    )


def _group_or_new(name: str, text: str, gazetteer: Gazetteer) -> Resolution:
    members = gazetteer.groups.get(text)
    if members:
        inside = ", ".join(m.label_ko for m in members)
        group = Entity("region", text, "Region", text)
        return Resolution(
            name, group, "group", f"a group of regions: {inside}", f"지역의 묶음입니다: {inside}"
        )
    return Resolution(
        name, _unknown(text), "as-written", "no known region has this name",
        "알려진 지역 이름이 아니어서 적힌 대로 둡니다",
    )  # fmt: skip


def _unknown(text: str) -> Entity:
    return Entity("region", short_id(text), _TYPES.get(text[-1:], "Region"), text)


# ── homonyms ─────────────────────────────────────────────────────────────────────────────────


_WHY: Mapping[str, tuple[str, str]] = {
    "context-before": (
        "the one whose region stands right before it", "바로 앞에 상위 지역이 적힌 곳입니다"
    ),
    "context-project": ("the one in the project's region", "과제의 지역에 있는 곳입니다"),
    "context-article": (
        "the one in a region of the article", "기사의 다른 지역에 있는 곳입니다"
    ),
    "context-text": (
        "the one whose region the text names", "본문에 상위 지역이 나오는 곳입니다"
    ),
    "context-province": (
        "the one in the province of the article's regions",
        "기사의 지역과 같은 시·도에 있는 곳입니다"
    ),
    "context-group": (
        "the one near the article's regions", "기사의 지역과 같은 권역에 있는 곳입니다"
    ),
    "context-joined": (
        "the one that the text joins with a region near it",
        "본문에서 이웃 지역과 나란히 적힌 곳입니다"
    ),
    "context-text-group": (
        "the one near a region that the text names",
        "본문에 나오는 지역과 같은 권역에 있는 곳입니다"
    ),
    "context-publisher": ("the one at the newspaper's home", "신문사가 있는 지역의 곳입니다"),
}  # fmt: skip
"""Reason -> the sentence's end in English and in Korean."""


def _by_context(name: str, options: tuple[Entity, ...], scene: _Scene) -> Resolution:
    text = clean(name)
    for reason, fits in _clues(name, options, scene):
        left = [r for r in options if fits(r)]
        if len(left) == 1:
            en, ko = _WHY[reason]
            return Resolution(
                name, left[0], reason, f"of {len(options)} regions named {text}, {en}",
                f"{text}라는 이름의 지역 {len(options)}곳 가운데 {ko}",
            )  # fmt: skip
    types = {r.type for r in options}
    type_ = types.pop() if len(types) == 1 else "Region"
    entity = Entity("region", text, type_, text, open=True)
    names = ", ".join(r.id for r in options)
    return Resolution(
        name, entity, "open", f"could be {names}; nothing in the article decides",
        f"{names} 가운데 어느 곳인지 기사에서 알 수 없습니다",
    )  # fmt: skip


def _clues(
    name: str, options: tuple[Entity, ...], scene: _Scene
) -> Iterator[tuple[str, Callable[[Entity], bool]]]:
    """Yield the ways to tell homonyms apart, the surest first: a reason and its test."""
    known = scene.gazetteer
    above = {r.id: frozenset(known.holders(r.id)) for r in options}
    yield "context-before", lambda r: _stands_before(above[r.id], name, scene)
    project = _beside(name, scene)
    yield "context-project", lambda r: _holds(r, above[r.id], project, known)
    article = frozenset(r.id for r in scene.certain.values())
    yield "context-article", lambda r: _holds(r, above[r.id], article, known)
    yield "context-text", lambda r: _in_text(r, above[r.id], scene)
    around = _with_holders(article, known)
    yield "context-province", lambda r: not above[r.id].isdisjoint(around)
    yield "context-group", lambda r: _neighbours({r.id, *above[r.id]}, around, known)
    mates = {r.id: _mates(frozenset((r.id, *above[r.id])), known) for r in options}
    text, plain = scene.article.text, clean(name)
    yield (
        "context-joined",
        lambda r: any(
            f"{a}{mark}{b}" in text
            for mate in mates[r.id]
            for a, b in ((plain, mate), (mate, plain))
            for mark in _JOINTS
        ),
    )
    yield "context-text-group", lambda r: any(mate in text for mate in mates[r.id])
    home = _home(scene)
    yield "context-publisher", lambda r: not home.isdisjoint((r.id, *above[r.id]))


def _with_holders(ids: frozenset[str], gazetteer: Gazetteer) -> frozenset[str]:
    """Return the ids of regions and of all that hold them."""
    return ids.union(*(gazetteer.holders(region) for region in ids))


def _holds(
    region: Entity, above: frozenset[str], ids: frozenset[str], gazetteer: Gazetteer
) -> bool:
    """Tell whether a region lies in one of some regions, or one of them in it."""
    return not above.isdisjoint(ids) or region.id in _with_holders(ids, gazetteer)


def _beside(name: str, scene: _Scene) -> frozenset[str]:
    """Return the ids of the certain regions in the projects that a name stands in."""
    projects = {m.project for m in scene.mentions[name] if m.project is not None}
    return frozenset(
        region.id
        for other, region in scene.certain.items()
        if any(m.project in projects for m in scene.mentions[other])
    )


def _sure_names(region: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the names of a region that mean nothing else."""
    entity = gazetteer.regions[region]
    return tuple(
        name
        for name in (entity.label_ko, *entity.aliases)
        if len(gazetteer.regions_by_name[name]) == 1 and name not in gazetteer.words
    )


def _stands_before(above: frozenset[str], name: str, scene: _Scene) -> bool:
    text, known = scene.article.text, scene.gazetteer
    names = tuple(n for region in above for n in _sure_names(region, known))
    for mention in scene.mentions[name]:
        if mention.evidence is not None:
            start = mention.evidence.start
            before = text[max(0, start - _REACH) : start]
            if before.rstrip(" (·").endswith(names):
                return True
    return False


def _in_text(region: Entity, above: frozenset[str], scene: _Scene) -> bool:
    text, known = scene.article.text, scene.gazetteer
    return any(n in text for r in (region.id, *above) for n in _sure_names(r, known))


def _mates(ids: frozenset[str], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the sure names of the other regions in the groups that a region is in."""
    groups = {frozenset(m.id for m in group) for group in gazetteer.groups.values()}
    others = {id_ for group in groups if group & ids for id_ in group - ids}
    return tuple(n for id_ in sorted(others) for n in _sure_names(id_, gazetteer))


def _neighbours(ids: set[str], others: frozenset[str], gazetteer: Gazetteer) -> bool:
    """Tell whether a region (with those above it) is in one group with any of other regions."""
    groups = ({m.id for m in group} for group in gazetteer.groups.values())
    return any(not ids.isdisjoint(group) and not others.isdisjoint(group) for group in groups)


def _home(scene: _Scene) -> frozenset[str]:
    """Return the ids of the provinces whose name the newspaper's name begins with."""
    publisher = clean(scene.article.publisher or "")
    return frozenset(
        region.id
        for region in scene.gazetteer.regions.values()
        if not region.parent and publisher.startswith((region.label_ko, *region.aliases))
    )


def _open_flags(name: str, options: Sequence[Entity], mentions: Sequence[Place]) -> list[Flag]:
    where = next((m.evidence for m in mentions if m.evidence), None)
    if where is None:
        return []
    names = ", ".join(r.id for r in options)
    return [
        Flag(
            "ambiguous-region",
            f"{name} could be {names}",
            where,
            f"{name}이(가) {names} 가운데 어느 곳인지 알 수 없습니다",
        )
    ]
