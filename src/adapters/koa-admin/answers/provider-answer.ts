import { IsBoolean, IsIn, IsString } from 'class-validator';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import { clientOutcomes, type OidcClientOutcome } from '../../../application/ports/oidc-sign-in.ts';
import type { SsoTestResult } from '../../../application/sign-in/test-sso-connection.ts';
import { type OidcCheck, type OidcRefusal, oidcChecks } from '../../../domain/sign-in/oidc-checks.ts';
import { IdentityProviderAnswer, showCertificate } from './connection-answer.ts';

class ClientRefusalAnswer implements OidcRefusal {
  /** The check of a sign-in that would fail. */
  @IsIn(oidcChecks)
  readonly check!: OidcCheck;

  @IsString()
  readonly expected!: string;

  @IsString()
  readonly received!: string;

  /** What to do about it. */
  @IsString()
  readonly remedy!: string;
}

class ClientAnswer {
  /** `unknown` where something else failed, so that nobody looked at the client. */
  @IsIn(clientOutcomes)
  readonly outcome!: OidcClientOutcome['kind'];

  /** Why it is not accepted, or not known to be. */
  @Optional()
  @Nested(() => ClientRefusalAnswer)
  readonly refusal?: ClientRefusalAnswer;
}

/** What an identity provider says of itself. */
export class ProviderAnswer extends IdentityProviderAnswer {
  @IsIn(['saml', 'oidc'])
  readonly kind!: SsoTestResult['kind'];

  /** Whether the identity provider was asked. Where metadata were given as XML, they are read and nobody is asked. */
  @IsBoolean()
  readonly wasAsked!: boolean;

  /** Of OpenID Connect. */
  @Optional()
  @IsString()
  readonly authorizationEndpoint?: string;

  /** Of OpenID Connect. */
  @Optional()
  @IsString()
  readonly tokenEndpoint?: string;

  /** Of OpenID Connect: whether it accepts the client id and the client secret of the connection that was tested. */
  @Optional()
  @Nested(() => ClientAnswer)
  readonly client?: ClientAnswer;
}

export function showProviderMetadata(result: SsoTestResult): ProviderAnswer {
  const { kind, wasAsked } = result;
  if (result.kind === 'oidc') {
    const { metadata, client } = result;
    const { issuer, authorizationEndpoint, tokenEndpoint } = metadata;
    const endpoints = { authorizationEndpoint, tokenEndpoint };
    return { kind, wasAsked, issuer, ...endpoints, client: client && showClient(client) };
  }
  const { issuer, ssoUrl, certificates } = result.metadata;
  return { kind, wasAsked, issuer, ssoUrl, certificates: certificates.map(showCertificate) };
}

const showClient = ({ kind, ...rest }: OidcClientOutcome): ClientAnswer => ({ outcome: kind, ...rest });
