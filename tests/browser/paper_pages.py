"""What comes out of the printer: pages of a PDF as pictures in grey."""

import struct
import zlib

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from playwright.sync_api import Page

DOTS_PER_POINT = 2.0  # 144 dots an inch


def printed(page: Page) -> bytes:
    """The page as a PDF, as "Afdrukken" gives it: with its own paper, without grounds."""
    return page.pdf(prefer_css_page_size=True)


def pictures_of(pdf: bytes) -> list[NDArray[np.uint8]]:
    """One picture a page: rows of pixels from 0 (black) to 255."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        drawn = [each.render(scale=DOTS_PER_POINT, grayscale=True) for each in document]
        return [np.array(each.to_numpy()).reshape(each.height, each.width) for each in drawn]
    finally:
        document.close()


def in_black_and_white(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """What a printer without greys makes of it."""
    return np.where(picture < 128, 0, 255).astype(np.uint8)


def as_png(picture: NDArray[np.uint8]) -> bytes:
    """The picture as a file."""
    height, width = picture.shape
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = np.hstack([np.zeros((height, 1), np.uint8), picture]).tobytes()
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
