from __future__ import annotations

from xueku.model.document import (
    Blank,
    Break,
    Document,
    Figure,
    Item,
    Listing,
    Mark,
    Paragraph,
    Picture,
    Run,
    Table,
)

CARD = Picture("media/card.png", "情景卡")
ROOM = Picture("media/room.png", "会场")
TEXT = Document(
    (
        Paragraph((Run("姓名："), Blank(4), Break(), Run("写完交回"), Mark(1))),
        Listing((Item((Paragraph((Run("看图"), CARD)),)),)),
        Table(((Run("甲"),), ()), (((ROOM,), (Run("乙"),)),), ("", "")),
    ),
    notes=((Figure(CARD), Paragraph((Run("注"),))),),
)


def test_the_text_has_all_words_in_order() -> None:
    assert TEXT.text == "姓名：____\n写完交回\n看图情景卡\n甲\n会场\n乙\n情景卡\n注"


def test_pictures_are_found_in_lists_tables_and_notes() -> None:
    assert [*TEXT.pictures] == [CARD, ROOM, CARD]
