/**
 * The form in which texts are compared where letter case does not count: two texts have the same one where Unicode
 * calls them a canonical caseless match (section 3.13, D145), by full case folding and whatever the language. It is
 * in NFC, and lower case where that is what folding comes to. See docs/decisions/0041-one-folding-of-texts.md.
 */
export const foldCase = (text: string): string =>
  foldsByLetter.test(text) ? text.toLowerCase() : foldLetters(text.normalize('NFD')).normalize('NFC');

/** All of Latin-1 but µ, which is a Greek letter in folded case, and ß, which is two: most texts there are. */
const foldsByLetter = /^[\0-\u00B4\u00B6-\u00DE\u00E0-\u00FF]*$/;

/** The only letter that has a capital and is not the same letter as it: unlike `I`, it folds to itself. */
const dotlessI = '\u0131';

const foldLetters = (text: string): string =>
  text.includes(dotlessI) ? text.split(dotlessI).map(foldCased).join(dotlessI) : foldCased(text);

/**
 * Through capitals, which are one where small letters are several: s and ſ, θ and ϑ. Small letters come first for the
 * sake of ẞ, which has no other capital; its small one has two. A sigma is small at last by what stands around it.
 */
const foldCased = (text: string): string =>
  text.toLowerCase().toUpperCase().toLowerCase().replaceAll('\u03C2', '\u03C3');
