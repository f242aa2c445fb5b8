"""How often an account may be tried (MEM-4). These protect people, whatever the operator sells: not profile data."""

from __future__ import annotations

from kaitsu.throttle.rules import Limit

#: Sign-ins that failed: for one account from one address, for one account at all, and from one address at all.
SIGN_IN_HERE = Limit("sign-in: account and address", 5, 5 * 60)
SIGN_IN_ACCOUNT = Limit("sign-in: account", 30, 60 * 60)
SIGN_IN_ADDRESS = Limit("sign-in: address", 50, 15 * 60)

#: Mails that somebody can make Kaitsu send to an address that they typed.
REGISTER_EMAIL = Limit("register: e-mail address", 5, 60 * 60)
REGISTER_ADDRESS = Limit("register: address", 30, 60 * 60)
RESET_EMAIL = Limit("reset: e-mail address", 5, 60 * 60)
RESET_ADDRESS = Limit("reset: address", 30, 60 * 60)
RESEND_PAUSE = Limit("resend: e-mail address", 1, 60)

#: Codes typed, for one e-mail address, in however many browsers at once.
EMAIL_CODE = Limit("e-mail code: e-mail address", 10, 30 * 60)
RESET_CODE = Limit("reset code: e-mail address", 10, 60 * 60)

#: Second factors typed or touched, for one member; and one code, which serves once.
SECOND_FACTOR = Limit("second factor: member", 5, 5 * 60)
SECOND_FACTOR_CODE = Limit("second factor: code used", 1, 2 * 60)
PASSKEY_ADDRESS = Limit("passkey: address", 50, 15 * 60)
OLD_PASSWORD = Limit("old password: member", 5, 5 * 60)
