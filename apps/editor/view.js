// The view of the drawing: which part of it is shown, and how large.

import { setAttrs } from "./elements.js";
import { captionSize, fitView, partShown, viewOf, zoomView } from "./geometry.js";
import { Page } from "./page.js";

// Type of every day has size 1; in a lecture it is larger.
export function typeSize() {
  return Number(getComputedStyle(document.documentElement).getPropertyValue("--phi-size")) || 1;
}

export class View extends Page {
  size() {
    return { w: this.root.clientWidth || 600, h: this.root.clientHeight || 400 };
  }

  resized() {
    if (this.held) this.lookAt(this.held);
    else if (!this.viewTouched && !this.press) this.fit(false);
  }

  // Python opened another network; the next frame draws it and then fits the view to it.
  showWhole() {
    this.fitting = true;
    this.soon();
  }

  barHeight() {
    return this.bar.offsetTop + this.bar.offsetHeight;
  }

  fit(byHand = true) {
    this.held = null;
    if (byHand) this.viewTouched = false;
    this.setView(fitView(this.points(), this.size(), this.r, this.barHeight(), typeSize()));
  }

  zoom(factor, at = { x: this.size().w / 2, y: this.size().h / 2 }) {
    const view = zoomView(this.view, factor, at);
    if (view.k === this.view.k) return false;
    this.held = null;
    this.viewTouched = true;
    this.setView(view);
    return true;
  }

  setView(view) {
    this.view = view;
    this.world.style.setProperty("--caption", captionSize(view.k, typeSize()));
    setAttrs(this.world, { transform: `translate(${view.x} ${view.y}) scale(${view.k})` });
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.tellView(), 150);
  }

  // What a link carries: the place in the middle and the scale, or nothing while the whole network is shown.
  tellView() {
    const shown = this.viewTouched ? partShown(this.view, this.size()) : {};
    if (JSON.stringify(shown) !== JSON.stringify(this.model.shown)) this.model.shown = shown;
  }

  lookAt(shown) {
    this.held = shown; // also when the drawing gets its size, or another
    this.viewTouched = true;
    this.setView(viewOf(shown, this.size()));
  }
}
