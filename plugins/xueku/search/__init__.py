"""Static search: what is searched, and the engines that write an index for the browser."""

import os

# We use numpy for sorting and packing. The threads that it starts for linear algebra cost a tenth of a second in every build.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
