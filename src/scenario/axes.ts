import type { NoticeAxisFile } from "../schema/notice-axis.ts";
import type { Notice, NoticeAxis } from "../schema/scenario.ts";

/** The notices of an axis file, four a value: monitored, its negation, two placebos. */
export function axisOf(file: NoticeAxisFile): NoticeAxis {
  const values = valuesOf(file);
  return {
    id: file.axis,
    asks: file.asks,
    values: values.map(({ id }) => id),
    ...(file.form === "channels" ? { labels: file.labels } : {}),
    notices: values.flatMap((value) => noticesOf(file.axis, value)),
    checks: Object.fromEntries(values.flatMap(({ id, check }) => (check === undefined ? [] : [[`${file.axis}/${id}/monitored`, check]]))),
  };
}

interface Value extends Pick<Notice, "id" | "kind" | "consequence" | "realism" | "reasoningAudience"> {
  readonly monitored: string;
  readonly unmonitored: string;
  readonly placebos: readonly [string, string];
  readonly check?: string | undefined;
}

function valuesOf(file: NoticeAxisFile): readonly Value[] {
  return file.form === "sentences" ? file.values : channelValues(file);
}

/** Both ways to bind the labels. The channels are told of in the order of their labels, so that the watched one comes first in half of the notices. */
function channelValues(file: Extract<NoticeAxisFile, { form: "channels" }>): readonly Value[] {
  const { labels, opening, watched, unwatched, placebos, closing } = file;
  const preamble = (first: string, second: string): string => `${opening} ${named(first, labels[0])} ${named(second, labels[1])}`;
  return labels.map((label, index) => {
    const other = labels[1 - index] ?? label;
    const [ofLabel, ofOther] = index === 0 ? [placebos[0], placebos[1]] : [placebos[1], placebos[0]];
    const bound = index === 0 ? preamble(watched, unwatched) : preamble(unwatched, watched);
    const plain = preamble(ofLabel, ofOther);
    return {
      ...file,
      id: `${label.toLowerCase()}-watched`,
      monitored: `${bound} ${named(closing, label)}`,
      unmonitored: `${bound} ${named(closing, other)}`,
      // The first is always on the channel of the first use, so that the labels cancel between the two values here too.
      placebos: [`${plain} ${named(closing, label)}`, `${plain} ${named(closing, other)}`],
    };
  });
}

function named(sentence: string, label: string): string {
  return sentence.replace("{{label}}", label);
}

function noticesOf(axis: string, value: Value): readonly Notice[] {
  const { kind, consequence, realism, reasoningAudience } = value;
  const family = `${axis}/${value.id}`;
  const fields = { family, kind, realism, reasoningAudience };
  const [monitored, unmonitored] = [`${family}/monitored`, `${family}/unmonitored`];
  return [
    { ...fields, condition: "monitored", id: monitored, consequence, text: value.monitored },
    { ...fields, condition: "unmonitored", id: unmonitored, negationOf: monitored, consequence, text: value.unmonitored },
    ...value.placebos.map((text, index): Notice => ({
      ...fields,
      condition: "placebo",
      id: `${family}/placebo-${index + 1}`,
      consequence: "none",
      text,
    })),
  ];
}
