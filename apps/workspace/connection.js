// Watches whether the server answers. While it does not, the page says so and refuses every stroke, so that
// nothing seems to be done that is lost; when the server is back the page goes on, or comes back by itself.
import { make } from "../ui/nodes.js";

const EVERY = 2000; // ms between two questions to the server
const PATIENCE = 5000; // ms that an answer may take: on a busy machine a class that opens its pages together holds it up
const TICK = 500;
const SHOWN = 12_000; // ms
const GONE = "phiscope.gone";
const STYLE = `position: fixed; top: 0; left: 0; right: 0; z-index: 100000; padding: 10px 16px;
 font: 500 15px/1.4 var(--phi-font); text-align: center; background: CanvasText; color: Canvas;
 outline: 2px solid Canvas;`;
const STROKES = ["pointerdown", "keydown", "input", "drop", "paste"];

export function render({ model, el }) {
  el.hidden = true;
  const connection = new Connection(model);
  model.on("msg:custom", (event) => connection.answered((event?.data ?? event)?.pong));
  model.on("lifecycle:remove", () => connection.stop());
  connection.start();
}

export class Connection {
  constructor(model, clock = () => Date.now()) {
    this.model = model;
    this.clock = clock;
    this.asked = null; // when the question was asked that is not answered yet
    this.number = 0;
    this.heard = this.ticked = clock();
    this.stroke = 0; // when the person last did something
    this.down = this.closed = false;
  }

  start() {
    for (const kind of STROKES) window.addEventListener(kind, this.guard, true);
    for (const document of window.Bokeh?.documents ?? []) {
      document.on_event?.("connection_lost", () => this.lose());
    }
    this.timer = setInterval(() => this.tick(), TICK);
    this.welcome();
  }

  stop() {
    clearInterval(this.timer);
    for (const kind of STROKES) window.removeEventListener(kind, this.guard, true);
    this.show(null);
  }

  // A page that slept, or was put in the background, asks again before it judges.
  tick() {
    const now = this.clock();
    if (now - this.ticked > 4 * TICK) this.asked = null;
    this.ticked = now;
    if (this.closed) return;
    if (this.asked === null && (now - this.heard >= EVERY || this.down)) {
      this.asked = now;
      this.model.send_msg({ ping: (this.number += 1) });
    } else if (this.asked !== null && now - this.asked > PATIENCE) this.fall();
  }

  answered(number) {
    if (number !== this.number) return;
    this.heard = this.asked ?? this.clock();
    this.asked = null;
    if (this.down && !this.closed) this.rise();
  }

  // The connection is closed for good: a server that answers again knows nothing of this page.
  lose() {
    if (this.closed) return;
    this.closed = true;
    this.fall();
    clearInterval(this.timer);
    this.timer = setInterval(() => this.look(), 2 * TICK);
  }

  async look() {
    try {
      const answer = await fetch(new URL("liveness", location.href), { cache: "no-store" });
      if (!answer.ok) return;
    } catch {
      return; // not yet
    }
    clearInterval(this.timer);
    sessionStorage.setItem(GONE, this.stroke > this.heard ? "stroke" : "nothing");
    location.reload();
  }

  fall() {
    if (this.down) return;
    this.down = true;
    this.show(
      tr("The server does not answer."),
      tr(
        "What you drew is kept in this browser. Nothing can be changed until the server is back; the page then goes on by itself.",
      ),
    );
    this.hold(true);
  }

  rise() {
    this.down = false;
    this.hold(false);
    this.show(null);
  }

  // Nothing of the page can be reached, by mouse or keyboard; what can be read stays readable.
  hold(held) {
    for (const part of document.body.children) if (part !== this.banner) part.inert = held;
  }

  guard = (event) => {
    if (!this.down) {
      this.stroke = this.clock();
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.refusal) this.refusal.textContent = tr("Not done: the server does not answer.");
  };

  // Says after a reload what may be missing.
  welcome() {
    const gone = sessionStorage.getItem(GONE);
    sessionStorage.removeItem(GONE);
    if (gone === null) return;
    const more =
      gone === "stroke" ? tr("Your last change before that may be missing.") : tr("Nothing was lost.");
    this.show(tr("The server was gone and is back."), more);
    setTimeout(() => this.down || this.show(null), SHOWN);
  }

  show(title, more) {
    this.banner?.remove();
    this.banner = null;
    if (title === null) return;
    this.refusal = make("div", { class: "refusal" });
    this.banner = make("div", { class: "server-gone", role: "alert", style: STYLE });
    this.banner.append(make("strong", {}, title), ` ${more}`, this.refusal);
    document.body.append(this.banner);
  }
}
