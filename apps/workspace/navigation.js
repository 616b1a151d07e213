// The links between the views of the page, its address, and going back and forth between views.
import { make } from "../ui/nodes.js";

export function render({ model }) {
  const box = make("div", {});
  const ask = (view) => model.send_msg({ view });

  const draw = () => {
    const links = model.titles.map(([name, title]) =>
      make("a", { href: name, ...(name === model.current ? { "aria-current": "page" } : {}) }, title),
    );
    const title = new Map(model.titles).get(model.current);
    const nav = make("nav", { "aria-label": tr("Views") });
    nav.append(...links);
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

  model.on("current", () => {
    const held = box.contains(box.getRootNode().activeElement);
    draw();
    if (held) box.querySelector("[aria-current]").focus();
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
