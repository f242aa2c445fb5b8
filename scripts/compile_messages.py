"""Make the compiled translations that the tests need."""

from kaitsu.config.catalogues import compile_all

compile_all()
