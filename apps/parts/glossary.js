// The words of the field in a dialog, found by typing.
export function render({ model, el }) {
  const dialog = make("dialog", { "aria-labelledby": "title", class: "words" });
  const top = make("header"), title = make("h2", { id: "title" }, tr("What the words mean"));
  const search = make("input", { type: "text", role: "searchbox", placeholder: tr("Search words"), "aria-label": tr("Search the words") });
  const said = make("span", { class: "said", role: "status" });
  const shut = make("button", { type: "button", class: "shut", "aria-label": tr("Close the words"), title: tr("Close (Esc)") }, "×");
  const body = make("dl", { class: "body", tabindex: "0", "aria-label": tr("Words") });
  top.append(title, search, said, shut);
  dialog.append(top, body);
  el.append(dialog);

  const rows = model.words.map(({ term, says, source }) => {
    const node = make("div"), name = make("dt"), meaning = make("dd");
    // Markup of the server's own file, escaped there.
    name.innerHTML = term;
    meaning.innerHTML = says;
    if (source) meaning.append(make("div", { class: "source" }, source));
    node.append(name, meaning);
    body.append(node);
    return node;
  });

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const node of rows) {
      node.hidden = !words.every((word) => node.textContent.toLowerCase().includes(word));
      shown += !node.hidden;
    }
    said.textContent = shown
      ? tr("{shown} of {all}").replace("{shown}", shown).replace("{all}", rows.length)
      : tr("No word has all of these.");
  };

  search.addEventListener("input", filter);
  shut.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  model.on("msg:custom", ({ show }) => {
    if (!show || dialog.open) return;
    filter();
    dialog.showModal();
    search.focus();
  });
}

function make(tag, attributes = {}, text = "") {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(text);
  return node;
}
