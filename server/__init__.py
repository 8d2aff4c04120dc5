"""The composition root: the only package that knows all the others."""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("hoinghi")
except PackageNotFoundError:  # pragma: no cover - only in a tree that was never installed
    VERSION = "0.0.0"
