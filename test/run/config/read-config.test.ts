import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { combineConfigs } from "../../../src/run/config/combine-configs.ts";
import { readUserConfig } from "../../../src/run/config/read-config.ts";
import { readSide } from "../../../src/run/config/read-side.ts";
import type { UserConfig } from "../../../src/run/config/user-config.ts";
import { folder } from "../../disk/sample.ts";
import { repositoryFolder } from "../../support/project.ts";

const PLAIN = 'prompts: ["{{message}}"], providers: ["openai:chat:m"]';

async function read(
  name: string,
  text: string,
  more: Readonly<Record<string, string>> = {},
  env: NodeJS.ProcessEnv = {},
): Promise<UserConfig> {
  using dir = folder();
  for (const [path, content] of Object.entries({ ...more, [name]: text })) {
    mkdirSync(dirname(join(dir.path, path)), { recursive: true });
    writeFileSync(join(dir.path, path), content);
  }
  symlinkSync(join(repositoryFolder, "node_modules"), join(dir.path, "node_modules"));
  return await readUserConfig([join(dir.path, name)], { env: { PATH: process.env["PATH"], ...env } });
}

test.each([
  ["c.mjs", `export default { ${PLAIN} };`],
  ["c.cjs", `module.exports = { ${PLAIN} };`],
  ["c.js", `module.exports = { ${PLAIN} };`],
  ["c.mjs", `export default Promise.resolve({ ${PLAIN} });`],
  [
    "c.ts",
    `import type { UnifiedConfig } from "promptfoo"; enum Kind { A }; const c: UnifiedConfig = { ${PLAIN}, description: String(Kind.A) }; export default c;`,
  ],
  ["c.mts", `const c: { prompts: string[] } & object = { ${PLAIN} }; export default c;`],
])("%s is run and read as data", async (name, text) => {
  expect(await read(name, text)).toMatchObject({ prompts: ["{{message}}"], providers: ["openai:chat:m"] });
});

test("what a program prints is not taken for its config, and it sees the environment that it is given and no other", async () => {
  const text = `console.log("{}"); export default { ${PLAIN}, description: [process.env.GIVEN, process.env.HOME].join() };`;
  expect(await read("c.mjs", text, {}, { GIVEN: "here" })).toMatchObject({ description: "here," });
});

test("a config of a megabyte comes back whole", async () => {
  const text = `export default { ${PLAIN}, description: "x".repeat(1_000_000) };`;
  expect(await read("c.mjs", text)).toMatchObject({ description: expect.stringMatching(/^x{1000000}$/) });
});

test("a program that throws, or never comes to an end of its own, is an error that says what it said", async () => {
  await expect(read("c.mjs", 'throw new TypeError("no prompts today");')).rejects.toMatchObject({
    code: "config/program",
    message: expect.stringMatching(/^the config c\.mjs could not be run: TypeError: no prompts today\n {2}Wanted/),
  });
  await expect(read("c.mjs", `setInterval(() => {}, 1000); export default { ${PLAIN} };`)).resolves.toMatchObject({
    prompts: ["{{message}}"],
  });
});

test("a function that would be sent is refused by its place; one in an assertion does no harm", async () => {
  const own = 'prompts: ["{{message}}"], providers: ["openai:chat:m", async () => ({ output: "x" })]';
  await expect(read("c.mjs", `export default { ${own} };`)).rejects.toThrow(
    /providers\[1\] of c\.mjs is a function\.\n {2}Put it into a file of its own and name that: providers: \[file:\/\/model\.mjs\]/,
  );
  await expect(read("c.mjs", 'export default { prompts: [({ vars }) => vars.message], providers: ["m"] };')).rejects.toThrow(
    /prompts\[0\] of c\.mjs/,
  );
  const asserts =
    "tests: [{ vars: { message: 1 }, assert: [{ type: 'javascript', value: (o) => o }] }], defaultTest: { assert: [{ value: () => 1 }] }";
  await expect(read("c.mjs", `export default { ${PLAIN}, ${asserts} };`)).resolves.toMatchObject({ providers: ["openai:chat:m"] });
});

test("a program that reads a file beside it finds its own side's", async () => {
  using dir = folder();
  execFileSync("mkdir", ["-p", join(dir.path, "a")]);
  writeFileSync(join(dir.path, "a", "system.txt"), "Be kind. {{message}}");
  writeFileSync(
    join(dir.path, "a", "c.mjs"),
    'import { readFileSync } from "node:fs"; export default { prompts: [readFileSync("system.txt", "utf8")], providers: ["m"] };',
  );
  expect((await readSide("head", join(dir.path, "a", "c.mjs"))).prompts[0]!.template).toBe("Be kind. {{message}}");
});

test("several configs are one: lists behind one another, settings over one another, prompts beside their own file and told from the first one's folder", () => {
  const combined = combineConfigs([
    {
      folder: "/a",
      config: { prompts: ["file://p.txt", "text"], providers: ["m"], env: { X: 1 }, defaultTest: { vars: { x: 1, y: 1 }, options: {} } },
    },
    {
      folder: "/b",
      config: {
        prompts: ["file://p.txt", "text"],
        providers: ["m", { id: "n" }],
        env: { X: 2 },
        defaultTest: { vars: { y: 2 } },
        tests: "t.csv",
        evaluateOptions: { maxConcurrency: 2 },
      },
    },
  ]);
  expect(combined).toMatchObject({
    prompts: ["file://p.txt", "text", "file://../b/p.txt"],
    providers: ["m", { id: "n" }],
    env: { X: 2 },
    defaultTest: { vars: { x: 1, y: 2 } },
    tests: ["file:///b/t.csv"],
    evaluateOptions: { maxConcurrency: 2 },
  });
});

test("a config without prompts has promptfoo's own, and a default test in a file stands for the whole of it", () => {
  const [one, other] = [{ providers: ["m"], defaultTest: { vars: { x: 1 } } }, { defaultTest: "file://d.yaml" }];
  expect(
    combineConfigs([
      { folder: "/a", config: one },
      { folder: "/b", config: other },
    ]),
  ).toMatchObject({ prompts: ["{{prompt}}"], defaultTest: "file://d.yaml" });
});
