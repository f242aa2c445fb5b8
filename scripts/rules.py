"""Compare docs/rules.md with the tests: a built rule has a test, and no test names a planned or unknown rule.

In docs/rules.md a rule is a table row ``| MNP-3 | built | … |`` or ``| MNP-3 | planned | … |``.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\| ([A-Z]{3}-\d+) \| (built|planned) \| (.+?) \|$")


def documented() -> dict[str, tuple[str, str]]:
    """Each rule's state and text, by its id."""
    rules: dict[str, tuple[str, str]] = {}
    for line in (ROOT / "docs" / "rules.md").read_text(encoding="utf-8").splitlines():
        row = ROW.match(line)
        if row:
            if row[1] in rules:
                raise SystemExit(f"docs/rules.md lists {row[1]} twice")
            rules[row[1]] = (row[2], row[3])
    return rules


def tested() -> dict[str, list[str]]:
    """The tests that carry each rule, by its id."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "rule"
            ):
                for argument in node.args:
                    if isinstance(argument, ast.Constant):
                        found[str(argument.value)].append(str(path.relative_to(ROOT)))
    return found


def main() -> int:
    """1 where the list and the tests contradict each other."""
    rules, tests = documented(), tested()
    wrong = [
        f"{rule} is built and has no test"
        for rule, (state, _) in rules.items()
        if state == "built" and rule not in tests
    ]
    for rule, paths in sorted(tests.items()):
        if rule not in rules:
            wrong.append(f"{rule} is tested in {paths[0]} and unknown to docs/rules.md")
        elif rules[rule][0] == "planned":
            wrong.append(f"{rule} is tested in {paths[0]} and still marked planned")
    built = [rule for rule, (state, _) in rules.items() if state == "built"]
    if "--list" in sys.argv:
        for rule, (state, text) in rules.items():
            print(
                f"{rule:<8} {state:<8} {text}"
                if state == "planned"
                else f"{rule:<8} {state:<8} {len(tests.get(rule, []))} tests"
            )
    print(
        "\n".join(wrong)
        if wrong
        else f"rules: {len(built)} built and tested, {len(rules) - len(built)} planned"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
