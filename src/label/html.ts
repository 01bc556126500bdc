/** Tags that only dress a text. In small letters alone: a reply may write its label as `<B>`. */
const DRESS =
  /<\/?(?:b|i|u|s|p|q|em|br|hr|li|ul|ol|tt|del|ins|sub|sup|big|div|pre|kbd|mark|code|span|font|small|strong|strike|center|h[1-6]|blockquote)(?:\s[^<>]{0,200})?\/?>/gu;

/** Characters that HTML writes out, however often the ampersand was written out in its turn; last the ampersand itself. */
const WRITTEN_OUT: readonly (readonly [RegExp, string])[] = [
  [/&(?:amp;)*(?:nbsp|ensp|emsp|thinsp|#160|#xa0|#8239|#x202f);/giu, " "],
  [/&(?:amp;)*(?:apos|[lr]squo|#0?39|#x27|#821[67]|#x201[89]);/giu, "'"],
  [/&(?:amp;)*(?:quot|[lr]dquo|#34|#x22|#822[01]|#x201[cd]);/giu, '"'],
  [/&(?:amp;)*(?:ndash|mdash|minus|#821[12]|#x201[34]);/giu, "-"],
  [/&(?:amp;)+/giu, "&"],
];

/**
 * A tidied text without HTML dress. A tag becomes a space: letters joined across it might make a new tag or another word. Angle
 * brackets that are written out stay so, for the same reason.
 */
export function withoutHtml(text: string): string {
  if (!/[<&]/.test(text)) return text;
  return WRITTEN_OUT.reduce((rest, [pattern, character]) => rest.replace(pattern, character), text.replace(DRESS, " "));
}
