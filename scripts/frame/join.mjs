// Joins files of Streamlit's page: node join.mjs FOLDER TARGET INDEX "First Parts" "Later Parts"
// Three groups, each one file: what the index itself imports; what the first parts import besides; and the later ones.
// A file that is in one, and that files in none ask for, stays under its name and hands on what it exports.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { rollup } from "@rollup/wasm-node";

const [folder, target, index, ...parts] = process.argv.slice(2);
const files = new Set(readdirSync(folder).filter((name) => name.endsWith(".js")));
const text = (name) => readFileSync(join(folder, name), "utf8");
const matches = (name, pattern) => [...text(name).matchAll(pattern)].map(([, found]) => found);
const imports = (name) => matches(name, /(?:from|import)"\.\/([^"]+\.js)"/g);
const importsLater = (name) => matches(name, /import\([`"']\.\/([^`"']+\.js)[`"']\)/g);
const groupOf = new Map();

function gather(name, group) {
  if (groupOf.has(name)) return;
  groupOf.set(name, group);
  for (const imported of imports(name)) gather(imported, group);
}

gather(index, "joined-1");
parts.forEach((names, i) => {
  for (const name of files) if (names.split(" ").includes(name.split(".")[0])) gather(name, `joined-${i + 2}`);
});

const others = [...files].filter((name) => !groupOf.has(name));
const asked = new Set([index, ...others.flatMap((name) => [...imports(name), ...importsLater(name)])]);
const entries = [...groupOf.keys()].filter((name) => asked.has(name));
const isWithin = (id) => groupOf.has(basename(id));
const joined = await rollup({
  input: Object.fromEntries(entries.map((name) => [name.slice(0, -3), resolve(folder, name)])),
  treeshake: false,
  preserveEntrySignatures: "strict",
  onwarn: ({ code, message }) => ["CIRCULAR_DEPENDENCY", "EVAL"].includes(code) || console.error(message),
  plugins: [
    {
      name: "streamlit",
      resolveId: (id, from) =>
        from && !isWithin(id) ? { id: `./${basename(id)}`, external: "relative" } : resolve(folder, basename(id)),
      // What is asked for beforehand of a part is the file that it is in now; rollup puts its name in.
      renderChunk: (code, chunk, options, { chunks }) =>
        code.replace(/m\.f=\[[^\]]*\]/g, (list) =>
          list.replace(/"\.\/([^"]+\.js)"/g, (whole, name) =>
            groupOf.has(name) ? `"./${Object.keys(chunks).find((file) => file.startsWith(groupOf.get(name)))}"` : whole,
          ),
        ),
    },
  ],
});
await joined.write({
  dir: target,
  format: "es",
  compact: true,
  generatedCode: { constBindings: true },
  entryFileNames: "[name].js",
  chunkFileNames: "[name].[hash].js",
  manualChunks: (id) => groupOf.get(basename(id)),
});
