// The board of macro units: what they are made of, the mapping of the chosen one, the history they look at.
import { make } from "../../ui/nodes.js";

export function render({ model, el }) {
  const board = make("div", { class: "board" });
  el.append(board);
  const send = (message) => model.send_msg(message);
  let seen = "";
  const draw = () => {
    const focused = el.getRootNode().activeElement?.dataset?.key;
    const top = board.querySelector(".frame")?.scrollTop ?? 0;
    board.replaceChildren(...boardParts(model.board, send));
    const { label, tau } = model.board.chosen ?? {};
    // A flip leaves the sequences where they are; those of another unit begin at the present one.
    const now = board.querySelector("tr.now");
    const frame = board.querySelector(".frame");
    const start = now ? now.offsetTop - 2 * now.offsetHeight : 0;
    const one = `${label} ${tau}`;
    if (frame) frame.scrollTop = one === seen ? top : start;
    if (frame?.clientHeight) seen = one;
    if (focused) board.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  };
  draw();
  model.on("board", draw);
}

// All parts of the board; `send` reports what is pressed, and nothing changes until the answer comes.
export function boardParts(board, send) {
  const parts = [makingPart(board.making, send)];
  if (board.units?.length) parts.push(listPart(board.units, send));
  if (board.chosen) parts.push(mappingPart(board.chosen, send));
  if (board.history) parts.push(historyPart(board.history, send));
  return parts;
}

function press(key, text, attributes, act) {
  const button = make("button", { type: "button", "data-key": key, ...attributes }, text);
  button.addEventListener("click", act);
  return button;
}

function part(hook, title, ...content) {
  const section = make("section", { class: hook, "aria-label": title });
  section.append(make("h3", {}, title), ...content);
  return section;
}

function unitButton(key, unit, act) {
  const said = filled(unit.on ? tr("{unit} is ON") : tr("{unit} is OFF"), { unit: unit.label });
  const on = unit.on ? "on" : "";
  return press(
    key,
    unit.text,
    { class: `unit ${on}`, "aria-label": said, "aria-pressed": `${unit.on}` },
    act,
  );
}

function makingPart(making, send) {
  const row = make("div", { class: "line", role: "group", "aria-label": tr("Its constituents") });
  for (const unit of making.units) {
    row.append(
      press(
        `pick ${unit.label}`,
        unit.label,
        { class: `pick ${unit.picked ? "picked" : ""}`, "aria-pressed": `${unit.picked}` },
        () => send({ type: "pick", label: unit.label }),
      ),
    );
  }
  const choice = make("select", { "data-key": "kind", "aria-label": tr("Its mapping") });
  for (const [value, name] of making.kinds) {
    const option = make("option", { value }, name);
    option.selected = value === making.kind;
    choice.append(option);
  }
  choice.addEventListener("change", () => send({ type: "kind", kind: choice.value }));
  const button = press("make", tr("Make a unit"), { class: "make" }, () => send({ type: "make" }));
  button.disabled = !making.units.some((unit) => unit.picked);
  row.append(choice, button);
  return part("making", tr("Make a unit"), make("p", { class: "note" }, making.note), row);
}

function listPart(units, send) {
  const list = make("ul");
  for (const unit of units) {
    const item = make("li", { class: unit.chosen ? "chosen" : "" });
    const name = press(`choose ${unit.label}`, "", { class: "name", "aria-pressed": `${unit.chosen}` }, () =>
      send({ type: "choose", label: unit.label }),
    );
    name.append(
      make("span", { class: `dot ${unit.on ? "on" : ""}`, "aria-hidden": "true" }),
      make("span", {}, unit.words),
      make("span", { class: "state" }, unit.on ? tr("ON") : tr("OFF")),
    );
    item.append(name);
    if (!unit.micro) {
      item.append(asked(unit, tr("Split"), tr("Split {unit} into its micro units"), "split", send));
    }
    item.append(
      asked(
        unit,
        tr("Leave out"),
        tr("Leave {unit} out of the system: it becomes background"),
        "leave",
        send,
      ),
    );
    const mark = { true: "own", false: "not" }[unit.stands] ?? "";
    if (unit.verdict) item.append(make("p", { class: `verdict ${mark}` }, unit.verdict));
    list.append(item);
  }
  return part("units", tr("The macro units"), list);
}

function asked(unit, text, sentence, type, send) {
  const said = filled(sentence, { unit: unit.label });
  const attributes = { class: "small", title: said, "aria-label": said };
  return press(`${type} ${unit.label}`, text, attributes, () => send({ type, label: unit.label }));
}

