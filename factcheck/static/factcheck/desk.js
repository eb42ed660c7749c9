// Single keys for buttons that are on the page, choosing words by selecting them, and news of running work.
// Everything here is a shortcut: without it the same forms and links do the same acts.
"use strict";
(() => {
  const OFF = "factcheck.keys-off";
  const isTyping = (element) =>
    element.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit])");

  const press = (element) => {
    if (element.matches("textarea, input[type=url]")) {
      element.focus();
    } else {
      element.click();
      if (element.matches("input")) element.focus();
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(OFF)) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key.length !== 1) return;
    const element = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!element) return;
    event.preventDefault();
    press(element);
    if (event.key === "n") document.getElementById("add-url")?.focus();
  });

  // WCAG 2.1.4: single-character keys can be switched off.
  const keysSwitch = document.querySelector("[data-keys-switch]");
  if (keysSwitch) {
    const show = () => {
      keysSwitch.textContent = localStorage.getItem(OFF) ? "Switch single keys on" : "Switch single keys off";
    };
    keysSwitch.hidden = false;
    show();
    keysSwitch.addEventListener("click", () => {
      if (localStorage.getItem(OFF)) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
      show();
    });
  }

  // Words selected in the context become a passage. Offsets are code points, as everywhere in the product.
  const pick = document.querySelector("[data-pick]");
  const codePoints = (text) => Array.from(text).length;
  document.addEventListener("selectionchange", () => {
    if (!pick) return;
    const selection = document.getSelection();
    const context = selection.rangeCount && selection.anchorNode.parentElement?.closest("blockquote.context");
    const range = context && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    if (!range || !context.contains(range.endContainer)) {
      pick.hidden = true;
      return;
    }
    const before = document.createRange();
    before.setStart(context, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = Number(context.dataset.start) + codePoints(before.toString());
    const end = start + codePoints(range.toString());
    pick.value = `pick:selection:${context.dataset.capture}:${context.dataset.layer}:${start}:${end}`;
    pick.hidden = false;
  });

  // While the worker is busy, the parts of the page that change are fetched again; what a person types is left alone.
  const poll = document.querySelector("[data-poll]");
  const refresh = async () => {
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    for (const part of document.querySelectorAll("[data-live]")) {
      const fresh = page?.getElementById(part.id);
      if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
    }
    if (!page || page.querySelector("[data-poll]")) setTimeout(refresh, 2000);
  };
  if (poll) setTimeout(refresh, 1500);
})();
