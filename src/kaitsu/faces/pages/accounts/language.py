"""The language that somebody reads: chosen by itself, or from within a form, which then keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils import translation
from django.utils.http import urlencode
from django.views.i18n import set_language

from kaitsu.faces.look import typed
from kaitsu.members import services
from kaitsu.members.models import Member

#: The button that sends a form only to read its page in another language.
BUTTON = "page_language"
_FORM = "application/x-www-form-urlencoded"


def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Django's choice of a language, which for a member becomes the language of their mails too.

    From a form that is sent with GET, its fields are posted and become the query of the page that follows.
    """
    if request.method == "POST" and "language" in request.GET:
        request.POST = _with_query(request.GET, request.POST)  # type: ignore[assignment]
    response = set_language(request)
    if request.method == "POST":
        _speak(request, request.POST.get("language", ""))
    return response


def _with_query(asked: QueryDict, typed_in: QueryDict) -> QueryDict:
    """What Django's view takes: the language that is *asked* for, and the page with what was *typed_in*."""
    fields = typed_in.copy()
    fields.pop("csrfmiddlewaretoken", None)
    page = asked.get("next", "/")
    following = f"{page}?{fields.urlencode()}" if fields else page
    return QueryDict(urlencode({"language": asked.get("language", ""), "next": following}))


class LanguageOfForms:
    """A form that was sent by its language button is not judged: its page is drawn anew, with all that was typed.

    To the view it is a page that is opened. It has to stand behind the middleware that checks tokens.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with typed.held():
            response = self._get_response(request)
        chosen = getattr(request, BUTTON, "")
        if chosen:
            _remember(response, chosen)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, values: Any) -> None:
        """Turn such a form into a page that is opened."""
        if request.method != "POST" or request.content_type != _FORM:
            return
        chosen = request.POST.get(BUTTON, "")
        if chosen not in dict(settings.LANGUAGES):
            return
        setattr(request, BUTTON, chosen)
        typed.hold(request.POST)
        _open(request)
        _speak(request, chosen)
        translation.activate(chosen)
        request.LANGUAGE_CODE = chosen


def _open(request: HttpRequest) -> None:
    """Make *request* one that opens its page; where to go on to afterwards is kept, whichever way it came."""
    asked = request.GET.copy()
    if "next" in request.POST:
        asked["next"] = request.POST["next"]
    request.method = request.META["REQUEST_METHOD"] = "GET"
    request.GET = QueryDict(asked.urlencode())  # type: ignore[assignment]
    request.POST = QueryDict()


def _speak(request: HttpRequest, language: str) -> None:
    if isinstance(request.user, Member):
        services.choose_language(request.user, language)


def _remember(response: HttpResponseBase, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=cast(Literal["Lax", "Strict", "None"], settings.LANGUAGE_COOKIE_SAMESITE),
    )
