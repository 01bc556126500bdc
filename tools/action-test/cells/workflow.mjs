import { INPUTS, VERDICTS } from "./projects.mjs";

/** One workflow for all cells: a job a setting (event and GitHub), told out by the matrix into one a verdict, with a step a situation. */

const INSTALL = `      - uses: actions/checkout@v5
        with: {fetch-depth: 2, persist-credentials: false}
      - name: install
        run: |
          mkdir -p node_modules
          ln -s "$REPOSITORY/node_modules/promptfoo" node_modules/promptfoo
          ln -s "$REPOSITORY" node_modules/gyges`;

/** A comparison that was judged is read again and not drawn again: so the draws of one job serve the next, as a cache would bring them. */
const RESTORE = `      - name: restore
        run: if [ -d "$DRAWS/$VERDICT" ]; then cp -r "$DRAWS/$VERDICT" "$VERDICT/.gyges"; fi`;

const SAVE = `      - name: save
        run: if [ ! -d "$DRAWS/$VERDICT" ] && [ -d "$VERDICT/.gyges" ]; then cp -r "$VERDICT/.gyges" "$DRAWS/$VERDICT"; fi`;

/** What became of each step: outputs, and whether it ended well. */
const KEEP = `      - name: keep
        env:
          STEPS: \${{ toJSON(steps) }}
        run: printf '%s' "$STEPS" > "$KEPT/$VERDICT.json"`;

/**
 * The same file for every setting, since a working tree is part of what names a comparison.
 *
 * @param settings situations by setting
 * @param pinned what is under `uses:` for an action of GitHub's, by its name
 */
export function workflowOf(settings, pinned) {
  const jobs = [...settings].map(([setting, situations]) => (setting === "matrix" ? shards(pinned) : steps(setting, situations)));
  return `on: [pull_request, push, merge_group]
permissions: {contents: read, pull-requests: write}
jobs:
${jobs.join("")}`;
}

function steps(setting, situations) {
  return `${jobOf(setting, { verdict: VERDICTS })}
    steps:
${INSTALL}
${RESTORE}
${situations.map(({ name, step = [] }) => gyges("acme/gyges@v1", name, [...INPUTS, ...step])).join("\n")}
${SAVE}
${KEEP}
`;
}

function shards(pinned) {
  return `${jobOf("draw", { verdict: VERDICTS, number: [1, 2] })}
    steps:
${INSTALL}
${gyges("acme/gyges@v1", "shard", [...INPUTS, 'shard: "${{ matrix.number }}/2"'])}
      - uses: ${pinned("actions/upload-artifact")}
        with: {name: "\${{ matrix.verdict }}-\${{ matrix.number }}", path: "\${{ steps.shard.outputs.report-dir }}"}
${jobOf("matrix", { verdict: VERDICTS })}
    needs: draw
    steps:
      - uses: ${pinned("actions/download-artifact")}
        with: {pattern: "\${{ matrix.verdict }}-*", path: gyges-shards}
${gyges("acme/gyges/merge@v1", "matrix", [])}
${KEEP}
`;
}

function jobOf(id, matrix) {
  return `  ${id}:
    strategy: {fail-fast: false, matrix: ${JSON.stringify(matrix)}}
    runs-on: ubuntu-latest
    env: {VERDICT: "\${{ matrix.verdict }}"}`;
}

function gyges(uses, id, lines) {
  return `      - uses: ${uses}
        id: ${id}
        continue-on-error: true
        env: {PROMPTFOO_CONFIG_DIR: "\${{ runner.temp }}/promptfoo"}
        with:
${[...lines, `comment-key: ${id}/\${{ matrix.verdict }}`].map((line) => `          ${line}`).join("\n")}`;
}
