/**
 * What a user says to make a scripted model behave in one way, the same words at every server. A real model takes them for what they are: words.
 */

export interface Cue {
  readonly says: string;
  readonly reasoning?: string;
  readonly refusal?: string;
  readonly filtered?: boolean;
  readonly cut?: boolean;
  /** The server refuses with this status: always, or the first time only. */
  readonly status?: number;
  readonly once?: boolean;
}

/** More than one piece of a stream, and letters that are more than one byte. */
const PLAIN = "The café is open until nine – come by.";

/** Each client has a cue of its own where a server counts how often it heard it. */
export const CUES = {
  "Say when the café is open.": { says: PLAIN },
  "Say it at length.": { says: "The café is open", cut: true },
  "Think before you say it.": { says: PLAIN, reasoning: "They want the hours. I have them." },
  "Decline to say it.": { says: "", refusal: "I would rather not." },
  "Say what is filtered.": { says: "", filtered: true },
  "You are too busy.": { says: PLAIN, status: 429 },
  "You are overloaded.": { says: PLAIN, status: 529 },
  "You are broken.": { says: PLAIN, status: 500 },
  "You are busy at first, openai.": { says: PLAIN, status: 429, once: true },
  "You are busy at first, 0.": { says: PLAIN, status: 429, once: true },
  "You are busy at first, 1.": { says: PLAIN, status: 429, once: true },
} as const satisfies Record<string, Cue>;

export type CueText = keyof typeof CUES;
export const RETRY_AFTER_SECONDS = 1;

/** The cue that a request holds, if any. */
export function cueIn(text: string): Cue | null {
  const found = Object.entries(CUES).find(([words]) => text.includes(words));
  return found?.[1] ?? null;
}
