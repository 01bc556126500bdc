import { ApiFault } from "../github/api-fault.ts";
import type { GitHubApi } from "../github/api.ts";
import type { Artifact } from "./judged-run.ts";
import { UntrustedFault } from "./untrusted-fault.ts";

export const MAX_ARTIFACT_BYTES = 1 << 20;
const TIMEOUT_MS = 60_000;

/**
 * The archive of an artifact, read only as far as one with a report can be long. GitHub sends on to a store of its own, which is not shown
 * the token.
 *
 * @throws UntrustedFault where it is too long
 */
export async function download(api: GitHubApi, repository: string, artifact: Artifact): Promise<Buffer> {
  if (artifact.size_in_bytes > MAX_ARTIFACT_BYTES) throw tooLong();
  const path = `/repos/${repository}/actions/artifacts/${artifact.id}/zip`;
  const response = await fetch(await api.redirect(path), { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok || response.body === null) throw new ApiFault(response.status, `GET ${path}`, "the store of artifacts");
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > MAX_ARTIFACT_BYTES) throw tooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLong(): UntrustedFault {
  return new UntrustedFault(`it is longer than ${MAX_ARTIFACT_BYTES} bytes`);
}
