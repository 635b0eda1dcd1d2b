"""Notes on the quality of what is said: the articles' flags, names joined or left open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.link.corpus import Doubt, Headline, LinkedProject, Local, Said, Saids
from kg.link.entities import At, digest
from kg.link.gather import said
from kg.model import Entity, Flag, Resolved
from kg.names import local_name
from kg.same import Groups

__all__ = ["differences", "flags", "open_names", "same_names"]


def flags(
    resolved: Sequence[tuple[str, Resolved]],
    projects: Sequence[LinkedProject],
    headlines: Sequence[Headline],
) -> Iterator[Doubt]:
    """Yield the articles' own flags, on the amounts whose words they are about."""
    found = [(key, flag) for key, one in resolved for flag in one.facts.flags]
    if not found:
        return
    amounts: dict[str, list[tuple[Said, str]]] = defaultdict(list)
    for local, saids in _amounts(projects, headlines):
        for place in saids:
            amounts[place.article].append((place, local))
    seen: set[str] = set()
    for key, flag in found:
        doubt = _flagged(key, flag, amounts.get(key, ()))
        if doubt.local not in seen:
            seen.add(doubt.local)
            yield doubt


def _amounts(
    projects: Sequence[LinkedProject], headlines: Sequence[Headline]
) -> Iterator[tuple[str, tuple[Said, ...]]]:
    for project in projects:
        for money in project.money:
            yield money.local, money.said
    for headline in headlines:
        yield headline.local, headline.said


def _flagged(key: str, flag: Flag, amounts: Iterable[tuple[Said, str]]) -> Doubt:
    here = said(key, flag.evidence)
    targets = {
        ("funding", local)
        for at, local in amounts
        if at.start < here.end and here.start < at.end
    }  # fmt: skip
    return Doubt(
        f"{key}.{here.start}.{here.end}.{local_name(flag.kind)}",
        flag.kind,
        tuple(sorted(targets)) or (("article", key),),
        flag.message_ko,
        flag.message,
        (here,),
    )


def same_names(
    groups: Groups,
    projects: Sequence[LinkedProject],
    local: Local,
) -> Iterator[Doubt]:
    """Yield a note on each pair of names that was taken for one project, or may be one."""
    if not groups.merged and not groups.proposed:
        return
    by_name: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for project in projects:
        for name in (project.label, *project.names):
            by_name[name].add(("project", local["project", project.id]))
    for pairs, kind, ko, en in (
        (groups.merged, "same-project", "한 과제로 봄", "taken for one project"),
        (groups.proposed, "possibly-same-project", "한 과제일 수 있음", "may be one project"),
    ):
        for pair in pairs:
            targets = by_name[pair.short] | by_name[pair.long]
            yield Doubt(
                f"{kind}.{digest(pair.short + chr(0) + pair.long)}",
                kind,
                tuple(sorted(targets)),
                f"{ko}: ‘{pair.short}’ = ‘{pair.long}’ ({pair.why_ko})",
                f"{en}: ‘{pair.short}’ = ‘{pair.long}’ ({pair.why_en})",
            )


def differences(
    projects: Sequence[LinkedProject], entities: Mapping[At, Entity], dates: Mapping[str, str],
    local: Local,
) -> Iterator[Doubt]:  # fmt: skip
    """Yield a note wherever articles give a project leads, years or shares that share nothing.

    Amounts have notes of their own (:mod:`kg.link.money`).
    """
    if len(dates) < 2:
        return
    for project in projects:
        name = local["project", project.id]
        for kind, ko, en, answers in _answers(project, entities):
            told: dict[str, set[str]] = defaultdict(set)
            for answer, places in answers:
                for place in places:
                    told[place.article].add(answer)
            if any(a.isdisjoint(b) for a in told.values() for b in told.values()):
                words = "; ".join(_dated(told, dates))
                target = (("project", name),)
                at = f"{name}.{local_name(kind)}"
                yield Doubt(at, kind.split(".")[0], target, f"{ko}: {words}", f"{en}: {words}")


def _answers(
    project: LinkedProject, entities: Mapping[At, Entity]
) -> Iterator[tuple[str, str, str, Iterable[tuple[str, Saids]]]]:
    """Yield what a project's articles can differ in, and each answer with who says it."""
    leads = [
        (entities["institution", part.institution].label_ko, part.said)
        for part in project.parts
        if part.role == "lead"
    ]
    yield "conflicting-leads", "기사마다 주관기관이 다름", "the articles differ in the lead", leads
    for kind, days, ko, en in (
        (
            "conflicting-start",
            project.starts,
            "기사마다 시작이 다름",
            "the articles differ in the start",
        ),
        ("conflicting-end", project.ends, "기사마다 끝이 다름", "the articles differ in the end"),
    ):
        yield kind, ko, en, [(str(day)[:4], places) for day, places in days]
    for basis in sorted({share.of for share in project.shares}):
        shares = [share for share in project.shares if share.of == basis]
        for region in sorted({share.region for share in shares}):
            label = entities["region", region].label_ko
            yield (
                f"conflicting-shares.{region}.{basis}",
                f"기사마다 {label} 몫이 다름",
                f"the articles differ in the share of {label}",
                [(f"{share.percent:g}%", share.said) for share in shares if share.region == region],
            )


def _dated(told: Mapping[str, set[str]], dates: Mapping[str, str]) -> Iterator[str]:
    """Yield each article's answer with its date, the oldest first."""
    answers = {(dates[key], ", ".join(sorted(told[key]))) for key in told}
    for date, words in sorted(answers):
        yield f"{words} ({date})" if date else words


def open_names(entities: Mapping[At, Entity], local: Local) -> Iterator[Doubt]:
    """Yield a note on each name that could stand for several things and was left open."""
    for at, entity in entities.items():
        if entity.open:
            yield Doubt(
                f"open.{at[0]}.{local[at]}",
                "open-name",
                ((at[0], local[at]),),
                f"‘{entity.label_ko}’이(가) 무엇을 가리키는지 정하지 못함",
                f"what ‘{entity.label_ko}’ stands for was left open",
            )
