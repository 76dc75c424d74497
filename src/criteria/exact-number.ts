/** No double needs so many digits to be written out; longer texts are not worth the work of comparing them. */
const charactersMax = 400;
const numberPattern = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

/**
 * The number that a JSON text writes, where a double is exactly that number by its shortest text; `undefined` where
 * digits would be lost (`12345678901234567890`), the number is out of range (`1e400`, `1e-400`), or the text is minus
 * zero, whose sign no database keeps.
 */
export function exactNumber(text: string): number | undefined {
  if (text.length > charactersMax) return undefined;
  const number = Number(text);
  const written = significandOf(text);
  return written !== undefined && written === significandOf(String(number)) ? number : undefined;
}

/** The number's sign, digits without zeros around them, and power of ten, in one text. */
function significandOf(text: string): string | undefined {
  const [, sign, whole, fraction = '', power = '0'] = numberPattern.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return `${sign}0`;
  return `${sign}${significant}e${Number(power) - fraction.length + digits.length - significant.length}`;
}
