"""Whatever a text holds is printed as written, in a PDF that is tagged and the same each time."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from tests.papers import fonts_in, letters, pages, press_at
from xueku.model.document import (
    Block,
    Box,
    Code,
    Document,
    Figure,
    Heading,
    Item,
    Listing,
    Mark,
    Paragraph,
    Picture,
    Quotation,
    Run,
    Table,
)
from xueku.render.document import document
from xueku.render.markdown import Converter, Job
from xueku.typesetting.coverage import covered_by, printable
from xueku.typesetting.press import Press

FRONT = {"label": "讲义", "name": "题", "made": "", "sample": False}
HOSTILE = [
    *(
        "#",
        "]",
        "[",
        "#panic()",
        "$x$",
        "*",
        "_",
        "`",
        "\\",
        "<a>",
        "@b",
        "//",
        "/*",
        "=",
        "- ",
        "~",
        "'",
        '"',
    ),
    *(
        '#image("/etc/passwd")',
        "#let x = 1",
        "})",
        "{{ a }}",
        "\\u{41}",
        "%",
        "\u0000",
        "\u202e",
        "😀",
        "\u200d",
    ),
    *("…", "——", "“", "”", "（", "）", "𠀀", "𰻝", "é", "ﬁ", "\u0301", "\uffff", "<!--", "&amp;", "\ud7ff"),
]
_TEXT = st.lists(st.sampled_from([*HOSTILE, "甲", "乙 b"]), min_size=1, max_size=8).map("".join)


def _printed(press: Press, *blocks: Block, notes: tuple[tuple[Block, ...], ...] = ()) -> bytes:
    return press.pdf("handout.typ", "讲义：题", FRONT, {"handout": Document(blocks, notes)})


@settings(max_examples=25)
@given(_TEXT)
def test_no_text_is_read_as_typst(text: str) -> None:
    press = press_at(Path("/nowhere"))
    run = Run(text)
    line = (run, Run(text, strong=True), Run(text, code=True), Mark(1))
    rest = (Run(text, emphasis=True),)
    blocks = (
        Heading(1, line),
        Paragraph(rest),
        Listing((Item((Paragraph((run,)),), True),)),
        Table((rest,), ((rest,),), ("",)),
        Box("note", (run,), (Paragraph((run,)),)),
        Quotation((Paragraph((run,)),)),
        Code(text),
        Figure(Picture("none.png", text)),
    )
    pdf = press.pdf(
        "handout.typ",
        f"讲义：{text}",
        {**FRONT, "name": f"题{text}"},
        {"handout": Document(blocks, ((Paragraph((run,)),),))},
    )
    covered = covered_by(press.fonts.regular)
    found = letters("".join(pages(pdf)))
    # pypdf drops marks without a width of their own, and gives a ligature as its letters.
    expected = letters(printable(text, covered).replace("\u0301", "").replace("ﬁ", "").replace("\u00ad", ""))
    for letter, count in expected.items():
        assert found[letter] >= 13 * count, letter
    assert PdfReader(BytesIO(pdf)).metadata["/Title"] == f"讲义：{printable(text, covered)}"  # type: ignore[index]


def test_links_lead_within_the_text_or_outside_and_nothing_else(tmp_path: Path) -> None:
    text = "## 甲 {#jia}\n\n见[甲](#jia)、[无](#wu)、[外](https://a.example/)、[规则](xk:guize)。"
    read = document(Converter({}).convert(Job(text)))
    pdf = press_at(tmp_path).pdf("handout.typ", "讲义：题", FRONT, {"handout": read})
    links = [note.get_object() for page in PdfReader(BytesIO(pdf)).pages for note in page.get("/Annots", ())]
    outside = [link["/A"]["/URI"] for link in links if "/A" in link and "/URI" in link["/A"]]
    assert outside == ["https://a.example/"]
    assert len(links) == 2


def test_pictures_have_their_words_and_a_damaged_one_leaves_them(tmp_path: Path) -> None:
    Image.new("RGB", (4000, 3000), "red").save(tmp_path / "room.png")
    Image.new("RGB", (20, 2000), "red").save(tmp_path / "high.jpg")
    (tmp_path / "broken.png").write_bytes((tmp_path / "room.png").read_bytes()[:200])
    (tmp_path / "text.png").write_text("不是图", "utf-8")
    pictures = [
        Picture(name, f"看{name}", "图题") for name in ("room.png", "high.jpg", "broken.png", "text.png")
    ]
    pdf = _printed(press_at(tmp_path), *map(Figure, pictures), Figure(Picture("room.png", "", width="50%")))
    reader = PdfReader(BytesIO(pdf))
    assert sum(len(page.images) for page in reader.pages) == 3
    whole = "".join(pages(pdf))
    assert whole.count("图题") == 2
    assert "看broken.png" in whole
    assert "看text.png" in whole


def test_a_pdf_is_tagged_titled_conforms_and_embeds_its_fonts(tmp_path: Path) -> None:
    pdf = _printed(press_at(tmp_path), Heading(3, (Run("甲"),)), Paragraph((Run("乙", emphasis=True),)))
    reader = PdfReader(BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/Lang"] == "zh-CN"  # type: ignore[index]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_object().get_data()  # type: ignore[index]
    assert fonts_in(pdf)
    assert all(fonts_in(pdf).values()), fonts_in(pdf)


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    blocks = (Heading(1, (Run("甲"), Mark(1))), Code("x"), Table(((Run("一"),),), (((),),), ("center",)))
    notes = ((Paragraph((Run("注"),)),),)
    first, second = (_printed(press_at(tmp_path), *blocks, notes=notes) for _ in range(2))
    assert first == second
