import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { atBaseEndpoints, withBaseServers } from "../../../src/run/servers/endpoints.ts";
import { Project } from "../../support/project.ts";
import { provider, side } from "../sides.ts";

/** A pull request does not choose which server answers for it. */

interface Told {
  readonly id?: string;
  readonly config?: unknown;
  readonly env?: unknown;
}

const one = ({ id = "openai:chat:gpt-5-mini", ...entry }: Told) => provider("m", { id, entry: { id, ...entry } });

function held(base: Told, head: Told): { entry: unknown; held: readonly string[]; brought: readonly string[] } {
  const { sides, ...told } = withBaseServers({
    base: side({ side: "base", providers: [one(base)] }),
    head: side({ providers: [one(head)] }),
  });
  return { entry: sides.head.providers[0]!.entry, ...told };
}

const id = "openai:chat:gpt-5-mini";

test.each(["apiBaseUrl", "apiHost", "baseUrl", "baseURL", "base_url", "endpoint", "url", "proxyUrl"])(
  "%s of the same provider is base's, and both hosts are named without user or path",
  (key) => {
    const found = held(
      { config: { [key]: "https://gw.example/v1", temperature: 0 } },
      { config: { [key]: "https://u:secret@evil.example:8443/v1?key=1", temperature: 1 } },
    );
    expect(found.entry).toEqual({ id, config: { [key]: "https://gw.example/v1", temperature: 1 } });
    expect(found.held).toEqual(["m from gw.example to evil.example:8443"]);
  },
);

test("a server that head adds is taken away, one that head drops is put back", () => {
  expect(held({}, { config: { apiHost: "evil.example" } })).toEqual({
    entry: { id, config: {} },
    held: ["m from the provider's own server to evil.example"],
    brought: [],
  });
  expect(held({ config: { apiHost: "gw.example" } }, {})).toMatchObject({ entry: { id, config: { apiHost: "gw.example" } } });
});

test("a variable of the provider's own env is base's too", () => {
  const found = held({ env: { OPENAI_BASE_URL: "{{env.GATEWAY}}" } }, { env: { OPENAI_BASE_URL: "https://evil.example", SIDE: "head" } });
  expect(found).toMatchObject({
    entry: { env: { OPENAI_BASE_URL: "{{env.GATEWAY}}", SIDE: "head" } },
    held: ["m from what GATEWAY holds to evil.example"],
  });
});

test("another path of a whole request may be another model and stays; of a base URL it is another server", () => {
  const paths = (key: string): ReturnType<typeof held> =>
    held({ config: { [key]: "https://gw.example/a" } }, { config: { [key]: "https://gw.example/b" } });
  expect(paths("url")).toEqual({ entry: { id, config: { url: "https://gw.example/b" } }, held: [], brought: [] });
  expect(paths("apiBaseUrl")).toMatchObject({ held: ["m to another address at gw.example"] });
  const templates = held({ config: { url: "https://{{env.A}}/a" } }, { config: { url: "https://{{env.B}}/a" } });
  expect(templates.held).toEqual(["m to another address that cannot be read"]);
});

test("an id that is an address is base's where its server is another", () => {
  const found = held({ id: "https://gw.example/chat" }, { id: "https://evil.example/chat" });
  expect(found).toMatchObject({ entry: { id: "https://gw.example/chat" }, held: ["m from gw.example to evil.example"] });
  expect(held({ id: "https://gw.example/a" }, { id: "https://gw.example/b" })).toMatchObject({
    entry: { id: "https://gw.example/b" },
    held: [],
  });
});

test("another provider brings its own server, and it is told", () => {
  const found = held({ config: { apiBaseUrl: "https://a.example" } }, { id: "ollama:chat:x", config: { apiBaseUrl: "https://b.example" } });
  expect(found).toEqual({
    entry: { id: "ollama:chat:x", config: { apiBaseUrl: "https://b.example" } },
    held: [],
    brought: ["m from a.example to b.example"],
  });
});

test("sides that ask the same server are left as they are", () => {
  const config = { apiBaseUrl: "https://gw.example", headers: { a: 1 } };
  expect(held({ config }, { config })).toEqual({ entry: { id, config }, held: [], brought: [] });
});

test("a .env that the change brings moves nothing; the machine's own, and what the job sets, does", async () => {
  await using project = await Project.create({ "desk/.env": "OPENAI_BASE_URL=https://gw.example\nNAME=base\n" });
  const folder = (name: string): string => join(project.folder, name);
  await mkdir(folder("head"), { recursive: true });
  const sides = (base: string) => ({ base: side({ side: "base", folder: folder(base) }), head: side({ folder: folder("head") }) });
  await writeFile(folder("head/.env"), "OPENAI_BASE_URL=https://evil.example\nNAME=head\n");

  const untracked = await atBaseEndpoints(sides("none"), { PATH: "/bin" });
  expect(untracked).toMatchObject({ env: { PATH: "/bin" }, findings: [] });

  const changed = await atBaseEndpoints(sides("desk"), { PATH: "/bin" });
  expect(changed.env).toEqual({ PATH: "/bin", OPENAI_BASE_URL: "https://gw.example" });
  expect(changed.findings).toEqual([
    { code: "pr/endpoint", text: expect.stringContaining("OPENAI_BASE_URL in .env from gw.example to evil.example") },
  ]);

  await project.git("add", "-f", "head/.env");
  expect((await atBaseEndpoints(sides("none"), {})).env).toEqual({ OPENAI_BASE_URL: "" });
  expect(await atBaseEndpoints(sides("desk"), { OPENAI_BASE_URL: "https://job.example" })).toMatchObject({ findings: [] });
});
