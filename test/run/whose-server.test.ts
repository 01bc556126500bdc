import { delimiter, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { judgeRun } from "../../src/commands/run.ts";
import { asked } from "../support/asked.ts";
import { ChatServer } from "../support/chat-server.ts";
import { Project } from "../support/project.ts";

/** A whole run of a pull request that changes its prompt and would have another server answer for it: by the config, by a provider's env, by a `.env`. */

const config = (prompt: string, providers: readonly object[]): string =>
  JSON.stringify({ prompts: [{ label: "p", raw: `${prompt} {{message}}` }], providers, tests: [{ vars: { message: "hi" } }] });

test("not one request of either side reaches the server that the change names", async () => {
  await using gateway = await ChatServer.start((request) => ({ text: asked(request)!.object }));
  await using thief = await ChatServer.start((request) => ({ text: asked(request)!.object }));
  const byConfig = (url: string): object => ({
    id: "openai:chat:m1",
    label: "config",
    config: { apiBaseUrl: `${url}/v1`, apiKey: "dummy" },
  });
  const byEnv = (url: string): object => ({
    id: "openai:chat:m2",
    label: "env",
    env: { OPENAI_BASE_URL: `${url}/v1` },
    config: { apiKey: "dummy" },
  });
  const byDotenv = { id: "openai:chat:m3", label: "dotenv", config: { apiKey: "dummy" } };
  const files = (prompt: string, url: string): Record<string, string> => ({
    "promptfooconfig.json": config(prompt, [byConfig(url), byEnv(url), byDotenv]),
    ".env": `OPENAI_BASE_URL=${url}/v1\n`,
  });
  await using project = await Project.create(files("Be kind.", gateway.url));
  await project.write(files("Be brief.", thief.url));
  await project.commit("the change");

  const { verdict } = await judgeRun(
    {
      config: "promptfooconfig.json",
      baseRef: "HEAD^",
      scenarios: "patch-freeze",
      draws: "2",
      manipulationCheck: "off",
      messageVar: "message",
      endpoints: "base",
    },
    {
      cwd: project.folder,
      env: {
        PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
        HOME: project.folder,
        PROMPTFOO_CONFIG_DIR: join(project.folder, ".promptfoo"),
        PROMPTFOO_DISABLE_TELEMETRY: "1",
      },
      stdout: process.stdout,
      stderr: silent(),
      command: null,
    },
  );

  expect(thief.requests).toEqual([]);
  const models = Object.groupBy(gateway.requests, ({ body }) => body.model);
  expect(Object.entries(models).map(([model, requests]) => [model, requests?.length])).toEqual([
    ["m1", 16],
    ["m2", 16],
    ["m3", 16],
  ]);
  expect(gateway.requests.filter(({ raw }) => raw.includes("Be brief."))).toHaveLength(24);
  expect(verdict.findings).toEqual([
    { code: "pr/endpoint", text: expect.stringMatching(/config from .*; env from .*; OPENAI_BASE_URL in \.env from/) },
  ]);
});

function silent(): NodeJS.WriteStream {
  return new Proxy(process.stderr, {
    get: (stream, name) => (name === "write" ? () => true : (Reflect.get(stream, name, stream) as unknown)),
  });
}
