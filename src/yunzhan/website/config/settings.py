"""The website's settings. Everything that differs between installations comes from YUNZHAN_… in the environment."""

import os
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

WEBSITE = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("YUNZHAN_DATA", "var")).absolute()
DEBUG = os.environ.get("YUNZHAN_DEBUG", "") == "1"
# Tests and the type checker load the settings without an installation.
TESTING = "pytest" in sys.modules or "mypy" in sys.modules


def key_of(name: str) -> str:
    """A secret from the environment; a random one only where nothing has to outlive the process."""
    value = os.environ.get(name, "")
    if not value and not (DEBUG or TESTING):
        raise ImproperlyConfigured(f"{name} is not set. Start the website with `yunzhan demo` or `yunzhan website`.")
    return value or secrets.token_hex(32)


def database_of(url: str) -> dict[str, Any]:
    """Django's settings for sqlite:///path or postgresql://person:password@host:port/name."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path.removeprefix("/")) or str(DATA / "yunzhan.sqlite3"),
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;",
            },
        }
    if parts.scheme in ("postgresql", "postgres"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or parts.query.removeprefix("host=")),
            "PORT": str(parts.port or ""),
            # One pool a process: its threads (granian has four) share connections instead of each keeping one.
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
        }
    raise ImproperlyConfigured("YUNZHAN_DATABASE_URL must begin with sqlite:/// or postgresql://.")


SECRET_KEY = key_of("YUNZHAN_SECRET_KEY")
YUNZHAN_PASS_KEY = key_of("YUNZHAN_PASS_KEY")
YUNZHAN_PORT = int(os.environ.get("YUNZHAN_PORT", "8000"))
YUNZHAN_BUS = os.environ.get("YUNZHAN_BUS", "")
GATEWAY_URLS = [url for url in os.environ.get("YUNZHAN_GATEWAY_URL", "").split(",") if url]
# Retention, in days; 0 keeps for good. See docs/howto/keep-and-forget.md.
YUNZHAN_GUEST_DAYS = int(os.environ.get("YUNZHAN_GUEST_DAYS", "30"))
YUNZHAN_WORDS_DAYS = int(os.environ.get("YUNZHAN_WORDS_DAYS", "365"))
ALLOWED_HOSTS = [host for host in os.environ.get("YUNZHAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]

INSTALLED_APPS = [
    "modeltranslation",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_cotton",
    "yunzhan.website.shared",
    "yunzhan.website.accounts",
    "yunzhan.website.fairs",
    "yunzhan.website.halls",
    "yunzhan.website.exhibitors",
    "yunzhan.website.uploads",
    "yunzhan.website.products",
    "yunzhan.website.booths",
    "yunzhan.website.live",
    "yunzhan.website.config",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "yunzhan.website.config.headers.send_headers",
    "yunzhan.website.config.large_bodies.refuse_large_bodies",
    "yunzhan.website.config.nul.refuse_nul_in_paths",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "yunzhan.website.config.ranges.answer_ranges",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "yunzhan.website.config.language.speak_the_asked_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "yunzhan.website.accounts.guests.GuestsMaySignIn",
]

ROOT_URLCONF = "yunzhan.website.config.urls"
WSGI_APPLICATION = "yunzhan.website.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    }
]

DATABASES = {"default": database_of(os.environ.get("YUNZHAN_DATABASE_URL") or "sqlite:///")}
# What all processes must agree on (limits) is in the database; what each may find again by itself is near.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "near": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("zh-hant", _("Traditional Chinese")), ("en", _("English"))]
LOCALE_PATHS = [WEBSITE / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "zh-hans"
MODELTRANSLATION_LANGUAGES = ("zh-hans", "zh-hant", "en")
MODELTRANSLATION_FALLBACK_LANGUAGES = ("zh-hans", "zh-hant", "en")
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [WEBSITE / "static"]
STATIC_ROOT = None  # the finders serve: the built client and the pictures lie in the package
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
UPLOADS_ROOT = DATA / "uploads"  # seen by nobody until it is checked and shown; on the same file system as MEDIA_ROOT

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "yunzhan.website.config.sign_in.FairSignInAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email", "phone", "password1*"]
ACCOUNT_FORMS = {
    "signup": "yunzhan.website.accounts.sign_up.SignUpForm",
    "login": "yunzhan.website.accounts.sign_up.SignInForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PHONE_VERIFICATION_ENABLED = False
# Neither e-mail nor phone is required alone: one of the two is enough, which the check does not know.
SILENCED_SYSTEM_CHECKS = ["account.W001"]
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
# Counted in the database, for all processes together. Guests: an office of people behind one router must fit.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "login": "30/m/ip",
    "signup": "20/m/ip",
    "guest": "60/m/ip",
}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# Behind TLS the reverse proxy says so; plain http on localhost must keep working for `make demo`.
BEHIND_TLS = os.environ.get("YUNZHAN_BEHIND_TLS") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_TLS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if BEHIND_TLS else 0
# Limits on guessing count addresses: behind a proxy the reader's is the last one it wrote.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_TLS else 0
LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "yunzhan.website.shared.views.refuse_csrf"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "connect-src": ["'self'", "blob:"],  # and the gateway, which headers.py adds
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
