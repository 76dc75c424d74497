import type { Instant } from '../../domain/shared/instant.ts';
import type { SamlMetadata } from '../../domain/sign-in/sso-provider.ts';
import { metadataInvalid } from './metadata-invalid.ts';
import { countOf, parsedXml, type XmlElement } from './parse-xml.ts';
import { signingCertificates } from './signing-certificates.ts';

const metadataNamespace = 'urn:oasis:names:tc:SAML:2.0:metadata';
const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#';
const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol';
const redirectBinding = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
/** The metadata of one provider have some hundred. */
const tagsMax = 10_000;

/**
 * The one identity provider of a document (SAML 2.0 Metadata sections 2.3 and 2.4.3).
 *
 * @throws DomainError `ssoMetadataInvalid`.
 */
export function samlMetadata(xml: string, at: Instant): SamlMetadata {
  const root = rootOf(xml);
  const entities = isMetadata(root, 'EntityDescriptor')
    ? [root]
    : isMetadata(root, 'EntitiesDescriptor')
      ? within(root, metadataNamespace, 'EntityDescriptor')
      : undefined;
  if (entities === undefined) {
    throw metadataInvalid(
      `The document is no SAML 2.0 metadata: it begins with "${root.localName.slice(0, 80)}" in place of "EntityDescriptor".`,
    );
  }
  const providers = entities.flatMap((entity) => {
    const [role] = within(entity, metadataNamespace, 'IDPSSODescriptor').filter(speaksSaml2);
    return role === undefined ? [] : [{ entity, role }];
  });
  const [provider, ...others] = providers;
  if (provider === undefined)
    throw metadataInvalid('The metadata describe no SAML 2.0 identity provider (IDPSSODescriptor).');
  if (others.length > 0) {
    throw metadataInvalid(
      `The metadata describe ${providers.length} identity providers. Give those of this account's provider alone.`,
    );
  }
  const { entity, role } = provider;
  for (const limited of [root, entity, role]) requireValid(limited, at);
  return {
    issuer: entity.getAttribute('entityID') ?? '',
    ssoUrl: ssoUrlOf(role),
    certificates: signingCertificates(certificateTexts(role)),
  };
}

function rootOf(xml: string): XmlElement {
  // Entities are declared there, which grow without bound and read files. No metadata need one.
  if (/<!doctype/i.test(xml))
    throw metadataInvalid(
      'The metadata have a DOCTYPE, which is refused. Fetch them from the provider again.',
    );
  if (countOf('<', xml) > tagsMax)
    throw metadataInvalid(
      'The metadata have more elements than those of one identity provider. Give those of this account’s provider alone.',
    );
  const root = parsedXml(xml);
  if (root) return root;
  throw metadataInvalid('The metadata are no well-formed XML. Fetch them from the identity provider again.');
}

const isMetadata = ({ namespaceURI, localName }: XmlElement, name: string): boolean =>
  namespaceURI === metadataNamespace && localName === name;

const within = (element: XmlElement, namespace: string, name: string): readonly XmlElement[] =>
  Array.from(element.getElementsByTagNameNS(namespace, name));

const speaksSaml2 = (role: XmlElement): boolean =>
  (role.getAttribute('protocolSupportEnumeration') ?? '').split(/\s+/).includes(protocol);

function requireValid(element: XmlElement, at: Instant): void {
  const validUntil = element.getAttribute('validUntil');
  if (!validUntil || Date.parse(validUntil) > Date.parse(at)) return;
  throw metadataInvalid(
    `The metadata were valid until ${validUntil.slice(0, 40)}. Fetch newer ones from the identity provider.`,
  );
}

function ssoUrlOf(role: XmlElement): string {
  const service = within(role, metadataNamespace, 'SingleSignOnService').find(
    (one) => one.getAttribute('Binding') === redirectBinding,
  );
  const url = service?.getAttribute('Location');
  if (url) return url;
  throw metadataInvalid(
    'The metadata name no address for sign-ins by HTTP-Redirect (SingleSignOnService). Switch that binding on at the identity provider.',
  );
}

/** A key without a use is for signing as well. */
const certificateTexts = (role: XmlElement): readonly string[] =>
  within(role, metadataNamespace, 'KeyDescriptor')
    .filter((key) => key.getAttribute('use') !== 'encryption')
    .flatMap((key) => within(key, signatureNamespace, 'X509Certificate'))
    .map(({ textContent }) => textContent ?? '');
