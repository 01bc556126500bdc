import type { ShardPart } from "../commands/files/shard-file.ts";
import type { ShardDraws } from "../schema/shard.ts";
import type { Scrub } from "./scrub.ts";

/**
 * What a shard hands on, without the value of a secret: names of columns, providers and models are whatever a config and a server say. Every shard has
 * the same secrets, so that the names of one column stay alike in all of them.
 */
export function scrubbedPart(part: ShardPart, scrub: Scrub): ShardPart {
  return part.drawn === null ? part : { ...part, drawn: scrubbedDraws(part.drawn, scrub) };
}

function scrubbedDraws(drawn: ShardDraws, scrub: Scrub): ShardDraws {
  return {
    ...drawn,
    pairs: drawn.pairs.map(scrub),
    providers: drawn.providers.map(({ base, head }) => ({ base: scrub(base), head: scrub(head) })),
    columns: drawn.columns.map((column) => ({ ...column, pair: scrub(column.pair), servedModels: column.servedModels.map(scrub) })),
    answers: drawn.answers.map((answer) => ({ ...answer, pair: scrub(answer.pair) })),
  };
}
