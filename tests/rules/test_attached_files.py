"""What `xueku check` says of files that hold more than their readers were meant to see."""

from __future__ import annotations

import zipfile
from pathlib import Path

from PIL import Image

from tests.samples import COURSE, write_content
from xueku.build import examine

_FIELDS = "attachments: [{file: 卡.docx, title: 情景卡}, {file: 坏.pptx, title: 演示}]\nrelated:"


def test_each_file_is_told_of_where_the_record_names_it(tmp_path: Path) -> None:
    course = COURSE.replace("related:", _FIELDS) + "\n![会场](会场.jpg)\n"
    settings = write_content(tmp_path, {"courses/誓词/index.md": course})
    folder = tmp_path / "content/courses/誓词"
    with zipfile.ZipFile(folder / "卡.docx", "w") as archive:
        archive.writestr("word/document.xml", '<w:ins w:id="1"/>')
        archive.writestr("word/comments.xml", '<w:comment w:id="0">先别发</w:comment>')
        archive.writestr("docProps/core.xml", "<dc:creator>示例甲</dc:creator>")
    (folder / "坏.pptx").write_text("半个文件", "utf-8")
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (30.0, 15.0, 0.0)
    Image.new("RGB", (4, 4)).save(folder / "会场.jpg", exif=exif)
    place = "content/courses/誓词/index.md"
    attached, shown = (
        course.split("\n").index(line) + 1 for line in (_FIELDS.split("\n")[0], "![会场](会场.jpg)")
    )
    found = [finding for finding in examine(settings).findings if finding.code.startswith("XK9")]
    assert [str(finding).split("\n")[0] for finding in found] == [
        f"{place}:{attached}:{_FIELDS.index('卡') + 1}: 错误 XK907 文件“卡.docx”里留着修订和批注",
        f"{place}:{attached}:{_FIELDS.index('卡') + 1}: 警告 XK909 文件“卡.docx”的属性里写着“示例甲”",
        f"{place}:{attached}:{_FIELDS.index('坏') + 1}: 警告 XK908 文件“坏.pptx”打不开，文件可能坏了",
        f"{place}:{shown}:7: 错误 XK909 图片“会场.jpg”里存着拍摄地点",
    ]
