# Sourced by the other scripts: finds Python, keeps .venv, installs the locks.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv="$root/.venv"
stamp="$venv/installed-locks"

say() { printf '%s\n' "· $*" >&2; }
fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# May this user install system packages without being asked for a password?
may_install() {
  command -v apt-get >/dev/null || return 1
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }
}

install_packages() {
  local as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  say "installing with apt-get: $*"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

is_installed() {
  dpkg-query -W -f='${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed
}

# Prints which system packages PDFs lack: Pango, and letters for every language.
missing_for_paper() {
  local package
  command -v dpkg-query >/dev/null || return 0
  for package in libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core; do
    is_installed "$package" || printf '%s\n' "$package"
  done
}

# Prints the first Python that is new enough; with `venv`, one that can make one.
find_python() {
  local name check='import sys; sys.exit(sys.version_info < (3, 11))'
  [ "${1:-}" != venv ] || check="import ensurepip, venv; $check"
  for name in python3.13 python3.12 python3.11 python3; do
    if command -v "$name" >/dev/null && "$name" -c "$check" 2>/dev/null; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

make_venv() {
  local python
  if ! python=$(find_python venv); then
    if ! find_python >/dev/null; then
      fail "Python 3.11 or newer was not found." \
        "On Debian 12 or Ubuntu 24.04: sudo apt-get install python3 python3-venv"
    fi
    if may_install; then install_packages python3-venv || true; fi
    python=$(find_python venv) ||
      fail "Python is here, but it cannot make a virtual environment." \
        "On Debian or Ubuntu: sudo apt-get install python3-venv"
  fi
  say "making .venv with $("$python" --version)"
  rm -rf "$venv"
  "$python" -m venv "$venv"
}

# The checkout itself: a path and a command, so that every edit shows at once.
link_checkout() {
  local site
  site=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  printf '%s\n' "$root" >"$site/localoffer-checkout.pth"
  cat >"$venv/bin/localoffer" <<'COMMAND'
#!/bin/sh
exec "$(dirname "$0")/python" -P -c '
import sys
from localoffer.cli import main
sys.argv[0] = "localoffer"
sys.exit(main())' "$@"
COMMAND
  chmod +x "$venv/bin/localoffer"
}

checksum() { sha256sum <"$root/scripts/locks/$1.txt" | cut -d' ' -f1; }

# Installs a lock (serve or test) unless it stands in .venv already.
install_lock() {
  local sum
  sum=$(checksum "$1")
  if grep -qsx "$1 $sum" "$stamp"; then return 0; fi
  say "installing the packages of scripts/locks/$1.txt"
  rm -f "$stamp"
  "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input \
    --only-binary :all: --require-hashes -r "$root/scripts/locks/$1.txt" ||
    fail "The packages could not be installed. Is there a network?"
  printf '%s\n' "$1 $sum" >"$stamp"
  # The test lock holds all of the serve lock, at the same versions.
  if [ "$1" = test ]; then printf '%s\n' "serve $(checksum serve)" >>"$stamp"; fi
}

# Installs the model for meaning where one can be had; the site is whole without it.
# pip passes over it, and succeeds, on machines it is not made for.
install_meaning() {
  local sum kept="$venv/installed-meaning"
  sum=$(checksum meaning)
  if [ "$(cat "$kept" 2>/dev/null)" = "$sum" ]; then return 0; fi
  say "installing the packages of scripts/locks/meaning.txt"
  "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input \
    --retries 1 --only-binary :all: --require-hashes \
    -r "$root/scripts/locks/meaning.txt" || return 1
  printf '%s\n' "$sum" >"$kept"
}

# What static/site.css is made with and pages are checked with; nothing of it runs.
install_styles() {
  local sum here="$root/scripts/styles"
  sum=$(sha256sum <"$here/package-lock.json" | cut -d' ' -f1)
  if [ "$(cat "$here/node_modules/installed-lock" 2>/dev/null)" = "$sum" ]; then return 0; fi
  say "installing the packages of scripts/styles/package-lock.json"
  (cd "$here" && npm ci --silent --ignore-scripts) || return 1
  printf '%s\n' "$sum" >"$here/node_modules/installed-lock"
}

compile_translations() {
  local po
  for po in "$root"/translations/*/LC_MESSAGES/*.po; do
    [ -e "$po" ] || continue
    if [ "$po" -nt "${po%.po}.mo" ]; then
      say "compiling the translations"
      "$venv/bin/python" "$root/scripts/translate" --compile ||
        fail "The translations could not be compiled."
      return 0
    fi
  done
}

prepare() {
  # Made, and made to its end: pip is put in last.
  "$venv/bin/python" -c 'import pip' 2>/dev/null || make_venv
  install_lock "$1"
  if ! install_meaning; then
    [ "${CI:-}" != true ] || fail "With CI=true nothing may be left out."
    say "left out: finding by meaning (docs/search.md says what that costs)"
  fi
  link_checkout
  compile_translations
}

# prepare_environment serve|test: one at a time, and quick when all is in place.
prepare_environment() {
  if command -v flock >/dev/null; then
    { flock 9 && prepare "$1" 9>&-; } 9>"$root/.venv.lock"
  else
    prepare "$1"
  fi
}
