"""The audience's HTML file in a real browser: opened from a file, the network blocked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

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
