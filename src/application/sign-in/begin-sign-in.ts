import { IsString, MaxLength } from 'class-validator';
import type { SsoConnectionId } from '../../domain/sign-in/sso-connection.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { connectionOfSignIn } from './flow/connection-of-sign-in.ts';
import { type StartedSignIn, startSignIn } from './flow/start-sign-in.ts';

const textCharactersMax = 2048;

export class SignInBeginning {
  @IsIdentifier()
  readonly connection!: SsoConnectionId;

  /** The address at which browsers reach the service. */
  @IsString()
  readonly publicUrl!: string;

  /** What the browser holds of sign-ins that began in it before. */
  @Optional()
  @IsString()
  readonly browserSecret?: string;

  /** The path within the service where the person wants to go; any other leads to the start. */
  @Optional()
  @MaxLength(textCharactersMax)
  readonly returnTo?: string;
}

/**
 * Sends somebody to the identity provider of a connection. Who it is turns out when the person comes back.
 *
 * @throws DomainError `connectionNotFound`, `accountClosed`, `signInRefused`.
 */
export const beginSignIn = defineUseCase({
  name: 'BeginSignIn',
  permission: 'signIn:prove',
  kind: 'crossesAccounts',
  input: SignInBeginning,
  target: ({ connection }) => ({ type: 'connection', id: connection }),
  run: async (unitOfWork, requester, { connection: id, ...start }, context): Promise<StartedSignIn> =>
    startSignIn(unitOfWork, await connectionOfSignIn(id, requester, context), start, context),
});
