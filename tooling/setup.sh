#!/bin/sh
# Makes the environment in which every make target runs. Called by the Makefile, from the root.
#
#   tooling/setup.sh                   .venv as requirements.lock says, with this package in it
#   tooling/setup.sh lock [--upgrade]  rewrite requirements.lock, tooling/engines.txt and tooling/uv.txt
#   tooling/setup.sh engines           put ClickHouse and Spark into .venv too, until it is filled anew
#
# PYTHON names the interpreter; unset, the first one that is new enough is taken.
set -eu

installer=.tools/uv/bin/uv
python=.venv/bin/python

say() { printf '%s\n' "$*" >&2; }
stop() { say "Set-up stopped: $*"; exit 1; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# The interpreter itself, never a virtual environment's link to it: .venv may be active, and is about to be made anew.
base_python() { "$1" -c 'import sys; print(sys._base_executable)'; }

find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if new_enough "$candidate"; then base_python "$candidate"; return; fi
    done
    stop "Python 3.11 or newer is needed, and ${PYTHON:-python3} is $(version_of "${PYTHON:-python3}")." \
        "Install a newer Python, or name one: make site PYTHON=/path/to/python3.12"
}

version_of() { "$1" -c 'import platform; print(platform.python_version())' 2>/dev/null || echo "not installed"; }

# The installer comes from a list with hashes, so that it is the same program everywhere.
bootstrap_installer() {
    wanted=$(cksum <tooling/uv.txt)
    [ "$(cat .tools/uv/.made 2>/dev/null)" = "$wanted" ] && "$installer" --version >/dev/null 2>&1 && return
    "$base" -c 'import ensurepip' 2>/dev/null || stop \
        "this Python cannot make virtual environments, because its ensurepip module is not installed." \
        "On Debian and Ubuntu: sudo apt-get install python3-venv. Then run the same command again."
    say "Fetching the installer (uv) into .tools/uv ..."
    "$base" -m venv --clear .tools/uv
    .tools/uv/bin/python -m pip install --quiet --disable-pip-version-check \
        --require-hashes --only-binary :all: -r tooling/uv.txt
    printf '%s\n' "$wanted" >.tools/uv/.made
}

# An environment does not survive a move of its folder or another Python: its scripts name both.
make_environment() {
    place="$PWD $("$base" -VV)"
    [ -x "$python" ] && new_enough "$python" && [ "$(cat .venv/.place 2>/dev/null || echo "$place")" = "$place" ] && return
    say "Making .venv with Python $(version_of "$base") ..."
    "$installer" venv --quiet --clear --python "$base" .venv
    printf '%s\n' "$place" >.venv/.place
}

fill_environment() {
    wanted=$(cat pyproject.toml requirements.lock tooling/setup.sh | cksum)
    [ "$(cat .venv/.filled 2>/dev/null)" = "$wanted" ] && return
    rm -f .venv/.filled
    say "Installing the packages of requirements.lock (a minute or two the first time) ..."
    "$installer" pip sync --python "$python" --require-hashes requirements.lock
    "$installer" pip install --quiet --python "$python" --no-deps --no-build-isolation --editable .
    printf '%s\n' "$wanted" >.venv/.filled
    say "The environment in .venv is ready."
}

# What is newly taken in has been out for a week: a bad version is often withdrawn by then.
cooldown="7 days"

lock() {
    case " $* " in *" --upgrade "*) set -- "$@" --exclude-newer "$cooldown" ;; esac
    say "Writing requirements.lock, tooling/engines.txt and tooling/uv.txt ..."
    "$installer" pip compile --quiet --universal --generate-hashes --custom-compile-command "make lock" "$@" \
        pyproject.toml --group dev --output-file requirements.lock
    "$installer" pip compile --quiet --universal --generate-hashes --custom-compile-command "make lock" "$@" \
        --group engines --constraint requirements.lock --python-version 3.11 --output-file tooling/engines.txt
    "$installer" pip compile --quiet --universal --generate-hashes --custom-compile-command "make lock" "$@" \
        --python-version 3.11 tooling/uv.in --output-file tooling/uv.txt
}

case "${1-}" in
    "" | lock | engines) ;;
    *) stop "there is no step called $1." ;;
esac
export UV_PYTHON_DOWNLOADS=never
base=$(find_python)
bootstrap_installer
if [ "${1-}" = lock ]; then
    shift
    lock "$@"
else
    make_environment
    fill_environment
fi
if [ "${1-}" = engines ]; then
    "$installer" pip install --quiet --python "$python" --require-hashes -r tooling/engines.txt
fi
