/** The form in which texts are compared where letter case does not count: NFC, lower case. */
export const foldCase = (text: string): string => text.normalize('NFC').toLowerCase();
