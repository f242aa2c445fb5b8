from kaitsu.kernel import actors


def test_given_who_acts_when_written_then_kind_and_id_are_told() -> None:
    assert str(actors.member("K7M2")) == "member:K7M2"
    assert str(actors.staff("sato")) == "staff:sato"
    assert str(actors.machine("expire-drafts")) == "machine:expire-drafts"


def test_given_the_same_id_of_another_kind_when_compared_then_they_are_not_the_same_actor() -> None:
    assert actors.member("7") != actors.staff("7")
