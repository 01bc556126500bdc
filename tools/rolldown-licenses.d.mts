/** @throws Error for a licence that what is bundled may not stand under */
export function refuseTerms(manifest: { readonly name: string; readonly version: string; readonly license: unknown }): void;
