"""`python -m xueku` is the command `xueku`."""

from xueku.cli import main

main(prog_name="xueku")
