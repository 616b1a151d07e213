// All examples as cards in a dialog: searched, grouped, opened here or in a tab of their own.
export function render({ model, el }) {
  const dialog = make("dialog", { "aria-labelledby": "title" });
  const top = make("header"), title = make("h2", { id: "title" }, tr("Examples"));
  const search = make("input", { type: "text", role: "searchbox", placeholder: tr("Search names, words, papers"), "aria-label": tr("Search the examples") });
  const said = make("span", { class: "said", role: "status" });
  const shut = make("button", { type: "button", class: "shut", "aria-label": tr("Close the examples"), title: tr("Close (Esc)") }, "×");
  const body = make("div", { class: "body", tabindex: "-1" });
  top.append(title, search, said, shut);
  dialog.append(top, body);
  el.append(dialog);

  const choose = (slug, beside) => {
    dialog.close();
    model.send_msg({ open: slug, beside });
  };
  let cards = [];

  const build = () => {
    cards = [];
    body.replaceChildren();
    const groups = new Map();
    for (const one of model.cards) {
      if (!groups.has(one.group)) {
        const section = make("section", { "aria-label": one.group });
        const grid = make("div", { class: "grid" });
        section.append(make("h3", {}, one.group), grid);
        body.append(section);
        groups.set(one.group, grid);
      }
      const node = card(one, choose);
      groups.get(one.group).append(node);
      const text = [one.name, one.group, one.what, one.source, one.doi, ...one.tries].join(" ").toLowerCase();
      cards.push({ node, text });
    }
    filter();
  };

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { node, text } of cards) {
      node.hidden = !words.every((word) => text.includes(word));
      shown += !node.hidden;
    }
    for (const section of body.querySelectorAll("section"))
      section.hidden = !section.querySelector("article:not([hidden])");
    said.textContent = !cards.length ? tr("Drawing the examples …")
      : shown ? tr("{shown} of {all}").replace("{shown}", shown).replace("{all}", cards.length)
      : tr("No example has all of these words.");
  };

  search.addEventListener("input", filter);
  // Enter opens the first that is left.
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    body.querySelector("section:not([hidden]) article:not([hidden]) .open")?.click();
  });
  shut.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  model.on("cards", build);
  model.on("msg:custom", () => {
    if (dialog.open) return;
    dialog.showModal();
    search.select();
    search.focus();
  });
  build();
}

function card(one, choose) {
  const node = make("article", { "data-slug": one.slug });
  const opens = tr("Open {name}").replace("{name}", () => one.name);
  const open = make("button", { type: "button", class: "open", "aria-label": opens, title: opens });
  open.innerHTML = one.picture;  // SVG made by the program, its texts escaped
  open.firstElementChild?.setAttribute("aria-hidden", "true");
  const name = make("h4", {}, one.name), more = make("details");
  const aside = tr("Open {name} in a new tab").replace("{name}", () => one.name);
  const beside = make("button", { type: "button", class: "beside", "aria-label": aside }, tr("Open in a new tab"));
  open.addEventListener("click", () => choose(one.slug, false));
  beside.addEventListener("click", () => choose(one.slug, true));
  const tries = make("ol");
  for (const line of one.tries) tries.append(make("li", {}, line));
  const source = make("p", { class: "source" }, one.source);
  if (one.doi) {
    const href = `https://doi.org/${encodeURI(one.doi)}`;
    source.append(" ", make("a", { href, target: "_blank", rel: "noopener noreferrer" }, `doi:${one.doi}`));
  }
  more.append(make("summary", {}, tr("Try this, source")), tries, source, beside);
  node.append(open, name, make("p", { class: "what" }, one.what), more);
  return node;
}

function make(tag, attributes = {}, text = "") {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.textContent = text;
  return node;
}
