"""A blog with django-comments-xtd; what differs from test to test comes from the environment."""

import os

DATA = os.environ["CAUSERIE_DATA"]
SECRET_KEY = "test"
ALLOWED_HOSTS = ["127.0.0.1"]
SITE_ID = 1
USE_TZ = True
TIME_ZONE = "Europe/Paris"
LANGUAGE_CODE = "fr-fr"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "corsheaders",
    "rest_framework",
    "django_comments_xtd",
    "django_comments",
    "blog",
]
MIDDLEWARE = [
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
CORS_ALLOWED_ORIGINS = os.environ["CAUSERIE_ORIGINS"].split()
CORS_ALLOW_CREDENTIALS = True
ROOT_URLCONF = "urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA + "/db.sqlite3"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA + "/mail"
COMMENTS_APP = "django_comments_xtd"
COMMENTS_HIDE_REMOVED = False
COMMENTS_XTD_MAX_THREAD_LEVEL = 2
COMMENTS_XTD_CONFIRM_EMAIL = os.environ["CAUSERIE_CONFIRM"] == "yes"
COMMENTS_XTD_SALT = b"test"
COMMENTS_XTD_FROM_EMAIL = COMMENTS_XTD_CONTACT_EMAIL = "blog@example.org"
COMMENTS_XTD_THREADED_EMAILS = False
COMMENTS_XTD_API_DATETIME_FORMAT = os.environ["CAUSERIE_DATES"]
COMMENTS_XTD_APP_MODEL_OPTIONS = {
    "blog.post": {"allow_flagging": True, "allow_feedback": True, "show_feedback": True, "who_can_post": "all"}
}
