#!/bin/sh
# Gates a change with gyges in any CI: GitLab, Jenkins, Buildkite, a shell. Arguments go to `gyges run`.
#
#   BASE_BRANCH   branch that the change goes into; GitLab and Jenkins say it themselves; else main
#   CONFIG        promptfoo config (promptfooconfig.yaml)
#   REPORT_DIR    where verdict.json and report.md go (gyges-report); keep it as an artifact
set -eu

branch=${BASE_BRANCH:-${CI_MERGE_REQUEST_TARGET_BRANCH_NAME:-${CHANGE_TARGET:-main}}}
config=${CONFIG:-promptfooconfig.yaml}
report=${REPORT_DIR:-gyges-report}

# CIs fetch the last commits of one branch, and the base is where the change left the other one. In a checkout that is the merge of both, as GitLab's
# merged results are, that is the tip of the base branch.
if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
  git fetch --quiet --no-tags --unshallow origin
fi
git fetch --quiet --no-tags origin "+refs/heads/$branch:refs/remotes/origin/$branch"
base=$(git merge-base HEAD "refs/remotes/origin/$branch")

npm ci

code=0
node_modules/.bin/gyges run --config "$config" --base-ref "$base" --report-dir "$report" "$@" || code=$?

case $code in
  0) ;;
  1) echo "gyges: the change makes the model behave more differently when it believes that it is monitored: $report/report.md" ;;
  2) echo "gyges: wrong words or a config that it cannot read; no call was made" ;;
  3) echo "gyges: no verdict, so the gate stays shut; where the run was stopped, the same job goes on if .gyges is kept" ;;
  4) echo "gyges: a verdict that --fail-on names: $report/report.md" ;;
  *) echo "gyges: ended by $code" ;;
esac >&2
exit "$code"
