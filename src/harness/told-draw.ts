import type { Draw } from "../schema/draw.ts";
import type { Cell } from "../schema/identity.ts";
import type { Label } from "../schema/label.ts";

/** What a draw says of its call, and another harness can tell. */
type Told = Pick<
  Draw,
  | "run"
  | "pair"
  | "provider"
  | "servedModel"
  | "settings"
  | "reply"
  | "reasoning"
  | "responseId"
  | "finishReason"
  | "fault"
  | "filtered"
  | "tokens"
  | "cost"
  | "latencyMs"
  | "at"
>;

/** A call as another harness tells of it: what becomes a draw once its pack and its plan are known. */
export interface ToldDraw extends Told {
  /** File and place in it, to open an error's message. */
  readonly where: string;
  readonly cell: Cell;
  /** Number of the draw in its cell. */
  readonly number: number;
  /** Ids of the options as this call showed them; null where they are not known. */
  readonly order: readonly string[] | null;
  /** Label that somebody gave it, and who; null where the reply is to be read by gyges, or nobody could label it. */
  readonly labelled: { readonly label: Label; readonly by: string } | null;
  /** The texts that the model was sent; null where they are not known. */
  readonly sent: readonly string[] | null;
}
