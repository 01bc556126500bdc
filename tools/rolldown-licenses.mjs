/**
 * Rolldown plugin: emits licenses.txt with the licences of what is bundled, each text once with the packages that stand under it. A package under
 * terms that ask for more than their own text, or that nobody has looked at, ends the build.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");

export const licenses = (fileName) => ({
  name: "licenses",
  generateBundle(_, bundle) {
    const modules = Object.values(bundle).flatMap((chunk) => (chunk.type === "chunk" ? Object.keys(chunk.modules) : []));
    const packages = new Set(modules.flatMap((id) => /node_modules\/(?:@[^/]+\/)?[^/]+(?!.*node_modules\/)/.exec(id) ?? []));
    for (const folder of packages) refuseTerms(manifest(folder));
    const byText = Map.groupBy([...packages].toSorted(), licenseText);
    const parts = [...byText].map(([text, names]) => `${names.map(versioned).join("\n")}\n\n${text}\n`);
    this.emitFile({ type: "asset", fileName, source: parts.join(`\n${"-".repeat(80)}\n\n`) });
  },
});

/** Whatever cannot be resolved would be missed at run time only. */
export function refuseWarnings(level, log, handle) {
  if (level === "warn") throw new Error(log.message);
  handle(level, log);
}

const TERMS = new Set(["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "ISC", "MIT", "Unlicense"]);

export function refuseTerms({ name, version, license }) {
  if (
    !String(license)
      .split(" AND ")
      .every((one) => TERMS.has(one))
  )
    throw new Error(
      `${name} ${version} is licensed ${JSON.stringify(license)}: wanted one of ${[...TERMS].join(", ")} for what is bundled`,
    );
}

function licenseText(folder) {
  const files = readdirSync(join(root, folder))
    .filter((name) => /^(?:licen[cs]e|notice)/i.test(name))
    .toSorted();
  if (files.length > 0) return files.map((name) => readFileSync(join(root, folder, name), "utf8").trim()).join("\n\n");
  return `${manifest(folder).license} (the package has no licence file)`;
}

function versioned(folder) {
  const { name, version } = manifest(folder);
  return `${name} ${version}`;
}

function manifest(folder) {
  const path = join(root, folder, "package.json");
  if (!existsSync(path)) throw new Error(`${folder} has no package.json`);
  return JSON.parse(readFileSync(path, "utf8"));
}
