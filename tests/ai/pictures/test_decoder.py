"""Files of strangers: what may be read comes back as bare pixels, what may not comes back with a reason."""

import pytest
from PIL import Image, ImageDraw

from services.ai.pictures.decoder import Decoder
from services.ai.pictures.headers import look
from services.ai.pictures.model import Limits, PictureError
from tests.ai.pictures.files import HOSTILE, jpeg, pdf_with_text, picture, saved


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF"])
async def test_every_format_becomes_rgb_rows(form: str) -> None:
    if form == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    data = saved(picture(120, 80), form)
    (page,) = await Decoder().decode(data)
    assert (page.width, page.height, len(page.pixels)) == (120, 80, 120 * 80 * 3)
    assert min(page.pixels) < 90 < 200 < max(page.pixels)


async def test_the_way_up_is_applied_and_the_rest_of_exif_is_gone() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    data = saved(picture(120, 80), "JPEG", exif=exif)
    (page,) = await Decoder().decode(data)
    assert (page.width, page.height) == (80, 120)
    assert b"Exif" in data
    assert b"Exif" not in page.pixels


async def test_a_page_is_never_larger_than_a_page_may_be() -> None:
    limits = Limits(page_pixels=1_000_000)
    (page,) = await Decoder(limits).decode(jpeg(4000, 3000))
    assert 900_000 < page.width * page.height <= 1_000_000
    assert page.width / page.height == pytest.approx(4 / 3, rel=0.01)


async def test_what_is_transparent_is_paper() -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    ImageDraw.Draw(clear).rectangle((0, 0, 10, 10), fill=(0, 0, 0, 255))
    (page,) = await Decoder().decode(saved(clear, "PNG"))
    assert page.pixels[-3:] == b"\xff\xff\xff"
    assert page.pixels[:3] == b"\x00\x00\x00"


async def test_the_text_layer_of_a_pdf_comes_first_and_its_picture_when_asked() -> None:
    data = pdf_with_text(["CUA HANG ABC", "TONG CONG 115.900", "TIEN MAT 200.000"])
    (page,) = await Decoder().decode(data)
    assert [run.text for run in page.texts] == ["CUA HANG ABC", "TONG CONG 115.900", "TIEN MAT 200.000"]
    assert page.pixels == b""
    tops = [run.box[1] for run in page.texts]
    assert tops == sorted(tops)
    (shown,) = await Decoder().decode(data, as_pictures=True)
    assert (shown.width, shown.height) == (page.width, page.height)
    assert len(shown.pixels) == shown.width * shown.height * 3


async def test_a_scanned_pdf_is_a_picture() -> None:
    (page,) = await Decoder().decode(saved(picture(400, 300), "PDF"))
    assert page.pixels
    assert not page.texts


def test_sizes_are_read_without_decoding() -> None:
    for form in ("JPEG", "PNG", "WEBP"):
        header = look(saved(picture(321, 123), form), Limits())
        assert (header.width, header.height) == (321, 123), form


@pytest.mark.parametrize("name", sorted(HOSTILE))
async def test_a_hostile_file_is_answered_with_its_reason(name: str) -> None:
    make, reasons = HOSTILE[name]
    with pytest.raises(PictureError) as caught:
        await Decoder().decode(make())
    assert caught.value.reason in reasons, caught.value.detail


async def test_a_decoder_that_takes_too_long_is_ended() -> None:
    with pytest.raises(PictureError) as caught:
        await Decoder(Limits(seconds=0.01)).decode(jpeg(3000, 3000))
    assert caught.value.reason == "TIMED_OUT"


async def test_a_decoder_that_wants_too_much_memory_is_refused() -> None:
    tight = Limits(memory_bytes=160 * 1024 * 1024)
    with pytest.raises(PictureError) as caught:
        await Decoder(tight).decode(saved(Image.new("RGB", (7000, 7000)), "PNG"))
    assert caught.value.reason in {"TOO_LARGE", "BROKEN"}
