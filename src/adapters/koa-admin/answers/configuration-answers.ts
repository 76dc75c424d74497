import { IsIn, IsString } from 'class-validator';
import type { ConfigurationChange } from '../../../application/configuration/configuration/configuration-change.ts';
import type { ImportOutcome } from '../../../application/import/import-outcome.ts';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import { type TargetType, targetTypes } from '../../../domain/shared/domain-event.ts';
import { ChangeAnswer } from './entry-answer.ts';
import { PreviewedAgentsAnswer, showPreviewed } from './rule-answers.ts';

class NamedTargetAnswer {
  @IsIn(targetTypes)
  readonly type!: TargetType;

  @IsString()
  readonly name!: string;
}

/** One difference between what the account was and what the configuration says. */
export class ConfigurationChangeAnswer {
  /** Where the configuration asks for it: `groups.byRule.2`; where `prune` does, the section. */
  @IsString()
  readonly path!: string;

  @IsIn(['added', 'changed', 'removed'])
  readonly what!: ConfigurationChange['what'];

  @Nested(() => NamedTargetAnswer)
  readonly target!: NamedTargetAnswer;

  @Nested(() => ChangeAnswer, { each: true })
  readonly changes!: readonly ChangeAnswer[];

  /** Who comes where a rule is new, or takes the place of another. */
  @Optional()
  @Nested(() => PreviewedAgentsAnswer)
  readonly joining?: PreviewedAgentsAnswer;

  /** Who goes then. */
  @Optional()
  @Nested(() => PreviewedAgentsAnswer)
  readonly leaving?: PreviewedAgentsAnswer;
}

export function showConfigurationChange(change: ConfigurationChange): ConfigurationChangeAnswer {
  const { path, what, target, changes, joining, leaving } = change;
  return {
    ...{ path, what, target, changes },
    ...{ joining: joining && showPreviewed(joining), leaving: leaving && showPreviewed(leaving) },
  };
}

/** What became of one row, in the order in which they were sent. */
export class ImportOutcomeAnswer {
  /** `alreadyThere` where nothing had to be done for it. */
  @IsIn(['imported', 'alreadyThere', 'refused'])
  readonly outcome!: 'imported' | 'alreadyThere' | 'refused';

  /** Why it was refused. */
  @Optional()
  @IsString()
  readonly code?: string;

  @Optional()
  @IsString()
  readonly detail?: string;
}

export const showImportOutcome = (outcome: ImportOutcome): ImportOutcomeAnswer =>
  typeof outcome === 'string'
    ? { outcome }
    : { outcome: 'refused', code: outcome.code, detail: outcome.message };
