/** The parts of a response whose response and assertion are signed, as `SamlIdp` writes it in Okta's spelling. */
const partsOf = (response: string) => {
  const assertion = matched(/<saml2:Assertion.*<\/saml2:Assertion>/s, response);
  const signature = /<ds:Signature.*?<\/ds:Signature>/s;
  return {
    assertion,
    bareAssertion: assertion.replace(signature, ''),
    signature: matched(signature, response),
    bare: response.replace(signature, '').replace(/^<\?xml.*?\?>/, ''),
  };
};

const matched = (pattern: RegExp, text: string): string => {
  const [found] = pattern.exec(text) ?? [];
  if (found === undefined) throw new Error(`The response has no ${pattern}.`);
  return found;
};

/** Says that somebody else signs in. */
const forged = (xml: string, id = '_evil'): string =>
  xml.replaceAll('ada@example.com', 'eve@example.com').replaceAll('_assertion-1', id);

const within = (xml: string, name: string, more: string): string => {
  const end = xml.lastIndexOf(`</${name}>`);
  return xml.slice(0, end) + more + xml.slice(end);
};

/**
 * Signatures that verify, wrapped so that a careless reader takes other elements for those that are signed, as Somorovsky
 * and others name them ("On Breaking SAML", USENIX Security 2012) and SAML Raider makes them.
 *
 * @param response - XML whose response and assertion are signed.
 */
export const signatureWrappings: Readonly<Record<string, (response: string) => string>> = {
  'XSW 1, the signed response within the signature of a forged one': (response) => {
    const { assertion, bareAssertion, signature, bare } = partsOf(response);
    return forgedResponse(response)
      .replace(signature, () => within(signature, 'ds:Signature', bare))
      .replace(forged(assertion), forged(bareAssertion));
  },
  'XSW 2, the signed response before the signature of a forged one': (response) => {
    const { signature, bare } = partsOf(response);
    return forgedResponse(response).replace(signature, () => bare + signature);
  },
  'XSW 3, a forged assertion before the signed one': (response) => {
    const { assertion, bareAssertion } = partsOf(response);
    return response.replace(assertion, () => forged(bareAssertion) + assertion);
  },
  'XSW 4, the signed assertion within a forged one': (response) => {
    const { assertion, bareAssertion } = partsOf(response);
    return response.replace(assertion, () => within(forged(bareAssertion), 'saml2:Assertion', assertion));
  },
  'XSW 5, a forged assertion with the signature, and the signed one behind it': (response) => {
    const { assertion, bareAssertion } = partsOf(response);
    return response.replace(assertion, () => withSignature(assertion) + bareAssertion);
  },
  'XSW 6, the signed assertion within the signature of a forged one': (response) => {
    const { assertion, bareAssertion } = partsOf(response);
    return response.replace(assertion, () => within(withSignature(assertion), 'ds:Signature', bareAssertion));
  },
  'XSW 7, a forged assertion of the same id among extensions': (response) => {
    const { assertion, bareAssertion } = partsOf(response);
    const extensions = `<saml2p:Extensions>${forged(bareAssertion, '_assertion-1')}</saml2p:Extensions>`;
    return response.replace(assertion, () => extensions + assertion);
  },
  'XSW 8, the signed assertion as an object of the signature of a forged one': (response) => {
    const { assertion, bareAssertion } = partsOf(response);
    const object = `<ds:Object>${bareAssertion}</ds:Object>`;
    return response.replace(assertion, () => within(withSignature(assertion), 'ds:Signature', object));
  },
};

const forgedResponse = (response: string): string => {
  const { assertion } = partsOf(response);
  return response
    .replace(assertion, () => forged(assertion))
    .replace('ID="_response-1"', 'ID="_evil-response"');
};

/** The assertion forged, with the signature that refers to the true one. */
const withSignature = (assertion: string): string => {
  const signature = matched(/<ds:Signature.*?<\/ds:Signature>/s, assertion);
  return forged(assertion).replace(forged(signature), () => signature);
};

/** The same signatures over one assertion only, so that counting assertions does not find them. */
export const movedSignatures: Readonly<Record<string, (response: string) => string>> = {
  'another name in the signed assertion': (response) => forged(response, '_assertion-1'),
  'the signature of the response in place of that of the assertion': (response) => {
    const { assertion, bareAssertion, signature } = partsOf(response);
    return response.replace(assertion, () =>
      bareAssertion.replace('</saml2:Issuer>', () => `</saml2:Issuer>${signature}`),
    );
  },
  'two signatures of the response': (response) => {
    const { signature } = partsOf(response);
    return response.replace(signature, () => signature + signature);
  },
  'a reference to the whole document': (response) => response.replace('URI="#_response-1"', 'URI=""'),
};
