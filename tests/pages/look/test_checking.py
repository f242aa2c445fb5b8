"""The checking client finds each fault that is planted, and nothing on a page without one."""

from __future__ import annotations

import pytest

from pages.checking import faults

HEADERS = {"Content-Security-Policy": "default-src 'none'"}
GOOD = """<!doctype html>
<html lang="{lang}"><head><title>Page · Brand</title></head>
<body><main><h1>Page</h1>{body}</main></body></html>"""


def found(body: str, lang: str = "ja", html: str = GOOD) -> str:
    return "\n".join(faults(html.format(body=body, lang=lang), HEADERS))


def test_a_sound_page_has_no_faults() -> None:
    body = (
        '<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="x">'
        '<label for="a">A</label><input id="a" aria-describedby="h"><p id="h">Help</p><button>Go</button></form>'
        '<h2>Two</h2><a href="#h">Help</a><img src="/x.png" alt=""><svg aria-hidden="true"></svg>'
    )

    assert found(body) == ""


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<div><p>x</div></p>", "not valid HTML"),
        ("<h1>Another</h1>", "2 h1"),
        ('<i id="a"></i><i id="a"></i>', "used 2 times"),
        ('<input name="a">', "no label"),
        ('<label for="b">B</label>', "'b', which is not on the page"),
        ('<p aria-describedby="gone">x</p>', "'gone', which is not on the page"),
        ('<a href="#gone">x</a>', "leads to nothing"),
        ('<p style="color:red">x</p>', "inline style"),
        ("<script>1</script>", "inline style or script"),
        ('<p onclick="x()">x</p>', "inline handler"),
        ('<a href="javascript:x">x</a>', "javascript:"),
        ('<form method="post"></form>', "without a CSRF token"),
        (
            '<form method="post" action="https://elsewhere.example/">'
            '<input type="hidden" name="csrfmiddlewaretoken"></form>',
            "gives the CSRF token away",
        ),
        ('<img src="/x.png">', "no alt"),
        ("<svg></svg>", "neither hidden nor named"),
        ('<a href="/"></a>', "link without text"),
        ("<a>x</a>", "without an address"),
        ("<button></button>", "no text"),
        ("<fieldset></fieldset>", "no legend"),
        ("<h3>x</h3>", "h3 follows h1"),
        ("<p>%(name)s</p>", "open place"),
        ("<p>None</p>", "value that is none"),
    ],
)
def test_a_planted_fault_is_named(body: str, said: str) -> None:
    assert said in found(body)


def test_japanese_on_an_english_page_has_to_be_marked() -> None:
    assert "Japanese on an English page" in found("<p>山田</p>", lang="en")
    assert found('<p lang="ja">山田</p>', lang="en") == ""


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (
            "<!doctype html><html><head><title>P</title></head><body><main><h1>P</h1></main></body></html>",
            "lang=",
        ),
        (
            '<!doctype html><html lang="ja"><head></head><body><main><h1>P</h1></main></body></html>',
            "0 titles",
        ),
        (
            '<!doctype html><html lang="ja"><head><title>· B</title></head><body><main><h1>P</h1></main></body></html>',
            "names no page",
        ),
        (
            '<!doctype html><html lang="ja"><head><title>P</title></head><body><h1>P</h1></body></html>',
            "0 <main>",
        ),
    ],
)
def test_a_document_without_its_frame_is_named(html: str, said: str) -> None:
    assert said in "\n".join(faults(html, HEADERS))


def test_a_missing_security_policy_is_named() -> None:
    assert "Content-Security-Policy" in "\n".join(faults(GOOD.format(body="", lang="ja"), {}))


def test_a_fragment_is_checked_for_its_parts_only() -> None:
    assert list(faults("<p>Saved</p>", {})) == []
    assert "no label" in "\n".join(faults('<input name="a">', {}))
