/** The version written into stores and verdicts; a test holds it equal to package.json. */
export const GYGES_VERSION = "0.1.0";
