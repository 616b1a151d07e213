// Tells which unit, edge or distinction of the drawing and the tables the pointer is over, and of Escape.
const SETTLE = 40 // ms; a pointer that only passes lights up nothing

function thing(event) {
  let row = null
  for (const node of event.composedPath()) {
    if (!(node instanceof Element)) continue
    if (node.dataset.edge && node.classList.contains("edge")) return { edge: node.dataset.edge }
    if (node.dataset.unit && node.classList.contains("unit")) return { unit: node.dataset.unit }
    if (node.classList.contains("tabulator-row")) row = node
    if (row && node.classList.contains("distinctions")) {
      const name = row.querySelector("[tabulator-field=mechanism]")
      return name && { mechanism: name.textContent.trim() }
    }
  }
  return null
}

export function render({ model, el }) {
  el.hidden = true
  let told = "null"
  let next = "null"
  let timer = 0
  const tell = () => {
    if (next === told) return
    told = next
    model.send_msg({ hover: JSON.parse(next) })
  }
  // Not pointerover: between elements of one shadow tree it does not come up to the document.
  const move = (event) => {
    const found = JSON.stringify(event.pointerType === "touch" || event.buttons ? null : thing(event))
    if (found === next) return
    next = found
    clearTimeout(timer)
    timer = setTimeout(tell, SETTLE)
  }
  const key = (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return
    const inside = (node) => node instanceof Element && node.matches("input, textarea, [role=listbox], [role=dialog], [role=menu]")
    if (!event.composedPath().some(inside)) model.send_msg({ escape: true })
  }
  document.addEventListener("pointermove", move)
  document.addEventListener("keydown", key)
  model.on("remove", () => {
    document.removeEventListener("pointermove", move)
    document.removeEventListener("keydown", key)
  })
}
