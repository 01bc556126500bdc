import { simulated } from "./models.mjs";
import { WORKFLOW, workflow } from "./project.mjs";

/** Whose word counts: base's over the pull request's, and nobody's in a merge queue. */

/** What GitHub sets and act does not. */
const NAMED = { GITHUB_WORKFLOW_REF: `acme/app/${WORKFLOW}@refs/pull/7/merge` };

export function checkTrust(check, run) {
  const { base, head } = simulated("widened");
  const softer = workflow(['max-draws: "3"', 'margin: "0.9"', "direction: negative"]);
  const own = run({ base, head: { ...head, [WORKFLOW]: softer }, step: ['max-draws: "3"', 'margin: "0.1"'] }, NAMED);
  const { policy, findings } = JSON.parse(own.kept["verdict.json"] ?? "{}");
  check(
    "a pull request that softens its own gate is judged by base's, red, and the verdict says so",
    !own.green && own.outputs.verdict === "fail" && policy?.margin === 0.1 && policy?.direction === "either",
    own.log,
  );
  check(
    "the finding names what it changed, from what to what",
    findings?.length === 1 &&
      findings[0].code === "pr/thresholds" &&
      /margin from 0.1 to 0.9, direction from either to negative/.test(findings[0].text),
    JSON.stringify(findings),
  );

  const queue = run({ ...simulated("widened"), event: "merge_group", step: ["fail-on: skipped"] });
  check(
    "in a merge queue the check reports at once: green, no call, whatever fail-on says",
    queue.green && queue.outputs.verdict === "skipped" && queue.outputs.calls === "0" && queue.errors.length === 0,
    queue.log,
  );

  const keyless = { ...simulated("widened"), fork: true, step: ['max-draws: "3"', "forks: run"] };
  const fork = run(keyless, NAMED);
  check(
    "a fork is judged like anybody where the model needs no key and the maintainer says `forks: run`",
    !fork.green && fork.outputs.verdict === "fail" && Number(fork.outputs.calls) > 0,
    fork.log,
  );
  const withKey = run(keyless, { ...NAMED, OPENAI_API_KEY: "sk-of-the-provider-0123456789" });
  check(
    "and is skipped where the job holds a key, which is named and not shown",
    withKey.green &&
      withKey.outputs.verdict === "skipped" &&
      /this one has OPENAI/.test(withKey.summary) &&
      !withKey.summary.includes("sk-of-the-provider"),
    withKey.log,
  );
}
