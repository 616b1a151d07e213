// Copy and paste. The text is a phiscope file that Python writes and Python reads: here it is only carried.
// The system's clipboard comes first, as it reaches other tabs, programs and people; where the browser keeps
// it closed (pages without encryption from another machine, for one) this browser's own store stands in.

import { Connecting } from "./connecting.js";
import { SCALE, clamp, flip } from "./geometry.js";
import { TEXT } from "./words.js";

const STORE = "phiscope-clipboard";
const LONGEST = 200_000; // characters; Python refuses more
const ANSWER = 5000; // ms to wait for the text of a copy

export class Clipboard extends Connecting {
  copy(cut = false) {
    const units = this.chosenUnits();
    if (!units.length) {
      this.say(TEXT.noUnit, true);
      return;
    }
    const text = new Promise((resolve, reject) => {
      this.copying = { seq: this.emit("copy", { units }), resolve };
      setTimeout(() => reject(new Error("no answer")), ANSWER);
    });
    // The clipboard is asked for at once, in the very key press or click: later a browser may refuse.
    this.carry(text).then(
      (system) => {
        const note = this.copying.note;
        this.say(
          [(system ? TEXT.copied : TEXT.copiedHere)(units.length), ...(note ? [note] : [])].join(" "),
          true,
        );
        const left = units.filter((label) => this.byLabel.has(label));
        if (cut && left.length) this.emit("delete", { units: left, edges: [] });
      },
      () => {},
    );
  }

  // Python's answer to a copy.
  answer({ clip, of, note }) {
    if (of !== this.copying?.seq) return;
    this.copying.note = note;
    this.copying.resolve(clip);
  }

  async carry(promised) {
    const written = this.writeSystem(promised).then(
      () => true,
      () => false,
    );
    const text = await promised;
    const system = (await written) || copyByCommand(text);
    keep({ text, system });
    return system;
  }

  async writeSystem(promised) {
    const blob = promised.then((text) => new Blob([text], { type: "text/plain" }));
    blob.catch(() => {}); // whoever asked for the text hears of it
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
  }

  // Ctrl+V: the browser hands over the text without asking anybody, when the drawing has the focus.
  pasted(event) {
    const active = this.root.getRootNode().activeElement;
    if (!active || !this.root.contains(active)) return;
    event.preventDefault();
    clearTimeout(this.pasting);
    this.paste(pick(event.clipboardData?.getData("text/plain")));
  }

  // A browser that has nothing to hand over may not say so: then our own store is asked.
  awaitPaste() {
    clearTimeout(this.pasting);
    this.pasting = setTimeout(() => this.paste(pick("")), 300);
  }

  async pasteByButton(place = null) {
    let text = "";
    try {
      text = await navigator.clipboard.readText();
    } catch {
      // Not allowed, or not there at all.
    }
    this.paste(pick(text), place);
  }

  // `place`: where the middle of what is pasted goes; without it beside the originals.
  paste(text, place = null) {
    if (!text) {
      this.say(TEXT.clipboard, true);
      return;
    }
    const at = place && { x: clamp(place.x / SCALE), y: flip(clamp(place.y / SCALE)) };
    this.expect("units", this.emit("paste", { text: text.slice(0, LONGEST + 1), ...at }));
  }
}

// The system's text, unless ours is newer and never got there.
export function pick(text) {
  const own = kept();
  return own && (!own.system || !text) ? own.text : text;
}

let here = null; // for browsers that store nothing

export function keep(clip) {
  here = clip;
  try {
    localStorage.setItem(STORE, JSON.stringify(clip));
  } catch {
    // Full or forbidden: this page still has it.
  }
}

function kept() {
  try {
    const clip = JSON.parse(localStorage.getItem(STORE));
    return typeof clip?.text === "string" ? clip : here;
  } catch {
    return here;
  }
}

// The old way, which also works on pages without encryption.
function copyByCommand(text) {
  let done = false;
  const fill = (event) => {
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
    done = true;
  };
  document.addEventListener("copy", fill, { capture: true });
  try {
    return document.execCommand("copy") && done;
  } catch {
    return false;
  } finally {
    document.removeEventListener("copy", fill, { capture: true });
  }
}
