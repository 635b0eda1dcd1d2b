"""What the name of a ministry, a government or an institution stands for.

In this order: what a person said; the gazetteer; a short form that the article defines
(``충북테크노파크(이하 충북TP)``); a region, whose government then acts; a part of a known body
(``한국전지산업협회 대구분원``); else the name as written, its kind told by its ending.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from kg.curation import Curation, Naming
from kg.gazetteer import Gazetteer, Suffix
from kg.model import Article, Entity, Evidence, Flag, Resolution
from kg.resolve.likeness import index, known, near
from kg.spelling import body_key, body_label, clean, short_form, short_id, tight

__all__ = ["Actor", "bodies", "government", "region_name"]

_BRACKETED = re.compile(r"[(（]([^()（）\n]{1,30})[)）]")
_BEFORE = re.compile(r"[\w·ㆍ&]{2,40}$")
_REACH = 40
_HALL = "청"


class Actor(NamedTuple):
    """A body's name where it stands, and the region's name in it where a region acts."""

    name: str
    evidence: Evidence | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class _Scene:
    """What an article and the known names offer.

    Args:
        defined: key of a short form -> the full name that the article gives for it.
        regions: body's name -> resolution of the region that it names.
        keys: keys of all bodies' names in the article.
    """

    gazetteer: Gazetteer
    curation: Curation
    regions: Mapping[str, Resolution]
    defined: Mapping[str, str]
    keys: frozenset[str]


def bodies(
    actors: Sequence[Actor],
    article: Article,
    regions: Mapping[str, Resolution],
    gazetteer: Gazetteer,
    curation: Curation,
) -> tuple[dict[str, Resolution], dict[str, Entity], list[Flag]]:
    """Resolve every body's name of an article.

    Args:
        actors: the names with their spans; a name may come often.
        article: its text defines short forms.
        regions: what the regions' names stand for.
        gazetteer: the known names.
        curation: what a person said of names.

    Returns:
        name as written -> resolution; the parents of branches by id; a flag for each pair of names
        that look like one.
    """
    where = {a.name: a.evidence for a in reversed(actors)}
    keys = {name: body_key(name) for name in where}
    acting = {a.name: regions[a.region] for a in actors if a.region}
    scene = _Scene(
        gazetteer, curation, acting, _defined(article.text, keys, gazetteer),
        frozenset(keys.values()),
    )  # fmt: skip
    found = {name: _resolve(name, key, scene, 0) for name, key in keys.items()}
    found = _with_aliases(found, scene)
    parents: dict[str, Entity] = {}
    for resolution in found.values():
        _add_parents(resolution.entity, scene, parents)
    return found, parents, _alike(found, where, scene)


def region_name(name: str, gazetteer: Gazetteer) -> str | None:
    """Return the region's name that an actor's name is, without the 청 of its hall, or ``None``.

    >>> from kg.gazetteer import load
    >>> region_name("대구시청", load()), region_name("특허청", load())
    ('대구시', None)
    """
    text = clean(name)
    if tight(text) in gazetteer.institutions_by_name:
        return None
    for form in (text, text.removesuffix(_HALL)):
        if form in gazetteer.regions_by_name or form in gazetteer.groups:
            return form
        head, _, tail = form.rpartition(" ")
        if head in gazetteer.regions_by_name and tail in gazetteer.regions_by_name:
            return form
    return None


def government(region: Entity) -> Entity:
    """Return the local government of a region: the actor, not the place.

    >>> government(Entity("region", "대구광역시", "City", "대구광역시")).governs
    '대구광역시'
    """
    return Entity(
        "institution", region.id, "LocalGovernment", region.label_ko, region.label_en,
        region.aliases, governs=region.id, open=region.open,
    )  # fmt: skip


# ── one name ─────────────────────────────────────────────────────────────────────────────────


def _resolve(name: str, key: str, scene: _Scene, depth: int) -> Resolution:
    said = scene.curation.target("institution", name)
    if said is not None and depth == 0:
        return _curated(name, said, scene)
    return (
        _known(name, key, scene)
        or (_by_definition(name, key, scene, depth) if depth < 2 else None)
        or _as_region(name, scene)
        or _short_university(name, key, scene, depth)
        or _branch(name, key, scene, depth)
        or _as_written(name, key, scene)
    )


def _curated(name: str, said: Naming, scene: _Scene) -> Resolution:
    entity = _resolve(said.entity, body_key(said.entity), scene, 1).entity
    if said.says == "alias":
        entity = _also(entity, clean(said.name))
    return Resolution(
        name, entity, "curation", f"a person said so on {said.day}: {said.reason}",
        f"{said.day}에 사람이 정했습니다: {said.reason}",
    )  # fmt: skip


def _known(name: str, key: str, scene: _Scene) -> Resolution | None:
    entity = scene.gazetteer.institutions_by_name.get(key)
    if entity is None or _forbidden(name, entity, scene):
        return None
    for dated in scene.gazetteer.dated.get(entity.id, ()):
        if dated.name.replace(" ", "") == key:
            days = f"{dated.since or '…'}–{dated.until or '…'}"
            return Resolution(
                name, entity, "former-name", f"the name of {entity.label_ko} in {days}",
                f"{entity.label_ko}의 {days} 이름입니다",
            )  # fmt: skip
    if key == entity.id.replace(" ", ""):
        return Resolution(
            name, entity, "full-name", "the full name of a known body", "알려진 기관의 이름입니다"
        )
    return Resolution(
        name, entity, "short-name", f"a short form of {entity.label_ko}",
        f"{entity.label_ko}의 줄임 이름입니다",
    )  # fmt: skip


def _by_definition(name: str, key: str, scene: _Scene, depth: int) -> Resolution | None:
    full = scene.defined.get(key)
    if full is None:
        return None
    entity = _resolve(full, body_key(full), scene, depth + 1).entity
    if _forbidden(name, entity, scene):
        return None
    return Resolution(
        name, entity, "defined-in-article", f"the article gives it as the short form of {full}",
        f"기사가 {full}의 줄임 이름으로 밝혔습니다",
    )  # fmt: skip


def _as_region(name: str, scene: _Scene) -> Resolution | None:
    region = scene.regions.get(name)
    if region is None:
        return None
    entity = government(region.entity)
    return Resolution(
        name, entity, "local-government",
        f"a region that acts is its government; {region.why}",
        f"행위자로 나온 지역은 그 지방자치단체입니다. {region.why_ko}",
    )  # fmt: skip


def _short_university(name: str, key: str, scene: _Scene, depth: int) -> Resolution | None:
    """Take 새벽대 for 새벽대학교 where the article has both."""
    full = f"{key}학교"
    if not key.endswith("대") or full not in scene.keys:
        return None
    entity = _resolve(full, full, scene, depth + 1).entity
    return Resolution(
        name, entity, "short-name", f"the short form of {full}, which the article names",
        f"기사에 나오는 {full}의 줄임 이름입니다",
    )  # fmt: skip


def _branch(name: str, key: str, scene: _Scene, depth: int) -> Resolution | None:
    label = body_label(name)
    kind = scene.gazetteer.suffix(key)
    if kind is None or kind.kind != "unit" or depth > 2:
        return None
    cut = _cut(label, key, kind, scene)
    if cut is None:
        return None
    head, tail = cut
    parent = _resolve(head, body_key(head), scene, depth + 1).entity
    if parent.type == "LocalGovernment":
        return None
    full = f"{parent.label_ko} {tail}"
    entity = Entity(
        "institution", short_id(f"{parent.id} {tail}"),
        kind.type if kind.type != "Institution" else parent.type, full,
        aliases=() if label == full else (label,), parent=parent.id,
    )  # fmt: skip
    return Resolution(
        name, entity, "branch", f"{tail} is a part of {parent.label_ko}",
        f"{tail}은(는) {parent.label_ko}의 한 부분입니다",
    )  # fmt: skip


def _cut(label: str, key: str, suffix: Suffix, scene: _Scene) -> tuple[str, str] | None:
    """Return the parent's name and the part's, or ``None`` where no parent can be told.

    A unit of ``sure`` safety (산학협력단) always has a parent before it.
    """
    words = label.split(" ")
    for i in range(len(words) - 1, 0, -1):
        head = " ".join(words[:i])
        if _is_parent(tight(head), scene):
            return head, tight(" ".join(words[i:]))
    for i in range(len(key) - len(suffix.suffix), 1, -1):
        head, tail = key[:i], key[i:]
        entity = scene.gazetteer.institutions_by_name.get(head)
        # a short form may end inside a word: 로봇연 is no parent of 로봇연구센터
        if entity is not None and (tail == suffix.suffix or head == entity.id or head.isascii()):
            return head, tail
        where = tail.removesuffix(suffix.suffix)
        if where in scene.gazetteer.regions_by_name and _ending(head, scene.gazetteer):
            return head, tail
    head = key[: -len(suffix.suffix)]
    whole = suffix.safety == "sure" and len(head) > 1
    return (head, suffix.suffix) if whole or _ending(head, scene.gazetteer) else None


def _is_parent(key: str, scene: _Scene) -> bool:
    if key in scene.gazetteer.institutions_by_name or key in scene.defined or key in scene.keys:
        return True
    return _ending(key, scene.gazetteer)


def _ending(key: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a name has the sure ending of a body and something before it."""
    found = gazetteer.suffix(key)
    return found is not None and found.safety == "sure" and found.kind == "ending"


