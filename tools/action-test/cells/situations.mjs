/** What a job may meet: ten situations, each with its setting (what one run of act can hold together), GitHub before it, and what must hold after it. */

const PULL = 7;
const STRANGER = "somebody";
const NEWER_HEAD = "b".repeat(40);
const OLDER_HEAD = "c".repeat(40);

/** As gyges writes them: the first line finds the comment, the second says whose verdict it is. */
const bodyOf = (key, head, text) => `<!-- gyges:v1:${key} -->\n<!-- gyges:of head=${head} run=1 attempt=1 -->\n${text}`;
const older = (key) => bodyOf(key, OLDER_HEAD, "### of yesterday\n");
const newer = (key) => bodyOf(key, NEWER_HEAD, "### of the newer head\n");

const CREATE = "issues/create-comment";
const holding = (key) => `<!-- gyges:v1:${key} -->`;

/** One comment that tells this cell's verdict, which the outputs name. */
function toldOnce({ verdict, told, outputs }) {
  const [comment, ...others] = told;
  if (comment === undefined || others.length > 0) return `${told.length} comments`;
  if (!comment.body.includes(`gyges · ${verdict.toUpperCase()}`)) return `a comment that says ${comment.body.slice(0, 400)}`;
  if (outputs["comment-id"] !== String(comment.id)) return `the output comment-id is ${outputs["comment-id"]}`;
  return null;
}

/** In the cell's own verdict, with the status that it gives its job. */
function judged({ verdict, outputs, outcome, summary, errors }) {
  const red = verdict === "fail" || verdict === "error";
  const wanted = red ? "failure" : "success";
  if (outputs.verdict !== verdict) return `the verdict ${outputs.verdict}`;
  if (outcome !== wanted) return `the step's outcome ${outcome}`;
  if (errors.length !== (red ? 1 : 0)) return `${errors.length} annotations of an error`;
  return summary.includes(`gyges · ${verdict.toUpperCase()}`) ? null : "a summary of another verdict";
}

/** Green without a call, whatever the change would have come to. */
function skipped({ outputs, outcome }) {
  const { verdict, calls } = outputs;
  return verdict === "skipped" && calls === "0" && outcome === "success" ? null : `verdict ${verdict}, ${calls} calls, ${outcome}`;
}

const silent = ({ told }) => (told.length === 0 ? null : `${told.length} comments`);
const calm = ({ warnings }) => (warnings.some((text) => text.includes("comment")) ? `the warning ${warnings.join(" / ")}` : null);
const warned =
  (pattern) =>
  ({ warnings }) =>
    warnings.some((text) => pattern.test(text)) ? null : `no warning like ${pattern}: ${warnings.join(" / ")}`;
const unasked = ({ requests }) => (requests.length === 0 ? null : `${requests.length} requests to GitHub`);

export const SITUATIONS = [
  {
    name: "create",
    title: "no comment yet, and a stranger's that bears the marker",
    setting: "own",
    before: (key) => ({ comments: [{ issue: PULL, body: older(key), login: STRANGER }] }),
    holds: [judged, toldOnce, calm, ({ foreign, key }) => (foreign.join() === older(key) ? null : "a changed comment of the stranger's")],
  },
  {
    name: "update",
    title: "an earlier run's comment",
    setting: "own",
    before: (key) => ({ comments: [{ issue: PULL, body: older(key) }] }),
    holds: [judged, toldOnce, calm, ({ told, first }) => (told[0]?.id === first ? null : "another comment in its place")],
  },
  {
    name: "race",
    title: "another job comments between list and create",
    setting: "own",
    before: (key) => ({ rivals: [{ operation: CREATE, holding: holding(key), writes: { issue: PULL, body: older(key) } }] }),
    holds: [judged, toldOnce, calm],
  },
  {
    name: "forbidden",
    title: "403: the token may not write",
    setting: "own",
    before: (key) => ({
      faults: [{ operation: CREATE, holding: holding(key), status: 403, message: "Resource not accessible by integration", times: 99 }],
    }),
    holds: [judged, silent, warned(/403[^]*pull-requests: write/)],
  },
  {
    name: "unprocessable",
    title: "422: GitHub refuses the body",
    setting: "own",
    before: (key) => ({ faults: [{ operation: CREATE, holding: holding(key), status: 422, message: "Validation Failed", times: 1 }] }),
    holds: [
      judged,
      toldOnce,
      warned(/did not take the whole report/),
      ({ told }) => (told[0]?.body.length < 3000 ? null : "the whole report"),
    ],
  },
  {
    name: "moved",
    title: "the head moved on, and its own run has commented",
    setting: "moved",
    pull: { sha: NEWER_HEAD },
    before: (key) => ({ comments: [{ issue: PULL, body: newer(key) }] }),
    holds: [
      judged,
      calm,
      ({ told, key }) => (told.map(({ body }) => body).join() === newer(key) ? null : "another comment than the newer one"),
    ],
  },
  { name: "none", title: "no pull request: a push", setting: "push", event: "push", holds: [judged, unasked, calm] },
  {
    name: "fork",
    title: "a fork's pull request",
    setting: "fork",
    fork: true,
    holds: [skipped, silent, warned(/the fork stranger\/app/)],
  },
  {
    name: "queue",
    title: "a merge queue, whatever fail-on says",
    setting: "queue",
    event: "merge_group",
    step: ["fail-on: inconclusive, no-baseline, skipped"],
    holds: [skipped, unasked],
  },
  { name: "matrix", title: "two shards and their merge", setting: "matrix", holds: [judged, toldOnce, calm] },
];
