"""Django's settings, read from the environment. `docs/operating.md` lists every variable.

One file for production and trial: the trial (``KAITSU_TRIAL=1``) only opens what a trial needs
and never loosens what protects people.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from kaitsu.config import environment as env

HOME = Path(env.text("KAITSU_HOME", "var")).resolve()

# --- Kaitsu -----------------------------------------------------------------------------------------------------
KAITSU_TRIAL = env.flag("KAITSU_TRIAL")
KAITSU_PROFILE = env.text("KAITSU_PROFILE", "default")
KAITSU_PUBLIC_URL = env.text("KAITSU_PUBLIC_URL").rstrip("/")
KAITSU_CODE_KEY = env.key("KAITSU_CODE_KEY")
KAITSU_VAULT_KEYS = env.keys("KAITSU_VAULT_KEYS")
KAITSU_CARD_PROVIDER = env.text("KAITSU_CARD_PROVIDER", "sandbox")
KAITSU_CARD_SANDBOX_URL = env.text("KAITSU_CARD_SANDBOX_URL", "http://127.0.0.1:8001").rstrip("/")
KAITSU_CARD_SANDBOX_SECRET = env.text("KAITSU_CARD_SANDBOX_SECRET", "")
KAITSU_MAIL = env.text("KAITSU_MAIL", "trial" if KAITSU_TRIAL else "smtp")
KAITSU_PORT_IN = env.choice("KAITSU_PORT_IN", ("file", "stub"), "file")
KAITSU_CHECKS = env.listed("KAITSU_CHECKS")
KAITSU_REGISTERS = env.listed("KAITSU_REGISTERS", "none")
KAITSU_REGISTER_SECRET = env.text("KAITSU_REGISTER_SECRET", "")
KAITSU_REGISTER_MINUTES = env.number("KAITSU_REGISTER_MINUTES", 5)
KAITSU_STAFF_MFA_REQUIRED = env.flag("KAITSU_STAFF_MFA_REQUIRED", default=not KAITSU_TRIAL)
KAITSU_TRUSTED_PROXIES = env.number("KAITSU_TRUSTED_PROXIES", 0)

_public = urlsplit(KAITSU_PUBLIC_URL)
_https = _public.scheme == "https"

# --- Django -----------------------------------------------------------------------------------------------------
SECRET_KEY = env.text("KAITSU_SECRET_KEY")
SECRET_KEY_FALLBACKS = env.listed("KAITSU_SECRET_KEY_FALLBACKS")
DEBUG = False
ALLOWED_HOSTS = env.listed("KAITSU_ALLOWED_HOSTS", _public.hostname or "")
ROOT_URLCONF = "kaitsu.config.urls"
WSGI_APPLICATION = "kaitsu.config.wsgi.application"
FORM_RENDERER = "kaitsu.faces.look.forms.Renderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "procrastinate.contrib.django",
    "csp",
    "kaitsu.audit",
    "kaitsu.vault",
    "kaitsu.notifications",
    "kaitsu.throttle",
    "kaitsu.members",
    "kaitsu.catalogue",
    "kaitsu.retail",
    "kaitsu.cards",
    "kaitsu.portability",
    "kaitsu.identity",
    "kaitsu.fulfilment",
    "kaitsu.applications",
    "kaitsu.faces.look",
    "kaitsu.faces.pages",
    "kaitsu.faces.pages.accounts",
    "kaitsu.faces.pages.identity",
    "kaitsu.faces.console",
    "kaitsu.faces.jobs",
    "kaitsu.faces.trial",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kaitsu.faces.pages.accounts.resuming.ResumeTyping",
    "kaitsu.faces.pages.accounts.language.LanguageOfForms",
    "kaitsu.faces.look.long_requests.LongRequests",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

AUTH_USER_MODEL = "members.Member"

# --- Database, jobs ---------------------------------------------------------------------------------------------
DATABASES = {
    "default": env.database()
    | {"CONN_MAX_AGE": env.number("KAITSU_DB_CONN_MAX_AGE", 60), "CONN_HEALTH_CHECKS": False}
}
PROCRASTINATE_IMPORT_PATHS = ["kaitsu.faces.jobs.tasks"]

# --- Languages, time --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "kaitsu_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = _https
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tokyo"

# --- Files ------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {"BACKEND": "kaitsu.faces.look.statics.Storage"},
    "vault": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": HOME / "vault",
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}
WHITENOISE_MAX_AGE = 60
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_PERMISSIONS = 0o600

# --- Security ---------------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = _https and env.flag("KAITSU_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if KAITSU_TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = env.number("KAITSU_HSTS_SECONDS", 365 * 24 * 3600 if _https else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https and env.flag("KAITSU_HSTS_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = _https and env.flag("KAITSU_HSTS_PRELOAD", default=True)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_NAME = "__Host-kaitsu_session" if _https else "kaitsu_session"
SESSION_COOKIE_SECURE = _https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = "__Host-kaitsu_csrf" if _https else "kaitsu_csrf"
CSRF_COOKIE_SECURE = _https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "kaitsu.faces.look.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"

#: Where a form may lead: our own pages and the card provider's, to which a form's answer redirects.
_form_targets = ["'self'", *([KAITSU_CARD_SANDBOX_URL] if KAITSU_CARD_PROVIDER == "sandbox" else [])]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": _form_targets,
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

# --- Sign-in ----------------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["kaitsu.members.hashing.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "kaitsu.members.passwords.LongEnough"},
    {"NAME": "kaitsu.members.passwords.NotCommon"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/applications/"
LOGOUT_REDIRECT_URL = "/"
KAITSU_STAFF_IDLE_MINUTES = env.number("KAITSU_STAFF_IDLE_MINUTES", 30)
SESSION_ENGINE = "django.contrib.sessions.backends.db"

ALLAUTH_TRUSTED_PROXY_COUNT = KAITSU_TRUSTED_PROXIES
ACCOUNT_ADAPTER = "kaitsu.faces.pages.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "kaitsu.faces.pages.accounts.forms.SignInForm",
    "signup": "kaitsu.faces.pages.accounts.forms.RegistrationForm",
    "confirm_email_verification_code": "kaitsu.faces.pages.accounts.forms.EmailCodeForm",
    "reset_password": "kaitsu.faces.pages.accounts.forms.ResetForm",
    "confirm_password_reset_code": "kaitsu.faces.pages.accounts.forms.ResetCodeForm",
    "reset_password_from_key": "kaitsu.faces.pages.accounts.forms.NewPasswordForm",
    "change_password": "kaitsu.faces.pages.accounts.forms.ChangePasswordForm",
    "reauthenticate": "kaitsu.faces.pages.accounts.forms.ReauthenticateForm",
}
ACCOUNT_SIGNUP_REDIRECT_URL = "/apply/"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "member_id"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = {"length": 6, "numeric": True, "dashed": False}
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 30 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = 5
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_CODE_FORMAT = {"length": 8, "numeric": True}
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # this session goes on; every other one ends with the old password
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_RATE_LIMITS = False  # kaitsu.throttle limits them, atomically (kaitsu.members.limits)
MFA_RATE_LIMITS = False

MFA_ADAPTER = "kaitsu.faces.pages.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "kaitsu.faces.pages.accounts.second_factor.AuthenticateForm",
    "authenticate_webauthn": "kaitsu.faces.pages.accounts.second_factor.AuthenticatePasskeyForm",
    "reauthenticate": "kaitsu.faces.pages.accounts.second_factor.ConfirmForm",
    "reauthenticate_webauthn": "kaitsu.faces.pages.accounts.second_factor.ConfirmPasskeyForm",
    "activate_totp": "kaitsu.faces.pages.accounts.second_factor.ActivateTotpForm",
    "add_webauthn": "kaitsu.faces.pages.accounts.second_factor.AddPasskeyForm",
    "edit_webauthn": "kaitsu.faces.pages.accounts.second_factor.RenamePasskeyForm",
    "login_webauthn": "kaitsu.faces.pages.accounts.second_factor.PasskeySignInForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = (
    KAITSU_TRIAL and not _https
)  # a browser lets http://localhost have passkeys

# --- Mail -------------------------------------------------------------------------------------------------------
EMAIL_HOST = env.text("KAITSU_SMTP_HOST", "localhost")
EMAIL_PORT = env.number("KAITSU_SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("KAITSU_SMTP_USER", "")
EMAIL_HOST_PASSWORD = env.text("KAITSU_SMTP_PASSWORD", "")
EMAIL_USE_TLS = env.flag("KAITSU_SMTP_STARTTLS")
EMAIL_USE_SSL = env.flag("KAITSU_SMTP_TLS")
EMAIL_TIMEOUT = 20

# --- Logs -------------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "kaitsu.config.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.text("KAITSU_LOG_LEVEL", "INFO")},
    "loggers": {
        "django.server": {"handlers": ["stderr"], "propagate": False},
        "procrastinate": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
    },
}

SILENCED_SYSTEM_CHECKS: list[str] = []
