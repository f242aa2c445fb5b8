"""MNP-6 is the database's to keep; here its refusal becomes an error that people understand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from kaitsu.kernel.errors import KaitsuError


@contextmanager
def refused_as(codes: Mapping[str, str]) -> Iterator[None]:
    """Turn a violation of one of the constraints in *codes* into its error, and undo only what is inside."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        violated = str(getattr(getattr(error.__cause__, "diag", None), "constraint_name", ""))
        if violated not in codes:
            raise
        raise KaitsuError(codes[violated], field=violated.rpartition("_")[2], rule="MNP-6") from None
