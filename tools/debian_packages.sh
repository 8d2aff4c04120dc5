#!/usr/bin/env bash
# Installs Debian packages that are missing, where that is allowed; says what to type where it is not.
set -euo pipefail

case "${1:?python or test}" in
  python)
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
      || { echo "hoinghi needs Python 3.11 or newer as python3." >&2; exit 1; }
    python3 -c 'import ensurepip, venv' 2>/dev/null && exit 0
    missing=(python3-venv)
    ;;
  test)
    missing=()
    [ -x /usr/bin/chromium ] || missing+=(chromium)
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
    ;;
esac

[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "Missing Debian packages. Please type: sudo apt-get install ${missing[*]}" >&2
  exit 1
fi
