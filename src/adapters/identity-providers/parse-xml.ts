import { DOMParser } from '@xmldom/xmldom';
import { metadataInvalid } from './metadata-invalid.ts';

/** What can be done with an element here. */
export interface XmlElement {
  readonly localName: string;
  readonly namespaceURI: string | null;
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  getElementsByTagNameNS(namespace: string, localName: string): ArrayLike<XmlElement>;
}

/** Elements in elements cost the parser the square of their number. The metadata of one provider have some hundred. */
const tagsMax = 10_000;

/** @throws DomainError `ssoMetadataInvalid` for what is no XML, and for a document with a DOCTYPE. */
export function parseXml(text: string): XmlElement {
  // Entities are declared there, which grow without bound and read files. No metadata need one.
  if (/<!doctype/i.test(text))
    throw metadataInvalid(
      'The metadata have a DOCTYPE, which is refused. Fetch them from the provider again.',
    );
  let tags = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) tags += 1;
  if (tags > tagsMax)
    throw metadataInvalid(
      'The metadata have more elements than those of one identity provider. Give those of this account’s provider alone.',
    );
  try {
    const errorHandler = (_level: string, message: unknown) => {
      throw new SyntaxError(String(message));
    };
    const root = new DOMParser({ errorHandler }).parseFromString(text, 'text/xml')?.documentElement;
    if (root) return root;
  } catch {
    // The parser's own words quote what it read.
  }
  throw metadataInvalid('The metadata are no well-formed XML. Fetch them from the identity provider again.');
}
