// Writes out/sw.js: the template with the list of this build's files and a version made of their contents.
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

const OUT = new URL("../out/", import.meta.url).pathname;
const TEMPLATE = new URL("./sw.template.js", import.meta.url);
const LEFT_OUT = /(^|\/)(sw\.js|404\.html|_not-found.*|404\/.*)$|\.map$/;

const found = await readdir(OUT, { recursive: true, withFileTypes: true });
const files = found
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(OUT, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
  .filter((name) => !LEFT_OUT.test(name))
  .sort();

const digest = createHash("sha256");
for (const name of files) digest.update(name).update(await readFile(path.join(OUT, name)));
const urls = files.map((name) => `/${name.replace(/(^|\/)index\.html$/, "$1")}`);
const template = await readFile(TEMPLATE, "utf8");
const worker = template
  .replace("__VERSION__", `heo-${digest.digest("hex").slice(0, 16)}`)
  .replace("__FILES__", JSON.stringify(urls));
await writeFile(path.join(OUT, "sw.js"), worker);
process.stdout.write(`service worker: ${urls.length} files\n`);
