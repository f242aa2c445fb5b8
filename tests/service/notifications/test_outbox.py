"""A mail is queued with the change that causes it, sent once, tried again, and never lost from sight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries

from factories.mail import values
from kaitsu.kernel import clock
from kaitsu.kernel.actors import staff
from kaitsu.kernel.errors import KaitsuError
from kaitsu.notifications import delivery, queries, rules, services
from kaitsu.notifications.messages import MESSAGES
from kaitsu.notifications.models import Mail
from kaitsu.notifications.ports import NotTaken, Unanswered
from kaitsu.notifications.states import State

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=clock.TOKYO)
SUPPORT = staff("M-SUPPORT")


class Post:
    """A post that does what the test says: raises *fault* before or after the hand-over, and keeps count."""

    def __init__(self, fault: Exception | None = None, *, after: bool = False) -> None:
        self.fault, self.after = fault, after
        self.sent: list[UUID] = []

    def send(self, mail: Mail, hand_over: Callable[[], None]) -> None:
        if self.fault and not self.after:
            raise self.fault
        hand_over()
        if self.fault:
            raise self.fault
        self.sent.append(mail.id)


@pytest.fixture(autouse=True)
def _now() -> None:
    clock.use(lambda: NOW)


def _later(wait: timedelta) -> None:
    clock.use(lambda: NOW + wait)


def _queue(**changes: object) -> Mail:
    asked = {
        "to": "hanako@example.jp",
        "language": "ja",
        "context": values("email_code", "ja"),
        "subject": "member:1",
    }
    return services.queue("email_code", **(asked | changes))  # type: ignore[arg-type]


def _jobs() -> list[str]:
    jobs = ProcrastinateJob.objects.filter(task_name="send_mail", status="todo").order_by("id")
    return [job.args["mail_id"] for job in jobs]


def _refusal(call: Callable[[], object]) -> str:
    with pytest.raises(KaitsuError) as refused:
        call()
    assert refused.value.code in MESSAGES
    return refused.value.code


# --- queue ------------------------------------------------------------------------------------------------------


@pytest.mark.rule("MAI-2")
def test_a_mail_is_written_with_its_job() -> None:
    mail = _queue()

    assert (mail.state, mail.about, mail.to) == (State.QUEUED, "member:1", "hanako@example.jp")
    assert mail.message_id.startswith(f"<{mail.id}@")
    assert _jobs() == [str(mail.id)]


@pytest.mark.rule("MAI-2")
def test_there_is_no_mail_without_the_change() -> None:
    with transaction.atomic():
        _queue()
        transaction.set_rollback(True)

    assert not Mail.objects.exists()
    assert _jobs() == []


@pytest.mark.rule("MAI-2")
def test_one_key_makes_one_mail() -> None:
    first = _queue(key="email_code:7")
    again = _queue(key="email_code:7", to="other@example.jp")

    assert again.id == first.id
    assert Mail.objects.get().to == "hanako@example.jp"
    assert _jobs() == [str(first.id)]


def test_few_statements_queue_a_mail(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with transaction.atomic():
        with django_assert_num_queries(4):  # the row, the job between its savepoint and release
            _queue()
        with django_assert_num_queries(5):
            _queue(key="k")


def test_an_address_that_cannot_be_written_to_is_refused() -> None:
    assert _refusal(lambda: _queue(to="hanako@example.jp\nBcc: evil@example.jp")) == "mail.address"
    assert not Mail.objects.exists()


def test_a_mail_for_later_waits_for_the_sweep() -> None:
    mail = _queue(not_before=NOW + timedelta(hours=1))
    assert _jobs() == []
    assert services.deliver(mail.id, post=Post()) is None

    _later(timedelta(hours=1))
    assert services.sweep().deferred == 1
    assert _jobs() == [str(mail.id)]
    assert services.deliver(mail.id, post=Post()) == State.SENT


# --- deliver ----------------------------------------------------------------------------------------------------


@pytest.mark.rule("MAI-2")
def test_a_mail_is_sent_once_however_often_it_is_delivered() -> None:
    mail, post = _queue(), Post()

    assert services.deliver(mail.id, post=post) == State.SENT
    assert services.deliver(mail.id, post=post) is None
    assert services.deliver(uuid4(), post=post) is None

    assert post.sent == [mail.id]
    mail.refresh_from_db()
    assert (mail.attempts, mail.sent_at, mail.last_error) == (1, NOW, "")


@pytest.mark.rule("MAI-2")
def test_a_refusal_for_now_is_tried_again_until_it_has_failed() -> None:
    mail, post = _queue(), Post(NotTaken("smtp 451"))
    waited = timedelta()

    for wait in rules.BACKOFF:
        assert services.deliver(mail.id, post=post) == State.QUEUED
        assert services.deliver(mail.id, post=post) is None
        waited += wait
        _later(waited)
    assert services.deliver(mail.id, post=post) == State.FAILED

    mail.refresh_from_db()
    assert (mail.attempts, mail.last_error) == (len(rules.BACKOFF) + 1, "smtp 451")
    assert queries.troubled().mails == [mail]


def test_a_refusal_for_good_is_not_tried_again() -> None:
    mail = _queue()

    assert services.deliver(mail.id, post=Post(NotTaken("smtp 550", permanent=True))) == State.FAILED
    assert services.sweep().deferred == 0


@pytest.mark.rule("MAI-2")
@pytest.mark.parametrize("fault", [Unanswered("smtp TimeoutError"), RuntimeError("a fault of ours")])
def test_what_was_handed_over_without_an_answer_is_for_staff_to_decide(fault: Exception) -> None:
    mail, post = _queue(), Post(fault, after=True)

    assert services.deliver(mail.id, post=post) == State.UNCERTAIN
    _later(timedelta(days=1))
    assert services.sweep() == delivery.Sweep(freed=0, uncertain=0, given_up=0, deferred=0)
    assert services.deliver(mail.id, post=post) is None
    assert queries.troubled().mails == [mail]


def test_a_fault_of_ours_before_the_hand_over_is_tried_again_and_tells_no_address() -> None:
    mail = _queue()

    assert services.deliver(mail.id, post=Post(RuntimeError("hanako@example.jp"))) == State.QUEUED
    mail.refresh_from_db()
    assert mail.last_error == "RuntimeError"


def test_a_mail_whose_time_has_passed_is_given_up() -> None:
    sooner, later = _queue(not_after=NOW + timedelta(minutes=30)), _queue(not_after=NOW + timedelta(hours=2))
    _later(timedelta(hours=1))

    assert services.deliver(sooner.id, post=Post()) == State.FAILED
    _later(timedelta(hours=3))
    assert services.sweep().given_up == 1
    assert {mail.last_error for mail in Mail.objects.all()} == {"too late"}
    assert _refusal(lambda: services.resend(later.id, by=SUPPORT)) == "mail.too_late"


@pytest.mark.django_db(transaction=True)
def test_a_mail_is_not_sent_inside_a_transaction() -> None:
    mail = _queue()

    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        services.deliver(mail.id, post=Post())


@pytest.mark.rule("MAI-2")
def test_a_worker_that_lost_its_lease_cannot_hand_over() -> None:
    mail, quick = _queue(), Post()

    class Slow(Post):
        def send(self, mail: Mail, hand_over: Callable[[], None]) -> None:
            _later(delivery.LEASE + timedelta(seconds=1))
            assert services.sweep().freed == 1
            assert services.deliver(mail.id, post=quick) == State.SENT
            super().send(mail, hand_over)

    slow = Slow()
    assert services.deliver(mail.id, post=slow) == State.SENT
    assert (quick.sent, slow.sent) == ([mail.id], [])


def test_an_answer_that_comes_after_the_lease_still_counts() -> None:
    mail = _queue()

    class Slow(Post):
        def send(self, mail: Mail, hand_over: Callable[[], None]) -> None:
            super().send(mail, hand_over)
            _later(delivery.LEASE + timedelta(seconds=1))
            assert services.sweep().uncertain == 1

    assert services.deliver(mail.id, post=Slow()) == State.SENT


# --- sweep ------------------------------------------------------------------------------------------------------


@pytest.mark.rule("MAI-2")
def test_the_sweep_makes_up_for_lost_jobs_once() -> None:
    mails = [_queue() for _ in range(3)]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")

    assert services.sweep().deferred == 3
    assert services.sweep().deferred == 0
    assert _jobs() == [str(mail.id) for mail in mails]


def test_a_mail_that_kills_every_worker_is_given_up() -> None:
    mail = _queue()

    class Dies(BaseException):
        pass

    class Deadly(Post):
        def send(self, mail: Mail, hand_over: Callable[[], None]) -> None:
            raise Dies

    for attempt in range(len(rules.BACKOFF) + 1):
        with pytest.raises(Dies):
            services.deliver(mail.id, post=Deadly())
        _later((attempt + 1) * (delivery.LEASE + timedelta(seconds=1)))
        found = services.sweep()

    assert found.given_up == 1
    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (State.FAILED, "worker lost")


# --- staff ------------------------------------------------------------------------------------------------------


@pytest.mark.rule("MAI-2")
@pytest.mark.parametrize(
    ("fault", "after"), [(NotTaken("smtp 550", permanent=True), False), (Unanswered("smtp x"), True)]
)
def test_staff_have_a_failed_or_uncertain_mail_sent_again_as_it_is(fault: Exception, after: bool) -> None:
    mail = _queue()
    services.deliver(mail.id, post=Post(fault, after=after))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded'")

    again = services.resend(mail.id, by=SUPPORT)

    assert (again.id, again.message_id, again.resent_by) == (mail.id, mail.message_id, "staff:M-SUPPORT")
    assert _jobs() == [str(mail.id)]
    assert services.deliver(mail.id, post=Post()) == State.SENT


def test_of_a_mail_that_was_sent_staff_send_a_copy() -> None:
    mail, post = _queue(key="once"), Post()
    services.deliver(mail.id, post=post)

    copy = services.resend(mail.id, by=SUPPORT)
    services.deliver(copy.id, post=post)

    assert copy.id != mail.id
    assert copy.copy_of == mail.id
    assert copy.message_id != mail.message_id
    assert (copy.text, copy.to, copy.about) == (mail.text, mail.to, mail.about)
    assert post.sent == [mail.id, copy.id]
    assert list(queries.history("member:1")) == [mail, copy]


def test_what_cannot_be_sent_again() -> None:
    waiting, withdrawn = _queue(), _queue(subject="member:2")
    services.withdraw("member:2")

    assert _refusal(lambda: services.resend(waiting.id, by=SUPPORT)) == "mail.on_its_way"
    assert _refusal(lambda: services.resend(withdrawn.id, by=SUPPORT)) == "mail.withdrawn"
    assert _refusal(lambda: services.resend(uuid4(), by=SUPPORT)) == "mail.unknown"


def test_what_has_lost_its_cause_is_withdrawn_while_that_is_possible() -> None:
    gone, sent, other = _queue(subject="case:1"), _queue(subject="case:1"), _queue(subject="case:2")
    services.deliver(sent.id, post=Post())

    assert services.withdraw("case:1", "registered") == 0
    assert services.withdraw("case:1", "email_code") == 1

    assert services.deliver(gone.id, post=Post()) is None
    assert [Mail.objects.get(id=mail.id).state for mail in (gone, sent, other)] == [
        State.WITHDRAWN, State.SENT, State.QUEUED,
    ]  # fmt: skip


# --- lists ------------------------------------------------------------------------------------------------------


def test_the_outbox_in_figures(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    _queue()
    _queue(not_before=NOW + timedelta(days=1))
    for fault in (None, NotTaken("x", permanent=True), Unanswered("x")):
        services.deliver(_queue().id, post=Post(fault, after=True))

    with django_assert_num_queries(1):
        counts = queries.counts()

    assert counts == queries.Counts(
        waiting=1, later=1, sending=0, sent=1, failed=1, uncertain=1, oldest_due=NOW
    )
    assert [len(page.mails) for page in (queries.waiting(), queries.sent(), queries.troubled())] == [2, 1, 2]


def test_the_mailbox_pages_from_newest_to_oldest(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    mails = [_queue(to="other@example.jp" if n == 2 else "hanako@example.jp") for n in range(5)]
    newest_first = [mails[n].id for n in (1, 4, 3, 2, 0)]
    for minutes, mail in enumerate(mails):
        # The second was written early and waited: what counts is when a mail arrived.
        with clock.frozen(NOW + timedelta(minutes=9 if mail is mails[1] else minutes)):
            services.deliver(mail.id, post=Post())

    seen: list[UUID] = []
    cursor = None
    for _ in range(3):
        with django_assert_num_queries(1):
            page = queries.mailbox(after=cursor, size=2)
        seen += [mail.id for mail in page.mails]
        cursor = page.cursor

    assert seen == newest_first
    assert cursor is None
    assert [mail.id for mail in queries.mailbox(to="OTHER@example.jp").mails] == [mails[2].id]


def test_one_mail_is_read_with_its_text(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    mail = _queue()

    with django_assert_num_queries(1):
        found = queries.mail(mail.id)
        assert found is not None
        assert found.text == mail.text
    assert queries.mail(uuid4()) is None


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("mail_state_known", {"state": "lost"}),
        ("mail_lease_while_sending", {"state": "sending"}),
        ("mail_sent_at_when_sent", {"state": "sent"}),
        ("mail_queued_not_handed_over", {"handed_over_at": NOW}),
    ],
)
def test_the_database_keeps_the_states_whole(constraint: str, changes: dict[str, object]) -> None:
    mail = _queue()

    with pytest.raises(IntegrityError, match=constraint):
        Mail.objects.filter(id=mail.id).update(**changes)
