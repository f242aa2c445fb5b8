"""The tasks of the queue: each makes one domain call, which is safe to make twice."""

from __future__ import annotations

from uuid import UUID

from django.contrib.sessions.backends.db import SessionStore
from procrastinate.contrib.django import app

from kaitsu.applications import delivery, porting, readdressing, register_asking, verification
from kaitsu.applications import services as applications
from kaitsu.audit import services as audit
from kaitsu.members import services as members
from kaitsu.notifications import services as notifications
from kaitsu.throttle import services as throttle
from kaitsu.vault import services as vault


@app.task(name="send_mail", queue="mail")
def send_mail(mail_id: str) -> None:
    """Send one mail of the outbox (MAI-2)."""
    notifications.deliver(UUID(mail_id))


@app.periodic(cron="* * * * *")
@app.task(name="sweep_mail", queue="mail", queueing_lock="sweep_mail", pass_context=False)
def sweep_mail(timestamp: int) -> None:
    """Mails that are due, or whose job was lost."""
    notifications.sweep()


@app.periodic(cron="* * * * *")
@app.task(name="seal_audit", queue="default", queueing_lock="seal_audit")
def seal_audit(timestamp: int) -> None:
    """Chain what was logged since the last time (OPS-1)."""
    audit.seal()


@app.periodic(cron="*/10 * * * *")
@app.task(name="expire_drafts", queue="default", queueing_lock="expire_drafts")
def expire_drafts(timestamp: int) -> None:
    """Drafts whose time is over give their codes back (CNF-5, ENT-5)."""
    applications.expire_drafts()


@app.periodic(cron="5 9 * * *")
@app.task(name="remind_drafts", queue="default", queueing_lock="remind_drafts")
def remind_drafts(timestamp: int) -> None:
    """Holders of drafts that end soon hear of it in the morning (CNF-5)."""
    applications.remind_drafts()


@app.periodic(cron="*/10 * * * *")
@app.task(name="lapse_identity", queue="default", queueing_lock="lapse_identity")
def lapse_identity(timestamp: int) -> None:
    """Applications whose documents did not come in time end, and give their codes back (IDV-13)."""
    verification.lapse_due()


@app.periodic(cron="*/10 * * * *")
@app.task(name="lapse_addresses", queue="default", queueing_lock="lapse_addresses")
def lapse_addresses(timestamp: int) -> None:
    """Questions for a new address that nobody answered in time go back to staff (FUL-4)."""
    readdressing.lapse_due()


@app.periodic(cron="15 9 * * *")
@app.task(name="remind_identity", queue="default", queueing_lock="remind_identity")
def remind_identity(timestamp: int) -> None:
    """Holders whose documents are still to come hear of it in the morning (MAI-1)."""
    verification.remind_due()


# Reading and examining load libraries that the web process, which knows these tasks as well, must not have.
@app.task(name="read_image", queue="reading")
def read_image(reading_id: int) -> None:
    """Read one image that was uploaded (IDV-9)."""
    from kaitsu.identity.machine import reading

    reading.read_image(reading_id)


@app.task(name="examine_attempt", queue="reading")
def examine_attempt(attempt_id: str) -> None:
    """What all readings of an attempt come to, and what the machine decides of it (IDV-9, IDV-14)."""
    from kaitsu.applications import machine_decisions

    machine_decisions.examine(UUID(attempt_id))


@app.periodic(cron="* * * * *")
@app.task(name="sweep_readings", queue="reading", queueing_lock="sweep_readings")
def sweep_readings(timestamp: int) -> None:
    """Readings and examinations whose job was lost (IDV-9)."""
    from kaitsu.identity.machine import examination, reading

    reading.sweep()
    examination.sweep()


@app.task(name="ask_registers", queue="default")
def ask_registers(application_id: str) -> None:
    """Ask the outside registers about one application, and send it on when they have answered (PCK-3)."""
    register_asking.ask(UUID(application_id))


@app.periodic(cron="* * * * *")
@app.task(name="sweep_registers", queue="default", queueing_lock="sweep_registers")
def sweep_registers(timestamp: int) -> None:
    """Applications whose registers did not answer, or whose job was lost (PCK-3)."""
    register_asking.sweep()


@app.task(name="fulfil", queue="default")
def fulfil(application_id: str) -> None:
    """Begin the lines of one application, and give them what is in stock (FUL-1)."""
    delivery.fulfil(UUID(application_id))


@app.task(name="allocate_waiting", queue="default")
def allocate_waiting() -> None:
    """Stock or a number has arrived: give it to the lines that wait (FUL-1)."""
    delivery.allocate_waiting()


@app.periodic(cron="*/5 * * * *")
@app.task(name="sweep_fulfilment", queue="default", queueing_lock="sweep_fulfilment")
def sweep_fulfilment(timestamp: int) -> None:
    """Applications and lines whose job was lost (FUL-1)."""
    delivery.sweep()


@app.periodic(cron="* * * * *")
@app.task(name="exchange_orders", queue="default", queueing_lock="exchange_orders")
def exchange_orders(timestamp: int) -> None:
    """Orders for numbers go to a carrier that answers at once (MNP-8)."""
    porting.exchange_orders()


@app.periodic(cron="10 8 * * *")
@app.task(name="watch_reservations", queue="default", queueing_lock="watch_reservations")
def watch_reservations(timestamp: int) -> None:
    """Holders whose reservations run out hear of it in the morning (MNP-7)."""
    porting.watch()


@app.periodic(cron="17 * * * *")
@app.task(name="prune_throttle", queue="default", queueing_lock="prune_throttle")
def prune_throttle(timestamp: int) -> None:
    """Forget tries whose window is over."""
    throttle.prune()


@app.periodic(cron="27 3 * * *")
@app.task(name="clear_sessions", queue="default", queueing_lock="clear_sessions")
def clear_sessions(timestamp: int) -> None:
    """Remove sessions that have ended."""
    SessionStore.clear_expired()


@app.periodic(cron="32 3 * * *")
@app.task(name="forget_unconfirmed", queue="default", queueing_lock="forget_unconfirmed")
def forget_unconfirmed(timestamp: int) -> None:
    """Registrations whose code never came back are forgotten, so that the address is free again."""
    members.forget_unconfirmed()


@app.periodic(cron="37 3 * * *")
@app.task(name="sweep_vault", queue="default", queueing_lock="sweep_vault")
def sweep_vault(timestamp: int) -> None:
    """Remove ciphertexts that no row knows."""
    vault.sweep()


@app.periodic(cron="47 3 * * *")
@app.task(name="remove_old_jobs", queue="default", queueing_lock="remove_old_jobs", pass_context=False)
async def remove_old_jobs(timestamp: int) -> None:
    """Forget jobs that were done a week ago; failed ones stay, for somebody to look at."""
    await app.job_manager.delete_old_jobs(nb_hours=7 * 24)
