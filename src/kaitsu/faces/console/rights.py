"""Who may do what in the console (OPS-1): least rights, one table. ``docs/console.md`` shows it to people.

A view names one of these to ``access.staff``; a template asks ``may`` before it offers what a role cannot do.
"""

from __future__ import annotations

from kaitsu.members.roles import Role

SUPPORT, REVIEWER, FULFILMENT, MANAGER, AUDITOR = (
    Role.SUPPORT,
    Role.REVIEWER,
    Role.FULFILMENT,
    Role.MANAGER,
    Role.AUDITOR,
)

#: Home, the profile in words.
ENTER = (SUPPORT, REVIEWER, FULFILMENT, MANAGER, AUDITOR)
#: Find and read applications: all registered data.
READ_APPLICATIONS = (SUPPORT, REVIEWER, MANAGER, AUDITOR)
#: Take personal data of many people out at once.
EXPORT_APPLICATIONS = (MANAGER,)
#: Release, ask or cancel what a pre-check held (PCK-1).
DECIDE_HELD = (SUPPORT, MANAGER)
#: End an application whose holder's identity is being verified (IDV-13).
CANCEL = (SUPPORT, MANAGER)
#: Batches and packages: counts, states, history, never a code.
READ_PACKAGES = (SUPPORT, MANAGER, AUDITOR)
#: Make codes and take them back (ENT-1, ENT-7).
ISSUE_PACKAGES = (MANAGER,)
#: Mails with their text, and having them sent again (MAI-2).
MAILS = (SUPPORT, MANAGER)
#: Who did and saw what.
READ_LOG = (MANAGER, AUDITOR)
#: SIM cards and numbers left.
READ_STOCK = (FULFILMENT, MANAGER)
#: Take stock in, pack, print, exchange files with courier and carriers, decide about returned parcels (FUL, MNP-8).
FULFIL = (FULFILMENT, MANAGER)
#: The reviewers' queue and its cases: what is registered, what was found.
SEE_REVIEW = (REVIEWER, MANAGER, AUDITOR)
#: Claim a case, give verdicts (IDV-12).
REVIEW = (REVIEWER, MANAGER)
#: See documents of cases that one has not claimed; every look is in the log.
SEE_ALL_IMAGES = (MANAGER, AUDITOR)
#: Open a login ID that wrong birth dates have locked (IDV-2).
UNLOCK = (SUPPORT, REVIEWER, MANAGER)
#: Send documents for a holder at a desk (IDV-18); not who reviews them.
DESK = (SUPPORT, MANAGER)
