"""The handbook of the package names every rule that a finding may carry, and no rule that none does."""

import re
from pathlib import Path

from kaitsu.japanese import cli

PACKAGE = Path(cli.__file__).parent
HANDBOOK = PACKAGE.parents[2] / "docs" / "japanese.md"

_WRITTEN_OUT = re.compile(
    r'"((?:NAM|ADR|DAT|HLD)-[0-9]\.[a-z-]+|name\.(?:empty|placeholder|script|unusual))"'
)
#: Rules that code puts together: from the codes of dates, and from the kinds of change of a text.
_PUT_TOGETHER = re.compile(r"(?:DAT-1|HLD-3|NAM-3|NAM-4)\.[a-z-]+")


def test_given_a_rule_in_the_code_when_looked_for_in_the_handbook_then_it_is_there() -> None:
    handbook = HANDBOOK.read_text()
    rules = {rule for file in PACKAGE.glob("*.py") for rule in _WRITTEN_OUT.findall(file.read_text())}
    assert len(rules) > 30
    assert not {rule for rule in rules if f"`{rule}`" not in handbook}


def test_given_a_rule_in_the_handbook_when_looked_for_in_the_code_then_something_says_it() -> None:
    source = "\n".join(file.read_text() for file in PACKAGE.glob("*.py"))
    for rule in re.findall(r"`((?:NAM|ADR|DAT|HLD)-[0-9]\.[a-z-]+)`", HANDBOOK.read_text()):
        last = rule.partition(".")[2]
        said = f'"{rule}"' in source
        if _PUT_TOGETHER.fullmatch(rule):
            said = said or f'"{last}"' in source or f'.{last.replace("-", "_")}"' in source
        assert said, rule
