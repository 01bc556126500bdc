/** Counts what held. */
export function checker() {
  let [passed, failed] = [0, 0];
  return {
    /** @param {string} what the sentence that holds or does not; `why` is shown only then */
    that(what, holds, why = "") {
      if (holds) passed += 1;
      else failed += 1;
      console.log(holds ? `ok      ${what}` : `NOT ok  ${what}\n        ${why.trim().slice(0, 2000)}`);
    },
    finish() {
      console.log(`${passed} passed, ${failed} failed`);
      process.exit(failed === 0 ? 0 : 1);
    },
  };
}
