// The Φ-structure in space, drawn with three.js when something changes: nothing moves by itself.
import { Solids } from "./space_solids.js";
import { clamp, picked, pixels, spotAt, standpoint, stepped, turned } from "./space_spots.js";
import { node, put, SpaceTexts } from "./space_texts.js";

const HOME = { yaw: 0.5, pitch: 0.3, far: 3.7 };
const TURN = Math.PI / 24;
const HELP = tr("Drag or arrows: turn · wheel or + −: zoom · 0: reset · n, p: distinctions");
const SORRY = tr(
  "This browser cannot draw in space (WebGL is missing or switched off); the plane shows the same.",
);

class Space {
  constructor(THREE, model, stage, title) {
    this.THREE = THREE;
    this.model = model;
    this.renderer = new THREE.WebGLRenderer({ antialias: true, alpha: true });
    this.renderer.setPixelRatio(Math.min(window.devicePixelRatio, 2));
    this.renderer.outputColorSpace = THREE.LinearSRGBColorSpace;
    this.stage = stage;
    this.title = title;
    this.renderer.domElement.setAttribute("aria-hidden", "true");
    stage.append(this.renderer.domElement);
    this.over = node("div", "over", stage);
    this.over.setAttribute("aria-hidden", "true");
    this.tip = node("div", "tip", stage);
    this.camera = new THREE.PerspectiveCamera(38, 1, 0.1, 50);
    this.eye = { ...HOME };
    this.pointers = new Map();
    this.told = "null";
    this.solids = new Solids(THREE);
    this.listen();
    this.resize = new ResizeObserver(() => this.fit());
    this.resize.observe(stage);
  }

  build(data) {
    const { THREE } = this;
    if (this.world) this.solids.drop(this.world);
    this.data = data;
    this.at = data.links.findIndex((link) => link.wide) >> 1;
    this.spots = data.points.map((point) => new THREE.Vector3(...point.at));
    this.middles = data.mechanisms.map((mark) => new THREE.Vector3(...mark.at));
    this.world = this.solids.world(data, this.spots, this.middles);
    this.addTexts(data);
    this.stage.setAttribute("aria-label", `${data.says} ${HELP}.`);
    this.mark(this.model.marks);
    this.fit();
  }

  addTexts(data) {
    this.over.replaceChildren();
    this.texts = new SpaceTexts(this.THREE, this.over, data);
    this.rings = [];
    this.title.textContent = data.title;
    node("small", "note", this.title).textContent = data.note;
  }

  /** Put rings around points and mechanisms that the page's selection lights up. */
  mark(marks) {
    for (const ring of this.rings ?? []) ring.node.remove();
    const ring = (at, size) => {
      const made = node("i", "ring", this.over);
      Object.assign(made.style, {
        width: `${size}px`,
        height: `${size}px`,
        borderColor: this.data.colors.ring,
      });
      return { at, node: made };
    };
    this.rings = [
      ...(marks.vertices ?? []).filter((i) => this.spots[i]).map((i) => ring(this.spots[i], 22)),
      ...(marks.distinctions ?? []).filter((i) => this.middles[i]).map((i) => ring(this.middles[i], 30)),
    ];
    this.texts.choose(marks);
    this.draw();
  }

  fit() {
    const { clientWidth: wide, clientHeight: high } = this.stage;
    if (!wide || !high) return;
    this.size = { wide, high };
    this.renderer.setSize(wide, high, false);
    this.camera.aspect = wide / high;
    this.camera.updateProjectionMatrix();
    this.draw();
  }

  /** Draw once, at the browser's next frame. */
  draw() {
    if (this.asked || !this.world || !this.size) return;
    this.asked = requestAnimationFrame(() => {
      this.asked = 0;
      this.paint();
    });
  }

  paint() {
    const { yaw, pitch, far } = this.eye;
    this.camera.position.set(...standpoint(this.eye, this.camera.aspect));
    this.camera.lookAt(0, -0.1, 0);
    this.camera.updateMatrixWorld();
    this.renderer.render(this.world, this.camera);
    for (const ring of this.rings) put(ring.node, this.onScreen(ring.at));
    this.texts.place((at) => this.onScreen(at));
    this.stage.dataset.view = [yaw, pitch, far].map((value) => value.toFixed(3)).join(" ");
  }

  onScreen(at) {
    return pixels(at.clone().project(this.camera), this.size);
  }

  turn(yaw, pitch) {
    this.look(turned(this.eye, yaw, pitch));
  }

  /** Look from elsewhere, and tell the page once nothing has moved for a while: figures follow. */
  look(eye) {
    this.eye = eye;
    this.draw();
    clearTimeout(this.telling);
    const { yaw, pitch } = eye;
    this.telling = setTimeout(() => this.model.send_msg({ eye: { yaw, pitch } }), 150);
  }

  zoom(factor) {
    this.eye.far = clamp(this.eye.far * factor, 1.2, 12);
    this.draw();
  }

