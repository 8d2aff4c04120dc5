/**
 * Builds what the browsers load into server/static/dist, which the server serves under /static/.
 *
 * An entry is a `<face>/static/<name>.js` or `.css` for which the same face has a template
 * `<name>.html` (anywhere under `<face>/templates/`). Every other file there is a shared module and
 * gets in by being imported. Two faces may not have a page of the same name: the manifest is flat.
 *
 * A `<face>/static/<name>_worker.js` is a script of its own too: it runs beside a page, as a worker.
 *
 * The result: hashed scripts and stylesheets, icons-HASH.svg, emblem-HASH.svg, fonts/, licences.txt
 * and manifest.json ({"kiosk.js": "kiosk-AB12CD34.js", ...}). It is built beside and then renamed,
 * so that a running server never sees half of it.
 */

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync, promises as fs } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const DIST = path.join(ROOT, "server", "static", "dist");
const FACES = ["server", "kiosk", "stage", "admin", "printers"];
const MODULES = path.join(ROOT, "node_modules");
/** What reads codes in the camera's pictures; camera_worker.js is told where it is. */
const READER = "zxing_reader.wasm";
/** The emblem as a tablet shows it among its installed programs. */
const APP_ICONS = ["icon_192.png", "icon_512.png"];
const FONT_PACKAGE = "@expo-google-fonts/be-vietnam-pro";
const WEIGHTS = ["400Regular", "500Medium", "600SemiBold", "700Bold", "800ExtraBold"];

/** Lucide icons that templates reach through a variable; those named in `icon("…")` are found. */
const ICONS = [
  "arrow-left", "arrow-right", "award", "ban", "calendar", "check", "check-check", "chevron-down",
  "chevron-right", "circle", "circle-alert", "circle-check", "circle-dot", "circle-x", "clock",
  "download", "eye", "file-text", "flag", "flower-2", "hourglass", "id-card", "info", "link",
  "list-ordered", "lock", "log-in", "log-out", "map-pin", "mic", "monitor", "octagon-alert",
  "pause", "pencil", "play", "plus", "power", "printer", "qr-code", "refresh-cw", "rotate-ccw",
  "scan-line", "search", "settings", "skip-forward", "square", "ticket", "timer", "trash-2",
  "triangle-alert", "tv", "undo-2", "upload", "user", "users", "volume-2", "wifi-off", "x",
];

/** @returns {Promise<string[]>} every file below a folder; none if there is no such folder */
async function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  const found = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

async function templates() {
  const lists = await Promise.all(FACES.map((face) => filesBelow(path.join(ROOT, face, "templates"))));
  return lists.flat().filter((file) => file.endsWith(".html"));
}

async function entriesOf(face, pages) {
  const names = new Set(
    pages.filter((page) => page.startsWith(path.join(ROOT, face) + path.sep)).map((page) => path.parse(page).name),
  );
  const folder = path.join(ROOT, face, "static");
  if (!existsSync(folder)) return [];
  return (await fs.readdir(folder))
    .filter((file) => /\.(js|css)$/.test(file) && names.has(path.parse(file).name))
    .map((file) => path.join(folder, file));
}

/** Workers, which browsers of 2020 take only as plain scripts. */
async function workers() {
  const lists = await Promise.all(FACES.map((face) => filesBelow(path.join(ROOT, face, "static"))));
  return lists.flat().filter((file) => file.endsWith("_worker.js") && !file.startsWith(DIST));
}

function refuseTwins(entries) {
  const seen = new Map();
  for (const entry of entries) {
    const name = path.basename(entry);
    if (seen.has(name)) throw new Error(`Two pages are called ${name}: ${seen.get(name)} and ${entry}`);
    seen.set(name, entry);
  }
}

async function bundle(entries, folder, format) {
  return build({
    absWorkingDir: ROOT,
    entryPoints: entries.map((entry) => path.relative(ROOT, entry)),
    outdir: folder,
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    publicPath: "/static",
    external: ["/static/*"],
    loader: { ".svg": "file" },
    bundle: true,
    minify: true,
    format,
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    // Tablets of 2020: Chrome and WebView 87, Safari 14.1.
    target: ["es2020", "chrome87", "edge87", "firefox78", "safari14.1"],
    logLevel: "warning",
  });
}

/** Write a file under its name with a hash of its content, as esbuild does; give the new name. */
async function writeHashed(folder, name, content) {
  const { name: stem, ext } = path.parse(name);
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  const hashed = `${stem}-${hash}${ext}`;
  await fs.writeFile(path.join(folder, hashed), content);
  return hashed;
}

