"""The folders and files that commands of releases are given: what was meant where they are others."""

from __future__ import annotations

from pathlib import Path

from xueku.model.diagnostic import XuekuError
from xueku.release.package import ENDING
from xueku.release.served import RELEASES, Served
from xueku.release.signature import SIGNERS
from xueku.release.usb import ENDING as USB_ENDING

_LEVELS = 3
"""How far a web root is below the folder for releases."""


def served_at(root: Path) -> Served:
    """What is below a folder for releases. Raises XuekuError, which names the folder above where that is one."""
    try:
        return Served.at(root)
    except XuekuError as error:
        above = next(filter(_is_for_releases, [*root.absolute().parents][:_LEVELS]), None)
        if above and not _is_for_releases(root):
            raise XuekuError(error.place, error.message, f"是不是上面的文件夹：--root {above}") from None
        raise


def refuse_what_is_no_package(place: Path) -> None:
    """Raise XuekuError if what is there is a folder, or the variant for readers."""
    if place.is_dir():
        message, remedy = "这是文件夹，要的是压缩包", f"给出 xueku-site-NNNN{ENDING} 的路径"
        raise XuekuError(str(place), message, remedy)
    is_named_so = place.name.endswith(USB_ENDING)
    if is_named_so or (place.is_file() and _is_zip(place)):
        own = place.name.removesuffix(USB_ENDING) if is_named_so else "xueku-site-NNNN"
        message = "这是给读者的 U 盘包，里面没有清单和签名，装不了，也验不了"
        raise XuekuError(str(place), message, f"用和它一起做的 {own}{ENDING}")


def signers_near(place: Path) -> Path:
    """The list of keys beside a release, or where the server's releases are. Raises XuekuError if a package has none."""
    near = [place.parent / SIGNERS, place.parent.parent / SIGNERS]
    found = next((file for file in near if file.is_file()), None)
    if not found and not place.is_dir():
        # Not to be written now from what came along with the package.
        remedy = f"写明当面拿来的名单在哪里，例如 --keys /srv/xueku/{SIGNERS}"
        raise XuekuError(str(place), "没有可信公钥的名单，验不了是谁发布的", remedy)
    return found or near[0]


def _is_for_releases(folder: Path) -> bool:
    return (folder / RELEASES).is_dir() or (folder / SIGNERS).is_file()


def _is_zip(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(4) == b"PK\x03\x04"
