/** A whole answer before it goes onto the wire. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

export function json(body: unknown): Answer {
  return { status: 200, type: "application/json", text: JSON.stringify(body) };
}

export function lines(text: string): Answer {
  return { status: 200, type: "application/x-jsonl", text };
}

/** Server-sent events without names, and OpenAI's last word. */
export function chunks(all: Iterable<object>): Answer {
  const written = [...all].map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`);
  return { status: 200, type: "text/event-stream", text: `${written.join("")}data: [DONE]\n\n` };
}

/** Server-sent events, each under the name of its kind. */
export function events(all: Iterable<{ readonly type: string }>): Answer {
  const written = [...all].map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  return { status: 200, type: "text/event-stream", text: written.join("") };
}

/** A reply's text as a stream brings it: in pieces that cut through words, and never through a letter. */
export function pieces(text: string): string[] {
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  return Array.from({ length: Math.ceil(letters.length / PIECE) }, (_, index) =>
    letters.slice(index * PIECE, (index + 1) * PIECE).join(""),
  );
}

const PIECE = 5;
