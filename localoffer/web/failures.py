"""What goes wrong, in plain words: one page, one JSON shape, never a trace."""

import logging

from flask import Flask, Response, current_app, jsonify, request
from flask_babel import lazy_gettext
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from localoffer.errors import LocalOfferError
from localoffer.web.locale import direction, language, unknown_language

log = logging.getLogger(__name__)
RETRY_SECONDS = {429: "600", 503: "30"}
WORDS = {
    400: (
        lazy_gettext("We could not read that"),
        lazy_gettext(
            "Something in the address or the form is broken. Go back and try again."
        ),
    ),
    403: (
        lazy_gettext("We could not take that"),
        lazy_gettext(
            "This did not come from our own page. Open the page here and send it again."
        ),
    ),
    404: (
        lazy_gettext("We have no such page"),
        lazy_gettext("The address may be wrong or old. Try the search."),
    ),
    405: (
        lazy_gettext("That does not work here"),
        lazy_gettext("Go back and use the form on the page."),
    ),
    413: (
        lazy_gettext("That is too much at once"),
        lazy_gettext("Please send a shorter text, without files."),
    ),
    414: (
        lazy_gettext("That is too much at once"),
        lazy_gettext("The address is too long. Ask in fewer words."),
    ),
    429: (
        lazy_gettext("Please wait a little"),
        lazy_gettext("That was too many tries. Wait some minutes, then try again."),
    ),
    500: (
        lazy_gettext("Something broke on our side"),
        lazy_gettext("It is not your fault. Please try again in a few minutes."),
    ),
    501: (
        lazy_gettext("This is still to come"),
        lazy_gettext("We have not built this yet."),
    ),
    503: (
        lazy_gettext("We are not ready just now"),
        lazy_gettext("Please try again in a minute."),
    ),
}


def register(app: Flask) -> None:
    """Answer every failure of an app in its own way."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(LocalOfferError, _ours)
    app.register_error_handler(Exception, _unforeseen)


def _http(fault: HTTPException) -> AnyResponse:
    if fault.response is not None or (fault.code or 500) < 400:
        return fault.get_response()
    response = answer(fault.code or 500)
    for name, value in fault.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _ours(fault: LocalOfferError) -> Response:
    log.error("failed: %s", type(fault).__name__)
    return answer(fault.status, fault.words_of)


def _unforeseen(fault: Exception) -> Response:
    # The message may hold what a parent typed: only its kind is logged.
    where = fault.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else ""
    log.error("unforeseen: %s at %s", type(fault).__name__, place)
    return answer(500)


def answer(status: int, words_of: int | None = None) -> Response:
    """Return the page, or for the API the JSON, of a failure."""
    title, words = WORDS.get(words_of or status, WORDS[500])
    if request.path.startswith("/api/"):
        response = jsonify({"error": {"status": status, "message": str(words)}})
    else:
        others = unknown_language() if status == 404 else ()
        page = {"status": status, "title": title, "words": words, "others": others}
        response = Response(_page(page))
    response.status_code = status
    if status in RETRY_SECONDS:
        response.headers["Retry-After"] = RETRY_SECONDS[status]
    return response


def _page(page: dict[str, object]) -> str:
    # Not by `render_template`: what other pages look up may be what failed.
    template = current_app.jinja_env.get_template("errors/failure.html")
    code = language()
    return template.render(page=page, lang=code, dir=direction(code))
