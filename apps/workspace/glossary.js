// The words of the field in a dialog, found by typing, and the way to the manual.
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
  // Beside the page, also where a proxy gives the server a path of its own.
  const manual = make("a", { href: "manual/", target: "_blank", rel: "noopener", class: "manual" });
  manual.textContent = tr("The manual");
  searched.dialog.querySelector(".shut").before(manual);

  searched.fill(
    model.words.map(({ word, term, says, source }) => {
      const node = make("div");
      const name = make("dt");
      const meaning = make("dd");
      // Markup of the server's own file, escaped there.
      name.innerHTML = term;
      meaning.innerHTML = says;
      if (source) meaning.append(make("div", { class: "source" }, source));
      // Hidden until the server has said which words a lesson teaches.
      const learn = make("button", { type: "button", class: "learn", "data-word": word, hidden: "" });
      learn.textContent = tr("Learn it by doing");
      learn.addEventListener("click", () => {
        searched.close();
        model.send_msg({ learn: word });
      });
      meaning.append(learn);
      node.append(name, meaning);
      body.append(node);
      return { node, text: node.textContent.toLowerCase() };
    }),
  );
  model.on("msg:custom", (message) => {
    const { show, taught = [] } = message.data ?? message;
    if (!show) return;
    for (const learn of body.querySelectorAll(".learn")) learn.hidden = !taught.includes(learn.dataset.word);
    searched.open();
  });
}
