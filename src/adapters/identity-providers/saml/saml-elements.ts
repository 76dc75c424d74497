import type { XmlElement } from '../parse-xml.ts';

const namespaces = {
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
} as const;

type Vocabulary = keyof typeof namespaces;

export const isNamed = (element: XmlElement, vocabulary: Vocabulary, name: string): boolean =>
  element.namespaceURI === namespaces[vocabulary] && element.localName === name;

/** Those at any depth. */
export const descendantsNamed = (
  element: XmlElement,
  vocabulary: Vocabulary,
  name: string,
): readonly XmlElement[] => Array.from(element.getElementsByTagNameNS(namespaces[vocabulary], name));

/** Those directly within the element. */
export const childrenNamed = (
  element: XmlElement,
  vocabulary: Vocabulary,
  name: string,
): readonly XmlElement[] =>
  descendantsNamed(element, vocabulary, name).filter(({ parentNode }) => parentNode === element);

export const textOf = (element: XmlElement | undefined): string => element?.textContent?.trim() ?? '';

export const attributeOf = (element: XmlElement | undefined, name: string): string | undefined =>
  element?.getAttribute(name) || undefined;
