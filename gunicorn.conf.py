"""How gunicorn serves: worker processes with threads; every size from the environment."""

import os
import shutil
import tempfile
from pathlib import Path

bind = os.environ.get("WEB_BIND", f"0.0.0.0:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
timeout = 60
graceful_timeout = 20
keepalive = 5
# The service is loaded once, before the workers are forked, and they share its memory. New code needs a new
# start: on HUP the workers are renewed with the code that is loaded.
preload_app = True
# 2,000 characters in a parameter of the API, each written as %20 and the like, are 6,000 bytes of an address.
limit_request_line = 8190
# Cookies and a token are a few hundred bytes; what is larger gets a 431.
limit_request_field_size = 8190
limit_request_fields = 100
# A worker is renewed now and then, not all at the same moment.
max_requests = 5000
max_requests_jitter = 500
# The heartbeat file must not wait for a slow disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
# The application logs each request itself, without addresses that carry what somebody typed.
accesslog = None
errorlog = "-"

# /metrics adds up the numbers of all workers from files in this folder; it must be named before they start.
_metrics = Path(os.environ.get("PROMETHEUS_MULTIPROC_DIR") or tempfile.mkdtemp(prefix="probation-metrics-"))
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_metrics)


def on_starting(server):
    from probation.warm_up import warm_up

    warm_up(server.app.wsgi())


def on_exit(server):
    shutil.rmtree(_metrics, ignore_errors=True)


def child_exit(server, worker):
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)
