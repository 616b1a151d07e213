"""The choice among tied candidates: radio buttons, so that the arrow keys walk them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import param
from panel.custom import JSComponent

STYLE = """
fieldset { border: none; margin: 0; padding: 4px 8px 0; display: flex; flex-wrap: wrap; gap: 2px 10px;
  font-size: .812rem; align-items: center; }
legend { float: left; padding: 0; margin-right: 8px; font-weight: 500; }
label { display: flex; align-items: center; gap: 3px; cursor: pointer; padding: 1px 0; }
input { margin: 0; accent-color: var(--phi-focus); }
"""


class TiedChoice(JSComponent):
    """A row of radio buttons; a choice is reported, not carried out."""

    options = param.List(default=[], doc="The candidates in letter case.")
    chosen = param.Integer(default=0)
    title = param.String(default="")

    _stylesheets: ClassVar[list[str]] = [STYLE]
    _esm = """
export function render({ model, el }) {
  const box = document.createElement("fieldset");
  const title = document.createElement("legend");
  box.append(title);
  el.append(box);
  const mark = () => {
    box.querySelectorAll("input").forEach((each, i) => { each.checked = i === model.chosen; });
  };
  const draw = () => {
    title.textContent = model.title;
    const labels = [...box.querySelectorAll("label")];
    // A button that stays keeps the focus of whoever walks through them.
    labels.slice(model.options.length).forEach((label) => label.remove());
    model.options.forEach((text, i) => {
      if (labels[i]) {
        labels[i].lastChild.textContent = text;
        return;
      }
      const label = document.createElement("label");
      const button = document.createElement("input");
      Object.assign(button, { type: "radio", name: "candidate", value: i });
      button.addEventListener("change", () => model.send_msg({ chosen: i }));
      label.append(button, document.createTextNode(text));
      box.append(label);
    });
    mark();
  };
  model.on("options", draw);
  model.on("title", () => { title.textContent = model.title; });
  model.on("chosen", mark);
  draw();
}
"""

    def __init__(self, choose: Callable[[int], object], **params: Any) -> None:
        super().__init__(**params)
        self._choose = choose

    def _handle_msg(self, data: Any) -> None:
        chosen = data.get("chosen") if isinstance(data, dict) else None
        if type(chosen) is int and 0 <= chosen < len(self.options):
            # The browser shows it already: only if told so is it corrected when another stays chosen.
            self.chosen = chosen
            self._choose(chosen)
