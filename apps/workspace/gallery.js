// All examples as cards in a dialog: searched, grouped, opened here or in a tab of their own.
import { make } from "../ui/nodes.js";
import { Searched } from "../ui/search_dialog.js";

export function render({ model, el }) {
  const body = make("div", { class: "body", tabindex: "-1" });
  const searched = new Searched(el, body, {
    title: tr("Examples"),
    prompt: tr("Search names, words, papers"),
    label: tr("Search the examples"),
    close: tr("Close the examples"),
    none: tr("No example has all of these words."),
    waiting: tr("Drawing the examples …"),
  });

  const choose = (slug, beside) => {
    searched.close();
    model.send_msg({ open: slug, beside });
  };

  const order = chooser(() => build());
  searched.search.after(order);
  const build = () => {
    body.replaceChildren();
    const groups = new Map();
    searched.fill(
      ordered(model.cards, order.value).map(([name, one]) => {
        if (!groups.has(name)) groups.set(name, group(body, name));
        const node = card(one, choose);
        groups.get(name).append(node);
        return { node, text: foundBy(one), size: one.units };
      }),
    );
  };

  // Enter opens the first that is left.
  searched.search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    body.querySelector("article:not([hidden]) .open")?.click();
  });
  model.on("cards", build);
  model.on("msg:custom", ({ show }) => show && searched.open());
  build();
}

// The orders of the cards, by their key: what each is called, and the place and name of a card's group there.
const ORDERS = {
  idea: [tr("by idea"), ({ group: name }) => [0, name]],
  size: [tr("by size"), ({ size }) => size],
  theory: [tr("by formalism and paper"), ({ theory }) => [0, theory]],
};

function chooser(act) {
  const list = make("select", { class: "order", "aria-label": tr("Order of the examples") });
  for (const [key, [said]] of Object.entries(ORDERS)) list.append(make("option", { value: key }, said));
  list.addEventListener("change", act);
  return list;
}

// The cards with the names of their groups; groups in their order, cards in a group as they came.
export function ordered(cards, order) {
  const [, placed] = ORDERS[order];
  const all = cards.map((one) => [...placed(one), one]);
  return all.toSorted(([a], [b]) => a - b).map(([, name, one]) => [name, one]);
}

// What the search of an example looks through.
export function foundBy({ name, group: kind, also, what, source, doi, tries }) {
  return [name, kind, also, what, source, doi, ...tries].join(" ").toLowerCase();
}

function group(body, name) {
  const section = make("section", { "aria-label": name });
  const grid = make("div", { class: "grid" });
  section.append(make("h3", {}, name), grid);
  body.append(section);
  return grid;
}

function card(one, choose) {
  const node = make("article", { "data-slug": one.slug });
  const opens = tr("Open {name}").replace("{name}", () => one.name);
  const open = make("button", { type: "button", class: "open", "aria-label": opens, title: opens });
  open.innerHTML = one.picture; // SVG made by the program, its texts escaped
  open.firstElementChild?.setAttribute("aria-hidden", "true");
  const name = make("h4", {}, one.name);
  const more = make("details");
  const aside = tr("Open {name} in a new tab").replace("{name}", () => one.name);
  const beside = make(
    "button",
    { type: "button", class: "beside", "aria-label": aside },
    tr("Open in a new tab"),
  );
  // The whole card opens the example; what is read or pressed on it does not.
  node.addEventListener("click", ({ target }) => {
    if (!target.closest("details, a, .beside")) choose(one.slug, false);
  });
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
