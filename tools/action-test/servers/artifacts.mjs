import { mkdirSync } from "node:fs";
import { withServer } from "./with-server.mjs";

/** A token of the shape that the toolkit reads ids of run and job from; it proves nothing. */
const TOKEN = ["e30", Buffer.from(JSON.stringify({ scp: "Actions.Results:run:job" })).toString("base64url"), "x"].join(".");

/** GitHub's artifacts on loopback while `use` runs. @param use gets the variables by which the toolkit finds them */
export function withArtifacts(folder, use) {
  mkdirSync(folder);
  return withServer("tools/action-test/servers/artifact-service.mjs", folder, (url) =>
    use({ ACTIONS_RESULTS_URL: `${url}/`, ACTIONS_RUNTIME_TOKEN: TOKEN }),
  );
}
