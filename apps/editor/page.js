// The editor's page around the drawing: layers, tool bar, tips, menus, the cheat sheet, and what is said.

import { GRID, SCALE } from "./geometry.js";
import { button, html, list, patterns, svg } from "./elements.js";
import { TEXT } from "./words.js";

const SHEET = 44; // margin of the sheet around the places a unit may have
const LAYERS = ["regions", "edges", "glyphs", "captions", "units", "labels", "over"];

export class Page {
  build() {
    this.root = html("div", "ne light");
    this.svg = svg("svg", { role: "application", tabindex: "0" });
    const step = SCALE * GRID * 2;
    this.world = svg("g", { class: "world" });
    const sheet = { x: -SHEET, y: -SHEET, width: SCALE + 2 * SHEET, height: SCALE + 2 * SHEET, rx: 14 };
    this.world.append(
      svg("rect", { ...sheet, class: "sheet" }),
      svg("rect", {
        x: -step / 2,
        y: -step / 2,
        width: SCALE + step,
        height: SCALE + step,
        fill: "url(#ne-grid)",
      }),
    );
    this.layers = Object.fromEntries(LAYERS.map((name) => [name, svg("g", { class: name })]));
    this.world.append(...Object.values(this.layers));
    this.svg.append(patterns(step), this.world);
    this.handles = {
      from: svg("circle", { class: "handle", "data-end": "from" }),
      to: svg("circle", { class: "handle", "data-end": "to" }),
    };
    this.layers.over.append(this.handles.from, this.handles.to);
    this.hint = html("div", "hint", TEXT.empty);
    this.toast = html("div", "toast");
    this.live = html("div", "live");
    this.live.setAttribute("aria-live", "polite");
    this.root.append(
      this.svg,
      this.hint,
      this.buildBar(),
      this.buildMenu(),
      this.buildHelp(),
      this.toast,
      this.live,
    );
  }

  buildBar() {
    this.bar = html("div", "bar");
    this.bar.setAttribute("role", "toolbar");
    this.bar.setAttribute("aria-label", TEXT.bar);
    const first = {
      add: () => this.addAnywhere(),
      connect: () => this.startConnect(this.aloneUnit()),
      fit: () => this.fit(),
      help: () => this.toggleHelp(),
    };
    // Seen while the pointer or the keyboard is in the drawing.
    const more = {
      loop: () => this.loopSelection(),
      gap2: null,
      copy: () => this.copy(),
      paste: () => this.pasteByButton(),
      duplicate: () => this.duplicate(),
      remove: () => this.removeSelection(),
      gap3: null,
      arrange: (e) => this.arrangeMenu(this.below(e.currentTarget)),
      weights: () => this.toggleWeights(),
      gap4: null,
      farther: () => this.zoom(1 / 1.25),
      closer: () => this.zoom(1.25),
    };
    this.tools = {};
    this.bar.append(this.tray("first", first), this.tray("more", more));
    this.tools.arrange.setAttribute("aria-haspopup", "menu");
    this.tip = html("div", "tip");
    this.tip.hidden = true;
    this.tip.setAttribute("aria-hidden", "true"); // the buttons have the same words as their names
    this.bar.append(this.tip);
    this.rove(Object.values(this.tools)[0]);
    return this.bar;
  }

  tray(kind, actions) {
    const tray = html("div", `tray ${kind}`);
    for (const [name, action] of Object.entries(actions)) {
      tray.append(action ? (this.tools[name] = button(name, TEXT[name], action)) : html("span", "gap"));
    }
    return tray;
  }

  // One Tab stop; the arrows go from tool to tool.
  rove(tool) {
    for (const other of Object.values(this.tools)) other.tabIndex = other === tool ? 0 : -1;
  }

