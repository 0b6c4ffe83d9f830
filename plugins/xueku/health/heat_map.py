"""A grid as an SVG picture: numbers in the cells, the more the darker; whoever sees no shade reads the numbers."""

from __future__ import annotations

from dataclasses import dataclass

from xueku.health.coverage import Grid

CELL_WIDTH, CELL_HEIGHT = 70, 40
LABEL_WIDTH, HEAD_HEIGHT = 110, 52
UNITS_A_REM = 20
"""Units of the picture in the height of a line of the page, so that 大字 enlarges it too."""

_CHARACTERS_A_LINE = 4
_LEVELS = (0, 2, 5, 10)
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
    """A word beside the grid, in lines: the place where the first one starts."""

    x: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class HeatMap:
    """Everything that the template draws, in units of the picture."""

    title: str
    width: int
    height: int
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    cells: tuple[Cell, ...]
    summary: str

    @property
    def rem(self) -> float:
        """The width on the page in rem."""
        return self.width / UNITS_A_REM


def heat_map(grid: Grid) -> HeatMap:
    """The picture of a grid."""
    cells = tuple(
        Cell(LABEL_WIDTH + CELL_WIDTH * column, HEAD_HEIGHT + CELL_HEIGHT * row, count, _shade(count))
        for row, counts in enumerate(grid.counts)
        for column, count in enumerate(counts)
    )
    return HeatMap(
        title=grid.title,
        width=LABEL_WIDTH + CELL_WIDTH * len(grid.columns) + 2,
        height=HEAD_HEIGHT + CELL_HEIGHT * len(grid.rows) + 2,
        rows=tuple(
            Label(LABEL_WIDTH - 8, HEAD_HEIGHT + CELL_HEIGHT * number + 25, (word,))
            for number, word in enumerate(grid.rows)
        ),
        columns=tuple(_head(number, word) for number, word in enumerate(grid.columns)),
        cells=cells,
        summary=_summary(grid),
    )


def _head(number: int, word: str) -> Label:
    """A column's word over two lines where one is too long; what is longer still is cut, the picture's text has it whole."""
    lines = tuple(
        word[start : start + _CHARACTERS_A_LINE] for start in range(0, len(word), _CHARACTERS_A_LINE)
    )[:2]
    return Label(
        LABEL_WIDTH + CELL_WIDTH * number + CELL_WIDTH // 2, HEAD_HEIGHT - 10 - 18 * (len(lines) - 1), lines
    )


def _shade(count: int) -> int:
    return sum(count > level for level in _LEVELS)


def _summary(grid: Grid) -> str:
    empty = sum(count == 0 for counts in grid.counts for count in counts)
    full = len(grid.rows) * len(grid.columns)
    return f"{grid.title}：{full} 格里有 {full - empty} 格有材料，{empty} 格还没有"
