import type { AttributeChange } from '../../../domain/shared/attribute-change.ts';
import type { TargetType } from '../../../domain/shared/domain-event.ts';
import type { PreviewedAgents } from '../../groups/rule/preview-effect.ts';

/** One difference between what an account is and what a configuration says. */
export interface ConfigurationChange {
  /** Where the configuration asks for it: `groups.byRule.2`; where `prune` does, the section. */
  readonly path: string;
  readonly what: 'added' | 'changed' | 'removed';
  readonly target: { readonly type: TargetType; readonly name: string };
  readonly changes: readonly AttributeChange[];
  /** Who comes and who goes where a rule is new, or takes the place of another. */
  readonly joining?: PreviewedAgents;
  readonly leaving?: PreviewedAgents;
}
