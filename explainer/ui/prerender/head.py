"""The served page's head: language, title, what a message shows of a link, and what to fetch."""

from __future__ import annotations

from collections.abc import Sequence

from streamlit import config

from explainer.ui import layout
from explainer.ui.components import connection_status, help_dialog, knee_diagram
from explainer.ui.html_markup import Markup, element, joined
from explainer.ui.prerender import bundles, preview_image, static_diagram
from explainer.ui.prerender.openings import Picture
from explainer.ui.prerender.page_request import Asked
from explainer.ui.streamlit_internals import subset_fonts

TONES = ("light", "dark")
COLOURS = {  # the stage's name of a colour -> Streamlit's
    "--st-text-color": "textColor",
    "--st-background-color": "backgroundColor",
    "--st-secondary-background-color": "secondaryBackgroundColor",
    "--st-primary-color": "primaryColor",
}
FACE = (  # the typeface of Streamlit's page, which declares it anew under its own name
    '@font-face {{ font-family: "Prerender Sans"; font-weight: 200 900; font-display: {display}; '
    'src: url(".{address}") format("woff2"); }}'
)
LOCALES = {"en": "en_US", "es": "es_ES"}
NO_SCRIPT = (  # the lists of help follow the page, which no script will replace
    "#prerendered { position: static; } "
    "#get-help:not([open]) { display: block; position: static; margin: 0; width: auto; } "
    "#get-help form { display: none; }"
)
WITHOUT_A_PLATE = "posterior_superficial"  # what a link to a page of charts shows of the app


def head(asked: Asked, shown: Sequence[Picture]) -> Markup:
    """Everything between <head> and </head>."""
    words = asked.words
    title = layout.document_title(words, asked.lesson)
    about = words.text(f"{asked.lesson}.message")
    viewport = "width=device-width, initial-scale=1, shrink-to-fit=no"
    return joined(
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content=viewport),
        element("title", title),
        element("meta", name="description", content=about),
        *_preview(asked, title, about, shown),
        *tones(),
        element("link", rel="icon", href="./favicon.ico", sizes="32x32"),
        element("link", rel="apple-touch-icon", href="./apple-touch-icon.png"),
        _style(shown),
        _lasting_style(),
        element("noscript", element("style", Markup(NO_SCRIPT))),
        *_wanted(shown),
    )


def _preview(asked: Asked, title: str, about: str, shown: Sequence[Picture]) -> list[Markup]:
    """What a message or a network shows of the link: Open Graph and Twitter cards."""
    named = {
        "og:type": "article",
        "og:site_name": asked.words.text("common.app_name"),
        "og:title": title,
        "og:description": about,
        "og:locale": LOCALES.get(asked.scenario.language, asked.scenario.language),
    }
    tags = [element("meta", name="twitter:card", content="summary_large_image")]
    if asked.origin:
        # Networks and the browser's own "Share" send these on: the choices must be in them.
        whole = asked.origin + asked.path + (f"?{asked.query}" if asked.query else "")
        named["og:url"] = whole
        tags.append(element("link", rel="canonical", href=whole))
    image = preview_image.address(shown[0].data["state"]["view"] if shown else WITHOUT_A_PLATE)
    if asked.origin and image:
        named["og:image"] = asked.origin + image
        caption = f"{asked.lesson}.picture_title"
        named["og:image:alt"] = asked.words.text(caption) if asked.words.has(caption) else title
        named["og:image:width"] = str(preview_image.WIDTH_PX)
        named["og:image:height"] = str(preview_image.HEIGHT_PX)
    return [element("meta", property=key, content=text) for key, text in named.items()] + tags


def tones() -> list[Markup]:
    """The browser's own bars take the page's paper colour."""
    return [
        element(
            "meta",
            name="theme-color",
            content=config.get_option(f"theme.{tone}.backgroundColor"),
            media=f"(prefers-color-scheme: {tone})",
        )
        for tone in TONES
    ]


def _style(shown: Sequence[Picture]) -> Markup:
    """The style of the first copy, inside the page: it goes when the copy goes.

    Where words alone stand first, they wait a moment for their typeface: painted in another and a
    little smaller, the page would only count as shown when Streamlit's own words stand.
    """
    display = "swap" if shown else "block"
    face = FACE.format(address=subset_fonts.address(subset_fonts.TEXT), display=display)
    rules = (
        face,
        tone_style("#prerendered"),
        knee_diagram.style().text,
        bundles.text("prerender.css"),
    )
    return element("style", Markup("\n".join(rules)), id="prerendered-style")


def _lasting_style() -> Markup:
    """The style of what the served page keeps when Streamlit's page has taken over."""
    own = tone_style(f"#{connection_status.ID}, #{help_dialog.ID}")
    return element(
        "style", Markup("\n".join((own, help_dialog.style(), connection_status.style())))
    )


def tone_style(chosen: str) -> str:
    """The app's colours for the parts of a page that a selector names, light and dark."""
    light, dark = (_colours(tone) for tone in TONES)
    return f"{chosen} {{{light}}} @media (prefers-color-scheme: dark) {{ {chosen} {{{dark}}} }}"


def _colours(tone: str) -> str:
    named = {key: config.get_option(f"theme.{tone}.{name}") for key, name in COLOURS.items()}
    return "".join(f"{key}: {colour};" for key, colour in named.items())


def _wanted(shown: Sequence[Picture]) -> list[Markup]:
    """What the first picture needs, asked for while the page is still being read.

    The order counts: an old server connection serves six files at a time. What brings the picture
    to life comes after it (prerender.js), so that they do not share a slow line.
    """
    named = [found for one in shown if (found := static_diagram.files(one))][:1]
    sheets = [one.data["css"] for one in shown][:1]
    return [
        *(
            _ahead("image", imagesrcset=f"{once} 1x, {twice} 2x", fetchpriority="high")
            for _, once, twice in named
        ),
        _ahead("font", href=f".{subset_fonts.address(subset_fonts.TEXT)}", crossorigin=True),
        *(_ahead("style", href=address) for address in sheets),
        element("link", rel="modulepreload", href=bundles.address("prerender.js")),
    ]


def _ahead(kind: str, **attributes: object) -> Markup:
    return element("link", rel="preload", as_=kind, **attributes)
