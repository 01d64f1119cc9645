// What a worker has and a frame has not: runs in the frame before the worker's own script. See iframe-worker.js.
"use strict";
window.postMessage = (data, target) => parent.postMessage(data, target || "*");
window.importScripts = (...urls) =>
  urls.reduce(
    (before, url) =>
      before.then(
        () =>
          new Promise((resolve) => {
            const script = document.createElement("script");
            script.src = url;
            script.onload = resolve;
            document.body.appendChild(script);
          }),
      ),
    Promise.resolve(),
  );
addEventListener("error", ({ error }) => parent.dispatchEvent(new ErrorEvent("error", { error })));
