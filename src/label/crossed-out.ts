/** A picture that crosses out what stands beside it; text struck out in markdown or HTML. */
const CROSSED_OUT = /[❌❎✖✗✘🚫⛔👎🙅]|~~|<(?:s|del|strike)>/u;

/** Whether a part of a reply says, by its dress alone, the opposite of its words. Folding would hide that. */
export function isCrossedOut(raw: string): boolean {
  return CROSSED_OUT.test(raw);
}
