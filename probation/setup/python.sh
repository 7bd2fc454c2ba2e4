# Sets PYTHON to a Python of 3.11 or newer. Sourced by ./run, ./test and ./check.
is_new_enough() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}
if [ -x .venv/bin/python ] && is_new_enough .venv/bin/python; then
    PYTHON=.venv/bin/python
else
    for PYTHON in "${PYTHON:-python3}" python3 python3.13 python3.12 python3.11 python3.14 python none; do
        is_new_enough "$PYTHON" && break
    done
fi
if [ "$PYTHON" = none ]; then
    echo "This needs Python 3.11 or newer, and none was found. On Debian or Ubuntu:" >&2
    echo "    sudo apt-get install python3 python3-venv" >&2
    exit 1
fi
