"""The language of a visitor: chosen in the browser, and kept apart from that of others."""

import asyncio
import threading
from http.cookies import SimpleCookie
from types import SimpleNamespace

import pytest
from bokeh.core.serialization import Serializer
from bokeh.document import Document
from bokeh.io import doc as bokeh_doc
from bokeh.models import Div

from apps.jobs.pool import Pool
from apps.serving import current_document
from apps.serving.visitor_language import COOKIE, chosen, language_of, remember
from engine.words import phrase, speaking, spoken, tr

SENTENCE = phrase("Settings")


def asked(cookie="", languages=None):
    headers = {} if languages is None else {"Accept-Language": languages}
    return SimpleNamespace(cookies=SimpleCookie(cookie), headers=headers)


def test_the_cookie_of_the_browser_says_the_language():
    assert chosen(asked(f"{COOKIE}=de")) == "de"
    assert chosen(asked(f"{COOKIE}=en")) == "en"
    for other in ("", "a=b", f"{COOKIE}=tlh", f"{COOKIE}=../de", f"{COOKIE}="):
        assert chosen(asked(other)) == ""


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("en-US,en;q=0.9,de;q=0.8", "en"),
        ("fr,en;q=0.2,de;q=0.7", "de"),
        ("fr", ""),
        ("de;q=0", ""),
        ("de;q=x,*,;q=,-,,", ""),
        ("de;q=nan", ""),
        ("x," * 200 + "de", ""),
    ],
)
def test_without_a_choice_the_browser_says_which_languages_it_likes(said, language, monkeypatch):
    monkeypatch.delenv("PHISCOPE_LANGUAGE", raising=False)
    assert chosen(asked(languages=said)) == language
    assert chosen(asked(f"{COOKIE}=en", said)) == "en"
    monkeypatch.setenv("PHISCOPE_LANGUAGE", "de")
    assert chosen(asked(languages=said)) == ""


def test_each_page_is_spoken_to_in_its_language_also_after_a_while():
    current_document.repair()
    german, english = Document(), Document()
    with speaking("de"):
        remember(german)
    remember(english)
    assert (language_of(german), language_of(english), language_of(Document())) == ("de", "", "")
    heard = {}

    async def later(name):
        await asyncio.sleep(0.01)
        heard[name] = tr("Settings")

    async def visit():
        tasks = []
        for name, document in (("german", german), ("english", english)):
            with bokeh_doc.patch_curdoc(document):
                tasks.append(asyncio.create_task(later(name)))
        await asyncio.gather(*tasks)
        return spoken()

    assert asyncio.run(visit()) == ""
    assert heard == {"german": "Einstellungen", "english": "Settings"}


def test_a_job_in_the_background_speaks_as_who_asked_for_it():
    pool = Pool(1)
    try:
        with speaking("de"):
            german = pool.submit(lambda _report, _cancel: (tr("Settings"), threading.get_ident()))
        english = pool.submit(lambda _report, _cancel: (tr("Settings"), threading.get_ident()))
        (first, where), (second, same) = german.future.result(10), english.future.result(10)
    finally:
        pool.close()
    assert (first, second) == ("Einstellungen", "Settings")
    assert where == same != threading.get_ident()


def test_a_phrase_is_sent_in_the_language_of_the_page():
    made = Div(text=SENTENCE)
    with speaking("de"):
        assert Serializer().serialize({"text": SENTENCE, "list": [SENTENCE]}).content["entries"] == [
            ("text", "Einstellungen"),
            ("list", ["Einstellungen"]),
        ]
        assert Serializer().serialize(made).content["attributes"]["text"] == "Einstellungen"
    assert Serializer().serialize(made).content["attributes"]["text"] == "Settings"
