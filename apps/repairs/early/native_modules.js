// A repair of Panel: the browser loads the scripts of components itself, as they are.
//
// Panel has es-module-shims fetch, read and rewrite each module, 1.4 MB of Material UI first, for browsers that
// know no import maps; and it compiles each component of a page from TypeScript. Our components are JavaScript
// and import nothing by a bare name: of the 2.1 s to the first picture that took 0.45 s, measured.
const SCRIPTED = "panel.models.esm.ReactiveESM";

if (globalThis.importShim === undefined) {
  // Of a script's own address nothing is known here: addresses are those of the page, as for the shim.
  globalThis.importShim = (address) => import(new URL(address, document.baseURI).href);
  globalThis.importShim.addImportMap = () => {};
}

document.addEventListener("DOMContentLoaded", () => {
  const { prototype } = window.Bokeh.Models.get(SCRIPTED);
  const { compile } = prototype;
  if (typeof compile !== "function") {
    console.warn("Panel compiles components in another way now; see apps/repairs/early/native_modules.js");
    return;
  }
  if (compile.repaired) return;
  prototype.compile = function () {
    return this.type === SCRIPTED ? this.esm : compile.call(this);
  };
  prototype.compile.repaired = true;
});
