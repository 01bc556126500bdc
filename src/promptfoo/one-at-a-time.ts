/** Calls of `action` wait for the one before: what one looks up, no other changes before it is done. */
export function oneAtATime<Input>(action: (input: Input) => Promise<void>): (input: Input) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return (input) => {
    const mine = last.then(() => action(input));
    last = mine.catch(() => {});
    return mine;
  };
}
