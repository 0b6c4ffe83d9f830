"""What an image says of who took it and where, read without its pixels."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path

from PIL import ExifTags, Image

from xueku.model.attachment import FileFacts
from xueku.model.diagnostic import Span
from xueku.source.office import is_name
from xueku.source.portable import creators_of
from xueku.source.uninspected import UninspectedError

_WINDOWS_AUTHOR = 0x9C9D
_LATITUDE = int(ExifTags.GPS.GPSLatitude)
# What is wrong with a file is told in a finding.
logging.getLogger("PIL").setLevel(logging.CRITICAL)


def read_photograph(file: Path, place: Span) -> FileFacts:
    """Authors and place in an image's EXIF and XMP. Raises UninspectedError if it is damaged."""
    try:
        with warnings.catch_warnings():
            # A large image is no harm here: no pixel is read.
            warnings.simplefilter("ignore")
            with Image.open(file) as image:
                return _facts(image, place)
    # A damaged file fails in as many ways as there are places in it; a missing one is none of them.
    except Exception:
        raise UninspectedError("打不开，不是完整的图片") from None


def _facts(image: Image.Image, place: Span) -> FileFacts:
    exif = Image.Exif()
    # `getexif` would read the pixels of a PNG.
    exif.load(image.info.get("exif") or b"")
    metadata = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or ""
    text = metadata.decode("utf-8", "replace") if isinstance(metadata, bytes) else str(metadata)
    names = [exif.get(ExifTags.Base.Artist), _wide(exif.get(_WINDOWS_AUTHOR)), image.info.get("Author")]
    authors = [str(name).strip(" \0") for name in (*names, *creators_of(text)) if name]
    has_place = _LATITUDE in exif.get_ifd(ExifTags.IFD.GPSInfo) or "exif:GPSLatitude" in text
    return FileFacts(place, authors=tuple(filter(is_name, authors)), has_place=has_place)


def _wide(value: object) -> str:
    return bytes(value).decode("utf-16-le", "replace") if isinstance(value, bytes | tuple) else ""