  barKey(event) {
    const tools = Object.values(this.tools);
    const at = tools.indexOf(event.target.closest("button"));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + tools.length, Home: 0, End: tools.length - 1 }[
      event.key
    ];
    if (at < 0 || to === undefined) return false;
    tools[to % tools.length].focus();
    return true;
  }

  showTip(tool) {
    this.tip.hidden = !tool || !this.menu.hidden;
    if (this.tip.hidden) return;
    this.tip.textContent = tool.getAttribute("aria-label");
    const middle = tool.offsetLeft + tool.offsetWidth / 2;
    const half = this.tip.offsetWidth / 2;
    const { left, right } = this.bar.getBoundingClientRect();
    const box = this.root.getBoundingClientRect();
    const free = Math.max(
      box.left - left + half + 4,
      Math.min(right - left + box.right - right - half - 4, middle),
    );
    this.tip.style.left = `${free - half}px`;
    this.tip.style.top = `${tool.offsetTop + tool.offsetHeight + 7}px`;
  }

  below(node) {
    const box = this.root.getBoundingClientRect();
    const at = node.getBoundingClientRect();
    return { x: at.left - box.left, y: at.bottom - box.top + 6 };
  }

  buildMenu() {
    this.menu = html("div", "menu");
    this.menu.hidden = true;
    this.menu.setAttribute("role", "menu");
    this.menu.setAttribute("aria-label", TEXT.menu);
    return this.menu;
  }

  // `items`: [name, words, action] or null for a line; `at`: in pixels of the editor.
  openMenu(items, at, name = TEXT.menu) {
    this.menu.replaceChildren(...items.map((item) => (item ? this.menuItem(...item) : html("hr"))));
    this.menu.setAttribute("aria-label", name);
    this.menu.hidden = false;
    this.showTip(null);
    const { w, h } = this.size();
    this.menu.style.left = `${Math.max(6, Math.min(at.x, w - this.menu.offsetWidth - 6))}px`;
    this.menu.style.top = `${Math.max(6, Math.min(at.y, h - this.menu.offsetHeight - 6))}px`;
    this.menu.querySelector("button").focus({ preventScroll: true });
  }

  menuItem(name, words, action) {
    const item = html("button", "", words);
    item.type = "button";
    item.tabIndex = -1;
    item.dataset.item = name;
    item.setAttribute("role", "menuitem");
    item.addEventListener("click", () => {
      this.closeMenu();
      action();
    });
    return item;
  }

  closeMenu() {
    if (this.menu.hidden) return;
    this.menu.hidden = true;
    this.focusItem(this.focus);
  }

  menuKey(event) {
    const items = [...this.menu.querySelectorAll("button")];
    const at = items.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[
      event.key
    ];
    if (to !== undefined) items[to % items.length].focus();
    else if (event.key === "Tab") this.closeMenu();
    return to !== undefined || event.key === "Tab";
  }

  buildHelp() {
    this.help = html("div", "help");
    this.help.hidden = true;
    this.help.tabIndex = -1;
    this.help.setAttribute("role", "dialog");
    this.help.setAttribute("aria-label", TEXT.helpTitle);
    const close = button("close", TEXT.close, () => this.toggleHelp(false));
    close.className = "close";
    this.help.append(html("h2", "", TEXT.helpTitle), close);
    const columns = this.help.appendChild(html("div", "columns"));
    for (const groups of TEXT.helpGroups) {
      const column = columns.appendChild(html("div"));
      for (const [title, rows] of groups) column.append(html("h3", "", title), list(rows));
    }
    return this.help;
  }

  toggleHelp(open = this.help.hidden) {
    this.help.hidden = !open;
    this.showTip(null);
    if (open) this.help.querySelector(".close").focus();
    else this.focusItem(this.focus);
  }

  say(text, visibly = false) {
    if (!text) return;
    // A repeated sentence is only read again when the text differs: a no-break space makes it differ.
    this.live.textContent = this.live.textContent === text ? `${text}\u00a0` : text;
    if (!visibly) return;
    this.toast.textContent = text;
    this.toast.classList.add("shown");
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => this.toast.classList.remove("shown"), 4500);
  }

  listen() {
    const on = (target, type, handler, options) => target.addEventListener(type, handler, options);
    on(this.svg, "pointerdown", (e) => this.down(e));
    on(this.svg, "pointermove", (e) => this.move(e));
    on(this.svg, "pointerup", (e) => this.up(e));
    on(this.svg, "pointercancel", (e) => this.abort(e));
    on(this.svg, "pointerleave", () => !this.press && this.hover(null));
    on(this.svg, "wheel", (e) => this.wheel(e), { passive: false });
    on(this.svg, "contextmenu", (e) => this.contextMenu(e));
    on(
      this.svg,
      "focus",
      () =>
        this.root.classList.contains("kbd") && !this.press && this.focusItem(this.focus ?? this.order()[0]),
    );
    on(this.svg, "focusin", (e) => this.focused(e.target));
    on(this.root, "keydown", (e) => this.key(e));
    on(this.root, "keyup", (e) => this.keyUp(e));
    on(this.root, "focusout", (e) => !this.root.contains(e.relatedTarget) && this.left());
    on(this.root, "pointerdown", (e) => !this.menu.contains(e.target) && this.closeMenu(), { capture: true });
    for (const type of ["pointerover", "focusin"]) {
      on(this.bar, type, (e) => this.showTip(e.target.closest("button")));
    }
    on(this.bar, "focusin", (e) => this.rove(e.target.closest("button")));
    for (const type of ["pointerleave", "focusout", "click"]) on(this.bar, type, () => this.showTip(null));
    this.onPaste = (e) => this.pasted(e);
    document.addEventListener("paste", this.onPaste);
    this.resizer = new ResizeObserver(() => this.resized());
    this.resizer.observe(this.root);
  }

  dispose() {
    this.resizer.disconnect();
    document.removeEventListener("paste", this.onPaste);
    cancelAnimationFrame(this.frame);
    clearTimeout(this.toastTimer);
    clearTimeout(this.holding);
  }

  left() {
    this.flushNudge();
    this.space = null;
    this.menu.hidden = true;
    if (this.connecting) this.endConnect();
  }
}
