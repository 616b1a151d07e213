// What is pressed and answered in markup that Python wrote: a button or a form names its act.
// The fields of a form come in their order, with blanks between.
export function tellActs(root, told) {
  root.addEventListener("click", ({ target }) => {
    const part = target.closest("button[data-act]");
    if (part) told(part.dataset.act, part.dataset.value ?? "");
  });
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = [...event.target.querySelectorAll("input, select")];
    told(event.target.dataset.act, fields.map((each) => each.value).join(" "));
  });
  // What is typed here is not for the drawing; undo and the other keys of the page are.
  root.addEventListener("keydown", (event) => {
    if (event.target.localName === "input") event.stopPropagation();
  });
}
