"""How gunicorn serves Kaitsu. No access log: addresses hold ids of applications."""

from __future__ import annotations

import sys

worker_class = "gthread"
preload_app = True
accesslog = None
errorlog = "-"
loglevel = "warning"
timeout = 30
graceful_timeout = 20
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
# More than ``look.long_requests`` takes, so that those who go a little beyond it are told in words of the house.
limit_request_line = 8190
limit_request_field_size = 16380
# A worker tells that it lives by touching a file: in memory, so that a slow disk does not kill it.
worker_tmp_dir = "/dev/shm" if sys.platform == "linux" else None  # noqa: S108 - gunicorn makes an unnamed file


def on_starting(server: object) -> None:
    """Read Japan Post's towns once, before the workers are forked, so that they share them and nobody waits."""
    from kaitsu.japanese.address_gazetteer import gazetteer

    gazetteer()


def post_fork(server: object, worker: object) -> None:
    """A forked worker must not share its parent's connections."""
    from django.db import connections

    connections.close_all()