def _as_written(name: str, key: str, scene: _Scene) -> Resolution:
    label = body_label(name)
    written = clean(name)
    entity = Entity(
        "institution", short_id(key), _type(written, key, scene.gazetteer), label,
        aliases=() if written == label else (written,),
    )  # fmt: skip
    return Resolution(
        name, entity, "as-written", "no known body has this name; its ending tells its kind",
        "알려진 기관이 아니어서 적힌 대로 두고, 끝말로 종류를 정합니다",
    )  # fmt: skip


def _type(written: str, key: str, gazetteer: Gazetteer) -> str:
    marks = [mark.type for mark in _marks(gazetteer) if mark.suffix in written]
    if "Company" in marks:
        return "Company"
    found = gazetteer.suffix(key)
    if found is not None and found.type not in ("Ministry", "LocalGovernment"):
        return found.type
    return marks[0] if marks else "Institution"


@lru_cache(maxsize=4)
def _marks(gazetteer: Gazetteer) -> tuple[Suffix, ...]:
    return tuple(s for s in gazetteer.suffixes if s.kind == "mark")


def _forbidden(name: str, entity: Entity, scene: _Scene) -> bool:
    if not scene.curation.namings:
        return False
    return scene.curation.forbids("institution", name, entity.id) is not None


# ── short forms that the article defines ─────────────────────────────────────────────────────


