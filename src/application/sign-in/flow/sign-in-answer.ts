import { IsString } from 'class-validator';
import type { SsoConnectionId } from '../../../domain/sign-in/sso-connection.ts';
import { IsIdentifier } from '../../input/is-identifier.ts';
import { Optional } from '../../input/optional.ts';
import type { BegunSession } from '../../sessions/beginning/start-session.ts';

/** With what somebody comes back from an identity provider. */
export class SignInAnswer {
  @IsIdentifier()
  readonly connection!: SsoConnectionId;

  /** The address at which browsers reach the service. */
  @IsString()
  readonly publicUrl!: string;

  /** What the browser holds since the sign-in began. */
  @Optional()
  @IsString()
  readonly browserSecret?: string;

  /** What the browser says of itself. */
  @IsString()
  readonly browser!: string;
}

export interface SignedIn extends BegunSession {
  readonly kind: 'signedIn';
  /** The path within the service where the person wanted to go. */
  readonly returnTo: string;
}
