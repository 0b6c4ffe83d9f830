from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import LIBRARY, record, write_content
from xueku.build import build, examine
from xueku.kinds import KINDS
from xueku.model.resource import LearningResource
from xueku.source.unfilled import UNFILLED, stand_in

_MAIN_FILES = [name for name, text in LIBRARY.items() if name.endswith(".md") and text.startswith("---")]


def _bare(kind: type[LearningResource], status: str = "draft") -> dict[str, str]:
    name = "index.md" if kind.kind.parts else "bare.md"
    folder = f"{kind.kind.collection}/bare/" if kind.kind.parts else f"{kind.kind.collection}/"
    return {folder + name: f"---\nid: bare\nstatus: {status}\n---\n\n只有一段正文。\n"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind.name)
def test_a_draft_without_fields_has_its_pages_in_a_preview_and_only_there(
    kind: type[LearningResource], tmp_path: Path
) -> None:
    settings = write_content(tmp_path, {**LIBRARY, **_bare(kind)})
    checked = examine(settings)
    required = {name for name, info in kind.model_fields.items() if info.is_required()} - {"id"}
    assert set(record(checked, "bare").unfilled) == required
    codes = {finding.code for finding in checked.findings}
    assert codes <= {"XK101", "XK202"}
    assert sum(finding.code == "XK101" for finding in checked.findings) == len(required)
    pages = {page.address: page for page in build(settings, checked, "preview").pages}
    address = f"{kind.kind.collection}/bare/index.html"
    assert UNFILLED in pages[address].main_html
    assert "只有一段正文" in pages[address].main_html
    assert address not in {page.address for page in build(settings, checked, "publish").pages}


def test_what_is_no_draft_or_has_no_id_is_no_record(tmp_path: Path) -> None:
    checked = examine(write_content(tmp_path, _bare(KINDS[0], "published")))
    assert not checked.linked.catalog.records
    assert stand_in(KINDS[0], {"status": "draft"}) is None
    assert stand_in(KINDS[0], {"status": "draft", "id": "不是编号"}) is None


def test_what_is_right_stays_as_it_is_written(tmp_path: Path) -> None:
    text = (
        LIBRARY["cases/清单.md"]
        .replace("date: 2026-08-14", "date: 去年\nstatus: draft")
        .replace("year:", "yaer:")
    )
    checked = examine(
        write_content(tmp_path, {"cases/清单.md": text.replace("[规则](../library/规则.md)", "规则")})
    )
    case = record(checked, "qing-dan-dang-mian-gou")
    assert case.unfilled == ("date", "year")
    assert case.resource.title == "清单当面勾"
    assert {finding.code for finding in checked.findings} == {"XK102", "XK103"}


@given(data=st.data())
def test_whatever_line_of_fields_is_gone_a_draft_can_be_read(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    name = data.draw(st.sampled_from(_MAIN_FILES))
    _, fields, body = LIBRARY[name].split("---\n", 2)
    lines = [line for line in fields.splitlines() if not line.startswith((" ", "id:"))]
    dropped = data.draw(st.sets(st.sampled_from(lines)))
    kept, skips = [], False
    for line in fields.splitlines():
        skips = line in dropped or (skips and line.startswith(" "))
        kept += [] if skips else [line]
    text = "\n".join(["---", *kept, "status: draft", "---", "", body])
    root = tmp_path_factory.mktemp("draft")
    checked = examine(write_content(root, {name: text}))
    (only,) = checked.linked.catalog.records.values()
    assert {*only.unfilled} <= {line.split(":")[0] for line in dropped}
