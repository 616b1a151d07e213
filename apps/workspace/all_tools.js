// The browser keeps whether it wants every tool, so that its next page is built with them from the start.
const YEAR = 31536000; // seconds

export function render({ model, el }) {
  el.hidden = true;
  const dress = () => {
    // The tools of the drawing rest while nobody is in it, and it takes the room of what is not below it.
    const { style } = document.documentElement;
    style.setProperty("--phi-at-rest", model.shown ? "1" : "0");
    style.setProperty("--phi-spared", model.shown ? "0px" : "84px");
  };
  model.on("shown", dress);
  model.on("msg:custom", (message) => {
    const { cookie, keep } = message.data ?? message;
    if (cookie) document.cookie = `${cookie}; path=/; samesite=strict; max-age=${keep ? YEAR : 0}`;
  });
  dress();
}
