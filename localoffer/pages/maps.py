"""The address that opens a place in a phone's own map app."""

from urllib.parse import quote

from localoffer.content.fields import Place


def map_url(place: Place, agent: str) -> str:
    """Return where to send a browser that calls itself `agent`.

    Android hands `geo:` to whichever map app its owner chose; Apple's own address
    opens Maps there; elsewhere a web page does, that follows nobody.
    """
    parts = (place.name, place.address, place.postcode)
    said = quote(", ".join(part for part in parts if part), safe="")
    if "Android" in agent:
        return f"geo:0,0?q={said}"
    if any(name in agent for name in ("iPhone", "iPad", "Macintosh")):
        return f"https://maps.apple.com/?q={said}"
    # This one knows postcodes, and few small buildings by name.
    known = quote(place.postcode or place.address or place.name or "", safe="")
    return f"https://www.openstreetmap.org/search?query={known}"
