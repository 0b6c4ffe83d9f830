"""What is told of a release in plain words: what came, what changed, what is gone, what was not released and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from xueku.model.declaration import declaration_of
from xueku.release.records import Shown
from xueku.review.changes import Change, changed_words, tell_change

_MOST_WORDS = 5
_PARTS = {
    "body": "正文",
    "handout": "讲义",
    "host": "主持词",
    "quiz": "自测",
    "file": "附件",
    "picture": "图片",
}


@dataclass(frozen=True)
class Difference:
    """Between what two releases show: ids that came, that changed (with what did), and that went."""

    added: tuple[str, ...]
    changed: Mapping[str, tuple[Change, ...]]
    gone: tuple[str, ...]


def difference(old: Mapping[str, Shown], new: Mapping[str, Shown]) -> Difference:
    """What is different in `new`."""
    both = sorted(old.keys() & new.keys())
    changed = {
        id_: tuple(changed_words(old[id_].text, new[id_].text)) for id_ in both if old[id_] != new[id_]
    }
    return Difference(tuple(sorted(new.keys() - old.keys())), changed, tuple(sorted(old.keys() - new.keys())))


def tell_difference(
    old: Mapping[str, Shown], new: Mapping[str, Shown], reasons: Mapping[str, str]
) -> Iterator[str]:
    """The difference as Markdown; `reasons` say why records are gone."""
    found = difference(old, new)
    yield from _section("新上线", (f"- {_named(new, id_)}" for id_ in found.added))
    yield from _section(
        "改了什么", (line for id_, changes in found.changed.items() for line in _told(new, id_, changes))
    )
    yield from _section(
        "撤下",
        (f"- {_named(old, id_)}" + (f"：{reasons[id_]}" if id_ in reasons else "") for id_ in found.gone),
    )


def notes(
    title: str,
    old: Mapping[str, Shown],
    new: Mapping[str, Shown],
    reasons: Mapping[str, str],
    left: Iterable[tuple[str, str]] | None = None,
) -> str:
    """The notes of a release. `left` are the records that were not released, each with the reasons; None where nobody asks."""
    lines = [f"# {title}", "", f"网站上共 {len(new)} 份材料。", "", *tell_difference(old, new, reasons)]
    if left is not None:
        lines += _section("没有发布的", (f"- {name}：{why}" for name, why in left))
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    told = [*lines]
    yield from (f"## {title}（{sum(line.startswith('- ') for line in told)}）", "", *(told or ["没有。"]), "")


def _named(entries: Mapping[str, Shown], id_: str) -> str:
    return f"{entries[id_].noun}《{entries[id_].title}》（{id_}）"


def _told(new: Mapping[str, Shown], id_: str, changes: tuple[Change, ...]) -> Iterator[str]:
    yield f"- {_named(new, id_)}" + ("" if changes else "：只是排法变了")
    yield from (f"    - {_place(change.where)}：{tell_change(change)}" for change in changes[:_MOST_WORDS])
    if len(changes) > _MOST_WORDS:
        yield f"    - 另有 {len(changes) - _MOST_WORDS} 处"


def _place(where: str) -> str:
    name = where.partition(".")[0]
    return _PARTS.get(name) or _labels().get(name, name)


def _labels() -> Mapping[str, str]:
    """The label of every field of every kind."""
    from xueku.kinds import KINDS

    return {name: declaration_of(info).label for kind in KINDS for name, info in kind.model_fields.items()}
