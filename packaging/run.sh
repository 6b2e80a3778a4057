#!/bin/sh
# Start ZefDesk from this checkout; the first time, make everything that it needs.
#     sh packaging/run.sh --demo        the window on sample data
#     sh packaging/run.sh FILE...       the window, importing these reports
set -eu
ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$ROOT/packaging/environment.sh"

# shellcheck disable=SC2086 # lists of words
prepare run '' $QT_LIBRARIES $DISPLAY_LIBRARIES

if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
    case " $* " in
    *' --help '* | *' -h '* | *' --version '*) ;;
    *) fail "there is no display here for a window. What needs none works with $VENV/bin/zefdesk-cli --help" ;;
    esac
fi
# -P: what lies in the folder one stands in is not taken for a part of the program.
exec "$VENV/bin/python" -P -m zefdesk "$@"
