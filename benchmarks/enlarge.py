"""python -m benchmarks.enlarge TIMES: multiplies the world of DATABASE_URL, with indexes built at the end."""

import os
import sys

import django
from django.db import transaction


def main(times: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    django.setup()
    from benchmarks.multiplying import multiplied, multiply
    from cases.search.services import index
    from probation.demonstration import bulk

    tables = [model._meta.db_table for model in multiplied()]
    with transaction.atomic(), bulk.indexes_afterwards([*tables, *index.TABLES]):
        multiply(times, tell=lambda words: print(words, flush=True))
        print("Building indexes", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
