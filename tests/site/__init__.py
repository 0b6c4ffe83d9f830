# ruff: noqa: A005 - the room of the package is called site too
