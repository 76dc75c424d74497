import { IsArray, IsString } from 'class-validator';
import { IsTokenScope } from '../../../application/access/token/is-token-scope.ts';
import type { IssuedToken } from '../../../application/access/token/issued-token.ts';
import { IsIdentifier } from '../../../application/input/is-identifier.ts';
import { IsInstant } from '../../../application/input/is-instant.ts';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import type { ApiToken } from '../../../domain/account/api-token.ts';

export class TokenAnswer {
  @IsIdentifier()
  readonly id!: string;

  @IsString()
  readonly name!: string;

  /** With which the token ends, so that people tell it from others; absent for older ones. */
  @Optional()
  @IsString()
  readonly lastCharacters?: string;

  /** What it is for. */
  @IsArray()
  @IsTokenScope({ each: true })
  readonly scopes!: readonly string[];

  /** The networks from which alone it can be used; absent for everywhere. */
  @Optional()
  @IsArray()
  @IsString({ each: true })
  readonly addresses?: readonly string[];

  @IsInstant()
  readonly createdAt!: string;

  /** Absent where it does not expire. */
  @Optional()
  @IsInstant()
  readonly expiresAt?: string;

  @Optional()
  @IsInstant()
  readonly revokedAt?: string;

  /** The token that this one takes over from. */
  @Optional()
  @IsIdentifier()
  readonly rotatedFrom?: string;

  /** For whom it speaks, where it is one person's. */
  @Optional()
  @IsIdentifier()
  readonly agentId?: string;

  /** Exact to a minute. */
  @Optional()
  @IsInstant()
  readonly lastUsedAt?: string;

  /** The network address from which it was used then. */
  @Optional()
  @IsString()
  readonly lastUsedFrom?: string;
}

export class IssuedTokenAnswer {
  @Nested(() => TokenAnswer)
  readonly token!: TokenAnswer;

  /** What to send as `Authorization: Bearer …`. It is shown this once: an answer that is repeated does not have it. */
  @Optional()
  @IsString()
  readonly text?: string;
}

export const showToken = ({ state }: ApiToken): TokenAnswer => {
  const { secretHash: _, accountId: __, expiryToldAt: ___, ...shown } = state;
  return shown;
};

export const showIssuedToken = ({ token, text }: IssuedToken): IssuedTokenAnswer => ({
  token: showToken(token),
  text,
});
