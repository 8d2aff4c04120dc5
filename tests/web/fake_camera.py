"""What a camera would see: an invitation of ours, photographed well or badly, as a video file.

Chromium takes a .y4m file for its camera; the format is a header, then planes of Y, U and V.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

WIDTH, HEIGHT, FRAMES_PER_S = 640, 480, 10
GROUND = 96


def photographed(
    invitation: Image.Image,
    centre: tuple[int, int],
    *,
    dots_per_module: float = 6.0,
    modules_dots: float,
    turned: float = 0.0,
    slant: float = 0.0,
    blur: float = 0.0,
    light: float = 1.0,
    noise: float = 0.0,
) -> Image.Image:
    """Photograph an invitation with its code (at `centre`) in the middle of the picture.

    `modules_dots` is the size of one module in the invitation; `turned` in degrees; `slant` is how
    much narrower the upper edge is seen than the lower one.
    """
    scale = dots_per_module / modules_dots
    size = round(invitation.width * scale), round(invitation.height * scale)
    table = Image.new("L", (WIDTH * 3, HEIGHT * 3), GROUND)
    place = (
        table.width // 2 - round(centre[0] * scale),
        table.height // 2 - round(centre[1] * scale),
    )
    table.paste(invitation.convert("L").resize(size, Image.Resampling.LANCZOS), place)
    table = table.rotate(turned, Image.Resampling.BICUBIC, fillcolor=GROUND)
    left, top = (table.width - WIDTH) // 2, (table.height - HEIGHT) // 2
    wider = slant * WIDTH
    corners = (
        (left - wider, top), (left, top + HEIGHT), (left + WIDTH, top + HEIGHT),
        (left + WIDTH + wider, top),
    )  # fmt: skip
    flat = tuple(part for corner in corners for part in corner)
    seen = table.transform((WIDTH, HEIGHT), Image.Transform.QUAD, flat, Image.Resampling.BICUBIC)
    if blur:
        seen = seen.filter(ImageFilter.GaussianBlur(blur))
    seen = ImageEnhance.Brightness(seen).enhance(light)
    return _with_noise(seen, noise)


def _with_noise(picture: Image.Image, strength: float) -> Image.Image:
    grains = np.random.default_rng(2025).normal(0, strength, (HEIGHT, WIDTH))
    return Image.fromarray(np.clip(np.asarray(picture) + grains, 0, 255).astype(np.uint8))


def empty_table() -> Image.Image:
    """Nothing is held before the camera."""
    return Image.new("L", (WIDTH, HEIGHT), GROUND)


def write_video(path: Path, pictures: Iterable[Image.Image]) -> Path:
    """Write grey pictures as a video that Chromium plays as its camera, over and over."""
    colourless = bytes([128]) * (WIDTH * HEIGHT // 2)
    with path.open("wb") as video:
        video.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{FRAMES_PER_S}:1 Ip A1:1 C420jpeg\n".encode())
        for picture in pictures:
            video.write(b"FRAME\n" + picture.convert("L").tobytes() + colourless)
    return path
