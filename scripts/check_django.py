"""What Django can tell without a server: its own checks, migrations that are missing, templates that do not compile."""

from __future__ import annotations

from pathlib import Path

import django
from django.core.management import call_command
from django.template import TemplateSyntaxError, engines

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "kaitsu"


def main() -> int:
    """1 where something is wrong, after naming it."""
    django.setup()
    call_command("check", fail_level="WARNING", verbosity=0)
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        print("migrations: a change of a model has no migration")
        return 1
    wrong = 0
    for path in sorted(PACKAGE.rglob("templates/**/*")):
        if path.suffix not in {".html", ".txt"}:
            continue
        try:
            engines["django"].from_string(path.read_text(encoding="utf-8"))
        except TemplateSyntaxError as error:
            print(f"{path.relative_to(PACKAGE)}: {error}")
            wrong = 1
    print("django: checks, migrations and templates in order" if not wrong else "templates: see above")
    return wrong


if __name__ == "__main__":
    raise SystemExit(main())
