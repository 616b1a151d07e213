// The links between the views of the page, its address, and going back and forth between views.
import { make, told } from "../ui/nodes.js";

export function render({ model }) {
  const box = make("div", {});
  const ask = (view) => model.send_msg({ view });
  const wide = matchMedia("(min-width: 1400px)");

  const draw = () => {
    const row = model.row && wide.matches;
    const [, title] = model.titles.find(([name]) => name === model.current);
    const links = model.titles.map(([name, text, question]) => {
      const link = make(
        "a",
        { href: name, ...(name === model.current ? { "aria-current": "page" } : {}) },
        text,
      );
      if (!row) link.append(make("small", {}, question));
      return link;
    });
    const nav = make("nav", { "aria-label": tr("Views"), class: row ? "row" : "folded" });
    nav.append(...(row ? links : folded(title, [...links, manual()])));
    box.replaceChildren(make("h1", {}, `phiscope: ${title}`), nav);
  };

  // The network stays: only what stands beside it changes. Another window, or another network, is a page.
  const follow = (event) => {
    const link = event.composedPath().find((node) => node.localName === "a" && node.href);
    const view = link && plain(event) && viewOf(link, model.titles);
    if (!view) return;
    event.preventDefault();
    ask(view);
  };

  const step = (event) => {
    const at = event.altKey && !event.ctrlKey && !event.metaKey ? Number(event.key) : 0;
    const view = model.titles[at - 1]?.[0];
    if (view === undefined) return;
    event.preventDefault();
    ask(view);
  };

  model.on("row", draw);
  wide.addEventListener("change", draw);
  model.on("current", () => {
    const held = box.contains(box.getRootNode().activeElement);
    draw();
    if (held) box.querySelector(".chosen, .row [aria-current]").focus();
    if (viewAt(location.pathname, model.titles) !== model.current) {
      history.pushState(history.state, "", `${model.current}${location.search}${location.hash}`);
    }
    tellAddress();
  });
  addEventListener("popstate", () => ask(viewAt(location.pathname, model.titles)));
  document.addEventListener("click", follow, true);
  document.addEventListener("keydown", step);
  draw();
  return box;
}

// Beside the page, also where a proxy gives the server a path of its own; it has a window to itself.
function manual() {
  const link = make(
    "a",
    { href: "manual/", target: "_blank", rel: "noopener", class: "manual" },
    tr("The manual"),
  );
  link.append(make("small", {}, tr("How is it done, and what is computed?")));
  return link;
}

// A button with the name of the view on screen, and the views in a menu below it.
function folded(title, links) {
  const button = make("button", { type: "button", class: "chosen", "aria-haspopup": "true" }, `${title} ▾`);
  const menu = make("div", { class: "menu", popover: "auto" });
  const tell = (open) => button.setAttribute("aria-expanded", String(open));
  menu.append(...links);
  tell(false);
  button.setAttribute("aria-label", told(tr("View: {name}. Choose another"), title));
  button.popoverTargetElement = menu;
  menu.addEventListener("beforetoggle", () => {
    const { left, bottom } = button.getBoundingClientRect();
    menu.style.left = `${left}px`;
    menu.style.top = `${bottom + 4}px`;
  });
  menu.addEventListener("toggle", (event) => {
    const open = event.newState === "open";
    tell(open);
    if (open) menu.querySelector("[aria-current]").focus();
  });
  // Also of a link to the view on screen, which changes nothing.
  menu.addEventListener("click", () => {
    button.focus();
    menu.hidePopover();
  });
  menu.addEventListener("keydown", (event) => {
    const at = links.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + links.length, Home: 0, End: links.length - 1 }[
      event.key
    ];
    if (at < 0 || to === undefined) return;
    links[to % links.length].focus();
    event.preventDefault();
  });
  return [button, menu];
}

// Panel keeps a copy of the address, and writes all of it when a link puts the network behind its "#".
function tellAddress() {
  const roots = window.Bokeh.documents.flatMap((each) => each.roots());
  for (const root of roots.filter((each) => each.type === "panel.models.location.Location")) {
    root.setv({ pathname: location.pathname }, { silent: true });
  }
}

// The view at an address; the start page is that of the first.
export function viewAt(path, titles) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name === "" ? titles[0][0] : titles.find(([each]) => each === name)?.[0];
}

// The view that a link goes to with the network that is on the page.
export function viewOf(link, titles) {
  const { origin, pathname, hash } = new URL(link.href);
  const folder = (path) => path.slice(0, path.lastIndexOf("/"));
  const away = origin !== location.origin || folder(pathname) !== folder(location.pathname);
  if (away || link.target || link.hasAttribute("download")) return undefined;
  return hash && link.dataset.here === undefined ? undefined : viewAt(pathname, titles);
}

export function plain(event) {
  return event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}
