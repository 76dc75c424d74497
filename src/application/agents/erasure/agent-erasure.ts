import type { Agent } from '../../../domain/agent/agent.ts';
import { attributeChanges } from '../../../domain/shared/attribute-change.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { Caller } from '../../ports/caller.ts';
import { entriesErasedAtOnce } from '../../ports/erasure-repository.ts';
import { entriesPerPageMax, type JournalFilter, type RecordedJournalEntry } from '../../ports/event-feed.ts';
import type { RequestPosition } from '../../ports/request-log.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { PersonToErase } from './person-to-erase.ts';
import { isAbout, personalValues } from './personal-values.ts';

/** How much was erased: entries of the audit log, requests of the request log, and other rows. */
export interface ErasedRows {
  readonly entries: number;
  readonly requests: number;
  readonly rows: number;
  /** Entries in files of the archive; absent where there are none, or where they are not reached. */
  readonly archived?: number;
  /** Up to which position entries are in files of the archive that are not reached from here; absent where there are none. */
  readonly archivedUpTo?: number;
}

/** The erasure of one agent, in steps of their own transactions. */
export class AgentErasure {
  readonly person: PersonToErase;
  private readonly ownTokens = new Set<string>();

  /** @param isDryRun - whether entries count that would be sealed first. */
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly caller: Caller,
    private readonly id: AgentId,
    private readonly isDryRun: boolean,
  ) {
    this.person = new PersonToErase(id);
  }

  /**
   * Learns what the person is called from all entries about it, and from the agent where it is still there.
   *
   * @returns whether there is an entry about it.
   */
  async learn(agent: Agent | undefined): Promise<boolean> {
    let isKnown = false;
    for await (const entries of this.pages({ targetType: 'agent', targetId: this.id })) {
      for (const entry of entries) this.person.learn(entry);
      isKnown ||= entries.length > 0;
    }
    if (agent !== undefined) {
      this.person.learn({ target: undefined, changes: attributeChanges({}, agent.attributes()) });
    }
    const tokens = await this.unitOfWork.read(this.caller, (scope) => scope.tokens.list());
    for (const { state } of tokens) if (state.agentId === this.id) this.ownTokens.add(state.id);
    return isKnown;
  }

  /** Learns from an entry in the archive. @returns whether it is about the agent. */
  learnFrom(entry: RecordedJournalEntry): boolean {
    const about = isAbout(entry, this.person);
    if (about) this.person.learn(entry);
    return about;
  }

  /** Which values of an entry are personal to the agent. */
  personalIn(entry: RecordedJournalEntry): ReadonlySet<string> {
    return personalValues(entry, this.person, this.ownTokens).pointers;
  }

  /**
   * Entries about the agent come last: as long as they are there, what the person is called can be learned again by an erasure
   * that goes on.
   *
   * @param sealed - up to which position entries are sealed.
   */
  async erase(sealed: number): Promise<ErasedRows> {
    const { unitOfWork, caller, person } = this;
    const rows = await unitOfWork.transact(caller, ({ erasure }) => erasure.eraseFromRows(person));
    const requests = await this.eraseFromRequests();
    const ofOthers = await this.eraseFromEntries(sealed, {}, (entry) => !isAbout(entry, person));
    const own = { targetType: 'agent', targetId: this.id } as const;
    const entries = ofOthers + (await this.eraseFromEntries(sealed, own, () => true));
    return { entries, requests, rows };
  }

  private async eraseFromRequests(): Promise<number> {
    let erased = 0;
    let before: RequestPosition | undefined;
    do {
      const step = await this.unitOfWork.transact(this.caller, ({ erasure }) =>
        erasure.eraseFromRequests(this.person, before),
      );
      erased += step.erased;
      before = step.next;
    } while (before !== undefined);
    return erased;
  }

  private async eraseFromEntries(
    sealed: number,
    filter: JournalFilter,
    isWanted: (entry: RecordedJournalEntry) => boolean,
  ): Promise<number> {
    let erased = 0;
    for await (const entries of this.pages(filter)) {
      const all = entries
        .filter(isWanted)
        .map((entry) => personalValues(entry, this.person, this.ownTokens))
        .filter(({ pointers }) => pointers.size > 0);
      const personal = all.filter(({ position }) => position <= sealed);
      if (this.isDryRun) erased += all.length - personal.length;
      for (let start = 0; start < personal.length; start += entriesErasedAtOnce) {
        const some = personal.slice(start, start + entriesErasedAtOnce);
        erased += await this.unitOfWork.transact(this.caller, ({ erasure }) =>
          erasure.eraseFromEntries(some),
        );
      }
    }
    return erased;
  }

  private async *pages(filter: JournalFilter): AsyncGenerator<readonly RecordedJournalEntry[]> {
    for (let after = 0; ; ) {
      const page = await this.unitOfWork.read(this.caller, ({ journal }) =>
        journal.after(after, entriesPerPageMax, filter),
      );
      if (page.entries.length > 0) yield page.entries;
      if (page.next <= after) return;
      after = page.next;
    }
  }
}
