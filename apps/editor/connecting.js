// Connecting in two steps: the first unit, then the second; by keys, clicks or taps.

import { Acts } from "./acts.js";
import { edgeId, unitId } from "./geometry.js";
import { TEXT } from "./words.js";

export class Connecting extends Acts {
  // `source` null: it is chosen first. With the keyboard a first target is offered.
  startConnect(source, offered = false) {
    this.connecting = { label: source, over: null, left: true, reversed: false, old: null };
    this.startAiming();
    if (source === null) {
      this.say(TEXT.start, true);
      return;
    }
    const target =
      this.units.find((u) => u.label !== source && !this.byId.has(edgeId(source, u.label)))?.label ?? source;
    if (offered) this.aim(target);
    else this.say(TEXT.from(source), true);
  }

  // Another unit for one end ("from" or "to") of an edge.
  startReconnect(id, end, offered = false) {
    const old = this.byId.get(id);
    this.connecting = {
      label: end === "to" ? old.from : old.to,
      over: null,
      left: true,
      reversed: end === "from",
      old,
    };
    this.startAiming();
    this.say(TEXT.again(old, end), true);
    if (offered) this.aim(end === "to" ? old.to : old.from);
  }

  startAiming() {
    this.root.classList.add("connecting");
    this.enableTools();
    if (
      !this.root.contains(this.root.getRootNode().activeElement) ||
      this.bar.contains(this.root.getRootNode().activeElement)
    ) {
      this.focusItem(this.focus ?? this.order()[0]);
    }
  }

  // Point at a unit for the open end.
  aim(over) {
    const job = this.connecting;
    if (job.label === null) {
      this.focusItem(unitId(over));
      return;
    }
    job.over = over;
    this.focusItem(unitId(over));
    this.drawGhost(job, this.place(over));
    const [source, target] = job.reversed ? [over, job.label] : [job.label, over];
    this.say(TEXT.connectTo(source, target), true);
  }

  // Take a unit: as the first of a new edge, or as its other end.
  take(label) {
    const job = this.connecting;
    if (job.label === null) {
      this.startConnect(label, this.root.classList.contains("kbd"));
      return;
    }
    this.endConnect();
    if (!job.old) this.focusItem(unitId(job.label));
    this.dropLink({ ...job, over: label });
  }

  dropLink(job) {
    const [source, target] = job.reversed ? [job.over, job.label] : [job.label, job.over];
    if (!job.old) this.connect(source, target);
    else if (job.old.from !== source || job.old.to !== target) this.reconnect(job.old, source, target);
  }

  endConnect() {
    const job = this.connecting;
    this.connecting = null;
    this.root.classList.remove("connecting");
    this.clearGhost();
    this.toast.classList.remove("shown");
    this.enableTools();
    return job;
  }

  cancelConnect() {
    const job = this.endConnect();
    this.focusItem(job.old ? job.old.id : job.label === null ? this.focus : unitId(job.label));
    this.say(TEXT.cancelled);
  }
}
