# shellcheck shell=sh disable=SC2034
# What run.sh and test.sh share: find a Python, look for what is missing, make .venv, install into it.
# POSIX sh, to be read with `.`; the caller sets ROOT, the folder of pyproject.toml.

VENV=$ROOT/.venv
unset PYTHONHOME PYTHONPATH

# Shared libraries that the Qt of PySide6-Essentials does not bring along, as soname=Debian package;
# `a|b` are names of one package by distribution, the first that exists is taken.
QT_LIBRARIES="
libEGL.so.1=libegl1
libGL.so.1=libgl1
libX11.so.6=libx11-6
libdbus-1.so.3=libdbus-1-3
libfontconfig.so.1=libfontconfig1
libfreetype.so.6=libfreetype6
libglib-2.0.so.0=libglib2.0-0t64|libglib2.0-0
libxkbcommon.so.0=libxkbcommon0
libz.so.1=zlib1g
libzstd.so.1=libzstd1
"
# The same for a window on an X display (Wayland desktops have one too).
DISPLAY_LIBRARIES="
libX11-xcb.so.1=libx11-xcb1
libxcb-cursor.so.0=libxcb-cursor0
libxcb-glx.so.0=libxcb-glx0
libxcb-icccm.so.4=libxcb-icccm4
libxcb-image.so.0=libxcb-image0
libxcb-keysyms.so.1=libxcb-keysyms1
libxcb-randr.so.0=libxcb-randr0
libxcb-render-util.so.0=libxcb-render-util0
libxcb-render.so.0=libxcb-render0
libxcb-shape.so.0=libxcb-shape0
libxcb-shm.so.0=libxcb-shm0
libxcb-sync.so.1=libxcb-sync1
libxcb-util.so.1=libxcb-util1
libxcb-xfixes.so.0=libxcb-xfixes0
libxcb-xkb.so.1=libxcb-xkb1
libxcb.so.1=libxcb1
libxkbcommon-x11.so.0=libxkbcommon-x11-0
"

say() { printf 'ZefDesk: %s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# The versions of Python for which PySide6-Essentials is built.
suits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; }

can_make_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

# The distribution's own Python comes before others without ensurepip: apt-get can complete it.
PYTHONS="${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python /usr/bin/python3
/usr/bin/python3.14 /usr/bin/python3.13 /usr/bin/python3.12 /usr/bin/python3.11"

find_python() {
    for python in $PYTHONS; do
        if suits "$python" && can_make_venv "$python"; then
            printf '%s\n' "$python"
            return
        fi
    done
    return 1
}

