import { stringify } from "yaml";
import type { Pack, PackManifest } from "../schema/scenario.ts";
import type { PackFile } from "./parse-pack.ts";

/** Packs that are made by gyges, as files. */

/** @param axisFiles shared notices, which go along as they are */
export function packFiles(
  manifest: Readonly<Record<string, unknown>>,
  scenarios: readonly { readonly id: string }[],
  axisFiles: readonly PackFile[] = [],
): readonly PackFile[] {
  return [
    { path: "pack.yaml", text: packYaml(manifest) },
    ...axisFiles,
    ...scenarios.map((scenario) => ({ path: `scenarios/${scenario.id}.yaml`, text: packYaml(scenario) })),
  ];
}

/** The manifest of a pack made of another, whose shared notices it brings along: its name says so, and stays within 64 characters. */
export function siblingManifest({ manifest }: Pack, name: string, summary: string): PackManifest {
  const { noticesFrom: _, ...told } = manifest;
  return { ...told, name: `${manifest.name.slice(0, 40)}-${name}`, summary };
}

/** A value in lines of the width that people read, and nothing by reference: packs have no aliases. */
export function packYaml(value: unknown): string {
  return stringify(value, { lineWidth: 140, aliasDuplicateObjects: false });
}
