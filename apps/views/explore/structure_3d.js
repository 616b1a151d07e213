// The Φ-structure in space, drawn with three.js when something changes, never in a loop: nothing moves by itself.
const HOME = { yaw: 0.5, pitch: 0.3, far: 3.7 };
const REACH = 16; // px from a point that still count as on it
const TURN = Math.PI / 24;
const HELP = tr("Drag or arrows: turn · wheel or + −: zoom · 0: reset · n, p: distinctions");
const SORRY = tr(
  "This browser cannot draw in space (WebGL is missing or switched off); the plane shows the same.",
);

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

function node(tag, className, parent) {
  const made = document.createElement(tag);
  made.className = className;
  parent.append(made);
  return made;
}

/** Distance in px from (x, y) to the segment a–b on screen. */
export function awayFromSegment(x, y, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = clamp(((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1), 0, 1);
  return Math.hypot(a.x + along * dx - x, a.y + along * dy - y);
}

class Space {
  constructor(THREE, model, stage) {
    this.THREE = THREE;
    this.model = model;
    this.renderer = new THREE.WebGLRenderer({ antialias: true, alpha: true });
    this.renderer.setPixelRatio(Math.min(window.devicePixelRatio, 2));
    this.stage = stage;
    this.renderer.domElement.setAttribute("aria-hidden", "true");
    stage.append(this.renderer.domElement);
    this.over = node("div", "over", stage);
    this.over.setAttribute("aria-hidden", "true");
    this.tip = node("div", "tip", stage);
    this.camera = new THREE.PerspectiveCamera(38, 1, 0.1, 50);
    this.eye = { ...HOME };
    this.pointers = new Map();
    this.told = "null";
    this.balls = new THREE.SphereGeometry(1, 20, 14);
    this.boxes = new THREE.BoxGeometry(1.7, 1.7, 1.7);
    this.rod = new THREE.CylinderGeometry(1, 1, 1, 8, 1, true);
    this.listen();
    this.resize = new ResizeObserver(() => this.fit());
    this.resize.observe(stage);
  }

  build(data) {
    const { THREE } = this;
    this.drop();
    this.data = data;
    this.at = data.links.findIndex((link) => link.wide) >> 1;
    this.world = new THREE.Scene();
    this.world.fog = new THREE.Fog(data.colors.ground, 3.4, 8);
    this.spots = data.points.map((point) => new THREE.Vector3(...point.at));
    this.middles = data.mechanisms.map((mark) => new THREE.Vector3(...mark.at));
    for (const box of [false, true]) this.addPoints(data.points, box);
    this.addLinks(data);
    this.addLines(data.lines);
    this.addTriangles(data.triangles);
    this.addFloors(data);
    this.addTexts(data);
    this.stage.setAttribute("aria-label", `${data.says} ${HELP}.`);
    this.mark(this.model.marks);
    this.fit();
  }

  drop() {
    this.world?.traverse((each) => {
      if (each.geometry && ![this.balls, this.boxes, this.rod].includes(each.geometry))
        each.geometry.dispose();
      each.material?.dispose();
    });
  }

  addPoints(points, box) {
    const { THREE } = this;
    const chosen = points.map((point, i) => [point, i]).filter(([point]) => point.box === box);
    const mesh = new THREE.InstancedMesh(
      box ? this.boxes : this.balls,
      new THREE.MeshBasicMaterial(),
      chosen.length,
    );
    const place = new THREE.Matrix4();
    chosen.forEach(([point, i], at) => {
      place.makeScale(point.size, point.size, point.size).setPosition(this.spots[i]);
      mesh.setMatrixAt(at, place);
      mesh.setColorAt(at, new THREE.Color(point.color));
    });
    if (chosen.length) this.world.add(mesh);
  }

  addLinks(data) {
    const { THREE } = this;
    const mesh = new THREE.InstancedMesh(this.rod, new THREE.MeshBasicMaterial(), data.links.length);
    const up = new THREE.Vector3(0, 1, 0);
    data.links.forEach((link, i) => {
      const [a, b] = [this.middles[link.mechanism], this.spots[i]];
      const along = b.clone().sub(a);
      const turn = new THREE.Quaternion().setFromUnitVectors(up, along.clone().normalize());
      const wide = link.wide ? 0.012 : 0.007;
      mesh.setMatrixAt(
        i,
        new THREE.Matrix4().compose(
          a.clone().add(b).multiplyScalar(0.5),
          turn,
          new THREE.Vector3(wide, along.length(), wide),
        ),
      );
      mesh.setColorAt(i, new THREE.Color(link.color));
    });
    if (data.links.length) this.world.add(mesh);
  }

  faces(faces) {
    const { THREE } = this;
    const places = faces.flatMap((face) => face.of.flatMap((i) => this.spots[i].toArray()));
    const colors = faces.flatMap((face) => {
      const { r, g, b } = new THREE.Color(face.color);
      return face.of.flatMap(() => [r, g, b, face.alpha]);
    });
    const geometry = new THREE.BufferGeometry();
    geometry.setAttribute("position", new THREE.Float32BufferAttribute(places, 3));
    geometry.setAttribute("color", new THREE.Float32BufferAttribute(colors, 4));
    return geometry;
  }

  addLines(lines) {
    const { THREE } = this;
    const look = { vertexColors: true, transparent: true, depthWrite: false };
    if (lines.length)
      this.world.add(new THREE.LineSegments(this.faces(lines), new THREE.LineBasicMaterial(look)));
  }

  addTriangles(triangles) {
    const { THREE } = this;
    const look = { vertexColors: true, transparent: true, depthWrite: false, side: THREE.DoubleSide };
    if (triangles.length)
      this.world.add(new THREE.Mesh(this.faces(triangles), new THREE.MeshBasicMaterial(look)));
  }

  addFloors(data) {
    const { THREE } = this;
    const ring = [...Array(65).keys()].map((i) => (i * Math.PI) / 32);
    for (const floor of data.floors) {
      const places = ring.map((a) => new THREE.Vector3(1.2 * Math.cos(a), floor.y, 1.2 * Math.sin(a)));
      const look = { color: data.colors.floor, transparent: true, opacity: 0.4 };
      this.world.add(
        new THREE.Line(new THREE.BufferGeometry().setFromPoints(places), new THREE.LineBasicMaterial(look)),
      );
    }
  }

  addTexts(data) {
    this.over.replaceChildren();
    const text = (className, { at, text, color }) => {
      const made = node("span", className, this.over);
      made.textContent = text;
      made.style.color = color;
      return { at: new this.THREE.Vector3(...at), node: made };
    };
    this.texts = data.labels.map((label) => text("label", label));
    data.mechanisms.forEach((mark) => {
      const made = text("mechanism", mark);
      if (mark.phi) node("small", "", made.node).textContent = mark.phi;
      this.texts.push(made);
    });
    for (const floor of data.floors) {
      const said = (floor.text === "1" ? tr("{n} unit") : tr("{n} units")).replace("{n}", floor.text);
      this.texts.push(text("floor", { at: [-1.25, floor.y, 0], text: said, color: data.colors.muted }));
    }
    this.rings = [];
    this.title.textContent = data.title;
    node("small", "note", this.title).textContent = data.note;
  }

  /** Put rings around points and mechanisms that the page's selection lights up. */
  mark(marks) {
    this.rings?.forEach((ring) => ring.node.remove());
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
    const back = far * Math.max(1, 1.3 / this.camera.aspect);
    this.camera.position.set(
      back * Math.cos(pitch) * Math.sin(yaw),
      back * Math.sin(pitch),
      back * Math.cos(pitch) * Math.cos(yaw),
    );
    this.camera.lookAt(0, -0.1, 0);
    this.camera.updateMatrixWorld();
    this.renderer.render(this.world, this.camera);
    for (const { at, node } of [...this.texts, ...this.rings]) {
      const { x, y } = this.onScreen(at);
      node.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)`;
    }
    this.stage.dataset.view = [yaw, pitch, far].map((value) => value.toFixed(3)).join(" ");
  }

  onScreen(at) {
    const { x, y, z } = at.clone().project(this.camera);
    return { x: ((x + 1) / 2) * this.size.wide, y: ((1 - y) / 2) * this.size.high, z };
  }

  turn(yaw, pitch) {
    this.look({ ...this.eye, yaw: this.eye.yaw + yaw, pitch: clamp(this.eye.pitch + pitch, -1.5, 1.5) });
  }

  /** Look from elsewhere, and tell the page once nothing has moved for a while: figures are seen from there too. */
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

  /** What is at a place of the stage: a purview's point, a mechanism's label, or the line of a relation. */
  find(x, y) {
    const near = [];
    const away = (at) => {
      const spot = this.onScreen(at);
      return Math.hypot(spot.x - x, spot.y - y);
    };
    this.spots.forEach((at, i) =>
      near.push({ away: away(at), kind: "purview", numbers: [i], says: this.data.points[i].says }),
    );
    this.middles.forEach((at, i) =>
      near.push({ away: away(at), kind: "distinction", numbers: [i], says: this.data.mechanisms[i].says }),
    );
    const best = near.reduce((a, b) => (b.away < a.away ? b : a), { away: REACH });
    if (best.kind) return best;
    const spots = this.spots.map((at) => this.onScreen(at));
    let line = { away: 5 };
    for (const face of this.data.lines) {
      const away = awayFromSegment(x, y, spots[face.of[0]], spots[face.of[1]]);
      if (away < line.away)
        line = {
          away,
          kind: "relation",
          says: face.says,
          numbers: [...new Set(face.of.map((i) => i >> 1))].sort((a, b) => a - b),
        };
    }
    return line.kind ? line : null;
  }

  hover(found, x, y) {
    this.tip.hidden = !found;
    this.tip.textContent = found?.says ?? "";
    if (found)
      this.tip.style.transform = `translate(${Math.min(x + 14, this.size.wide - 180)}px, ${Math.max(y - 30, 0)}px)`;
    const spot = found && { kind: found.kind, numbers: found.numbers };
    if (JSON.stringify(spot) === this.told) return;
    this.told = JSON.stringify(spot);
    this.model.send_msg({ hover: spot });
  }

  pick(found) {
    // A point stands for its distinction when it is picked, as in the plane.
    const spot =
      found?.kind === "purview" ? { kind: "distinction", numbers: [found.numbers[0] >> 1] } : found;
    this.model.send_msg({ pick: spot && { kind: spot.kind, numbers: spot.numbers } });
  }

  step(by) {
    const count = this.middles.length;
    if (!count) return;
    // Kept here too: the next key may come before the page has answered the last.
    this.at = this.at < 0 ? (by > 0 ? 0 : count - 1) : (this.at + by + count) % count;
    this.model.send_msg({ choose: { kind: "distinction", numbers: [this.at] } });
  }

  listen() {
    const { stage, pointers } = this;
    const here = (event) => {
      const box = stage.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    stage.addEventListener("pointerdown", (event) => {
      stage.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, here(event));
      this.moved = pointers.size > 1 ? 99 : 0;
    });
    stage.addEventListener("pointermove", (event) => {
      const now = here(event);
      const before = pointers.get(event.pointerId);
      if (!before) {
        if (this.world && this.size) this.hover(this.find(now.x, now.y), now.x, now.y);
        return;
      }
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      if (other)
        this.zoom(
          Math.hypot(before.x - other.x, before.y - other.y) /
            (Math.hypot(now.x - other.x, now.y - other.y) || 1),
        );
      else this.turn((before.x - now.x) * 0.008, (now.y - before.y) * 0.008);
      this.moved += Math.hypot(now.x - before.x, now.y - before.y);
      pointers.set(event.pointerId, now);
    });
    stage.addEventListener("pointerup", (event) => {
      const { x, y } = here(event);
      if (pointers.delete(event.pointerId) && this.moved < 4 && this.world) this.pick(this.find(x, y));
    });
    stage.addEventListener("pointercancel", (event) => pointers.delete(event.pointerId));
    stage.addEventListener("pointerleave", () => this.hover(null));
    stage.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        this.zoom(Math.exp(clamp(event.deltaY, -200, 200) * 0.0015));
      },
      { passive: false },
    );
    stage.addEventListener("keydown", (event) => {
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
    });
    this.renderer.domElement.addEventListener("webglcontextlost", () =>
      this.model.send_msg({ failed: true }),
    );
  }
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
        if (!document.createElement("canvas").getContext("webgl2")) throw new Error("no WebGL 2");
        const THREE = await import(new URL(model.library, document.baseURI).href);
        THREE.ColorManagement.enabled = false;
        space = new Space(THREE, model, stage);
        space.renderer.outputColorSpace = THREE.LinearSRGBColorSpace;
        space.title = title;
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