# The Debian package that lets some installed Python make environments, or what brings a Python at all.
python_package() {
    for python in $PYTHONS; do
        path=$(command -v "$python" 2>/dev/null) || continue
        case $path in /usr/bin/*) ;; *) continue ;; esac
        suits "$path" || continue
        "$path" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
        return
    done
    command -v python3 >/dev/null 2>&1 || printf 'python3 python3-venv\n'
}

has_library() {
    case $LOADER_CACHE in *"	$1 "*) return 0 ;; esac
    for folder in /lib /usr/lib /lib64 /usr/lib64 /usr/local/lib /lib/*-linux-gnu* /usr/lib/*-linux-gnu*; do
        [ -e "$folder/$1" ] && return 0
    done
    return 1
}

# Those of the given soname=package pairs that are not there.
missing_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    LOADER_CACHE=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null) || LOADER_CACHE=
    for pair in "$@"; do
        has_library "${pair%%=*}" || printf '%s\n' "$pair"
    done
}

package_of() {
    first=${1%%|*}
    if [ "$first" = "$1" ] || apt-cache show "$first" >/dev/null 2>&1; then
        printf '%s\n' "$first"
    else
        printf '%s\n' "${1#*|}"
    fi
}

packages_of() {
    for name in "$@"; do
        package_of "${name#*=}"
    done | tr '\n' ' '
}

# Install what is missing (packages, or soname=package pairs) with apt-get; say the one line to type where we may not.
install_packages() {
    if ! command -v apt-get >/dev/null 2>&1; then
        fail "missing on this system, please install with its package manager: $*"
    fi
    as_root=
    if [ "$(id -u)" != 0 ]; then
        if ! sudo -n true 2>/dev/null; then
            packages=$(packages_of "$@")
            line="apt-get update && sudo apt-get install -y --no-install-recommends ${packages% }"
            say "some system packages are missing. Please type this line, then start again:"
            if command -v sudo >/dev/null 2>&1; then
                printf 'sudo %s\n' "$line" >&2
            else
                printf "su -c '%s'\n" "apt-get update && apt-get install -y --no-install-recommends ${packages% }" >&2
            fi
            exit 1
        fi
        as_root='sudo -n'
    fi
    say "looking up system packages (apt-get update)"
    $as_root apt-get update -qq >&2 || say "apt-get update did not succeed; trying with the package lists that are there"
    packages=$(packages_of "$@")
    say "installing ${packages% } (apt-get install, some minutes)"
    # shellcheck disable=SC2086 # a list of names
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null ||
        fail "apt-get could not install: ${packages% }"
}

# Whether .venv is an environment that works: its Python starts, suits, finds its own packages, and has pip.
venv_works() {
    [ -f "$VENV/pyvenv.cfg" ] && suits "$VENV/bin/python" &&
        { "$VENV/bin/python" -c 'import pip' 2>/dev/null || "$VENV/bin/python" -m ensurepip >/dev/null 2>&1; }
}

make_venv() {
    if [ -e "$VENV" ] && [ ! -f "$VENV/pyvenv.cfg" ]; then
        rmdir "$VENV" 2>/dev/null || fail "$VENV is there and is no Python environment: please move it away"
    fi
    if [ -e "$VENV" ]; then
        say "$VENV does not work with this Python any more: making it anew"
        rm -rf "$VENV" || fail "cannot remove $VENV: please remove it"
    fi
    python=$(find_python) || fail "no Python from 3.11 to 3.14 that can make an environment. On Debian 12 and Ubuntu 24.04: \
sudo apt-get install python3 python3-venv. Or name one: PYTHON=/path/to/python3.12 sh $0"
    say "making the environment $VENV with $("$python" --version 2>&1)"
    "$python" -m venv "$VENV" >&2 || fail "could not make $VENV"
}

stamp() { printf '%s %s %s\n' "$(cksum <"$ROOT/pyproject.toml")" "$ROOT" "$("$VENV/bin/python" --version 2>&1)"; }

# Whether one of the named installations (run, dev) was finished from the pyproject.toml of today.
is_installed() {
    for what in "$@"; do
        [ "$(cat "$VENV/.zefdesk-$what" 2>/dev/null)" = "$(stamp)" ] && return 0
    done
    return 1
}

# Install ZefDesk, editable, with the extra named by $2 where there is one; $1 names the stamp.
install_project() {
    quiet=--quiet
    [ -t 2 ] && quiet=
    say "installing ZefDesk and the packages it needs into .venv (some 300 MB at first; minutes on a slow line)"
    # shellcheck disable=SC2086 # an option or nothing
    PIP_USER=0 "$VENV/bin/python" -m pip install $quiet --disable-pip-version-check --no-input --root-user-action=ignore \
        --editable "$ROOT$2" >&2 || fail "pip could not install the packages (its own words stand above)"
    stamp >"$VENV/.zefdesk-$1"
}

# Bring everything there: $1 is `run` or `dev`, $2 the extra for pip, the rest soname=package pairs.
prepare() {
    purpose=$1 extra=$2
    shift 2
    missing=$(missing_libraries "$@")
    if ! venv_works && ! find_python >/dev/null; then
        missing="$(python_package) $missing"
    fi
    # shellcheck disable=SC2086 # a list of names
    [ -z "${missing# }" ] || install_packages $missing
    venv_works || make_venv
    is_installed dev "$purpose" && return
    [ -w "$VENV" ] || fail "may not write to $VENV: run this once as its owner, or copy the checkout to a folder of your own"
    install_project "$purpose" "$extra"
}
