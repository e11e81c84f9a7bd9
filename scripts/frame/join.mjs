// Joins files of Streamlit's page: node join.mjs FOLDER TARGET INDEX "First Parts" "Later Parts"
// Three groups, each one file: what the index itself imports; what the first parts import besides; and the later ones.
// Every file that is in one stays under its name and hands on what it exports, for files that are in none.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { rollup } from "@rollup/wasm-node";

const [folder, target, index, ...parts] = process.argv.slice(2);
const files = new Set(readdirSync(folder).filter((name) => name.endsWith(".js")));
const text = (name) => readFileSync(join(folder, name), "utf8");
const imports = (name) => [...text(name).matchAll(/(?:from|import)"\.\/([^"]+\.js)"/g)].map(([, imported]) => imported);
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

const isWithin = (id) => groupOf.has(basename(id));
const joined = await rollup({
  input: Object.fromEntries([...groupOf.keys()].map((name) => [name.slice(0, -3), resolve(folder, name)])),
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
