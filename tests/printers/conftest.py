"""Fonts, a virtual printer on a real socket, and drivers that lose patience quickly."""

from __future__ import annotations

import shutil
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from printers.artwork import BadgeWords, Fonts
from printers.catalogue import open_printer
from printers.drivers.wire import TimeLimits
from printers.escpos import encode_sheet
from printers.virtual import SavedSheet, SheetStore, VirtualPrinter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
BUILT_FONTS = ROOT / "server" / "static" / "dist" / "fonts"
PACKAGED_FONTS = ROOT / "node_modules" / "@expo-google-fonts" / "be-vietnam-pro"
IMPATIENT = TimeLimits(
    answer_s=0.3,
    write_s=0.3,
    confirm_s=0.3,
    look_every_s=0.05,
    quiet_s=0.15,
    cut_s=0.05,
    paper_mm_per_s=1000.0,
)
TITLE = (
    "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG",
    "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
    "HỘI NGHỊ",
    "TUYÊN DƯƠNG ĐIỂN HÌNH TIÊN TIẾN",
    "NGÀNH KHOA HỌC VÀ CÔNG NGHỆ, LẦN THỨ I (2025 -2030)",
    "Hải Phòng, ngày … tháng 8 năm 2025",
)


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Fonts:
    """The typeface as the build puts it, or straight from its package."""
    if list(BUILT_FONTS.glob("BeVietnamPro_*.ttf")):
        return Fonts(BUILT_FONTS)
    folder = tmp_path_factory.mktemp("fonts")
    for file in PACKAGED_FONTS.glob("*/BeVietnamPro_*.ttf"):
        shutil.copy(file, folder)
    return Fonts(folder)


@pytest.fixture
def words() -> BadgeWords:
    """The badge of a delegate with a long name and a long unit."""
    return BadgeWords(
        title_lines=TITLE,
        full_name="Nguyễn Trần Phương Quỳnh Hương Giang",
        position="Phó Giám đốc",
        unit="Trung tâm Ứng dụng tiến bộ khoa học và công nghệ và Đổi mới sáng tạo "
        "thành phố Hải Phòng",
        group="Đại biểu chính thức",
        seat="A12",
        card_number="0147",
        code="214" + "908172635409817263540" + "617",
        issue=1,
        rehearsal=False,
        copy=False,
    )


@dataclass
class Watched:
    """Sheets as they fall out, and a way to wait for one without sleeping."""

    seen: list[SavedSheet] = field(default_factory=list)
    fell: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def note(self, sheet: SavedSheet) -> None:
        self.seen.append(sheet)
        self.fell.release()

    def wait_for_one(self) -> None:
        assert self.fell.acquire(timeout=5.0), "no sheet fell out"


@pytest.fixture
def store(tmp_path: Path) -> SheetStore:
    return SheetStore(tmp_path / "sheets")


@pytest.fixture
def tray(store: SheetStore) -> Watched:
    watched = Watched()
    store.on_sheet(watched.note)
    return watched


@pytest.fixture
def device(store: SheetStore, tray: Watched) -> Iterator[VirtualPrinter]:
    """The virtual printer, switched on."""
    printer = VirtualPrinter(sheets=store)
    printer.start()
    yield printer
    printer.stop()


@pytest.fixture
def connect(device: VirtualPrinter) -> Callable:
    """Open an impatient driver for the virtual printer, of any model class."""

    def with_model(**choices):
        return open_printer(device.address, name="Bàn 1", limits=IMPATIENT, **choices)

    return with_model


@pytest.fixture
def driver(connect: Callable):
    return connect()


def picture(rows: int = 400, *, mark: int = 0) -> Image.Image:
    """A sheet with ink on every row, so that "at row N" is exact; `mark` tells sheets apart."""
    image = Image.new("1", (576, rows), 1)
    image.paste(0, (8 + mark, 0, 24 + mark, rows))
    return image


def stream(rows: int = 400, *, mark: int = 0) -> bytes:
    return encode_sheet(picture(rows, mark=mark), feed_mm=4, dots_per_mm=8)


def nothing() -> None:
    """For a `sent` that nobody listens to."""
