"""Structured logs: one JSON object a line, with the correlation id and never with personal data."""

import structlog


def processors() -> list:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]


def logging_to(filename: str, *, level: str) -> dict:
    """The dictConfig; `filename` empty means the console."""
    handler: dict = {"formatter": "json", "class": "logging.StreamHandler"}
    if filename:
        handler = {"formatter": "json", "class": "logging.FileHandler", "filename": filename}
    return {
        "version": 1,
        "disable_existing_loggers": False,
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
        # These two print addresses with their query, which may carry what somebody typed.
        "loggers": {"django.server": {"level": "ERROR"}, "axes": {"level": "ERROR"}},
    }


def configure_structlog() -> None:
    structlog.configure(
        processors=[*processors(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
