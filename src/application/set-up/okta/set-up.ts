import type { Instant } from '../../../domain/shared/instant.ts';

/** How far something of a set-up is. */
export type SetUpState =
  /** What comes before it has not happened. */
  | 'open'
  /** It is the next thing to happen. */
  | 'waiting'
  | 'done'
  /** It happened, though not for everybody, which may be a mistake. */
  | 'doubtful'
  | 'wrong';

/** A field of one of Okta's screens. */
export interface OktaField {
  readonly name: string;
  /** What is typed, chosen or ticked there; absent where it is an address. */
  readonly value?: string;
  /** An address below the one at which browsers reach the service. */
  readonly path?: string;
  /** Whether it is typed, and so can be copied. */
  readonly isTyped: boolean;
}

/** One of Okta's screens. */
export interface OktaScreen {
  /** The way to it through Okta's menus. */
  readonly menu: string;
  readonly fields: readonly OktaField[];
}

/** What is wrong, and what to do about it. */
export interface SetUpProblem {
  readonly code: string;
  readonly message: string;
  /** In Markdown, with the path through Okta's menus; absent where the message says it. */
  readonly todo?: string;
}

/** Something that shows whether a step was done: it is taken from what really happened. */
export interface SetUpCheck {
  readonly id:
    | 'connection'
    | 'token'
    | 'connectorTest'
    | 'creation'
    | 'change'
    | 'deactivation'
    | 'attribute';
  readonly state: SetUpState;
  /** Who or what it happened to; of an attribute its path. */
  readonly name?: string;
  /** When it last happened. */
  readonly at?: Instant;
  readonly problem?: SetUpProblem;
  /** What makes it happen, in Markdown; where it is waited for. */
  readonly next?: string;
}

export interface SetUpStep {
  readonly id: 'singleSignOn' | 'integration' | 'toApp' | 'attributes';
  readonly screens: readonly OktaScreen[];
  readonly checks: readonly SetUpCheck[];
}

/** Okta's two kinds: the wizard's change everything by PUT, those of its catalogue deactivate by PATCH. */
export type OktaApplicationKind = 'wizard' | 'catalogue';

/** How far the account is set up with Okta, in the order of Okta's screens. */
export interface OktaSetUp {
  /** Absent until it shows. */
  readonly applicationKind?: OktaApplicationKind;
  readonly steps: readonly SetUpStep[];
}
