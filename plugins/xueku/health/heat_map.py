"""A grid as an SVG picture: numbers in the cells, the more the darker; whoever sees no shade reads the numbers."""

from __future__ import annotations

from dataclasses import dataclass

from xueku.health.coverage import Grid

CELL_WIDTH, CELL_HEIGHT = 70, 40
UNITS_A_REM = 20
"""Units of the picture in the height of a line of the page, so that 大字 enlarges it too."""

_CHARACTER, _LINE = 16, 18
_MOST_IN_ROW = 10
_MOST_IN_HEAD, _MOST_LINES = 4, 3
_SHADES = (0, 2, 5, 10)
"""The greatest counts of the shades, lightest first; above the last is the darkest."""


@dataclass(frozen=True)
class Cell:
    """A cell: the place of its upper left corner, its count, and its shade from 0 (none) to 4."""

    x: int
    y: int
    count: int
    shade: int


@dataclass(frozen=True)
class Label:
    """A word beside the grid, in lines: where the first one stands."""

    x: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class HeatMap:
    """Everything that the template draws, in units of the picture; `summary` says in words what is seen."""

    title: str
    summary: str
    width: int
    height: int
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    cells: tuple[Cell, ...]

    @property
    def rem(self) -> float:
        """The width on the page in rem."""
        return self.width / UNITS_A_REM


def heat_map(grid: Grid) -> HeatMap:
    """The picture of a grid."""
    heads = [_in_lines(word) for word in grid.columns]
    left = 16 + _CHARACTER * min(_MOST_IN_ROW, max(map(len, grid.rows), default=0))
    top = 14 + _LINE * max(map(len, heads), default=0)
    return HeatMap(
        title=grid.title,
        summary=_summary(grid),
        width=left + CELL_WIDTH * len(grid.columns),
        height=top + CELL_HEIGHT * len(grid.rows),
        rows=tuple(
            Label(left - 8, top + CELL_HEIGHT * number + 24, (_cut(word, _MOST_IN_ROW),))
            for number, word in enumerate(grid.rows)
        ),
        columns=tuple(
            Label(left + CELL_WIDTH * number + CELL_WIDTH // 2 - 2, top - 8 - _LINE * (len(lines) - 1), lines)
            for number, lines in enumerate(heads)
        ),
        cells=tuple(
            Cell(left + CELL_WIDTH * column, top + CELL_HEIGHT * row, count, _shade(count))
            for row, counts in enumerate(grid.counts)
            for column, count in enumerate(counts)
        ),
    )


def _in_lines(word: str) -> tuple[str, ...]:
    """A word above a column, in lines of about equal length."""
    word = _cut(word, _MOST_IN_HEAD * _MOST_LINES)
    count = -(-len(word) // _MOST_IN_HEAD)
    length = -(-len(word) // max(1, count))
    return tuple(word[start : start + length] for start in range(0, len(word), length))


def _cut(word: str, most: int) -> str:
    return word if len(word) <= most else f"{word[: most - 1]}…"


def _shade(count: int) -> int:
    return sum(count > most for most in _SHADES)


def _summary(grid: Grid) -> str:
    empty = sum(count == 0 for counts in grid.counts for count in counts)
    full = len(grid.rows) * len(grid.columns)
    return f"{grid.title}：{full} 格里有 {full - empty} 格有材料，{empty} 格还没有"
