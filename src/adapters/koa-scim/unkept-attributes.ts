import { LRUCache } from 'lru-cache';
import type { Application } from '../../application/application.ts';
import type { Caller } from '../../application/ports/caller.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import { foldCase } from '../../criteria/fold-case.ts';
import type { JsonValue } from '../../criteria/json.ts';
import {
  type UnkeptSighting,
  type UnkeptWith,
  unkeptNameCharactersMax,
} from '../../domain/profile-attribute/unkept-attribute.ts';
import { exampleOf } from '../../domain/profile-attribute/unkept-value.ts';
import { userResourceType } from '../../scim/schema/user-resource-type.ts';
import type { ScimState } from './scim-context.ts';

const accountsMax = 1000;
const namesPerAccountMax = 100;
/** Of all accounts: names that this process has written already. */
const writtenMax = 10_000;
const writtenAgainAfterMilliseconds = 5000;
const writtenFirstAfterMilliseconds = 100;
/** Nobody waits for it, and a stopping process not for long. */
const writeMilliseconds = 5000;

/** What one account's directory sent since it was last written. */
interface Sent {
  /** Of the first of the requests: whom the journal names. */
  readonly caller: Caller;
  readonly sightings: Map<string, UnkeptSighting>;
}

/**
 * Gathers what directories send and what is not kept, and writes it every few seconds, a name that is new at once: a
 * write with each request would make those of an account wait for each other. What a process had not written when it
 * was killed is lost, and so is what the database did not take, of which the operator's log tells.
 */
export class UnkeptAttributes {
  private sent = new Map<string, Sent>();
  private readonly written = new LRUCache<string, true>({ max: writtenMax });
  private timer: NodeJS.Timeout | undefined;
  private dueAt = Number.POSITIVE_INFINITY;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly application: Pick<Application, 'noteUnkeptAttributes'>,
    private readonly clock: Clock,
    private readonly log: OperationalLog,
  ) {}

  /** Takes what a request had that is not kept. */
  note({ caller, unkept }: ScimState): void {
    for (const { type, name, value } of unkept?.values() ?? []) {
      this.noteOne(caller, type.id === userResourceType.id ? 'agents' : 'groups', name, value);
    }
  }

  private noteOne(caller: Caller, sentWith: UnkeptWith, fullName: string, value: JsonValue): void {
    const { accountId } = caller;
    const sent = this.sent.get(accountId) ?? { caller, sightings: new Map() };
    const name = fullName.slice(0, unkeptNameCharactersMax).toWellFormed();
    const key = `${sentWith} ${foldCase(name)}`;
    const before = sent.sightings.get(key);
    const isTooMany = before === undefined && sent.sightings.size >= namesPerAccountMax;
    if (isTooMany || (!this.sent.has(accountId) && this.sent.size >= accountsMax)) return;
    this.sent.set(accountId, sent);
    sent.sightings.set(key, {
      ...{ with: sentWith, name: before?.name ?? name, times: (before?.times ?? 0) + 1 },
      ...{ example: exampleOf(name, value), lastSentAt: this.clock.now() },
    });
    const isKnown = this.written.has(`${accountId} ${key}`);
    this.schedule(isKnown ? writtenAgainAfterMilliseconds : writtenFirstAfterMilliseconds);
  }

  /** Resolves when all that was noted before is written. */
  write(): Promise<void> {
    clearTimeout(this.timer);
    this.dueAt = Number.POSITIVE_INFINITY;
    this.writing = this.writing.then(() => this.writeSent());
    return this.writing;
  }

  private schedule(milliseconds: number): void {
    const at = performance.now() + milliseconds;
    if (at >= this.dueAt) return;
    clearTimeout(this.timer);
    this.dueAt = at;
    this.timer = setTimeout(() => void this.write(), milliseconds);
    // It keeps no process alive: whoever stops the service writes what is left.
    this.timer.unref();
  }

  private async writeSent(): Promise<void> {
    const { sent } = this;
    this.sent = new Map();
    for (const [accountId, { caller, sightings }] of sent) {
      const deadline = performance.now() + writeMilliseconds;
      try {
        const noting = { sightings: [...sightings.values()] };
        await this.application.noteUnkeptAttributes({ ...caller, deadline }, noting);
        for (const key of sightings.keys()) this.written.set(`${accountId} ${key}`, true);
      } catch (error) {
        this.log.warn('What a directory sent and what is not kept could not be noted', {
          accountId,
          error: String(error),
        });
      }
    }
  }
}
