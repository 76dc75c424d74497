import { foldCase } from '../../criteria/fold-case.ts';
import { attributeChanges } from '../shared/attribute-change.ts';
import type { Change } from '../shared/change.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import type { AccountId } from '../shared/identifiers.ts';
import { type Instant, instantPlus } from '../shared/instant.ts';
import { isProfileAttributeName } from './profile-attribute-declaration.ts';

/** With what an attribute came: with agents, or with groups of either kind. */
export type UnkeptWith = 'agents' | 'groups';

/** That a directory sent an attribute which is not kept, once or several times. */
export interface UnkeptSighting {
  readonly with: UnkeptWith;
  /** As the directory wrote it, with the URN under which it stood: at most 200 characters. */
  readonly name: string;
  /** How many requests had it. */
  readonly times: number;
  /** See `exampleOf`. */
  readonly example: string;
  readonly lastSentAt: Instant;
}

export interface UnkeptAttributeState extends UnkeptSighting {
  readonly firstSentAt: Instant;
  /** When the journal last told of it, and how many times it had come by then. */
  readonly toldAt: Instant;
  readonly timesTold: number;
}

type UnkeptAttributeEventType =
  /** A directory sends it for the first time, or goes on a day later; `changes` tells how many times it came. */
  | 'AttributeNotKept'
  /** An administrator has seen it, or mended it. It is told of anew should it come again. */
  | 'UnkeptAttributeForgotten';

export type UnkeptAttributeEvent = DomainEvent<UnkeptAttributeEventType, 'attribute'>;
export type UnkeptAttributeChange = Change<UnkeptAttribute, UnkeptAttributeEvent>;

export const unkeptNameCharactersMax = 200;
/** Of one account. What comes beyond that is not told of until some are forgotten. */
export const unkeptAttributesMax = 200;

const dayMilliseconds = 86_400_000;
/** Beyond this it is not counted: what a database's whole number holds. */
const timesMax = 2_000_000_000;

/** An attribute that a directory sends and that is not kept, since the account has no such attribute. */
export class UnkeptAttribute {
  private constructor(
    readonly accountId: AccountId,
    readonly state: UnkeptAttributeState,
  ) {}

  static restore(accountId: AccountId, state: UnkeptAttributeState): UnkeptAttribute {
    return new UnkeptAttribute(accountId, state);
  }

  static first(accountId: AccountId, sighting: UnkeptSighting): UnkeptAttributeChange {
    const { times, lastSentAt } = sighting;
    const told = { firstSentAt: lastSentAt, toldAt: lastSentAt, timesTold: times };
    const state = new UnkeptAttribute(accountId, { ...sighting, ...told });
    return { state, events: [state.told(0)] };
  }

  /** The journal tells of it once a day at most, however often it comes. */
  sentAgain({ times, example, lastSentAt }: UnkeptSighting): UnkeptAttributeChange {
    const { state } = this;
    const sent = { ...state, times: Math.min(state.times + times, timesMax), example, lastSentAt };
    if (instantPlus(state.toldAt, dayMilliseconds) > lastSentAt) {
      return { before: this, state: new UnkeptAttribute(this.accountId, sent), events: [] };
    }
    const told = { ...sent, toldAt: lastSentAt, timesTold: sent.times };
    const after = new UnkeptAttribute(this.accountId, told);
    return { before: this, state: after, events: [after.told(state.timesTold)] };
  }

  forget(at: Instant): UnkeptAttributeChange {
    const changes = attributeChanges({ times: this.state.times }, {});
    const event = { ...this.told(0), type: 'UnkeptAttributeForgotten', at, changes } as const;
    return { before: this, state: this, removes: true, events: [event] };
  }

  /** The name of the custom attribute as which an agent would have it; absent where there can be none. */
  get keptAs(): string | undefined {
    const { with: comesWith, name } = this.state;
    const last = name.slice(Math.max(name.lastIndexOf(':'), name.lastIndexOf('.')) + 1);
    return comesWith === 'agents' && isProfileAttributeName(last) ? `profile.${last}` : undefined;
  }

  private told(timesBefore: number): UnkeptAttributeEvent {
    const { name, times, example, lastSentAt, with: comesWith } = this.state;
    const before = timesBefore === 0 ? {} : { times: timesBefore };
    const after = { times, example, lastSentAt, sentWith: comesWith, wouldBeKeptAs: this.keptAs };
    return {
      type: 'AttributeNotKept',
      accountId: this.accountId,
      at: lastSentAt,
      target: { type: 'attribute', id: foldCase(name), name },
      changes: attributeChanges(before, after),
    };
  }
}
