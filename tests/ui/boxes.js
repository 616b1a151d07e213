// Evaluated in a page: what a person could not read there, a sentence each.
() => {
  const SLACK = 1.5; // of a pixel: letters hang over, rounding
  const up = (e) => e.parentElement ?? (e.getRootNode() instanceof ShadowRoot ? e.getRootNode().host : null);
  const slotted = (e) => e.assignedSlot ?? up(e);
  const shown = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const texts = [],
    plots = [],
    faults = [];
  const name = (e) => {
    for (let at = e; at; at = up(at))
      if (typeof at.className === "string" && at.className)
        return at.className.split(" ").slice(-2).join(".");
    return e.tagName;
  };
  const hints = new Set();
  const told = (e, text) => (e.title ?? "").includes(text) || [...hints].some((hint) => hint.includes(text)); // cut short, but whole in a hint
  const see = (node) => {
    const e = node.parentElement ?? node.getRootNode().host;
    const text = node.data.trim();
    if (!text || !e || !shown(e) || /^(STYLE|SCRIPT|OPTION|TITLE|NOSCRIPT|TEXTAREA)$/i.test(e.tagName))
      return;
    const range = document.createRange();
    range.selectNodeContents(node);
    let box = range.getBoundingClientRect();
    if (box.width < 1 || box.height < 1) return;
    box = { left: box.left, top: box.top, right: box.right, bottom: box.bottom };
    let away = false;
    for (let at = e; at && at !== document.documentElement; at = slotted(at)) {
      const style = getComputedStyle(at);
      if (style.position === "fixed") break;
      if (style.clip !== "auto" || style.clipPath !== "none") {
        away = true;
        break;
      } // for screen readers
      const [x, y] = [style.overflowX, style.overflowY];
      if ((x === "visible" && y === "visible") || at instanceof SVGElement) continue;
      const edge = at.getBoundingClientRect();
      const out = [
        edge.left - box.left,
        box.right - edge.right,
        edge.top - box.top,
        box.bottom - edge.bottom,
      ];
      if (
        box.right <= edge.left ||
        box.left >= edge.right ||
        box.bottom <= edge.top ||
        box.top >= edge.bottom
      ) {
        away = true;
        if (/hidden|clip/.test(y) && /hidden|clip/.test(x)) {
          if (edge.width > 2 && edge.height > 2)
            faults.push(`${name(e)}: "${text}" is out of sight (${name(at)})`);
          break;
        }
        if (/auto|scroll/.test(x) && (box.left >= edge.right || box.right <= edge.left))
          faults.push(`${name(e)}: "${text}" is ${Math.round(out[1])} px beside what is in sight`);
        break;
      }
      const across = Math.max(out[0], out[1]) > SLACK,
        along = Math.max(out[2], out[3]) > SLACK;
      const elided = style.textOverflow === "ellipsis";
      if (across && !(elided && told(at, text)))
        faults.push(
          `${name(e)}: "${text}" is cut off by ${Math.round(Math.max(out[0], out[1]))} px (${name(at)})`,
        );
      if (along && /hidden|clip/.test(y) && Math.max(out[2], out[3]) > 3)
        faults.push(
          `${name(e)}: "${text}" is cut off by ${Math.round(Math.max(out[2], out[3]))} px in height (${name(at)})`,
        );
      box = {
        left: Math.max(box.left, edge.left),
        right: Math.min(box.right, edge.right),
        top: Math.max(box.top, edge.top),
        bottom: Math.min(box.bottom, edge.bottom),
      };
    }
    if (!away && (box.right > innerWidth + SLACK || box.left < -SLACK))
      faults.push(`${name(e)}: "${text}" is beside the window`);
    if (!away) texts.push({ box, text, e, rects: [...range.getClientRects()] });
  };
  const note = (root) => {
    for (const e of root.querySelectorAll("*")) {
      if (e.title) hints.add(e.title);
      if (e.shadowRoot) note(e.shadowRoot);
    }
  };
  note(document);
  const inSight = (e) => {
    let { left, top, right, bottom } = e.getBoundingClientRect();
    for (let at = slotted(e); at && at !== document.documentElement; at = slotted(at)) {
      if (getComputedStyle(at).overflowY === "visible") continue;
      const edge = at.getBoundingClientRect();
      [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
      [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
    }
    return { left, top, right, bottom };
  };
  const walk = (root) => {
    for (const e of root.querySelectorAll("*")) {
      if (e.tagName === "CANVAS" && shown(e)) {
        const box = inSight(e);
        if (box.right - box.left > 20) plots.push({ box, e });
      }
      if (e.shadowRoot) walk(e.shadowRoot);
    }
    const tree = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (tree.nextNode()) see(tree.currentNode);
  };
  walk(document);
  const meet = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
  const within = (a, b) => {
    for (let at = b; at; at = up(at)) if (at === a) return true;
    return false;
  };
  const over = (e) => {
    // what floats above the page on purpose
    for (let at = e; at; at = slotted(at)) if (getComputedStyle(at).position === "fixed") return true;
    return false;
  };
  const flat = texts.filter(({ e }) => !over(e));
  flat.forEach((a, i) => {
    for (const b of flat.slice(i + 1)) {
      if (a.e === b.e || within(a.e, b.e) || within(b.e, a.e) || !meet(a.box, b.box)) continue;
      if (a.rects.some((one) => b.rects.some((two) => meet(one, two))))
        faults.push(`"${a.text}" (${name(a.e)}) lies over "${b.text}" (${name(b.e)})`);
    }
    for (const plot of plots) {
      const host = plot.e.getRootNode().host;
      if (host && within(host.getRootNode().host ?? host, a.e)) continue;
      if (a.rects.some((one) => meet(one, plot.box)))
        faults.push(`"${a.text}" (${name(a.e)}) lies over a drawing (${name(plot.e)})`);
    }
  });
  const page = document.scrollingElement;
  if (page.scrollWidth > innerWidth) faults.push(`the page is ${page.scrollWidth - innerWidth} px too wide`);
  return [...new Set(faults)];
};
