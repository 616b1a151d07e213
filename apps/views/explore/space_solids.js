// The solid part of the Φ-structure in space, in three.js: points, links, lines, triangles and floors.

export class Solids {
  constructor(THREE) {
    this.THREE = THREE;
    this.balls = new THREE.SphereGeometry(1, 20, 14);
    this.boxes = new THREE.BoxGeometry(1.7, 1.7, 1.7);
    this.rod = new THREE.CylinderGeometry(1, 1, 1, 8, 1, true);
  }

  /** A world with all of it; `spots` and `middles` are the places of the points and of the mechanisms. */
  world(data, spots, middles) {
    const { THREE } = this;
    const world = new THREE.Scene();
    world.fog = new THREE.Fog(data.colors.ground, 3.4, 8);
    for (const box of [false, true]) {
      const chosen = data.points.map((point, i) => [point, spots[i]]).filter(([point]) => point.box === box);
      if (chosen.length) world.add(this.points(chosen, box ? this.boxes : this.balls));
    }
    if (data.links.length) world.add(this.links(data.links, spots, middles));
    if (data.lines.length) world.add(this.lines(data.lines, spots));
    if (data.triangles.length) world.add(this.triangles(data.triangles, spots));
    for (const floor of data.floors) world.add(this.floor(floor, data.colors.floor));
    return world;
  }

  /** Free what a world has of its own. */
  drop(world) {
    world.traverse((each) => {
      if (each.geometry && ![this.balls, this.boxes, this.rod].includes(each.geometry)) {
        each.geometry.dispose();
      }
      each.material?.dispose();
    });
  }

  points(chosen, geometry) {
    const { THREE } = this;
    const mesh = new THREE.InstancedMesh(geometry, new THREE.MeshBasicMaterial(), chosen.length);
    const place = new THREE.Matrix4();
    for (const [i, [{ size, color }, spot]] of chosen.entries()) {
      place.makeScale(size, size, size).setPosition(spot);
      mesh.setMatrixAt(i, place);
      mesh.setColorAt(i, new THREE.Color(color));
    }
    return mesh;
  }

  links(links, spots, middles) {
    const { THREE } = this;
    const mesh = new THREE.InstancedMesh(this.rod, new THREE.MeshBasicMaterial(), links.length);
    const up = new THREE.Vector3(0, 1, 0);
    for (const [i, link] of links.entries()) {
      const [a, b] = [middles[link.mechanism], spots[i]];
      const along = b.clone().sub(a);
      const middle = a.clone().add(b).multiplyScalar(0.5);
      const turn = new THREE.Quaternion().setFromUnitVectors(up, along.clone().normalize());
      const wide = link.wide ? 0.012 : 0.007;
      const size = new THREE.Vector3(wide, along.length(), wide);
      mesh.setMatrixAt(i, new THREE.Matrix4().compose(middle, turn, size));
      mesh.setColorAt(i, new THREE.Color(link.color));
    }
    return mesh;
  }

  lines(lines, spots) {
    const { THREE } = this;
    const look = { vertexColors: true, transparent: true, depthWrite: false };
    return new THREE.LineSegments(this.faces(lines, spots), new THREE.LineBasicMaterial(look));
  }

  triangles(triangles, spots) {
    const { THREE } = this;
    const look = { vertexColors: true, transparent: true, depthWrite: false, side: THREE.DoubleSide };
    return new THREE.Mesh(this.faces(triangles, spots), new THREE.MeshBasicMaterial(look));
  }

  faces(faces, spots) {
    const { THREE } = this;
    const places = faces.flatMap((face) => face.of.flatMap((i) => spots[i].toArray()));
    const colors = faces.flatMap((face) => {
      const { r, g, b } = new THREE.Color(face.color);
      return face.of.flatMap(() => [r, g, b, face.alpha]);
    });
    const geometry = new THREE.BufferGeometry();
    geometry.setAttribute("position", new THREE.Float32BufferAttribute(places, 3));
    geometry.setAttribute("color", new THREE.Float32BufferAttribute(colors, 4));
    return geometry;
  }

  floor({ y }, color) {
    const { THREE } = this;
    const ring = [...Array(65).keys()].map((i) => (i * Math.PI) / 32);
    const places = ring.map((a) => new THREE.Vector3(1.2 * Math.cos(a), y, 1.2 * Math.sin(a)));
    const look = new THREE.LineBasicMaterial({ color, transparent: true, opacity: 0.4 });
    return new THREE.Line(new THREE.BufferGeometry().setFromPoints(places), look);
  }
}
