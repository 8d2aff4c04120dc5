"""The gettext catalogues: `renew` takes new sentences in, `check` fails where one is missing.

The message ids are the Vietnamese sentences, so that Vietnamese is complete by itself; English must
be complete.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "server" / "locale"
MAPPING = """[python: **.py]
[jinja2: **/templates/**.html]
silent=false
"""
FOLDERS = ("admin", "conference", "kiosk", "printers", "seed", "server", "stage")


def extract() -> polib.POFile:
    """Gather every marked sentence of the tree."""
    with tempfile.TemporaryDirectory() as folder:
        mapping, template = Path(folder) / "babel.cfg", Path(folder) / "messages.pot"
        mapping.write_text(MAPPING, encoding="utf-8")
        subprocess.run(
            [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract",
             "-F", str(mapping), "-k", "N_", "-k", "lazy_gettext", "--sort-output",
             "--no-location", "--omit-header", "-o", str(template), *FOLDERS],
            check=True, cwd=ROOT,
        )  # fmt: skip
        return polib.pofile(str(template))


def catalogue(language: str) -> Path:
    """Give a language's file."""
    return LOCALE / language / "LC_MESSAGES" / "messages.po"


def renew() -> None:
    """Take new sentences into every catalogue and drop those that are gone."""
    template = extract()
    for language in ("vi", "en"):
        file = catalogue(language)
        known = polib.pofile(str(file)) if file.exists() else _new(language)
        known.merge(template)
        for entry in list(known):
            if entry.obsolete:
                known.remove(entry)
            elif language == "vi" and not entry.msgstr and not entry.msgid_plural:
                entry.msgstr = entry.msgid
        known.sort()
        file.parent.mkdir(parents=True, exist_ok=True)
        known.save(str(file))


def _new(language: str) -> polib.POFile:
    fresh = polib.POFile(wrapwidth=100)
    fresh.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
    }
    return fresh


def check() -> int:
    """Name every sentence of the tree that a catalogue lacks; give how many."""
    wanted = {entry.msgid for entry in extract()}
    missing = 0
    for language in ("vi", "en"):
        file = catalogue(language)
        known = polib.pofile(str(file)) if file.exists() else polib.POFile()
        said = {entry.msgid for entry in known if entry.translated()}
        for sentence in sorted(wanted - said):
            print(f"{language}: {sentence}")
            missing += 1
    return missing


if __name__ == "__main__":
    if sys.argv[1:] == ["renew"]:
        renew()
    elif check():
        sys.exit("catalogues are not complete: make fix, then translate")
