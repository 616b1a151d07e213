// The keys of the dynamics, and whether anyone can see the page. Keys typed into a field are left alone.
const KEYS = { ".": "step", ",": "back", p: "play" };
const FIELDS = "input, textarea, select, [contenteditable=true], [role=textbox], [role=combobox]";

export function render({ model }) {
  let count = 0;
  const send = (what) => {
    count += 1;
    model.pressed = { seq: count, what };
  };
  const typed = (event) => {
    const [target] = event.composedPath();
    const busy = event.ctrlKey || event.metaKey || event.altKey || target?.matches?.(FIELDS);
    if (!busy && KEYS[event.key]) send(KEYS[event.key]);
  };
  const seen = () => {
    if (document.hidden) send("hidden");
  };
  document.addEventListener("keydown", typed);
  document.addEventListener("visibilitychange", seen);
  model.on("remove", () => {
    document.removeEventListener("keydown", typed);
    document.removeEventListener("visibilitychange", seen);
  });
}
