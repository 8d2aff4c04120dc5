/** Lets the pages of the door open without the server, and be installed on the tablet. */

/** Browsers give neither over plain HTTP, except on the machine itself. */
export function install() {
  if (!("serviceWorker" in navigator)) return;
  const link = document.createElement("link");
  link.rel = "manifest";
  link.href = "/kiosk/app.webmanifest";
  document.head.append(link);
  navigator.serviceWorker.register("/kiosk/sw.js", { scope: "/kiosk", updateViaCache: "none" }).catch(() => {
    // Without it the page works as long as it stays open.
  });
}
