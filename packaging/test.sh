#!/bin/sh
# Check everything: lint, format, types, import contracts, dependencies, tests. No display is needed.
#     sh packaging/test.sh [arguments for pytest]
set -eu
ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$ROOT/packaging/environment.sh"

# shellcheck disable=SC2086 # a list of words
prepare dev '[dev]' $QT_LIBRARIES

cd "$ROOT"
python=$VENV/bin/python
failed=
check() {
    name=$1
    shift
    say "$name"
    "$@" || failed="$failed${failed:+, }$name"
}
check 'ruff check' "$python" -m ruff check .
check 'ruff format' "$python" -m ruff format --check .
check 'mypy' "$python" -m mypy
check 'import contracts' "$python" -c 'from importlinter.cli import lint_imports_command as lint; lint()'
check 'dependencies' "$python" -m deptry .
[ -z "$failed" ] || say "failed so far: $failed"

unset ZEFDESK_DATABASE
export QT_QPA_PLATFORM=offscreen
[ "$(uname -s)" != Linux ] || export LC_ALL=C.UTF-8
check 'pytest' "$python" -m pytest --numprocesses auto --dist loadfile "$@"
[ -z "$failed" ] || fail "failed: $failed"
