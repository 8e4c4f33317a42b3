"""Which questions stand under the body? Each in the strip that it always has."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ui.theme import Theme
from ui.viewstate.prompts import PromptView
from ui.windows.main_window import MainWindow

if TYPE_CHECKING:
    from ui.viewstate.care import BannerView
    from ui.widgets.banner import Banner
    from ui.widgets.prompt_strip import PromptStrip


class Strips:
    """Makes a strip when its question is first asked, and shows it while it is asked.

    The banner of a race that cannot be stored stands with them.
    """

    def __init__(self, window: MainWindow) -> None:
        """Begin with none on `window`."""
        self._window = window
        self._strips: dict[str, PromptStrip] = {}
        self._banner: Banner | None = None

    def render_view(
        self, views: Mapping[str, PromptView], unsaved: "BannerView | None" = None
    ) -> None:
        """Show the banner and the questions of this instant and no others."""
        self._show_banner(unsaved)
        for name in views.keys() - self._strips.keys():
            from ui.widgets.prompt_strip import PromptStrip

            self._strips[name] = PromptStrip(self._window)
            self._strips[name].set_theme(self._window.theme)
        for name, strip in self._strips.items():
            if name in views:
                strip.render_view(views[name])
            self._window.show_strip(strip, shown=name in views)

    def _show_banner(self, view: "BannerView | None") -> None:
        if view is not None:
            if self._banner is None:
                from ui.widgets.banner import Banner

                self._banner = Banner(self._window)
                self._banner.set_theme(self._window.theme)
            self._banner.render_view(view)
        if self._banner is not None:
            self._window.show_strip(self._banner, shown=view is not None)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        if self._banner is not None:
            self._banner.set_theme(theme)
        for strip in self._strips.values():
            strip.set_theme(theme)