async function iconNames(pages) {
  const texts = await Promise.all(pages.map((page) => fs.readFile(page, "utf8")));
  const called = texts.flatMap((text) => [...text.matchAll(/\bicon\(\s*["']([a-z0-9-]+)["']/g)].map((match) => match[1]));
  return [...new Set([...ICONS, ...called])].sort();
}

async function spriteOf(names) {
  const symbols = await Promise.all(names.map(async (name) => {
    const file = path.join(MODULES, "lucide-static", "icons", `${name}.svg`);
    const drawing = await fs.readFile(file, "utf8").catch(() => {
      throw new Error(`Lucide has no icon "${name}".`);
    });
    const inside = drawing.slice(drawing.indexOf(">", drawing.indexOf("<svg")) + 1, drawing.lastIndexOf("</svg>"));
    const shapes = inside.replace(/\s*\n\s*/g, "");
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shapes}</symbol>`;
  }));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

async function copyFonts(folder) {
  const target = path.join(folder, "fonts");
  const source = path.join(MODULES, FONT_PACKAGE);
  await fs.mkdir(target);
  const copies = WEIGHTS.map((weight) => {
    const file = `BeVietnamPro_${weight}.ttf`;
    return fs.copyFile(path.join(source, weight, file), path.join(target, file));
  });
  await Promise.all([...copies, fs.copyFile(path.join(source, "LICENSE_FONT"), path.join(target, "OFL.txt"))]);
}

function packagesIn(metafile) {
  const names = Object.keys(metafile.inputs).map((input) => input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]);
  return [...new Set([...names.filter(Boolean), "lucide-static", FONT_PACKAGE])].sort();
}

async function licenceOf(name) {
  const folder = path.join(MODULES, name);
  const about = JSON.parse(await fs.readFile(path.join(folder, "package.json"), "utf8"));
  const texts = (await fs.readdir(folder)).filter((file) => /^licen[cs]e/i.test(file)).sort();
  const bodies = await Promise.all(texts.map((file) => fs.readFile(path.join(folder, file), "utf8")));
  const head = `${about.name} ${about.version} (${about.license ?? "see below"})`;
  return [head, "=".repeat(head.length), ...bodies.map((body) => body.trim())].join("\n\n");
}

function manifestOf(metafile) {
  const named = Object.entries(metafile.outputs)
    .filter(([, output]) => output.entryPoint)
    .map(([file, output]) => [path.basename(output.entryPoint), path.basename(file)]);
  return Object.fromEntries(named.sort(([one], [other]) => one.localeCompare(other)));
}

async function putInPlace(folder) {
  const old = `${DIST}.old-${process.pid}`;
  if (existsSync(DIST)) await fs.rename(DIST, old);
  await fs.rename(folder, DIST);
  await fs.rm(old, { recursive: true, force: true });
}

async function buildInto(folder) {
  const pages = await templates();
  const entries = (await Promise.all(FACES.map((face) => entriesOf(face, pages)))).flat();
  const beside = await workers();
  refuseTwins([...entries, ...beside]);
  const [{ metafile }, { metafile: aside }, sprite, emblem, reader] = await Promise.all([
    bundle(entries, folder, "esm"),
    bundle(beside, folder, "iife"),
    iconNames(pages).then(spriteOf),
    fs.readFile(path.join(ROOT, "server", "static", "emblem.svg"), "utf8"),
    fs.readFile(path.join(MODULES, "zxing-wasm", "dist", "reader", READER)),
    copyFonts(folder),
  ]);
  const manifest = { ...manifestOf(metafile), ...manifestOf(aside) };
  manifest[READER] = await writeHashed(folder, READER, reader);
  manifest["icons.svg"] = await writeHashed(folder, "icons.svg", sprite);
  manifest["emblem.svg"] = await writeHashed(folder, "emblem.svg", emblem);
  for (const icon of APP_ICONS) {
    manifest[icon] = await writeHashed(folder, icon, await fs.readFile(path.join(ROOT, "kiosk", "static", icon)));
  }
  const packages = packagesIn({ inputs: { ...metafile.inputs, ...aside.inputs } });
  const licences = await Promise.all(packages.map(licenceOf));
  await fs.writeFile(path.join(folder, "licences.txt"), `${licences.join("\n\n\n")}\n`);
  await fs.writeFile(path.join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

const began = performance.now();
const folder = `${DIST}.new-${process.pid}`;
try {
  await fs.mkdir(folder, { recursive: true });
  const manifest = await buildInto(folder);
  await putInPlace(folder);
  const tookMs = Math.round(performance.now() - began);
  console.log(`server/static/dist: ${Object.keys(manifest).length} assets in ${tookMs} ms`);
} finally {
  await fs.rm(folder, { recursive: true, force: true });
}
