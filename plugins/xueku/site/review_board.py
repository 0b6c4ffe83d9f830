"""The board of review, which only a preview has: what waits for whom, as a page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from xueku.catalog.catalog import Catalog
from xueku.model.review import Reviewed
from xueku.review.board import board
from xueku.site.page import Page, Plan
from xueku.site.templates import render

ADDRESS = "review/index.html"
MOST = 200
"""A column of more records shows so many; the command line shows all."""


def board_page(catalog: Catalog) -> Iterator[Plan]:
    """The board, where pages tell how far reviews have come."""
    reviewed = catalog.reviewed
    if reviewed is not None and reviewed.shows_progress:
        make = partial(_page, catalog, reviewed)
        yield Plan(ADDRESS, "审签看板", tuple(catalog.records), (), make)


def _page(catalog: Catalog, reviewed: Reviewed) -> Page:
    columns = board(catalog.records.values(), reviewed)
    main = render("board.html", ADDRESS, columns=columns, most=MOST, stages=reviewed.policy.stages)
    return Page(ADDRESS, "审签看板", "哪些材料等哪一级审签", main)
