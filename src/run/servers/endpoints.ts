import type { Reason } from "../../schema/verdict.ts";
import { isAddressVariable, moveInWords, sameServer } from "./addresses.ts";
import { matchColumns } from "../sides/columns.ts";
import { movedByDotenv } from "./dotenv-addresses.ts";
import type { Sides } from "../draws/generate.ts";
import { isServerSetting, isSameSetting, overlaid } from "./server-settings.ts";
import type { SideProvider } from "../config/side.ts";

/**
 * Where requests go is no part of a change under judgement: a proxy that answers well would pass any prompt, and base's key would be sent to it.
 * So head's provider asks base's server where both are the same provider. Another provider brings its own server, and the reviewer is told.
 */

export interface AtBase {
  /** Head's providers with base's servers. */
  readonly sides: Sides;
  /** Environment of the child: promptfoo fills it up from head's `.env`, but overwrites nothing. */
  readonly env: NodeJS.ProcessEnv;
  /** What a reviewer must know. */
  readonly findings: readonly Reason[];
}

export async function atBaseEndpoints(read: Sides, env: NodeJS.ProcessEnv): Promise<AtBase> {
  const { sides, held, brought } = withBaseServers(read);
  const moved = (await movedByDotenv(read.base.folder, read.head.folder)).filter(({ name }) => (env[name] ?? "") === "");
  const inDotenv = moved.map(({ name, base, head }) => `${name} in .env ${moveInWords(base, head)}`);
  return {
    sides,
    env: { ...env, ...Object.fromEntries(moved.map(({ name, base }) => [name, base ?? ""])) },
    findings: [
      ...finding(
        [...held, ...inDotenv],
        (list) => `This change moves a provider to another server: ${list}. The base's server holds for both sides.`,
      ),
      ...finding(brought, (list) => `This change brings another provider with a server of its own: ${list}. Each side keeps its own.`),
    ],
  };
}

/** Pure: changes that base's word ends, and those that come with another provider, in words. */
export function withBaseServers(read: Sides): {
  readonly sides: Sides;
  readonly held: readonly string[];
  readonly brought: readonly string[];
} {
  const partners = new Map(matchColumns(read.base, read.head).pairs.map(({ base, head }) => [head.provider, base.provider]));
  const held: string[] = [];
  const brought: string[] = [];
  const providers = read.head.providers.map((head) => {
    const base = partners.get(head);
    if (base === undefined) return head;
    const { provider, changes } = atBase(base, head);
    const isSame = base.id === head.id || (isAddress(base.id) && isAddress(head.id));
    (isSame ? held : brought).push(...changes.map((change) => `${head.name.slice(0, 80)} ${change}`));
    return isSame ? provider : head;
  });
  return { sides: { base: read.base, head: { ...read.head, providers } }, held, brought };
}

function finding(changes: readonly string[], sentence: (list: string) => string): Reason[] {
  return changes.length === 0 ? [] : [{ code: "pr/endpoint", text: sentence(changes.slice(0, 5).join("; ")) }];
}

/** An id that is an address says where, not what. */
function isAddress(id: string): boolean {
  return /^(?:https?|wss?):\/\//i.test(id);
}

function atBase(base: SideProvider, head: SideProvider): { readonly provider: SideProvider; readonly changes: readonly string[] } {
  const config = overlaid(base.entry["config"], head.entry["config"], { isNamed: isServerSetting, isSame: isSameSetting });
  const env = overlaid(base.entry["env"], head.entry["env"], { isNamed: isAddressVariable, isSame: (_, one, other) => one === other });
  const moved = isAddress(base.id) && isAddress(head.id) && !sameServer(base.id, head.id);
  const entry = {
    ...head.entry,
    ...(config.changed.length === 0 ? {} : { config: config.record }),
    ...(env.changed.length === 0 ? {} : { env: env.record }),
    ...(moved ? { id: base.id } : {}),
  };
  const changes = [
    ...(moved ? [moveInWords(base.id, head.id)] : []),
    ...[...config.changed, ...env.changed].map(({ base: before, head: after }) => moveInWords(before, after)),
  ];
  return { provider: { ...head, id: moved ? base.id : head.id, entry }, changes };
}
