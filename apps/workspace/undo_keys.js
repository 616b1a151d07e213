// Ctrl+Z and Ctrl+Y (⌘Z, ⇧⌘Z) wherever the focus is. A field in which one types undoes its own letters, and what
// has heeded the key already, such as the drawing, has prevented the rest.
const TYPED =
  "textarea, [contenteditable=true], input:not([readonly], [type=checkbox], [type=radio], [type=range])";

// What a key asks for, or nothing.
export function asked({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  if (!(ctrlKey || metaKey) || altKey) return undefined;
  return { z: shiftKey ? "redo" : "undo", y: shiftKey ? undefined : "redo" }[key.toLowerCase()];
}

export function render({ model }) {
  const typed = (event) => {
    const act = asked(event);
    const [target] = event.composedPath();
    if (!act || event.defaultPrevented || target?.matches?.(TYPED)) return;
    event.preventDefault();
    model.send_msg({ act });
  };
  document.addEventListener("keydown", typed);
  model.on("remove", () => document.removeEventListener("keydown", typed));
}
