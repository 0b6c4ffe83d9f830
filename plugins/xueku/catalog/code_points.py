"""A text as an array of numbers, one for each character, so that all of it is looked at together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    CodePoints = NDArray[numpy.uint32]


def code_points(text: str) -> CodePoints:
    """The characters of a text as numbers."""
    import numpy

    # A lone surrogate cannot stand in a file that was read as UTF-8, but a test may make one.
    return numpy.frombuffer(text.encode("utf-32-le", "surrogatepass"), numpy.uint32)


def text_of(points: CodePoints) -> str:
    """The text whose characters have these numbers."""
    return points.tobytes().decode("utf-32-le", "surrogatepass")
