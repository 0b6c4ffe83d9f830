from __future__ import annotations

import numpy
from hypothesis import given
from hypothesis import strategies as st

from xueku.catalog.distinct import distinct


@given(st.lists(st.integers(0, 2**64 - 1)), st.booleans())
def test_it_gives_what_numpy_gives(numbers: list[int], repeats: bool) -> None:
    array = numpy.array(numbers * (1 + repeats), numpy.uint64)
    assert distinct(array).tolist() == numpy.unique(array).tolist()
    assert distinct(array).dtype == array.dtype
