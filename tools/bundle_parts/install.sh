#!/bin/sh
# Installs hoinghi beside this file, without the Internet. Debian 12 (x86_64, Python 3.11).
#   ./install.sh            into env/ beside this file
#   ./install.sh FOLDER     into FOLDER
#   ./install.sh FOLDER congress    with the drivers of PostgreSQL and Redis
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$here/env}

say() { printf '%s\n' "$1" >&2; }

python3 -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || {
  say "Cần Python 3.11 (Debian 12): lệnh python3 không có hoặc là phiên bản khác."
  say "Python 3.11 (Debian 12) is needed: python3 is missing or another version."
  exit 1
}

# pip comes with this folder, so that the package python3-venv is not needed.
python3 -m venv --without-pip "$folder"
pip=$(echo "$here"/tools/pip-*.whl)
install() {
  "$folder/bin/python" "$pip/pip" install --quiet --disable-pip-version-check --no-cache-dir \
    --isolated --no-index --find-links "$here/wheels" "$@"
}
if [ "${2:-}" = congress ]; then
  install --find-links "$here/congress" "hoinghi[congress]"
else
  install hoinghi
fi

echo "Đã cài đặt / installed: $("$folder/bin/hoinghi" --version)"
echo "  $folder/bin/hoinghi demo     hội nghị mẫu / a conference to try out"
echo "  $folder/bin/hoinghi serve    chạy máy chủ / start the server"
