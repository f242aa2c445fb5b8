"""The kinds of mail, and what each needs to be told.

A value that a kind needs must be given and must not be empty; one that it may have can be left out. Nothing
else is taken, so that a misspelt name cannot leave a blank in a mail. What the values are:

* ``*_url``  an absolute address · ``*_on``  a day · ``*_at``, ``valid_until``  a time
* ``documents``, ``cards``, ``questions``  a list of names, of sentences · ``identity_soon``, ``verified_only``,
  ``number_unknown``, ``documents_needed``, ``new_address``, ``more_to_come``  yes or no · all else short text or a
  whole number

A Localised value is taken in the mail's language. No kind takes a birth date, a card number or the number of
a document (MAI-3).
"""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("ja", "en")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mail: the names of values that it *needs*, and of those that it *may* be given."""

    name: str
    needs: frozenset[str]
    may: frozenset[str] = frozenset()


def _kind(name: str, needs: str, may: str = "") -> Kind:
    return Kind(name, frozenset(needs.split()), frozenset(may.split()))


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        # accounts
        _kind("registered", "member_id sign_in_url"),
        _kind("account_exists", "sign_in_url reset_url"),
        _kind("no_account", "register_url"),
        _kind("email_code", "code valid_until"),
        _kind("password_reset", "code valid_until"),
        _kind("password_changed", "changed_at reset_url"),
        _kind("sign_in_method_changed", "changed_at account_url"),
        _kind("account_locked", "until_at reset_url"),
        _kind("staff_invited", "member_id reset_url console_url"),
        # the sign-up
        _kind("confirmation_code", "code valid_until application_url"),
        _kind("draft_reminder", "application_url expires_on", "code_last4"),
        _kind("draft_expired", "start_url", "code_last4"),
        _kind("application_received", "number status_url", "identity_at identity_soon delivery_days"),
        _kind("application_held", "number status_url", "answer_on"),
        _kind("held_question", "number questions answer_url", "words corrections"),
        _kind("cancelled", "number reason start_url", "words code_last4"),
        # identity
        _kind("identity_invitation", "number identity_url login_id documents deadline_on"),
        _kind("identity_locked", "number until_at identity_url"),
        _kind("identity_locked_for_good", "number deadline_on status_url"),
        _kind("identity_unlocked", "number deadline_on identity_url login_id"),
        _kind("identity_reminder", "number deadline_at identity_url login_id", "new_address"),
        _kind("upload_received", "number days_min days_max status_url"),
        _kind("approved", "number delivery_days status_url"),
        _kind("ask_again", "number reasons images deadline_on identity_url login_id", "new_address"),
        _kind("refused", "number reasons start_url", "code_last4"),
        _kind("expired", "number start_url", "reasons code_last4"),
        # parcels and numbers that move in
        _kind(
            "shipped",
            "number tracking courier tracking_url status_url",
            "verified_only cards part parts more_to_come",
        ),
        _kind("returned", "number answer_on status_url", "verified_only cards part parts"),
        _kind("address_wanted", "number answer_on address_url", "documents_needed"),
        _kind("address_documents", "number deadline_on identity_url login_id"),
        _kind("address_unconfirmed", "number answer_on status_url", "reasons"),
        _kind("reservation_running_out", "number msisdn_last4 carrier last_on reservation_url"),
        _kind("reservation_reissue", "number msisdn_last4 carrier last_on reservation_url"),
        _kind("port_refused", "number msisdn_last4 carrier last_on reservation_url", "number_unknown"),
    )
}
