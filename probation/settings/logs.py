"""Structured logs: one JSON object a line, with the correlation id and never with personal data."""

import logging
import sys
import traceback
from typing import Any

import structlog


def describe_error(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Adds an error's kind and lines of code to a log line, without its message.

    The message may hold personal data: a database quotes the row that it refuses.
    """
    info = event.pop("exc_info", None)
    error = info[1] if isinstance(info, tuple) else info
    if info is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        event["exception"] = "\n".join(_lines_of(error))
    return event


def _lines_of(error: BaseException) -> list[str]:
    lines = [f"{type(error).__module__}.{type(error).__qualname__}"]
    lines += [
        f"  {frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return [*lines, "because of", *_lines_of(cause)] if cause is not None else lines


def without_personal_data(event: Any, hint: Any) -> Any:
    """An event for Sentry with kinds of error and lines of code: no messages, addresses or breadcrumbs."""
    for error in event.get("exception", {}).get("values", []):
        error["value"] = ""
    for part in ("request", "breadcrumbs", "logentry", "extra"):
        event.pop(part, None)
    return event


SENTRY_OPTIONS: dict[str, Any] = {
    "max_request_body_size": "never",
    "include_local_variables": False,
    "before_send": without_personal_data,
}


class WithoutAddresses(logging.Filter):
    """Removes the address from Django's messages ("Not Found: /case/..."). core.middleware logs the route."""

    def filter(self, record: logging.LogRecord) -> bool:
        words = str(record.msg)
        if record.name.startswith("django.") and words.endswith(": %s") and isinstance(record.args, tuple):
            record.msg, record.args = words.removesuffix(": %s"), record.args[:-1]
        return True


def processors() -> list:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        describe_error,
    ]


def logging_to(filename: str, *, level: str) -> dict:
    """The argument of dictConfig. An empty `filename` means the console."""
    handler: dict = {"class": "logging.StreamHandler"}
    if filename:
        handler = {"class": "logging.FileHandler", "filename": filename}
    handler |= {"formatter": "json", "filters": ["without-addresses"]}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without-addresses": {"()": WithoutAddresses}},
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(),
                ],
                "foreign_pre_chain": processors(),
            }
        },
        "handlers": {"out": handler},
        "root": {"handlers": ["out"], "level": level},
        # These two log addresses with their query, which may hold what somebody typed.
        "loggers": {"django.server": {"level": "ERROR"}, "axes": {"level": "ERROR"}},
    }


def configure_structlog() -> None:
    structlog.configure(
        processors=[*processors(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
