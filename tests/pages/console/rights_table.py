"""Who may reach which page of the console, written down once more and by hand: what the code is held to (OPS-1).

A page that is missing here fails ``test_rights``. Whoever adds a page adds its line.
"""

from __future__ import annotations

from kaitsu.members.roles import Role

SUPPORT, REVIEWER, FULFILMENT = Role.SUPPORT, Role.REVIEWER, Role.FULFILMENT
MANAGER, AUDITOR = Role.MANAGER, Role.AUDITOR
EVERYBODY = frozenset(Role)
READERS = frozenset({SUPPORT, REVIEWER, MANAGER, AUDITOR})
DESK = frozenset({SUPPORT, MANAGER})
KEEPERS = frozenset({MANAGER, AUDITOR})
JUDGES = frozenset({REVIEWER, MANAGER})
ONLY_MANAGER = frozenset({MANAGER})

#: Name of the address → roles that may.
ALLOWED: dict[str, frozenset[Role]] = {
    "console": EVERYBODY,
    "console_profile": EVERYBODY,
    "console_stock": frozenset({FULFILMENT, MANAGER}),
    "console_fulfilment": frozenset({FULFILMENT, MANAGER}),
    "console_imports": frozenset({FULFILMENT, MANAGER}),
    "console_import": frozenset({FULFILMENT, MANAGER}),
    "console_runs": frozenset({FULFILMENT, MANAGER}),
    "console_run": frozenset({FULFILMENT, MANAGER}),
    "console_run_labels": frozenset({FULFILMENT, MANAGER}),
    "console_run_lists": frozenset({FULFILMENT, MANAGER}),
    "console_run_courier": frozenset({FULFILMENT, MANAGER}),
    "console_parcel": frozenset({FULFILMENT, MANAGER}),
    "console_parcel_resend": frozenset({FULFILMENT, MANAGER}),
    "console_parcel_address": frozenset({FULFILMENT, MANAGER}),
    "console_parcel_end": frozenset({FULFILMENT, MANAGER}),
    "console_ports": frozenset({FULFILMENT, MANAGER}),
    "console_ports_send": frozenset({FULFILMENT, MANAGER}),
    "console_ports_file": frozenset({FULFILMENT, MANAGER}),
    "console_ports_answers": frozenset({FULFILMENT, MANAGER}),
    "console_ports_answer": frozenset({FULFILMENT, MANAGER}),
    "console_applications": READERS,
    "console_search": READERS,
    "console_application": READERS,
    "console_application_cancel": DESK,
    "console_applications_export": ONLY_MANAGER,
    "console_held": READERS,
    "console_held_one": READERS,
    "console_held_release": DESK,
    "console_held_ask": DESK,
    "console_held_cancel": DESK,
    "console_packages": frozenset({SUPPORT, MANAGER, AUDITOR}),
    "console_batch": frozenset({SUPPORT, MANAGER, AUDITOR}),
    "console_package": frozenset({SUPPORT, MANAGER, AUDITOR}),
    "console_packages_issue": ONLY_MANAGER,
    "console_batch_recall": ONLY_MANAGER,
    "console_package_recall": ONLY_MANAGER,
    "console_mails": DESK,
    "console_mail": DESK,
    "console_mail_resend": DESK,
    "console_log": KEEPERS,
    "console_log_verify": KEEPERS,
    "console_review": frozenset({REVIEWER, MANAGER, AUDITOR}),
    "console_review_next": JUDGES,
    "console_review_case": frozenset({REVIEWER, MANAGER, AUDITOR}),
    "console_review_image": frozenset({REVIEWER, MANAGER, AUDITOR}),
    "console_review_crop": frozenset({REVIEWER, MANAGER, AUDITOR}),
    "console_review_claim": JUDGES,
    "console_review_return": JUDGES,
    "console_review_reading": frozenset({REVIEWER, MANAGER, AUDITOR}),
    "console_review_result": JUDGES,
    "console_review_decide": JUDGES,
    "console_review_desk": DESK,
    "console_second": JUDGES,
    "console_second_next": JUDGES,
    "console_second_result": JUDGES,
    "console_second_decide": JUDGES,
    "console_agreement": frozenset({REVIEWER, MANAGER, AUDITOR}),
    "console_review_unlock": frozenset({SUPPORT, REVIEWER, MANAGER}),
}
#: Open to who is not signed in.
OPEN = {"console-sign-in"}
