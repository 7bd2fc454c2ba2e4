"""The settings, read from the environment. They hold facts of the installation; policy is in the database."""

from datetime import timedelta
from pathlib import Path

import dj_database_url
import pghistory
from django.core.exceptions import ImproperlyConfigured

from probation.schedule import BEAT_SCHEDULE
from probation.settings import environment as env
from probation.settings import logs, organisation
from probation.settings.security import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.text("PROJECT_VAR") or BASE_DIR / ".run")

# --- What kind of installation ------------------------------------------------------------------
DEMONSTRATION = env.flag("DEMONSTRATION")
EMBEDDED = env.flag("EMBEDDED")
if EMBEDDED and not DEMONSTRATION:
    raise ImproperlyConfigured(
        "The embedded database and queue are for demonstration only. Set DATABASE_URL and REDIS_URL "
        "to real servers, or set DEMONSTRATION=1 to show the system with fictional people."
    )
DEBUG = env.flag("DEBUG")
READ_ONLY = env.flag("READ_ONLY")  # every change is refused: core.read_only
SECRET_KEY = env.required("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEMONSTRATION else "")
SERVICE_NAME = "Probation case record"
# The address of the service: for links in emails, the issuer of tokens, the API's document.
SERVICE_URL = (
    env.text("SERVICE_URL", "http://localhost:8000") if DEMONSTRATION else env.required("SERVICE_URL")
)
SERVICE_URL = SERVICE_URL.rstrip("/")
VERSION = env.text("VERSION", "development")
BUILD = env.text("BUILD", "")

# --- What it is made of ---------------------------------------------------------------------------
INSTALLED_APPS = [
    "core.admin_config.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",  # so that TemplatesSetting finds Django's own widgets
    "crispy_forms",
    "rest_framework",
    "drf_spectacular",
    "oauth2_provider",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "csp",
    "pgtrigger",
    "pghistory",
    "django_prometheus",
    "core",
    "cases",
    "risk",
    "referrals",
    "training",
    "probation",
]
MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "core.middleware.CorrelationMiddleware",
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
    "core.middleware.NoNulMiddleware",
    "core.middleware.SignedInMiddleware",
    "core.middleware.SecondStepMiddleware",
    "core.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
    "core.middleware.ReadOnlyMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]
ROOT_URLCONF = "probation.urls"
WSGI_APPLICATION = "probation.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.page",
            ],
            "builtins": [
                "core.templatetags.govuk",
                "core.templatetags.govuk_lists",
                "cases.templatetags.rosh",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["govuk"]
CRISPY_TEMPLATE_PACK = "govuk"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# History is read by the row it belongs to. An index on each other foreign key doubled the cost of a change.
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_CONTEXT_FIELD = pghistory.ContextForeignKey(db_index=True)

# --- Database, cache, queue -----------------------------------------------------------------------
# The owner migrates, the application may only insert into audit and history (docs/operations.md).
DATABASE_URL = env.required("DATABASE_URL")
MIGRATION_DATABASE_URL = env.text("MIGRATION_DATABASE_URL") or DATABASE_URL
# Lists join a dozen code lists to one table, and the joins are written in the right order. With the server's
# default limit, 8, planning took 20 to 90 ms, some fifty times as long as running (docs/performance.md).
# A list of a few rows takes ten times as long where the server starts more processes for it.
OPTIONS = {"options": "-c join_collapse_limit=4 -c max_parallel_workers_per_gather=0"}
CONNECTION = {
    "conn_max_age": int(env.text("CONN_MAX_AGE", "300")),
    "conn_health_checks": True,
    # The administration's lists of choices would open one, and ask a pooler's next connection for its rows.
    "disable_server_side_cursors": True,
}
# A pooler that gives each transaction another connection does not keep them: set CONN_MAX_AGE to 0 there.
KEEPS_PLANS = CONNECTION["conn_max_age"] != 0
CHECKS_BUILT_ONCE = False
AS_OWNER = env.flag("AS_OWNER")  # manage.py sets it for the commands that alter tables
DATABASES = {
    "default": dj_database_url.parse(MIGRATION_DATABASE_URL if AS_OWNER else DATABASE_URL, **CONNECTION)
}
DATABASES["default"].setdefault("OPTIONS", {}).update(OPTIONS)
APPLICATION_ROLE = dj_database_url.parse(DATABASE_URL).get("USER", "")
REDIS_URL = env.required("REDIS_URL")
CACHES = {
    "default": {"BACKEND": "core.cache.MayBeAway", "LOCATION": REDIS_URL},
    "sessions": {"BACKEND": "core.cache.ForAMinute", "LOCATION": REDIS_URL},
    "rates": {"BACKEND": "core.cache.CountsAnyway", "LOCATION": REDIS_URL},
}
CELERY_BROKER_URL = env.broker_url(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # however long the broker is away, the worker waits for it
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Longer than the longest task: the task of a killed worker is run again after this time.
    "visibility_timeout": int(env.text("QUEUE_VISIBILITY_SECONDS", "900")),
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    # A web request must not hang on a dead broker: the task sweep_outbox delivers later.
    "socket_connect_timeout": 2,
    "socket_timeout": 30,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE
CELERY_BEAT_SCHEDULER = "probation.beat.Scheduler"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")

# --- Signing in -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "referrals.api.secrets.SecretHasher",  # of machine clients only: CLIENT_SECRET_HASHER
]
LOGIN_URL = "core:sign-in"
LOGIN_REDIRECT_URL = "core:my-day"
LOGOUT_REDIRECT_URL = "core:signed-out"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_LOCKOUT_CALLABLE = "core.views.sign_in.locked_out"
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "core.callers.address_of"
#: failures from one address before it must wait, under whatever names: an office shares one, so it is many
SIGN_INS_FROM_ADDRESS = int(env.text("SIGN_INS_FROM_ADDRESS", "50"))
OTP_TOTP_ISSUER = SERVICE_NAME  # how an app that makes codes names the account

# A real organisation's sign-in (OpenID Connect), switched on by naming its client.
OIDC_ENABLED = bool(env.text("OIDC_CLIENT_ID"))
if OIDC_ENABLED:
    INSTALLED_APPS += ["mozilla_django_oidc"]
    AUTHENTICATION_BACKENDS += [organisation.BACKEND]
    globals().update(organisation.settings())

# --- Sessions, cookies, headers -------------------------------------------------------------------
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_CACHE_ALIAS = "sessions"
IDLE_MINUTES = int(env.text("IDLE_MINUTES", "30"))
SESSION_HOURS = int(env.text("SESSION_HOURS", "12"))  # the longest that one sign-in lasts, used or not
SESSION_COOKIE_AGE = IDLE_MINUTES * 60 + 120  # use is noted once a minute: core.middleware
SESSION_SAVE_EVERY_REQUEST = False  # core.middleware.SignedInMiddleware renews once a minute at most
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.views.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
HTTPS = env.flag("HTTPS", default=not DEMONSTRATION)
if HTTPS:  # a cookie so named is taken only over HTTPS, from this host alone and for all its addresses
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health", r"^info$", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.flag("BEHIND_PROXY")
PROXIES = int(env.text("PROXIES", "1" if BEHIND_PROXY else "0"))  # that add to X-Forwarded-For: core.callers
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- Words, time ------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
#: A language is offered once its catalogue is complete, so that a page's `lang` is true (docs/decisions/0008)
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
# With one language there is nothing to look up, which takes a tenth of a page with many rows.
USE_I18N = len(LANGUAGES) > 1
TIME_ZONE = "Europe/London"
USE_TZ = True

# --- Static files -------------------------------------------------------------------------------------
STATIC_URL = "/assets/"
STATIC_ROOT = VAR_DIR / "assets"
STATICFILES_DIRS = [BASE_DIR / "static", *([VAR_DIR / "frontend"] if (VAR_DIR / "frontend").is_dir() else [])]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.static_files.Storage"},
}
MEDIA_ROOT = Path(env.text("FILES_DIR") or VAR_DIR / "files")
GOVUK_FONT = env.flag("GOVUK_FONT")  # GDS Transport is licensed for gov.uk domains only

