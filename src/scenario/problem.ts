/** What is wrong with a file of a pack though it fits its schema, and where: the path from its top, and what is wanted there. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}