  find(x, y) {
    const { points: purviews, mechanisms, lines } = this.data;
    const points = this.spots.map((at, i) => ({ ...this.onScreen(at), says: purviews[i].says }));
    // A label that has stepped aside is hit where it stands.
    const names = this.middles.map((at, i) => ({
      ...(this.texts.names[i].spot ?? this.onScreen(at)),
      says: mechanisms[i].says,
    }));
    return spotAt(x, y, points, names, lines);
  }

  hover(found, x, y) {
    this.tip.hidden = !found;
    this.tip.textContent = found?.says ?? "";
    if (found) {
      const [left, top] = [Math.min(x + 14, this.size.wide - 180), Math.max(y - 30, 0)];
      this.tip.style.transform = `translate(${left}px, ${top}px)`;
    }
    const spot = found && { kind: found.kind, numbers: found.numbers };
    if (JSON.stringify(spot) === this.told) return;
    this.told = JSON.stringify(spot);
    this.model.send_msg({ hover: spot });
  }

  step(by) {
    if (!this.middles.length) return;
    // Kept here too: the next key may come before the page has answered the last.
    this.at = stepped(this.at, by, this.middles.length);
    this.model.send_msg({ choose: { kind: "distinction", numbers: [this.at] } });
  }

  listen() {
    const { stage, pointers } = this;
    stage.addEventListener("pointerdown", (event) => {
      stage.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, this.here(event));
      this.moved = pointers.size > 1 ? 99 : 0;
    });
    stage.addEventListener("pointermove", (event) => this.move(event));
    stage.addEventListener("pointerup", (event) => {
      const { x, y } = this.here(event);
      if (!pointers.delete(event.pointerId) || !(this.moved < 4) || !this.world) return;
      this.model.send_msg({ pick: picked(this.find(x, y)) });
    });
    stage.addEventListener("pointercancel", (event) => pointers.delete(event.pointerId));
    stage.addEventListener("pointerleave", () => this.hover(null));
    const wheel = (event) => {
      event.preventDefault();
      this.zoom(Math.exp(clamp(event.deltaY, -200, 200) * 0.0015));
    };
    stage.addEventListener("wheel", wheel, { passive: false });
    stage.addEventListener("keydown", (event) => this.key(event));
    const lost = () => this.model.send_msg({ failed: true });
    this.renderer.domElement.addEventListener("webglcontextlost", lost);
  }

  here(event) {
    const box = this.stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  move(event) {
    const now = this.here(event);
    const before = this.pointers.get(event.pointerId);
    if (!before) {
      if (this.world && this.size) this.hover(this.find(now.x, now.y), now.x, now.y);
      return;
    }
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    const apart = (p) => Math.hypot(p.x - other.x, p.y - other.y);
    if (other) this.zoom(apart(before) / (apart(now) || 1));
    else this.turn((before.x - now.x) * 0.008, (now.y - before.y) * 0.008);
    this.moved += Math.hypot(now.x - before.x, now.y - before.y);
    this.pointers.set(event.pointerId, now);
  }

  key(event) {
    const act = {
      ArrowLeft: () => this.turn(-TURN, 0),
      ArrowRight: () => this.turn(TURN, 0),
      ArrowUp: () => this.turn(0, TURN),
      ArrowDown: () => this.turn(0, -TURN),
      "+": () => this.zoom(0.85),
      "=": () => this.zoom(0.85),
      "-": () => this.zoom(1 / 0.85),
      0: () => this.look({ ...HOME }),
      n: () => this.step(1),
      p: () => this.step(-1),
    }[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }
}

async function start(model, stage, title) {
  if (!document.createElement("canvas").getContext("webgl2")) throw new Error("no WebGL 2");
  const THREE = await import(new URL(model.library, document.baseURI).href);
  THREE.ColorManagement.enabled = false;
  return new Space(THREE, model, stage, title);
}

export function render({ model, el }) {
  const frame = node("div", "space", el);
  const title = node("div", "title", frame);
  const stage = node("div", "stage", frame);
  Object.assign(stage, { tabIndex: 0 });
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-roledescription", tr("turnable drawing"));
  stage.setAttribute("aria-label", tr("Φ-structure in space."));
  node("div", "help", frame).textContent = HELP;
  let space = null;
  let starting = false;

  const fail = (error) => {
    console.info("No drawing in space:", error?.message ?? error);
    stage.textContent = SORRY;
    model.send_msg({ failed: true });
  };
  const show = async () => {
    if (!model.scene.points || (starting && !space)) return;
    if (!space) {
      starting = true;
      try {
        space = await start(model, stage, title);
      } catch (error) {
        fail(error);
        return;
      }
    }
    space.build(model.scene);
  };
  model.on("scene", show);
  model.on("marks", () => space?.data && space.mark(model.marks));
  model.on("remove", () => {
    clearTimeout(space?.telling);
    space?.resize.disconnect();
    space?.renderer.dispose();
  });
  void show();
}
