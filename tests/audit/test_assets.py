"""Pictures of every format that a site may hold: whole ones are in order, under whatever name, and what broke off is found."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from imprint.audit.asset import asset_problem


def picture(form: str) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((64, 48), 80).convert("RGB").save(out, form)
    return out.getvalue()


@pytest.mark.parametrize(("form", "suffix"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "gif"), ("WEBP", "webp"), ("ICO", "ico")])
def test_a_picture_that_breaks_off_is_found(form: str, suffix: str) -> None:
    data = picture(form)
    assert asset_problem(f"images/bees.{suffix}", data) == ""
    for kept in (len(data) - 20, len(data) // 2, 8, 0):
        assert asset_problem(f"images/bees.{suffix}", data[:kept]) == "no picture, or a damaged one", kept


def test_one_wrong_byte_in_a_png_is_found() -> None:
    data = bytearray(picture("PNG"))
    data[len(data) // 2] ^= 1
    assert asset_problem("images/bees.png", bytes(data)) == "no picture, or a damaged one"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "AVIF", "ICO"])
@pytest.mark.parametrize("suffix", ["png", "JPG", "jpeg", "gif", "webp", "avif", "ico"])
def test_a_picture_of_another_format_is_shown_all_the_same(form: str, suffix: str) -> None:
    assert asset_problem(f"images/bees.{suffix}", picture(form)) == ""


def test_a_photograph_with_a_preview_in_it_must_end_itself() -> None:
    """The preview in a photograph's metadata has an end of its own."""
    data = picture("JPEG")
    head = b"\xff\xe1" + (len(data) + 2).to_bytes(2, "big") + data
    whole = data[:2] + head + data[2:]
    assert asset_problem("images/bees.jpg", whole) == ""
    assert asset_problem("images/bees.jpg", whole[:-2]) == "no picture, or a damaged one"


def test_a_very_large_picture_is_no_fault() -> None:
    out = io.BytesIO()
    Image.new("1", (12_000, 8_000)).save(out, "PNG")
    assert asset_problem("images/plan.png", out.getvalue()) == ""
