"""内容体检: what a library of records needs, gathered for those who look after it. It reports and stops nothing."""

import os

# As in search: numpy sorts here, and the threads that it starts for linear algebra only cost.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
