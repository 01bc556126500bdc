/** Calls of `action` wait for the one before: what one looks up, no other changes before it is done. */
export function oneAtATime<Input, Output>(action: (input: Input) => Promise<Output>): (input: Input) => Promise<Output> {
  let last: Promise<unknown> = Promise.resolve();
  return (input) => {
    const mine = last.then(() => action(input));
    last = mine.catch(() => {});
    return mine;
  };
}