# --- The suppliers' API -------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["referrals.api.authentication.ClientAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["referrals.api.permissions.HasRole"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "referrals.api.negotiation.JsonOnly",
    "DEFAULT_SCHEMA_CLASS": "referrals.api.schema.Described",
    "URL_FORMAT_OVERRIDE": None,
    "EXCEPTION_HANDLER": "referrals.api.problems.answer",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Referrals API",
    "DESCRIPTION": "For the systems of suppliers of commissioned rehabilitative services. See docs/api.md. "
    "A method that an address does not take gets a 405 with Allow; an address of over 8,190 bytes gets the "
    "web server's own 414.",
    "VERSION": "1",
    "SERVERS": [{"url": SERVICE_URL}],
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PATH_CONVERTER_OVERRIDES": {"id": {"type": "string", "format": "uuid"}},
    "COMPONENT_SPLIT_REQUEST": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": True,
    "ENUM_NAME_OVERRIDES": {"LocationType": ["CUSTODY", "COMMUNITY"], "AuthSource": ["auth", "delius"]},
    "AUTHENTICATION_WHITELIST": ["referrals.api.authentication.ClientAuthentication"],
}
OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"
OAUTH2_PROVIDER = {
    "SCOPES": {"read": "Read", "write": "Write"},
    "DEFAULT_SCOPES": ["read", "write"],
    "ACCESS_TOKEN_EXPIRE_SECONDS": 1200,
    "CLIENT_SECRET_HASHER": "one_round_sha256",
    "OAUTH2_VALIDATOR_CLASS": "referrals.api.secrets.Validator",
    "ACCESS_TOKEN_GENERATOR": "referrals.api.tokens.make_token",
    "ALLOWED_GRANT_TYPES": ["client-credentials"],
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    # RFC 9700 recommends these; the library switches them on only in its next version.
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
}
API_PRIVATE_KEY = env.text("API_PRIVATE_KEY")  # PEM, RSA; the demonstration makes its own

# --- Mail, errors, logs --------------------------------------------------------------------------------
EMAIL_BACKEND = env.text("EMAIL_BACKEND", "core.mail.ConsoleBackend")
EMAIL_HOST, EMAIL_PORT = env.text("EMAIL_HOST"), int(env.text("EMAIL_PORT", "25"))
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.text("EMAIL_USER"), env.text("EMAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_TLS")
DEFAULT_FROM_EMAIL = env.text("FROM_EMAIL", "no-reply@localhost")
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOG_FILE = env.text("LOG_FILE")
LOGGING = logs.logging_to(LOG_FILE, level=env.text("LOG_LEVEL", "INFO"))
logs.configure_structlog()
SENTRY_DSN = env.text("SENTRY_DSN")
if SENTRY_DSN:
    import sentry_sdk

    sentry_sdk.init(dsn=SENTRY_DSN, **logs.SENTRY_OPTIONS)
METRICS = env.flag("METRICS")  # opens /metrics
PROMETHEUS_EXPORT_MIGRATIONS = False
# axes.W006: an account is locked after wrong passwords, from whatever address they come. urls.W002: a list
# and the pages below it are one table of addresses ("contacts", "contacts/add"), whose routes begin with "/".
SILENCED_SYSTEM_CHECKS = ["axes.W006", "urls.W002"]
