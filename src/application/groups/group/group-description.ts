import { IsString } from 'class-validator';
import type { DesiredGroup } from '../../../domain/group/desired-group.ts';
import { Optional } from '../../input/optional.ts';

/** What a group is to be, as callers give it: see `DesiredGroup`. */
export class GroupDescription implements DesiredGroup {
  @IsString()
  readonly displayName!: string;

  @Optional()
  @IsString()
  readonly externalId?: string;
}
