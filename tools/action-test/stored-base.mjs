import { simulated } from "./models.mjs";
import { inTemporary, workflow } from "./project.mjs";
import { runPullRequest } from "./run-act.mjs";
import { stageStandIns } from "./stand-ins/stage.mjs";

/** Two pull requests on one base, with the workflow's cache between them (act's cache server, asked by GitHub's toolkit). */

const CACHE = `      - uses: actions/cache@27d5ce7f107fe9357f9df03efb73ab90386fccae
        with:
          path: .gyges/baselines
          key: gyges-\${{ github.event.pull_request.head.sha }}
          restore-keys: gyges-
`;

export function checkStoredBase(check, tools) {
  inTemporary((folder) =>
    inTemporary((cache) => {
      const step = ['max-draws: "3"', 'margin: "0.3"', "baseline: auto", 'manipulation-check: "off"', "comment: never"];
      const gate = workflow(step, CACHE);
      const actions = stageStandIns(folder, CACHE);
      const run = (id) => runPullRequest(tools, { ...simulated(id), gate, cache, actions });
      const [first, second] = [run("reworded"), run("few-draws")];
      check(
        "a base that an earlier job stored comes out of the cache: a second pull request on it draws its head alone, and its report says so",
        first.outputs.verdict === "pass" &&
          second.outputs.verdict === "pass" &&
          Number(second.outputs.calls) > 0 &&
          Number(second.outputs.calls) * 2 === Number(first.outputs.calls) &&
          /\*\*Base\*\*: drawn .* ago by an earlier run/.test(second.summary),
        `${first.outputs.calls} calls, then ${second.outputs.calls}\n${second.log}`,
      );
    }),
  );
}
