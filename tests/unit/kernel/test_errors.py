import copy
import pickle

import pytest

from kaitsu.kernel.errors import InvalidValue, KaitsuError, Problem


def test_given_a_problem_when_its_values_are_written_to_then_it_refuses() -> None:
    given = {"days": 3}
    problem = Problem("portability.too_few_days", field="reservation", rule="MNP-3", values=given)
    given["days"] = 9
    assert problem.values["days"] == 3
    with pytest.raises(TypeError):
        problem.values["days"] = 9  # type: ignore[index]


def test_given_nothing_but_a_code_when_a_problem_is_made_then_it_belongs_to_no_field() -> None:
    problem = Problem("retail.unknown_code")
    assert (problem.field, problem.rule, dict(problem.values)) == ("", "", {})
    assert problem == Problem("retail.unknown_code")


def test_given_a_refused_verb_when_raised_then_it_carries_its_problem() -> None:
    error = KaitsuError("retail.spent", field="code", rule="ENT-5", last4="X63W")
    assert error.problem == Problem("retail.spent", "code", "ENT-5", {"last4": "X63W"})
    assert error.code == str(error) == "retail.spent"


def test_given_text_that_is_no_value_when_raised_then_it_becomes_the_problem_of_a_field() -> None:
    error = InvalidValue("postal_code.length", given=6)
    assert isinstance(error, ValueError)
    assert str(error) == "postal_code.length"
    assert error.problem("postal_code", "HLD-5") == Problem(
        "postal_code.length", "postal_code", "HLD-5", {"given": 6}
    )


def test_given_a_problem_that_a_rule_found_when_raised_then_it_is_carried_as_it_is() -> None:
    problem = Problem("retail.spent", "code", "ENT-5", {"field": "entry", "code": "X63W"})
    error = KaitsuError.of(problem)
    assert error.problem is problem
    assert str(error) == error.code == "retail.spent"


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it))])
def test_given_a_problem_when_it_crosses_a_process_then_it_is_equal(duplicate) -> None:
    problem = Problem("retail.spent", "code", "ENT-5", {"last4": "X63W"})
    assert duplicate(problem) == problem
    assert duplicate(KaitsuError.of(problem)).problem == problem
    invalid = duplicate(InvalidValue("iccid.length", expected=(19, 20), given=3))
    assert (invalid.code, dict(invalid.values)) == ("iccid.length", {"expected": (19, 20), "given": 3})


def test_given_problems_when_gathered_in_a_set_then_each_is_there_once() -> None:
    one = Problem("retail.spent", "code", "ENT-5", {"last4": "X63W"})
    same = Problem("retail.spent", "code", "ENT-5", {"last4": "X63W"})
    other = Problem("retail.spent", "code", "ENT-5", {"last4": "ABCD"})
    assert len({one, same, other}) == 2
