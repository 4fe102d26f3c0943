"""QR codes: an address that a phone's camera reads off paper."""

import io

import segno


def svg(address: str) -> bytes:
    """Return an address as an SVG picture with the quiet edge that cameras need."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False, boost_error=False).save(
        picture, kind="svg", border=4, xmldecl=False, omitsize=True, light="#fff"
    )
    return picture.getvalue()


def data_uri(address: str) -> str:
    """Return the same picture as an address of its own, for a page that loads none."""
    code = segno.make(address, error="m", micro=False, boost_error=False)
    return code.svg_data_uri(border=4, omitsize=True, light="#fff")
