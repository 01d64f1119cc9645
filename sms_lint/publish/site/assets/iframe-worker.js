// A worker in a hidden frame, for pages that are opened from a folder: browsers refuse real workers there.
// After iframe-worker 1.0.4 by Martin Donath (MIT, see iframe-worker.LICENSE), which writes a script into the frame's
// text. Here that script is a file, iframe-worker-inside.js, so that the pages can forbid all scripts in texts.
"use strict";
(() => {
  if (location.protocol !== "file:") return;
  const inside = new URL("iframe-worker-inside.js", document.currentScript.src).href;
  window.Worker = class extends EventTarget {
    constructor(url) {
      super();
      this.url = `${url}`;
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.frame.title = "Search";
      document.body.appendChild(this.frame);
      const page = this.frame.contentWindow.document;
      page.open();
      page.write(`<html><body><script src="${inside}"></script><script src="${this.url}"></script></body></html>`);
      page.close();
      this.heard = (event) => {
        if (event.source !== this.frame.contentWindow) return;
        this.dispatchEvent(new MessageEvent("message", { data: event.data }));
        this.onmessage?.(event);
      };
      addEventListener("message", this.heard);
      this.ready = new Promise((resolve) => this.frame.contentWindow.addEventListener("load", resolve));
    }

    postMessage(data) {
      this.ready.then(() => {
        this.frame.contentWindow.dispatchEvent(new MessageEvent("message", structuredClone({ data })));
      });
    }

    terminate() {
      this.frame.remove();
      removeEventListener("message", this.heard);
    }
  };
})();
