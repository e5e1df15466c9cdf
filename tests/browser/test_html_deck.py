"""The audience's HTML file in a real browser: opened from a file, the network blocked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from emonev.charts.slides import Column, Table
from emonev.reports.html import write_html
from tests.reports.decks import shown, wild

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that may open files only; a request elsewhere or an error fails the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="id-ID")
    outside: list[str] = []
    errors: list[str] = []

    def files_only(route: Any) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context.route("**/*", files_only)
    context.set_offline(True)
    opened = context.new_page()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    opened.on("dialog", lambda dialog: errors.append("dialog"))
    yield opened
    context.close()
    assert outside == [] and errors == []


def opened(page: Any, folder: Path, described: Any) -> None:
    file = folder / "tayangan.html"
    write_html(described, file)
    page.goto(file.as_uri())


def title(page: Any) -> str:
    return str(page.locator(".slide.on h1").inner_text())


def test_keys_walk_through_all_slides_and_the_map_has_fifteen_shapes(
    page: Any, tmp_path: Path
) -> None:
    described = shown()
    opened(page, tmp_path, described)
    titles = [described.title, *(slide.title for slide in described.slides)]
    seen = []
    for at in range(len(titles)):
        seen.append(title(page).replace("\n", " "))
        assert page.locator("#count").inner_text() == f"{at + 1} / {len(titles)}"
        if described.slides[at - 1].kind == "peta" and at:
            assert page.locator(".slide.on .area path:first-child:visible").count() == 15
        page.keyboard.press("ArrowRight")
    assert [text.replace("\xa0", " ") for text in seen] == [
        text.replace("\xa0", " ") for text in titles
    ]
    page.keyboard.press("ArrowRight")  # stays on the last
    assert page.locator("#count").inner_text() == f"{len(titles)} / {len(titles)}"
    page.keyboard.press("ArrowLeft")
    assert page.locator("#count").inner_text() == f"{len(titles) - 1} / {len(titles)}"
    page.keyboard.press("Home")
    assert page.locator("#count").inner_text() == f"1 / {len(titles)}"
    page.keyboard.press("End")
    assert page.locator("#count").inner_text() == f"{len(titles)} / {len(titles)}"


def test_every_key_of_the_help_does_what_it_says(page: Any, tmp_path: Path) -> None:
    described = shown()
    opened(page, tmp_path, described)
    last = len(described.slides) + 1

    def at() -> int:
        return int(page.locator("#count").inner_text().split(" / ")[0])

    for key, expected in (
        ("PageDown", 2), (" ", 3), ("n", 4), ("Shift+ ", 3), ("PageUp", 2), ("p", 1), ("p", 1),
        ("End", last), ("Home", 1),
    ):  # fmt: skip
        page.keyboard.press(key)
        assert at() == expected, key
    page.keyboard.press("t")  # the cover has no figures
    assert page.locator(".panel.on").count() == 0
    page.keyboard.press("End")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("t")
    assert page.locator(".panel.on tbody tr").count() == 16
    page.keyboard.press("?")
    assert page.locator(".panel.on h2").inner_text() == "Tombol"
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    assert page.locator("#black").is_visible()
    page.keyboard.press("ArrowRight")  # ends the darkness and nothing else
    assert not page.locator("#black").is_visible() and at() == 2


def test_a_number_and_enter_jump_there(page: Any, tmp_path: Path) -> None:
    opened(page, tmp_path, shown())
    for key in ("1", "0"):
        page.keyboard.press(key)
    assert page.locator("#typed").inner_text() == "Ke slide 10 – tekan Enter"
    page.keyboard.press("Enter")
    assert page.locator("#count").inner_text().startswith("10 / ")
    assert not page.locator("#typed").is_visible()
    page.keyboard.press("9")
    page.keyboard.press("9")
    page.keyboard.press("Enter")
    assert page.locator("#typed").inner_text() == "Hanya ada 12 slide"
    page.keyboard.press("3")
    page.keyboard.press("Escape")  # thought better of it
    page.keyboard.press("Enter")
    assert page.locator("#count").inner_text().startswith("10 / ")


def test_the_overview_shows_every_slide_and_goes_there(page: Any, tmp_path: Path) -> None:
    described = shown()
    opened(page, tmp_path, described)
    page.keyboard.press("o")
    picks = page.locator(".pick")
    assert picks.count() == len(described.slides) + 1
    plain = [
        text.replace("\xa0", " ") for text in picks.locator("span:last-child").all_inner_texts()
    ]
    assert plain[1:] == [
        f"{at}. {slide.title}".replace("\xa0", " ")
        for at, slide in enumerate(described.slides, start=2)
    ]
    for key in ("ArrowDown", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    assert page.locator("#count").inner_text().startswith("4 / ")
    page.locator("#count").click()
    page.locator(".pick").nth(6).click()
    assert page.locator("#count").inner_text().startswith("7 / ")
    assert page.locator(".panel.on").count() == 0
    page.keyboard.press(" ")  # the key belongs to the slides again
    assert page.locator("#count").inner_text().startswith("8 / ")


def test_a_reload_comes_back_to_the_same_slide(page: Any, tmp_path: Path) -> None:
    opened(page, tmp_path, shown())
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.reload()
    assert page.locator("#count").inner_text().startswith("5 / ")


def long_table(rows: int) -> Any:
    """A deck whose second slide is a table of so many rows."""
    described = shown()
    table = Table("t", "Tabel", (Column("area", "Wilayah"), Column("n", "Kasus", "count")),
                  tuple((f"Desa {at:02d}", at) for at in range(rows)))  # fmt: skip
    long = replace(described.slides[0], title="Tabel panjang", bodies=(table,), data=())
    return replace(described, slides=(long, *described.slides[1:]))


def test_what_does_not_fit_is_told_and_reached_with_the_arrows(page: Any, tmp_path: Path) -> None:
    opened(page, tmp_path, long_table(40))
    assert not page.locator("#spill").is_visible()
    page.keyboard.press("ArrowRight")
    assert page.locator("#spill").is_visible()
    for _ in range(20):
        page.keyboard.press("ArrowDown")
    page.locator("#spill").wait_for(state="hidden")
    last = page.locator(".slide.on td", has_text="Desa 39")
    assert last.evaluate("e => e.getBoundingClientRect().bottom <= innerHeight")
    page.keyboard.press("ArrowRight")
    assert not page.locator("#spill").is_visible()


def test_on_paper_every_row_of_every_table_stands(page: Any, tmp_path: Path) -> None:
    opened(page, tmp_path, long_table(40))
    printed = tmp_path / "cetak.pdf"
    page.pdf(path=str(printed), prefer_css_page_size=True)
    read = PdfReader(printed)
    text = "\n".join(one.extract_text() for one in read.pages)
    assert all(f"Desa {at:02d}" in text for at in range(40))
    assert len(read.pages) >= len(shown().slides) + 1
    assert "layar penuh" not in text


def test_a_finger_swipes_on_a_phone_and_the_bar_stays_one_row(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "tayangan.html"
    write_html(shown(), file)
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    phone = context.new_page()
    phone.goto(file.as_uri())
    assert phone.locator(".touch").is_visible() and not phone.locator(".keys").is_visible()
    swipe(phone, 300, 60)
    assert phone.locator("#count").inner_text().startswith("2 / ")
    swipe(phone, 60, 300)
    assert phone.locator("#count").inner_text().startswith("1 / ")
    swipe(phone, 200, 180)  # a tap with a trembling hand
    assert phone.locator("#count").inner_text().startswith("1 / ")
    tops = phone.evaluate(
        "() => new Set([...document.querySelectorAll('#bar button, #bar select')]"
        ".filter(e => e.getClientRects().length).map(e => Math.round("
        "e.getBoundingClientRect().top + e.getBoundingClientRect().height / 2))).size"
    )
    wide = phone.evaluate("() => document.documentElement.scrollWidth")
    assert tops == 1 and wide == 390
    context.close()


def swipe(phone: Any, begin: int, end: int) -> None:
    """A finger across the screen."""
    phone.evaluate(
        """([begin, end]) => {
        const target = document.querySelector('.slide.on h1');
        const at = x => new Touch({identifier: 1, target, clientX: x, clientY: 300});
        const say = (name, on, x) => target.dispatchEvent(new TouchEvent(name, {bubbles: true,
            touches: on ? [at(x)] : [], changedTouches: [at(x)]}));
        say('touchstart', true, begin); say('touchend', false, end);
        }""",
        [begin, end],
    )


def test_notes_full_screen_and_a_jump_to_any_kecamatan(page: Any, tmp_path: Path) -> None:
    opened(page, tmp_path, shown())
    page.keyboard.press("ArrowRight")
    page.keyboard.press("c")
    assert page.locator(".notes.on").count() == 1
    page.keyboard.press("ArrowRight")  # notes stay open while one walks on
    assert page.locator(".notes.on").get_attribute("id") == "notes-2"
    page.keyboard.press("Escape")
    assert page.locator(".panel.on").count() == 0
    page.keyboard.press("f")
    page.wait_for_function("() => !!document.fullscreenElement")
    page.keyboard.press("f")
    page.wait_for_function("() => !document.fullscreenElement")
    names = page.locator("#jump option").all_inner_texts()[1:]
    assert len(names) == 15
    for name in (names[0], names[-1]):
        page.select_option("#jump", label=name)
        assert page.locator(".card.on h2").inner_text() == name
        assert page.locator(".card.on dt").count() > 5
        page.keyboard.press("Escape")
        assert page.locator(".card.on").count() == 0


def test_pointing_at_an_area_tells_its_figures_and_a_click_opens_its_card(
    page: Any, tmp_path: Path
) -> None:
    described = shown(audience="internal")
    opened(page, tmp_path, described)
    at = [slide.kind for slide in described.slides].index("peta") + 1
    for _ in range(at):
        page.keyboard.press("ArrowRight")
    item = described.slides[at - 1].bodies[0].chart.items[0]  # type: ignore[union-attr]
    area = page.locator(f'.slide.on .area[data-code="{item.code}"] path').first
    area.dispatch_event("mousemove", {"bubbles": True, "clientX": 400, "clientY": 300})
    assert page.locator("#tip").inner_text().split("\n")[0] == item.name
    area.dispatch_event("click", {"bubbles": True})
    assert page.locator(".card.on h2").inner_text() == item.name


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_letters_are_at_least_twenty_pixels_and_nothing_is_cut(
    size: tuple[int, int], page: Any, tmp_path: Path
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    opened(page, tmp_path, shown())
    for _ in shown().slides:
        page.keyboard.press("ArrowRight")
        smallest, spilled = page.evaluate(
            """() => {
            const shown = document.querySelector('.slide.on'), scale =
                document.getElementById('stage').getBoundingClientRect().width / 1280;
            const sizes = [...shown.querySelectorAll('*')]
                .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
                             && e.getClientRects().length)
                .map(e => parseFloat(getComputedStyle(e).fontSize) * scale);
            const body = shown.querySelector('.body');
            return [Math.min(...sizes), body.scrollHeight - body.clientHeight];
            }"""
        )
        assert smallest >= 20
        assert spilled <= 2, title(page)


def test_wild_names_run_nothing(page: Any, tmp_path: Path) -> None:
    opened(page, tmp_path, wild())
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(200)
    assert page.locator("img").count() == 0
