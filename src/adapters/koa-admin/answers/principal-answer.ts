import { IsIn, IsString } from 'class-validator';
import { Optional } from '../../../application/input/optional.ts';
import { principalId, principalKinds, type RecordedPrincipal } from '../../../application/ports/caller.ts';

/** Who did something, or asked for it. */
export class PrincipalAnswer {
  @IsIn(principalKinds)
  readonly kind!: RecordedPrincipal['kind'];

  /** Of the token, or of the agent who had signed in. */
  @Optional()
  @IsString()
  readonly id?: string;

  @Optional()
  @IsString()
  readonly name?: string;
}

export const showPrincipal = (principal: RecordedPrincipal): PrincipalAnswer => ({
  kind: principal.kind,
  id: principalId(principal),
  name: 'name' in principal ? principal.name : undefined,
});
