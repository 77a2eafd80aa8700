/* Light, dark or as the system has it. Not a module: it runs before the first paint. */
(() => {
  const KEPT = "bloc_bot.theme";
  const THEMES = ["light", "dark", "auto"];

  function kept() {
    try {
      const theme = localStorage.getItem(KEPT);
      return THEMES.includes(theme) ? theme : "auto";
    } catch {
      return "auto";
    }
  }

  function show(theme) {
    document.documentElement.dataset.theme = theme;
  }

  function keep(theme) {
    try {
      localStorage.setItem(KEPT, theme);
    } catch {
      // Without storage the choice lasts until the page is left.
    }
  }

  show(kept());
  document.addEventListener("DOMContentLoaded", () => {
    for (const radio of document.querySelectorAll("input[name=theme]")) {
      radio.checked = radio.value === kept();
      radio.addEventListener("change", () => {
        keep(radio.value);
        show(radio.value);
      });
    }
  });
})();
