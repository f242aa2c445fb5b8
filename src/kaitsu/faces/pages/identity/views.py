"""Signing in to the identity pages (IDV-1 to IDV-3). A session of their own: the member's is not asked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kaitsu.applications import messages, verification
from kaitsu.faces.pages.client import address_of
from kaitsu.faces.pages.identity.access import enter, open_hours
from kaitsu.faces.pages.identity.forms import SignInForm
from kaitsu.kernel.errors import KaitsuError


@never_cache
@open_hours
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Login ID and birth date."""
    form = SignInForm(request.POST or None, initial={"login_id": request.GET.get("id", "")})
    if request.method == "POST" and form.is_valid():
        try:
            case = verification.sign_in(
                form.cleaned_data["login_id"], form.cleaned_data["birth_date"], source=address_of(request)
            )
        except KaitsuError as refused:
            form.add_error(None, messages.text(refused.problem))
        else:
            enter(request, case)
            return redirect("identity_documents")
    context = {"title": _("本人確認のログイン"), "form": form}
    return render(request, "pages/identity/sign_in.html", context, status=422 if form.errors else 200)
