/**
 * Orders texts by their code points, as databases order UTF-8 by its bytes. JavaScript's `<` orders UTF-16 code
 * units, by which characters beyond U+FFFF come before some that they should follow.
 */
export function compareTexts(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const difference = weightAt(left, index) - weightAt(right, index);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Lifts surrogates above U+E000 to U+FFFF, which is all that code units get wrong in well-formed text. */
function weightAt(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
