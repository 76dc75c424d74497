import { IsIn, IsString } from 'class-validator';
import { Optional } from '../../../application/input/optional.ts';
import { type TargetType, targetTypes } from '../../../domain/shared/domain-event.ts';

/** What something happened to, or what an attempt was about. */
export class TargetAnswer {
  @IsIn(targetTypes)
  readonly type!: TargetType;

  @Optional()
  @IsString()
  readonly id?: string;

  @Optional()
  @IsString()
  readonly name?: string;
}
