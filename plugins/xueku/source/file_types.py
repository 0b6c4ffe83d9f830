"""Which files may stand in a content folder: an allow list, so that what nobody thought of stays out."""

from __future__ import annotations

from pathlib import PurePosixPath

from xueku.model.diagnostic import Diagnostic, Span, shown

HANDED_OUT = frozenset(
    "pdf docx xlsx pptx doc xls ppt wps et dps ofd txt csv png jpg jpeg gif webp mp3 m4a mp4 webm vtt zip".split()
)
"""What a record may attach, link and show."""
_READ = frozenset({"md", "yml", "srt"})
_BY_FOLDER = {"vocab": frozenset({"yml"}), "signoffs": frozenset({"yml", "txt"})}
_NAMED = {"signoffs": frozenset({"allowed_signers"})}
_PROGRAMS = frozenset(
    "exe bat cmd com ps1 vbs js jse wsf msi scr jar sh py lnk reg hta docm xlsm pptm dotm xltm".split()
)
_PAGES = frozenset("html htm xhtml mht mhtml svg svgz swf xml".split())


def type_of(name: str) -> str:
    """The suffix of a file's name in small letters, without the dot."""
    return PurePosixPath(name).suffix.lower().removeprefix(".")


def may_be_handed_out(name: str) -> bool:
    """Whether readers may get a file of this type."""
    return type_of(name) in HANDED_OUT


def refused_type(name: str, span: Span, folder: str = "") -> Diagnostic | None:
    """The finding on a file whose type has no place in a record's folder, or in the `folder` vocab or signoffs."""
    if folder in _BY_FOLDER:
        if type_of(name) in _BY_FOLDER[folder] or name in _NAMED.get(folder, ()):
            return None
        kinds = "、".join(f".{kind}" for kind in sorted(_BY_FOLDER[folder]))
        remedy = f"改成 {kinds}，或移到别的文件夹"
        return Diagnostic(span, "XK026", f"{shown(name)}不该在 {folder} 文件夹里", remedy)
    if type_of(name) in HANDED_OUT or type_of(name) in _READ:
        return None
    return Diagnostic(span, "XK026", *refusal(name))


def refusal(name: str) -> tuple[str, str]:
    """Why a file of this type is refused, and what to do."""
    kind = type_of(name)
    if kind in _PROGRAMS:
        return (
            f"{shown(name, 40)}是程序，或者带着程序（宏），不能放到网站上",
            "删掉；带宏的文档另存为 .docx、.xlsx、.pptx",
        )
    if kind in ("svg", "svgz"):
        return f"{shown(name, 40)}是矢量图，里面能带程序，不能放到网站上", "另存为 PNG，宽度取显示的两倍"
    if kind in _PAGES:
        return f"{shown(name, 40)}是网页，打开就能运行程序，不能放到网站上", "内容写进正文，或另存为 PDF"
    return (
        f"{shown(name, 40)}这类文件不能放到网站上",
        "换成 PDF、Word、表格、图片、音视频等普通文件；不用的删掉",
    )