def _defined(text: str, names: Mapping[str, str], gazetteer: Gazetteer) -> dict[str, str]:
    """Return the key of each short form in the text -> the full name that it follows.

    A full name counts when it is a name of the facts or the end of one, a name of the gazetteer, or
    ends as bodies do. ``names`` are names of the facts -> key.
    """
    pairs = []
    for match in _BRACKETED.finditer(text):
        before = _BEFORE.search(text[max(0, match.start() - _REACH) : match.start()].rstrip())
        short = short_form(before[0], match[1].strip()) if before else None
        # 광주과학기술원(광주): a place in a bracket is where the body is
        if before and short and short not in gazetteer.regions_by_name:
            pairs.append((before[0], short))
    if not pairs:
        return {}
    ends = {body_key(name.rpartition(" ")[2]): name for name in sorted(names, reverse=True)}
    ends |= {key: name for name, key in names.items()}
    found: dict[str, str] = {}
    for word, short in pairs:
        key = body_key(word)
        known_word = key in gazetteer.institutions_by_name or _ending(key, gazetteer)
        full = ends.get(key) or (word if known_word else None)
        if full and tight(short) != body_key(full):
            found.setdefault(tight(short), full)
    return found


def _also(entity: Entity, *names: str) -> Entity:
    if not names:
        return entity
    new = tuple(n for n in dict.fromkeys(names) if n not in (entity.label_ko, *entity.aliases))
    return replace(entity, aliases=(*entity.aliases, *new)) if new else entity


def _with_aliases(found: dict[str, Resolution], scene: _Scene) -> dict[str, Resolution]:
    """Give each entity one value: with every spelling and short form that the article has of it."""
    names: dict[str, list[str]] = {}
    entities: dict[str, Entity] = {}
    for name in sorted(found):
        resolution = found[name]
        entity = entities.setdefault(resolution.entity.id, resolution.entity)
        entities[entity.id] = _also(entity, *resolution.entity.aliases)
        if resolution.reason in ("defined-in-article", "as-written", "branch", "short-name"):
            names.setdefault(entity.id, []).append(body_label(name))
    ids = {id_.replace(" ", ""): id_ for id_ in entities} if scene.defined else {}
    for short, full in scene.defined.items():
        if body_key(full) in ids:
            names.setdefault(ids[body_key(full)], []).append(short)
    for id_, more in names.items():
        entities[id_] = _also(entities[id_], *sorted(more))
    return {n: _standing_for(entities[r.entity.id], r) for n, r in found.items()}


def _standing_for(entity: Entity, resolution: Resolution) -> Resolution:
    if resolution.entity is entity or resolution.entity == entity:
        return resolution
    return replace(resolution, entity=entity)


def _add_parents(entity: Entity, scene: _Scene, found: dict[str, Entity]) -> None:
    """Add the parents of a branch, from the gazetteer or as written."""
    parent = entity.parent
    while parent is not None and parent not in found:
        known = scene.gazetteer.institutions.get(parent)
        found[parent] = known or _resolve(parent, body_key(parent), scene, 1).entity
        parent = found[parent].parent


# ── names that look like one ─────────────────────────────────────────────────────────────────


def _alike(
    found: Mapping[str, Resolution], where: Mapping[str, Evidence | None], scene: _Scene
) -> list[Flag]:
    """Propose the names that an unknown name may be a slip of; nothing is merged."""
    unknown = {n: r.entity.id for n, r in found.items() if r.reason == "as-written"}
    own = index(unknown.values()) if len(unknown) > 1 else {}
    flags = []
    for name, id_ in unknown.items():
        evidence = where[name]
        proposed = near(id_, known(scene.gazetteer), own)
        flags += [
            _proposal(name, other, evidence)
            for other in proposed
            if evidence and not scene.curation.forbids("institution", id_, other)
        ]
    return flags


def _proposal(name: str, other: str, evidence: Evidence) -> Flag:
    return Flag(
        "same-name?", f"{name} looks like {other}; they stay apart until a person says so",
        evidence, f"{name}은(는) {other}와(과) 비슷합니다. 사람이 정하기 전에는 따로 둡니다",
    )  # fmt: skip
