"""``kaitsu staff``: the accounts of those who work in the console, which whoever runs Kaitsu makes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from getpass import getpass

from kaitsu.config.serve import say, setup
from kaitsu.kernel.errors import KaitsuError


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments ask; 1 with one line on standard error where that is refused."""
    options = _parser().parse_args(arguments)
    setup()
    try:
        act: Callable[[Namespace], int] = options.act
        return act(options)
    except KaitsuError as refused:
        say(f"kaitsu staff: {_WORDS.get(refused.code, refused.code)}", wrong=True)
        return 1


#: Why something is refused, in the words of a shell.
_WORDS = {
    "members.not_staff": "nobody of staff has this address",
    "members.email_taken": "this address has an account already; an applicant's cannot become staff's",
}


def _parser() -> ArgumentParser:
    from kaitsu.members.roles import Role

    parser = ArgumentParser("kaitsu staff", description="Accounts of staff; each change is in the log.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    add = verbs.add_parser("add", help="a new account; asks for its password, or mails the way to choose one")
    add.add_argument("role", choices=[role.value for role in Role])
    add.add_argument("email")
    add.add_argument(
        "--mail", action="store_true", help="send a mail by which they choose their own password"
    )
    add.set_defaults(act=_add)
    listed = verbs.add_parser("list", help="everybody of staff: role, address, member ID")
    listed.set_defaults(act=_list)
    role = verbs.add_parser("role", help="another role")
    role.add_argument("email")
    role.add_argument("role", choices=[role.value for role in Role])
    role.set_defaults(act=_role)
    disable = verbs.add_parser("disable", help="end an account; its sessions end with it")
    disable.add_argument("email")
    disable.set_defaults(act=_disable)
    return parser


def _add(options: Namespace) -> int:
    from kaitsu.members import queries, services

    if any(known.email == options.email.strip().lower() for known in queries.staff()):
        raise KaitsuError("members.email_taken")
    if options.mail:
        member = services.invite_staff(options.role, options.email)
        say(f"{member.member_id}: {member.email} is {options.role}; a mail is on its way")
        return 0
    password = _password()
    if not password:
        return 1
    member = services.ensure_staff(options.role, options.email, password)
    say(f"{member.member_id}: {member.email} is {options.role}")
    return 0


def _password() -> str:
    """A password that was typed twice, without echo; "" with a line why where it is none."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    first = getpass("First password (they should choose one of their own): ")
    try:
        validate_password(first)
    except ValidationError as wrong:
        say(f"kaitsu staff: {' '.join(wrong.messages)}", wrong=True)
        return ""
    if getpass("Once more: ") != first:
        say("kaitsu staff: the two are not the same", wrong=True)
        return ""
    return first


def _list(options: Namespace) -> int:
    from kaitsu.members import queries

    for member in queries.staff():
        say(
            f"{member.staff_role:<10} {member.email:<40} {member.member_id}"
            f"{'' if member.is_active else '  disabled'}"
        )
    return 0


def _role(options: Namespace) -> int:
    from kaitsu.members import services

    member = services.change_role(options.email, options.role)
    say(f"{member.member_id}: {member.email} is {member.staff_role}")
    return 0


def _disable(options: Namespace) -> int:
    from kaitsu.members import services

    member = services.disable_staff(options.email)
    say(f"{member.member_id}: {member.email} is disabled")
    return 0
