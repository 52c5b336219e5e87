"""One photo or screenshot to bare upright pixels: EXIF says which way is up, the rest of it is dropped."""

import io
import warnings

from PIL import Image, ImageOps

from services.ai.pictures.model import BROKEN, HEIC, JPEG, PNG, TOO_LARGE, WEBP, Header, Limits, Page, PictureError

WAY_UP = 0x0112
"""The EXIF tag that says how the camera was held."""
FORMATS = {JPEG: ("JPEG", "MPO"), PNG: ("PNG",), WEBP: ("WEBP",), HEIC: ("HEIF",)}


def page_of_picture(data: bytes, header: Header, limits: Limits) -> Page:
    """The page, RGB. PictureError when it is larger than allowed; Pillow's errors when it is broken."""
    if header.media_type == HEIC:
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1)
    Image.MAX_IMAGE_PIXELS = limits.most_pixels
    warnings.simplefilter("ignore")
    with Image.open(io.BytesIO(data), formats=FORMATS[header.media_type]) as opened:
        _reduce(opened, limits)
        if opened.width * opened.height > limits.most_decoded_pixels:
            raise PictureError(TOO_LARGE, "pixels")
        # Every copy of 50 million pixels is 200 MiB: first smaller, then turned.
        page = ImageOps.exif_transpose(_fitting(_on_white(opened), limits, opened.getexif()))
    if min(page.size) < 1:
        raise PictureError(BROKEN, "no pixels")
    return Page(page.width, page.height, page.tobytes())


def _reduce(opened: Image.Image, limits: Limits) -> None:
    """Lets libjpeg decode fewer pixels when there are far more than a page has."""
    if opened.format not in ("JPEG", "MPO"):
        return
    for divisor in (8, 4, 2):
        if opened.width * opened.height >= limits.page_pixels * divisor * divisor:
            opened.draft("RGB", (opened.width // divisor, opened.height // divisor))
            return
    if opened.width * opened.height > limits.most_decoded_pixels:
        opened.draft("RGB", (opened.width // 2, opened.height // 2))


def _on_white(picture: Image.Image) -> Image.Image:
    """RGB; what is transparent becomes paper."""
    if picture.mode in ("I;16", "I;16B", "I", "F"):
        picture = picture.convert("F").point(lambda value: value / 256).convert("L")
    if "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA"):
        above = picture.convert("RGBA")
        paper = Image.new("RGB", above.size, "white")
        paper.paste(above, mask=above.getchannel("A"))
        return paper
    picture.load()
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _fitting(page: Image.Image, limits: Limits, exif: Image.Exif) -> Image.Image:
    """The page, smaller when it has more pixels than a page may have; it still knows which way is up."""
    share = limits.page_pixels / (page.width * page.height)
    if share < 1:
        size = (max(1, int(page.width * share**0.5)), max(1, int(page.height * share**0.5)))
        page = page.resize(size, Image.Resampling.BILINEAR)
    way_up = Image.Exif()
    way_up[WAY_UP] = exif.get(WAY_UP, 1)
    page.info = {"exif": way_up.tobytes()}
    return page
