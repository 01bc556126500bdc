/**
 * GitHub's artifact service on loopback, as far as its toolkit asks for it: JSON for names, and a store of blobs that takes blocks. act has one too, which
 * refuses the toolkit of today (nektos/act#6021, #6022).
 *
 *   node tools/action-test/servers/artifact-service.mjs FOLDER      writes its address to FOLDER/address
 */
import { renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";

const SERVICE = "/twirp/github.actions.results.api.v1.ArtifactService/";

/** In the order of their creation; an id is a place in it, from 1. One that was deleted has no name. */
const artifacts = [];
const idOf = (wanted) => artifacts.findIndex(({ name }) => name === wanted) + 1;
const blobOf = (id) => `http://127.0.0.1:${server.address().port}/account/artifacts/${id}.zip?sig=mock`;

/** @returns null where GitHub refuses it */
const METHODS = {
  CreateArtifact({ name }) {
    if (idOf(name) !== 0) return null;
    const id = artifacts.push({ name, finished: false, blocks: new Map(), data: null, digest: null });
    return { ok: true, signed_upload_url: blobOf(id) };
  },
  FinalizeArtifact({ name, hash }) {
    const id = idOf(name);
    Object.assign(artifacts[id - 1], { finished: true, digest: hash ?? null });
    return { ok: true, artifact_id: String(id) };
  },
  ListArtifacts({ workflow_run_backend_id, workflow_job_run_backend_id, id_filter, name_filter }) {
    const listed = artifacts
      .map(({ name, finished, data, digest }, index) => ({
        name,
        finished,
        digest,
        size: String(data?.length ?? 0),
        database_id: String(index + 1),
      }))
      .filter(({ name, finished }) => name !== null && finished)
      .filter((one) => (id_filter ?? one.database_id) === one.database_id && (name_filter ?? one.name) === one.name);
    return { artifacts: listed.map((one) => ({ ...one, workflow_run_backend_id, workflow_job_run_backend_id })) };
  },
  GetSignedArtifactURL: ({ name }) => ({ signed_url: blobOf(idOf(name)) }),
  DeleteArtifact({ name }) {
    const id = idOf(name);
    artifacts[id - 1].name = null;
    return { ok: true, artifact_id: String(id) };
  },
};

function answer({ method, url }, body) {
  const { pathname, searchParams } = new URL(url, "http://127.0.0.1");
  if (pathname.startsWith(SERVICE)) {
    const reply = METHODS[pathname.slice(SERVICE.length)](JSON.parse(body));
    return reply === null
      ? { status: 409, json: { code: "already_exists", msg: "an artifact of this name exists" } }
      : { status: 200, json: reply };
  }
  const artifact = artifacts[Number(/(\d+)\.zip$/.exec(pathname)?.[1]) - 1];
  if (artifact === undefined) return { status: 404 };
  if (method === "GET") return { status: 200, type: "application/zip", data: artifact.data };
  if (searchParams.get("comp") === "block") artifact.blocks.set(searchParams.get("blockid"), body);
  else artifact.data = Buffer.concat([...String(body).matchAll(/<Latest>([^<]+)<\/Latest>/g)].map(([, id]) => artifact.blocks.get(id)));
  return { status: 201 };
}

async function serve(request, response) {
  const { status, json, type = "application/json", data } = answer(request, await buffer(request));
  response.writeHead(status, { "content-type": type }).end(data ?? (json === undefined ? undefined : JSON.stringify(json)));
}

const server = createServer((request, response) => void serve(request, response));
const [folder] = process.argv.slice(2);
server.listen(0, "127.0.0.1", () => {
  writeFileSync(join(folder, "address.new"), `http://127.0.0.1:${server.address().port}`);
  renameSync(join(folder, "address.new"), join(folder, "address"));
});
process.on("SIGTERM", () => process.exit(0));
