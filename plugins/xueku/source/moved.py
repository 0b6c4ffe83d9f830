"""`content/redirects.yml` becomes entries for records that are gone, checked against those that are there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from xueku.model.diagnostic import Diagnostic, Span, shown
from xueku.model.moved import Moved, Moves
from xueku.source.text import read_text
from xueku.source.typed import nearest, read_value
from xueku.source.yaml_tree import Sequence, read_tree

FILE = "redirects.yml"
_EXAMPLE = "- {id: jiu-bianhao, kind: course, to: xin-bianhao} 或 - {id: jiu-bianhao, kind: course, reason: 内容已过时}"


def read_moves(content_dir: Path, root: Path) -> tuple[Moves, list[Diagnostic]]:
    """The entries of a content folder, none where there is no such file; and findings."""
    file = content_dir / FILE
    if not file.exists():
        return Moves(), []
    path = file.relative_to(root).as_posix()
    text, findings = read_text(file, path)
    node, found = read_tree(text, path) if text is not None else (None, [])
    findings = [*findings, *found]
    if node is None:
        return Moves(), findings
    if not isinstance(node, Sequence):
        finding = Diagnostic(node.span, "XK103", "这里应是一个列表，每份没有了的材料一项", f"例如 {_EXAMPLE}")
        return Moves(), [*findings, finding]
    moves = Moves()
    for item in node.items:
        entry, places, found = read_value(Moved, item, item.span)
        findings += found
        if entry is None:
            continue
        findings += _on_entry(entry, moves, places.value(("id",)))
        moves.by_id.setdefault(entry.id, entry)
        moves.places.setdefault(entry.id, places.value(("to",) if entry.to else ("id",)))
    return moves, findings


def check_moves(moves: Moves, there: Collection[str]) -> Iterator[Diagnostic]:
    """What is wrong with entries, given the ids of all records: one that is there again, ways that lead nowhere or in a circle."""
    for id_, entry in moves.by_id.items():
        place = moves.places[id_]
        if id_ in there:
            remedy = "删掉这一条；确是两份不同的材料，给新的换一个编号"
            yield Diagnostic(place, "XK309", f"{shown(id_)}又有这份材料了，不能再转到别处", remedy)
        elif entry.to and entry.to not in there:
            yield _astray(entry, moves, there, place)


def _on_entry(entry: Moved, moves: Moves, place: Span) -> Iterator[Diagnostic]:
    if entry.id in moves.by_id:
        line = moves.places[entry.id].line
        yield Diagnostic(place, "XK309", f"{shown(entry.id)}写了两次，第 {line} 行已经有了", "只留一条")
    if bool(entry.to) == bool(entry.reason):
        message = (
            "to（换到哪里）和 reason（撤下的原因）只写一个"
            if entry.to
            else "没有写换到哪里，也没有写为什么撤下"
        )
        yield Diagnostic(place, "XK309", message, f"例如 {_EXAMPLE}")


def _astray(entry: Moved, moves: Moves, there: Collection[str], place: Span) -> Diagnostic:
    """Where an entry leads that leads to no record."""
    way, at = [entry.id], entry.to or ""
    while at in moves.by_id and at not in way and moves.by_id[at].to:
        way.append(at)
        at = moves.by_id[at].to or ""
    if at in way:
        return Diagnostic(
            place, "XK309", f"转来转去又回到原处：{' → '.join([*way, at])}", "其中一条改成现在有的材料"
        )
    if len(way) > 1 and at in there:
        return Diagnostic(place, "XK309", f"转了两次：{' → '.join([*way, at])}", f"直接写 to: {at}")
    if entry.to in moves.by_id:
        return Diagnostic(
            place, "XK309", f"转到的{shown(entry.to or '')}自己也撤下了", "写 reason，或者转到别的材料"
        )
    meant = nearest(entry.to or "", [*there])
    remedy = f"改成 to: {meant}" if meant else "写现在有的材料的编号，或者写 reason"
    return Diagnostic(place, "XK309", f"没有编号是{shown(entry.to or '')}的材料", remedy)
