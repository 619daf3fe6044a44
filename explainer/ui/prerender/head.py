"""The head of the prerendered page: title, link preview, styles and preloads."""

from __future__ import annotations

from collections.abc import Sequence

from streamlit import config

from explainer.ui import layout
from explainer.ui.components import connection_status, help_dialog, knee_diagram
from explainer.ui.components.knee_diagram.plates import srcset
from explainer.ui.html_markup import Markup, element, join
from explainer.ui.prerender import bundles, preview_image, static_diagram, static_exercises
from explainer.ui.prerender.openings import OpeningDiagram
from explainer.ui.prerender.page_request import PageRequest
from explainer.ui.streamlit_internals import subset_fonts

COLOR_SCHEMES = ("light", "dark")
CSS_COLORS = {  # CSS custom property -> Streamlit's theme option
    "--st-text-color": "textColor",
    "--st-background-color": "backgroundColor",
    "--st-secondary-background-color": "secondaryBackgroundColor",
    "--st-primary-color": "primaryColor",
}
FONT_FACE = (  # Streamlit's text font under another name, before Streamlit declares it
    '@font-face {{ font-family: "Prerender Sans"; font-weight: 200 900; font-display: {display}; '
    'src: url(".{address}") format("woff2"); }}'
)
LOCALES = {"en": "en_US", "es": "es_ES"}
NO_SCRIPT_STYLE = (  # the help dialog becomes a part of the page, below the rest
    "#prerendered { position: static; } "
    "#get-help:not([open]) { display: block; position: static; margin: 0; width: auto; } "
    "#get-help form { display: none; }"
)
DEFAULT_PREVIEW_VIEW = "posterior_superficial"  # for pages without a plate


def render_head(request: PageRequest, diagrams: Sequence[OpeningDiagram]) -> Markup:
    """Everything between <head> and </head>."""
    words = request.words
    title = layout.document_title(words, request.page)
    description = words.text(f"{request.page}.message")
    viewport = "width=device-width, initial-scale=1, shrink-to-fit=no"
    return join(
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content=viewport),
        element("title", title),
        element("meta", name="description", content=description),
        *_preview(request, title, description, diagrams),
        *theme_color_metas(),
        element("link", rel="icon", href="./favicon.ico", sizes="32x32"),
        element("link", rel="apple-touch-icon", href="./apple-touch-icon.png"),
        _prerendered_style(request.page, diagrams),
        _persistent_style(),
        element("noscript", element("style", Markup(NO_SCRIPT_STYLE))),
        *_preloads(diagrams),
    )


def _preview(
    request: PageRequest, title: str, description: str, diagrams: Sequence[OpeningDiagram]
) -> list[Markup]:
    """Link preview: Open Graph and Twitter cards."""
    properties = {
        "og:type": "article",
        "og:site_name": request.words.text("common.app_name"),
        "og:title": title,
        "og:description": description,
        "og:locale": LOCALES.get(request.scenario.language, request.scenario.language),
    }
    tags = [element("meta", name="twitter:card", content="summary_large_image")]
    if request.origin:
        # Social networks and the browser's "Share" use these URLs: they must contain the choices.
        full_url = request.origin + request.path + (f"?{request.query}" if request.query else "")
        properties["og:url"] = full_url
        tags.append(element("link", rel="canonical", href=full_url))
    image = preview_image.url(
        diagrams[0].data["state"]["knee_view"] if diagrams else DEFAULT_PREVIEW_VIEW,
        request.scenario.side,
    )
    if request.origin and image:
        properties["og:image"] = request.origin + image
        caption = f"{request.page}.picture_title"
        has_caption = request.words.has(caption)
        properties["og:image:alt"] = request.words.text(caption) if has_caption else title
        properties["og:image:width"] = str(preview_image.WIDTH_PX)
        properties["og:image:height"] = str(preview_image.HEIGHT_PX)
    return [element("meta", property=key, content=text) for key, text in properties.items()] + tags


def theme_color_metas() -> list[Markup]:
    """The colour of the browser's toolbar: the page's background, light and dark."""
    return [
        element(
            "meta",
            name="theme-color",
            content=config.get_option(f"theme.{scheme}.backgroundColor"),
            media=f"(prefers-color-scheme: {scheme})",
        )
        for scheme in COLOR_SCHEMES
    ]


def _prerendered_style(page: str, diagrams: Sequence[OpeningDiagram]) -> Markup:
    """The inline style of the prerendered page, removed together with it.

    A page without a diagram uses `font-display: block`: text in a fallback font is a little
    smaller, so that Streamlit's own text would count as the largest contentful paint.
    """
    display = "swap" if diagrams else "block"
    face = FONT_FACE.format(address=subset_fonts.streamlit_url(subset_fonts.TEXT), display=display)
    tokens = knee_diagram.TOKENS.read_text(encoding="utf-8")
    rules = (
        face,
        theme_style("#prerendered"),
        knee_diagram.style().text if diagrams else tokens,
        static_exercises.style() if page == static_exercises.PAGE else "",
        bundles.source("prerender.css"),
    )
    return element("style", Markup("\n".join(rules)), id="prerendered-style")


def _persistent_style() -> Markup:
    """The style of the help dialog and the connection note, which outlive the handover."""
    theme = theme_style(f"#{connection_status.ID}, #{help_dialog.ID}")
    return element(
        "style", Markup("\n".join((theme, help_dialog.style(), connection_status.style())))
    )


def theme_style(selector: str) -> str:
    """Rules that give the elements of a selector the theme's colours, light and dark."""
    light, dark = (_color_properties(scheme) for scheme in COLOR_SCHEMES)
    return f"{selector} {{{light}}} @media (prefers-color-scheme: dark) {{ {selector} {{{dark}}} }}"


def _color_properties(scheme: str) -> str:
    options = {key: f"theme.{scheme}.{name}" for key, name in CSS_COLORS.items()}
    return "".join(f"{key}: {config.get_option(name)};" for key, name in options.items())


def _preloads(diagrams: Sequence[OpeningDiagram]) -> list[Markup]:
    """Preloads for the static diagram, found while the document is still being parsed.

    The order matters: HTTP/1.1 gives six connections. prerender.js fetches the diagram's scripts
    after the plate, so that they do not share the bandwidth of a slow connection.
    """
    plates = [urls for diagram in diagrams if (urls := static_diagram.plate_urls(diagram))][:1]
    style_sheets = [diagram.data["css"] for diagram in diagrams][:1]
    return [
        *(
            _preload("image", imagesrcset=srcset(images), fetchpriority="high")
            for _, images in plates
        ),
        _preload(
            "font", href=f".{subset_fonts.streamlit_url(subset_fonts.TEXT)}", crossorigin=True
        ),
        *(_preload("style", href=url) for url in style_sheets),
        element("link", rel="modulepreload", href=bundles.url("prerender.js")),
    ]


def _preload(kind: str, **attributes: object) -> Markup:
    return element("link", rel="preload", as_=kind, **attributes)
