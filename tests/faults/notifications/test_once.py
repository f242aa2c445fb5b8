"""Workers that die at every line, servers that misbehave, many workers at once: never twice, never lost from sight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from pytest_django import Settings

from factories.mail import values
from factories.smtp import Mailserver, mailserver
from faults.killing import killer
from kaitsu.kernel import clock
from kaitsu.notifications import delivery, services
from kaitsu.notifications.adapters.smtp import SmtpPost
from kaitsu.notifications.models import Mail
from kaitsu.notifications.states import State

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True), pytest.mark.rule("MAI-2")]

WATCHED = ["notifications/delivery.py", "notifications/adapters/smtp.py"]


def _queue() -> Mail:
    return services.queue("registered", to="a@example.jp", language="ja", context=values("registered", "ja"))


def _all_that_remains(server: Mailserver) -> None:
    """What the next minutes bring: leases run out, the sweep and healthy workers go round."""
    start = clock.now()
    for rounds in range(1, 4):
        moment = start + rounds * (delivery.LEASE + timedelta(minutes=10))
        clock.use(lambda moment=moment: moment)  # type: ignore[misc]
        services.sweep()
        for id in Mail.objects.filter(state=State.QUEUED).values_list("id", flat=True):
            services.deliver(id, post=SmtpPost("127.0.0.1", server.port))
    clock.use(None)


@pytest.fixture
def server(settings: Settings) -> Iterator[Mailserver]:
    with mailserver() as running:
        yield running


def test_a_worker_may_die_before_any_line(server: Mailserver) -> None:
    fates: Counter[str] = Counter()
    line = 0
    environment = {
        "KAITSU_MAIL": "smtp",
        "KAITSU_SMTP_HOST": "127.0.0.1",
        "KAITSU_SMTP_PORT": str(server.port),
    }

    with killer(**environment) as worker:
        killed = True
        while killed:
            line += 1
            mail = _queue()
            killed = worker.run(
                "kaitsu.notifications.delivery.deliver", line=line, watched=WATCHED, mail_id=str(mail.id)
            )
            server.quiet()
            first = server.ids().count(mail.message_id)
            _all_that_remains(server)
            server.quiet()

            mail.refresh_from_db()
            taken = server.ids().count(mail.message_id)
            handed_over = mail.handed_over_at is not None
            assert taken <= 1, f"sent twice after a kill before line {line}"
            # Whatever was not handed over went out later; the rest is sent, or in the list of staff.
            assert mail.state in (State.SENT, State.UNCERTAIN)
            assert handed_over
            assert mail.state == State.UNCERTAIN or taken == 1, f"lost after a kill before line {line}"
            fates[f"{mail.state}, taken {'at once' if first else 'later' if taken else 'never'}"] += 1

    assert line > 50
    assert fates["sent, taken later"] > 20
    # The window is open from the mark to the last commit, and nowhere else.
    assert 0 < fates["uncertain, taken at once"] + fates["uncertain, taken never"] < line / 2
    print(f"{line - 1} kills: {dict(fates)}")  # noqa: T201 - shown by pytest -s, for the record


@pytest.mark.parametrize(
    ("mood", "state", "taken"),
    [
        ("accept", State.SENT, 1),
        ("unknown recipient", State.FAILED, 0),
        ("drop after data", State.UNCERTAIN, 1),
        ("say nothing", State.UNCERTAIN, 1),
    ],
)
def test_a_server_may_misbehave(server: Mailserver, mood: str, state: State, taken: int) -> None:
    mail = _queue()
    server.mood = mood

    services.deliver(mail.id, post=SmtpPost("127.0.0.1", server.port, seconds=0.5))
    server.mood = "accept"
    _all_that_remains(server)

    mail.refresh_from_db()
    assert (mail.state, len(server.taken)) == (state, taken)


@pytest.mark.parametrize("mood", ["greylist", "full", "hang up"])
def test_a_server_that_recovers_gets_the_mail_once(server: Mailserver, mood: str) -> None:
    mail = _queue()
    server.mood = mood

    assert services.deliver(mail.id, post=SmtpPost("127.0.0.1", server.port)) == State.QUEUED
    server.mood = "accept"
    _all_that_remains(server)

    assert server.ids() == [mail.message_id]


def test_many_workers_send_each_mail_once(server: Mailserver) -> None:
    workers, mails = 8, [_queue() for _ in range(25)]
    start = Barrier(workers)

    def run(number: int) -> int:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            mine = mails[number * 3 :] + mails[: number * 3]
            post = SmtpPost("127.0.0.1", server.port)
            return sum(services.deliver(mail.id, post=post) == State.SENT for mail in mine)
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        sent = sum(pool.map(run, range(workers)))

    assert sent == len(mails)
    assert sorted(server.ids()) == sorted(mail.message_id for mail in mails)
    assert set(Mail.objects.values_list("state", "attempts")) == {(State.SENT, 1)}


def test_many_sweeps_and_queues_at_once_leave_one_job_and_one_mail_a_key() -> None:
    workers = 8
    start = Barrier(workers)

    def run(_: int) -> str:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            mail = services.queue(
                "registered",
                to="a@example.jp",
                language="ja",
                context=values("registered", "ja"),
                key="registered:7",
            )
            services.sweep()
            return str(mail.id)
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        ids = set(pool.map(run, range(workers)))

    assert len(ids) == Mail.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE args->>'mail_id' = %s", [*ids])
        assert cursor.fetchone() == (1,)
