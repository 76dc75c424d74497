import { DOMParser } from '@xmldom/xmldom';

/** What can be done with an element here. */
export interface XmlElement {
  readonly localName: string;
  readonly namespaceURI: string | null;
  readonly textContent: string | null;
  readonly parentNode: object | null;
  getAttribute(name: string): string | null;
  getElementsByTagNameNS(namespace: string, localName: string): ArrayLike<XmlElement>;
}

/**
 * How often a character is there. Elements in elements cost the parser the square of their number, and attributes of one
 * element do as well, so that whoever reads what strangers wrote bounds `<` and `=` first.
 */
export function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}

/**
 * The root element; `undefined` where the text is no well-formed XML. The parser reads declarations of entities, so that
 * a DOCTYPE is refused before.
 */
export function parsedXml(text: string): XmlElement | undefined {
  try {
    const errorHandler = (_level: string, message: unknown) => {
      throw new SyntaxError(String(message));
    };
    return new DOMParser({ errorHandler }).parseFromString(text, 'text/xml')?.documentElement ?? undefined;
  } catch {
    // The parser's own words quote what it read.
    return undefined;
  }
}
