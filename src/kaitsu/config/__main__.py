"""``python -m kaitsu.config``: the ``kaitsu`` command where its script is not on the path."""

import sys

from kaitsu.config.cli import main

sys.exit(main())
