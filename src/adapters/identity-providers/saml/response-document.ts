import { countOf, parsedXml, type XmlElement } from '../parse-xml.ts';
import { SamlRefused } from './saml-refused.ts';

/** Responses have some ten thousand; with hundreds of groups as attributes ten times as many. */
const bytesMax = 262_144;
/** Each signature is looked for among all elements, once for each certificate. */
const tagsMax = 2_000;
const attributesMax = 4_000;
/** Indentation is shorter, and expressions that trim text take the square of its length. */
const whitespaceMax = 1_000;
const xmlDeclaration = /^\s*<\?xml\s[^<>]*\?>/;
const tooMuchWhitespace = new RegExp(`(?<!\\s)\\s{${whitespaceMax + 1}}`);

export interface ResponseDocument {
  readonly xml: string;
  readonly root: XmlElement;
}

/**
 * The document of a response, which nobody has verified.
 *
 * @param response - `SAMLResponse` of the form (SAML 2.0 Bindings section 3.5.4).
 * @throws SamlRefused
 */
export function responseDocument(response: string): ResponseDocument {
  const xml = textOfResponse(response);
  // Entities are declared in it, which grow without bound and read files.
  if (/<!doctype/i.test(xml)) throw new SamlRefused('doctype', 'a response without DOCTYPE', 'a DOCTYPE');
  // Signatures do not cover comments. One within a name would cut the name for whoever reads its first text alone.
  const [markup] = /<(?:!(?:--|\[CDATA\[)?|\?)/.exec(xml.replace(xmlDeclaration, '')) ?? [];
  if (markup !== undefined) throw new SamlRefused('markup', 'elements and text alone', `"${markup}"`);
  const root = parsedXml(xml);
  if (root === undefined) throw new SamlRefused('xml', 'well-formed XML', 'text that is none');
  return { xml, root };
}

function textOfResponse(response: string): string {
  const refuseSize = (received: string): SamlRefused =>
    new SamlRefused(
      'size',
      `at most ${bytesMax} bytes, ${tagsMax} tags, ${attributesMax} attributes, and ${whitespaceMax} blanks in a row`,
      received,
    );
  // Some break base64 into lines of 76 characters.
  if (response.length > bytesMax * 1.5) throw refuseSize(`${response.length} characters of base64`);
  const base64 = response.replaceAll(/[\r\n]+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64))
    throw new SamlRefused(
      'encoding',
      'XML in base64',
      response === '' ? 'nothing' : 'text that is no base64',
    );
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > bytesMax) throw refuseSize(`${bytes.length} bytes`);
  const xml = utf8(bytes);
  const tags = countOf('<', xml);
  if (tags > tagsMax) throw refuseSize(`${tags} tags`);
  const attributes = countOf('=', xml);
  if (attributes > attributesMax) throw refuseSize(`${attributes} attributes`);
  if (tooMuchWhitespace.test(xml)) throw refuseSize('more blanks in a row');
  return xml;
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new SamlRefused('encoding', 'text in UTF-8', 'bytes that are none');
  }
}
