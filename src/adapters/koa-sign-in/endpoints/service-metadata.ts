import type { ConnectionAddresses } from '../../../domain/sign-in/connection-addresses.ts';
import { html } from '../pages/html.ts';

/** What this service is to an identity provider by SAML (SAML 2.0 Metadata section 2.4.4). */
export const serviceMetadata = ({
  acsUrl,
  audience,
}: Extract<ConnectionAddresses, { readonly kind: 'saml' }>): string =>
  html`<?xml version="1.0" encoding="UTF-8"?>
<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${audience}">
  <SPSSODescriptor AuthnRequestsSigned="false" WantAssertionsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</NameIDFormat>
    <AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${acsUrl}" index="0" isDefault="true"/>
  </SPSSODescriptor>
</EntityDescriptor>
`.text;
