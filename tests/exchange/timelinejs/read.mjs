// Reads a timeline with TimelineJS's own TimelineConfig and prints what it made of it. Usage: node read.mjs FILE
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { JSDOM } from "jsdom";

const { outputFiles } = buildSync({
  stdin: {
    contents: 'export { TimelineConfig } from "@knight-lab/timelinejs/src/js/core/TimelineConfig.js"',
    resolveDir: dirname(fileURLToPath(import.meta.url)),
  },
  bundle: true,
  format: "iife",
  globalName: "Reader",
  write: false,
});
const { window } = new JSDOM("", { runScripts: "outside-only", url: "http://localhost/" });
window.console.log = () => {};
window.eval(`${outputFiles[0].text};window.Reader = Reader`);
const config = new window.Reader.TimelineConfig(JSON.parse(readFileSync(process.argv[2], "utf8")));
config.validate();
const plain = (html) => new window.DOMParser().parseFromString(html, "text/html");
const slide = ({ unique_id, start_date, end_date, display_date, text }) => ({
  id: unique_id,
  start: start_date && start_date.data.date_obj.toISOString().slice(0, 10),
  end: end_date && end_date.data.date_obj.toISOString().slice(0, 10),
  words: display_date,
  headline: plain(text.headline).body.textContent,
  body: plain(text.text).body.textContent,
  elements: [...plain(text.headline + text.text).body.querySelectorAll("*")].map((e) => e.localName),
});
const { title, events } = config;
process.stdout.write(JSON.stringify({ errors: config.getErrors(), title: slide(title), events: events.map(slide) }));
