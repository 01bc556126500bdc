import { plain, plainLines } from "../../report/escape.ts";
import type { Paint } from "../../report/paint.ts";
import { textTable } from "../../report/text-table.ts";
import { dollars, grouped, plural } from "../../report/words.ts";
import type { Survey } from "./survey.ts";

/** What was found, on one screen: what would be measured, where, and for how much; then what is wrong. */
export function surveyText(survey: Survey, brush: Paint): string {
  const { problems, notes } = survey;
  return [found(survey, brush), listed("What is to be mended", "✗", problems, brush), listed("To know", "·", notes, brush)]
    .filter((part) => part !== null)
    .join("\n\n");
}

function found(survey: Survey, brush: Paint): string {
  const { config, also, prompts, turn, providers, promptfoo, install, workflow } = survey;
  const rows = [
    ...[config, ...also].map((path) => ["config", plain(path, 60)]),
    ...prompts.map(({ name, notice }) => ["prompt", `${plain(name, 40)}: the notice goes ${notice ?? "nowhere"}`]),
    ["the user's turn", turn === null ? "not known" : `{{${plain(turn, 40)}}}`],
    ...providers.map(({ name, key, temperature }) => [
      "model",
      `${plain(name, 40)}${key === null ? "" : `, key in ${key}`}${temperatureNote(temperature)}`,
    ]),
    ["promptfoo", promptfoo === null ? "not installed" : plain(promptfoo.version, 20)],
    ["installed by", install === null ? "no lockfile" : install.command],
    ["a run", costOf(survey)],
    ["workflow", workflow ?? "none yet"],
  ];
  return `${brush.strong("What gyges would measure")}\n${textTable(rows, "left")}`;
}

function temperatureNote(temperature: string): string {
  return temperature === "no" ? ", takes no temperature" : "";
}

function costOf({ calls }: Survey): string {
  if (calls === null) return "not known";
  const { most, unchanged } = calls;
  const price = unchanged.cost === null ? "price unknown" : `about ${dollars(unchanged.cost)}`;
  return `about ${plural(Math.round(unchanged.calls), "call")} where nothing changed (${price}), at most ${grouped(Math.round(most.calls))}`;
}

function listed(title: string, mark: string, texts: readonly string[], brush: Paint): string | null {
  if (texts.length === 0) return null;
  return [brush.strong(title), ...texts.map((text) => `  ${mark} ${plainLines(text).replaceAll("\n", "\n    ")}`)].join("\n");
}
