"""Whether kits can be made on this machine, and with what."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from xueku.model.diagnostic import Diagnostic, Severity, Span, XuekuError
from xueku.model.record import Mode
from xueku.model.settings import Settings
from xueku.typesetting.fonts import LOCK, Fonts, find_fonts
from xueku.typesetting.press import Press

PROGRAMS = ("typst", "segno", "python-docx")
"""What has to be installed for all papers, by the names under which it is installed."""


def readiness(settings: Settings, mode: Mode) -> tuple[Press | None, tuple[Diagnostic, ...]]:
    """What a build makes kits with, None where they cannot be made, and what an editor is to be told of that.

    Raises XuekuError where a release cannot have them just as the lock of fonts says.
    """
    try:
        press = press_of(settings, is_release=mode == "release")
    except XuekuError as error:
        if mode == "release":
            raise
        found = _warning(settings.file, "XK107", f"{error.message}，网页上没有“下载课程包”", error.remedy)
        return None, (found,)
    return press, tuple(_differences(press.fonts))


def press_of(settings: Settings, *, is_release: bool = False) -> Press:
    """What sets the papers of a site. Raises XuekuError if a program or fonts are missing, or a release has other fonts than the lock says."""
    missing = [name for name in PROGRAMS if not _is_installed(name)]
    if missing:
        message = f"没有安装做课程包的程序（{'、'.join(missing)}）"
        raise XuekuError("课程包", message, "运行 pip install 'xueku[kit]'")
    fonts = find_fonts(settings.root, is_release=is_release)
    return Press(fonts, settings.root, settings.site_name, settings.site_url)


def _differences(fonts: Fonts) -> Iterator[Diagnostic]:
    for difference in fonts.differences:
        remedy = "正式发布前装上锁定的字体；确要换字体，看过样子再运行 xueku fonts --lock"
        yield _warning(LOCK, "XK108", f"课程包的字体和锁定的不一样：{difference}", remedy)


def _warning(file: str, code: str, message: str, remedy: str) -> Diagnostic:
    return Diagnostic(Span(file), code, message, remedy, Severity.WARNING)


def _is_installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