function mappingPart(chosen, send) {
  const { label } = chosen;
  const title = filled(tr("When is {unit} ON?"), { unit: label });
  const grain = make("div", { class: "line tau" });
  const step = (by, text, name) => {
    const button = press(`tau ${by}`, text, { class: "step", "aria-label": name, title: name }, () =>
      send({ type: "tau", label, tau: chosen.tau + by }),
    );
    button.disabled = chosen.tau + by < 1 || chosen.tau + by > chosen.most;
    return button;
  };
  grain.append(
    make("span", {}, tr("Update grain τ")),
    step(-1, "−", tr("One update less")),
    make("b", { class: "value", role: "status" }, `${chosen.tau}`),
    step(1, "+", tr("One update more")),
  );
  const presets = make("div", { class: "line presets", role: "group", "aria-label": tr("Mappings by name") });
  for (const [key, name, on] of chosen.presets) {
    const attributes = { class: `pick ${on ? "picked" : ""}`, "aria-pressed": `${on}` };
    presets.append(press(`preset ${key}`, name, attributes, () => send({ type: "preset", label, key })));
  }
  const parts = [...membersLines(chosen, send), grain, presets, mappingTable(chosen, send)];
  if (chosen.counts.length) parts.push(countsLine(chosen));
  if (chosen.note) parts.push(make("p", { class: "note" }, chosen.note));
  return part("mapping", title, ...parts);
}

// What it is made of, and which units of the background belong to it.
function membersLines(chosen, send) {
  const { label } = chosen;
  const line = (type, title, units, sentences) => {
    const row = make("div", { class: `line ${type}`, role: "group", "aria-label": title });
    row.append(make("span", {}, title));
    for (const unit of units) {
      const said = filled(sentences[unit.picked ? 1 : 0], { unit: unit.label, macro: label });
      const attributes = {
        class: `pick ${unit.picked ? "picked" : ""}`,
        "aria-pressed": `${unit.picked}`,
        "aria-label": said,
        title: said,
      };
      row.append(
        press(`${type} ${unit.label}`, unit.label, attributes, () => send({ type, label, unit: unit.label })),
      );
    }
    return row;
  };
  const made = [tr("Put {unit} into {macro}"), tr("Take {unit} out of {macro}: a unit of its own")];
  const given = [
    tr("Let {unit} belong to {macro} as its background"),
    tr("{unit} no longer belongs to {macro}"),
  ];
  const beside = line("apportion", tr("Its background"), chosen.background, given);
  if (!chosen.background.length) beside.append(make("span", { class: "note" }, chosen.alone));
  return [line("member", tr("Made of"), chosen.members, made), beside];
}

function mappingTable(chosen, send) {
  const frame = make("div", { class: "frame", tabindex: "0", role: "group", "aria-label": tr("Sequences") });
  const table = make("table");
  const head = make("tr");
  for (const name of [...chosen.heads, chosen.label]) head.append(make("th", { scope: "col" }, name));
  const body = make("tbody");
  for (const row of chosen.rows) {
    const line = make("tr", row.now ? { class: "now", "aria-current": "true" } : {});
    for (const text of row.states) line.append(make("td", {}, text));
    const said = filled(row.on ? tr("{unit} is ON after {row}") : tr("{unit} is OFF after {row}"), {
      unit: chosen.label,
      row: row.states.join(", "),
    });
    const flip = press(
      `flip ${row.index}`,
      row.on ? tr("ON") : tr("OFF"),
      { class: `flip ${row.on ? "on" : ""}`, "aria-label": said, "aria-pressed": `${row.on}`, title: said },
      () => send({ type: "flip", label: chosen.label, row: row.index }),
    );
    const cell = make("td");
    cell.append(flip);
    if (row.now) cell.append(make("span", { class: "here" }, tr("now")));
    line.append(cell);
    body.append(line);
  }
  const header = make("thead");
  header.append(head);
  table.append(header, body);
  frame.append(table);
  return frame;
}

function countsLine(chosen) {
  const on = chosen.counts.filter(([, value]) => value).map(([count]) => count);
  return make("p", { class: "note" }, filled(tr("ON when {n} of its states are ON."), { n: on.join(", ") }));
}

function historyPart(history, send) {
  const row = make("div", { class: "columns" });
  for (const column of history.columns) {
    const group = make("div", { class: "column", role: "group", "aria-label": column.head });
    group.append(make("span", { class: "head" }, column.head));
    for (const unit of column.units) {
      group.append(
        unitButton(`past ${column.ago} ${unit.label}`, unit, () =>
          send({ type: "past", ago: column.ago, label: unit.label }),
        ),
      );
    }
    row.append(group);
  }
  const said = make("p", { class: "note", role: "status" }, history.note);
  const parts = [said, row];
  const ways = make("div", { class: "line" });
  const way = (type, text, title) =>
    ways.append(press(type, text, { class: "small", title }, () => send({ type })));
  way("trail", tr("From the trajectory"), tr("The last states of the trajectory in Dynamics"));
  way("walk", tr("Walk from the oldest"), tr("Step the network on from the oldest column to a new present"));
  if (!history.assumed) way("assume", tr("Assume it constant"), "");
  parts.push(ways);
  return part("history", tr("History"), ...parts);
}

function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
