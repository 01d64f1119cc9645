#!/bin/sh
# Builds wheel, source archive and bill of materials into build/dist, then tries the wheel in a folder and an environment
# that have nothing of this checkout but the tests and what they read. Called by the Makefile, from the root.
set -eu

uv="$PWD/.tools/uv/bin/uv"
tools="$PWD/.venv/bin"
dist="$PWD/build/dist"
away=$(mktemp -d)
trap 'rm -rf "$away"' EXIT

# One commit gives the same bytes each time: what is built bears the day of the commit, and the builder is locked.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH UV_PYTHON_DOWNLOADS=never
rm -rf "$dist"
"$uv" build --quiet --python "$tools/python" --build-constraints requirements.lock --require-hashes --out-dir "$dist" .
rm -f "$dist/.gitignore"

echo "Installing the wheel, and nothing but what it needs ..."
"$uv" venv --quiet --python "$tools/python" "$away/venv"
"$uv" pip install --quiet --python "$away/venv" --constraints requirements.lock "$(echo "$dist"/*.whl)[pdf]"
"$tools/python" -m tooling.bill "$(echo "$away"/venv/lib/python*/site-packages)" "$dist/sbom.cdx.json"

echo "Trying it on a new system ..."
cd "$away"
venv/bin/sms-lint --version
venv/bin/sms-lint init --organization "Somewhere else" new
venv/bin/sms-lint check --root new
venv/bin/sms-lint explain overdue-review >explained
cd - >/dev/null

# Everything but the package itself: `import sms_lint` finds the installed one.
echo "Running the tests on it ..."
git ls-files -z -- ':!sms_lint' | xargs -0 cp --parents -t "$away"
"$uv" pip install --quiet --python "$away/venv" --constraints requirements.lock --requirements requirements.lock
cd "$away"
venv/bin/python -m pytest -q -p no:cacheprovider --numprocesses auto \
    tests/ground tests/model tests/outside tests/history tests/system tests/load tests/evidence tests/report tests/starter tests/cli
cd - >/dev/null
ls -l "$dist"
