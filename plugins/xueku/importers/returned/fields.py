"""The fields of a record, changed as their cells in Word were changed; every other line of 属性区 stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from xueku.importers.yaml_text import quoted, scalar
from xueku.source.yaml_tree import Mapping as TreeMapping
from xueku.source.yaml_tree import Node, Scalar
from xueku.source.yaml_tree import Sequence as TreeSequence

Lines = Sequence[str]
Table = Sequence[Sequence[str]]


def changed_fields(
    text: str, tree: TreeMapping, before: Mapping[str, Lines | Table], after: Mapping[str, Lines | Table]
) -> str:
    """`text`, whose tree is `tree`, with those fields changed of which `after` says something else than `before`."""
    nodes = {key.text: node for key, node in tree.items}
    for name, value in after.items():
        if name in nodes and value != before.get(name, value):
            lines = [line for line in value if isinstance(line, str)]
            new = _value(nodes[name], lines) if lines else _table(nodes[name], before[name], value)
            text = _replaced(text, name, new)
    return text


def _replaced(text: str, name: str, value: str) -> str:
    """The lines of one field with another value."""
    pattern = re.compile(rf"^{re.escape(name)}[ \t]*[:：].*\n?(?:(?:[ \t]+.*|-.*|[ \t]*)\n)*", re.MULTILINE)
    gap = "" if value.startswith("\n") else " "
    return pattern.sub(lambda _: f"{name}:{gap}{value}\n", text, count=1)


def _value(node: Node, lines: Lines) -> str:
    written = [line for line in lines if line.strip()]
    if isinstance(node, Scalar):
        return (
            scalar("".join(written)) if len(written) < 2 else quoted("\n".join(written)).replace("\n", "\\n")
        )
    is_flow = isinstance(node, TreeSequence) and node.span.line == node.span.end_line
    if is_flow:
        return f"[{', '.join(map(scalar, written))}]"
    return "".join(f"\n  - {scalar(line)}" for line in written)


def _table(node: Node, before: Lines | Table, after: Lines | Table) -> str:
    """A list of groups, one line a value; values that did not change as the tree has them."""
    columns = [str(cell) for cell in after[0]]
    old_rows = {tuple(row): item for row, item in zip(before[1:], _items(node), strict=False)}
    by_place = dict(enumerate(_items(node)))
    items = []
    for number, row in enumerate(after[1:]):
        known = old_rows.get(tuple(row)) or by_place.get(number)
        nodes = {key.text: value for key, value in known.items} if known else {}
        lines = [
            f"{name}: {_cell(nodes.get(name), cell)}"
            for name, cell in zip(columns, row, strict=False)
            if str(cell).strip()
        ]
        if lines:
            items.append("\n  - " + "\n    ".join(lines))
    return "".join(items)


def _items(node: Node) -> list[TreeMapping]:
    return (
        [item for item in node.items if isinstance(item, TreeMapping)]
        if isinstance(node, TreeSequence)
        else []
    )


def _cell(node: Node | None, text: str) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    if isinstance(node, TreeSequence):
        is_text = all(isinstance(item, Scalar) and not item.is_plain for item in node.items)
        return f"[{', '.join(map(quoted if is_text else scalar, lines))}]"
    if isinstance(node, Scalar) and not node.is_plain:
        return quoted(" ".join(lines))
    return scalar(" ".join(lines))
