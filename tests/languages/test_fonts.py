"""Letters of every language are drawn by a font that has them."""

import pytest
from playwright.sync_api import Browser

FONTS = {
    "ar": ("Arabic", "Naskh", "Kufi", "DejaVu"),  # the last has its letters too
    "bn": ("Bengali",),
    "ur": ("Arabic", "Naskh", "Nastaliq", "Kufi"),
}


@pytest.mark.parametrize("code", FONTS)
@pytest.mark.parametrize("part", ["h1", ".lead", ".prose p", ".card h2, h2"])
def test_other_letters_are_really_there(
    browser: Browser, site: str, code: str, part: str
) -> None:
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.goto(f"/{code}/services/mk-sendias")
    line = context.new_cdp_session(page)
    line.send("DOM.enable")
    line.send("CSS.enable")
    root = line.send("DOM.getDocument")["root"]["nodeId"]
    node = line.send("DOM.querySelector", {"nodeId": root, "selector": part})
    used = line.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})
    context.close()

    names = [font["familyName"] for font in used["fonts"]]
    assert any(part in name for name in names for part in FONTS[code]), names
    assert not any("Last Resort" in name for name in names)
