// The words of the field in a dialog, found by typing.
import { make } from "../ui/nodes.js";
import { Searched } from "../ui/search_dialog.js";

export function render({ model, el }) {
  const body = make("dl", { class: "body", tabindex: "0", "aria-label": tr("Words") });
  const searched = new Searched(
    el,
    body,
    {
      title: tr("What the words mean"),
      prompt: tr("Search words"),
      label: tr("Search the words"),
      close: tr("Close the words"),
      none: tr("No word has all of these."),
    },
    "words",
  );

  searched.fill(
    model.words.map(({ term, says, source }) => {
      const node = make("div");
      const name = make("dt");
      const meaning = make("dd");
      // Markup of the server's own file, escaped there.
      name.innerHTML = term;
      meaning.innerHTML = says;
      if (source) meaning.append(make("div", { class: "source" }, source));
      node.append(name, meaning);
      body.append(node);
      return { node, text: node.textContent.toLowerCase() };
    }),
  );
  model.on("msg:custom", ({ show }) => show && searched.open());
}
