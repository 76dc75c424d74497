import { IsBoolean, IsIn, IsString } from 'class-validator';
import { IsInstant } from '../../../application/input/is-instant.ts';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import type {
  OktaApplicationKind,
  SetUpCheck,
  SetUpState,
  SetUpStep,
} from '../../../application/set-up/okta/set-up.ts';

const states = ['open', 'waiting', 'done', 'doubtful', 'wrong'] as const satisfies SetUpState[];
const stepIds = ['singleSignOn', 'integration', 'toApp', 'attributes'] as const satisfies SetUpStep['id'][];
const checkIds = [
  ...(['connection', 'token', 'connectorTest'] as const),
  ...(['creation', 'change', 'deactivation', 'attribute'] as const),
] as const satisfies SetUpCheck['id'][];

export class OktaFieldAnswer {
  @IsString()
  readonly name!: string;

  /** What is typed, chosen or ticked there; absent where it is an address. */
  @Optional()
  @IsString()
  readonly value?: string;

  /** An address below the one at which browsers reach the service, such as `scim/v2`. */
  @Optional()
  @IsString()
  readonly path?: string;

  /** Whether it is typed, and so can be copied. */
  @IsBoolean()
  readonly isTyped!: boolean;
}

export class OktaScreenAnswer {
  /** The way to it through Okta's menus. */
  @IsString()
  readonly menu!: string;

  @Nested(() => OktaFieldAnswer, { each: true })
  readonly fields!: readonly OktaFieldAnswer[];
}

class SetUpProblemAnswer {
  /** Of the domain, or of what only shows by what is missing. */
  @IsString()
  readonly code!: string;

  @IsString()
  readonly message!: string;

  /** In Markdown, with the path through Okta's menus. */
  @Optional()
  @IsString()
  readonly todo?: string;
}

export class SetUpCheckAnswer {
  @IsIn(checkIds)
  readonly id!: SetUpCheck['id'];

  /** What comes before has not happened, it is next to happen, it happened, it happened not for everybody, or it went wrong. */
  @IsIn(states)
  readonly state!: SetUpState;

  /** Who or what it happened to; of an attribute its path. */
  @Optional()
  @IsString()
  readonly name?: string;

  /** When it last happened. */
  @Optional()
  @IsInstant()
  readonly at?: string;

  @Optional()
  @Nested(() => SetUpProblemAnswer)
  readonly problem?: SetUpProblemAnswer;

  /** What makes it happen, in Markdown; where it is waited for. */
  @Optional()
  @IsString()
  readonly next?: string;
}

export class SetUpStepAnswer {
  @IsIn(stepIds)
  readonly id!: SetUpStep['id'];

  @Nested(() => OktaScreenAnswer, { each: true })
  readonly screens!: readonly OktaScreenAnswer[];

  /** What shows whether it was done; taken from what really happened. */
  @Nested(() => SetUpCheckAnswer, { each: true })
  readonly checks!: readonly SetUpCheckAnswer[];
}

export class OktaSetUpAnswer {
  /** Whether Okta's application is one of its wizard or of its catalogue; absent until it shows. */
  @Optional()
  @IsIn(['wizard', 'catalogue'])
  readonly applicationKind?: OktaApplicationKind;

  /** In the order of Okta's screens. */
  @Nested(() => SetUpStepAnswer, { each: true })
  readonly steps!: readonly SetUpStepAnswer[];
}
