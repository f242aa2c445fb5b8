"""Every address of the console, asked for by every role, by nobody and by a member (OPS-1)."""

from __future__ import annotations

import pytest
from django.test import Client

from factories.members import member, staff
from kaitsu.members.roles import Role
from pages.console.places import routes
from pages.console.rights_table import ALLOWED, OPEN

pytestmark = [pytest.mark.django_db, pytest.mark.rule("OPS-1")]

BY_ROLE = {name: address for name, address in routes().items() if name not in OPEN}


def test_every_address_is_in_the_table_and_no_other() -> None:
    assert set(routes()) == set(ALLOWED) | OPEN


@pytest.mark.parametrize("name", BY_ROLE)
def test_who_is_not_signed_in_is_asked_to(name: str) -> None:
    for ask in (Client().get, Client().post):
        turned = ask(BY_ROLE[name])
        assert turned.status_code == 302
        assert turned.headers["Location"].startswith("/console/sign-in/?next=")


@pytest.mark.parametrize("name", BY_ROLE)
def test_to_a_member_the_page_is_not_there(name: str) -> None:
    browser = Client()
    browser.force_login(member())
    assert (browser.get(BY_ROLE[name]).status_code, browser.post(BY_ROLE[name]).status_code) == (404, 404)


@pytest.mark.parametrize("role", Role)
def test_a_role_reaches_its_pages_and_no_other(role: Role) -> None:
    browser = Client()
    browser.force_login(staff(role))
    reached = {
        name: {ask(address).status_code != 403 for ask in (browser.get, browser.post)}
        for name, address in BY_ROLE.items()
    }
    assert reached == {name: {role in ALLOWED[name]} for name in BY_ROLE}
