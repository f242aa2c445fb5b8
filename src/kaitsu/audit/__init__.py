"""Append-only log of who did and saw what, chained so that tampering shows (OPS-1)."""
