import { everyone } from '../../criteria/criteria.ts';
import type { Group } from '../../domain/group/group.ts';
import { GroupBefore, groupChangingEvents } from '../../domain/group/group-before.ts';
import type { GroupKind } from '../../domain/group/group-reference.ts';
import type { ReadCondition } from '../../domain/group/told-rule.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { type AgentId, type GroupId, groupId } from '../../domain/shared/identifiers.ts';
import { groupNotFound } from '../groups/group/find-group.ts';
import type { TargetLife } from '../ports/event-feed.ts';
import type { JournalEntry } from '../ports/journal-entry.ts';
import type { ReadScope } from '../ports/unit-of-work.ts';
import { entriesAbout, eventOf } from './events-about.ts';
import type { PastAccount } from './past-account.ts';
import { attributesOfOldTexts } from './past-attributes.ts';
import { pastUntold } from './past-untold.ts';

/** The groups of an account as they were at a moment, and what happened to them since. */
export interface PastGroups {
  readonly groups: ReadonlyMap<GroupId, Group>;
  /** Of those that have changed since, also where they were not there at the moment. */
  readonly since: GroupsSince;
}

const groupsPerPage = 1000;
/** Of agents and groups, so that what has to be remembered is bounded. */
const membershipsMax = 1_000_000;
const changing = new Set<string>(groupChangingEvents);

/** What has happened to groups since a moment. */
class GroupsSince {
  readonly before = new Map<GroupId, GroupBefore>();
  private position: number;
  private memberships = 0;

  /** @param isAsked - whose membership is to be known. */
  constructor(
    private readonly past: PastAccount,
    private readonly isAsked: (member: AgentId) => boolean,
  ) {
    this.position = past.position;
  }

  /**
   * Reads what the journal tells by now. To be called after whatever is there was read.
   *
   * @returns whether there was more.
   * @throws DomainError `criteriaTooWide`.
   */
  async readOn(): Promise<boolean> {
    const { position } = this;
    const journal = this.past.scope.journal.past;
    const unnumbered = await journal.unnumbered('group');
    for (;;) {
      const entries = await journal.behind(this.position, 'group');
      for (const entry of entries) {
        this.add(entry);
        this.position = entry.position;
      }
      if (entries.length === 0) break;
    }
    // They come again once they have a position, which changes nothing.
    for (const entry of unnumbered) this.add(entry);
    return this.position > position || unnumbered.length > 0;
  }

  private add(entry: JournalEntry): void {
    if (!changing.has(entry.action)) return;
    const id = groupId(entry.target?.id ?? '');
    const known = this.before.get(id) ?? new GroupBefore(this.isAsked);
    this.before.set(id, known);
    this.memberships -= known.members.size;
    known.add(eventOf(entry));
    this.memberships += known.members.size;
    if (this.memberships <= membershipsMax) return;
    const message = `More than ${membershipsMax} memberships came or went since then, too many to be told of all agents at once. Ask for agents without their groups, or for one agent or one group.`;
    throw new DomainError('criteriaTooWide', message, { attribute: 'at' });
  }
}

/**
 * @param isAsked - whose membership is to be known.
 * @throws DomainError `pastUntold`, `criteriaTooWide`.
 */
export async function pastGroups(
  past: PastAccount,
  isAsked: (member: AgentId) => boolean,
): Promise<PastGroups> {
  const { groups: reader, journal } = past.scope;
  const groups = new Map<GroupId, Group>();
  for await (const group of allGroups(reader)) groups.set(group.state.id, group);
  const since = new GroupsSince(past, isAsked);
  await since.readOn();
  for (const [id, group] of groups) if (!since.before.has(id)) groups.set(id, group.asPast());
  const there = [...since.before].flatMap(([id, { wasThere }]) => (wasThere ? [id] : []));
  const lives = await journal.past.lives(there, groupChangingEvents, past.position);
  const readCondition = await conditionReader(past);
  for (const [id, before] of since.before) {
    if (!before.wasThere) groups.delete(id);
    else
      groups.set(id, groupBefore(past, id, groups.get(id), before, { life: lives.get(id), readCondition }));
  }
  return { groups, since };
}

/**
 * One group as it was.
 *
 * @throws DomainError `groupNotFound`, `pastUntold`.
 */
export async function pastGroup(past: PastAccount, id: GroupId, kind?: GroupKind): Promise<Group> {
  const { scope, position } = past;
  const now = await scope.groups.find(id);
  const before = await groupSince(past, id, () => false);
  const lives = await scope.journal.past.lives([id], groupChangingEvents, position);
  const group =
    before === undefined
      ? now?.asPast()
      : before.wasThere
        ? groupBefore(past, id, now, before, {
            life: lives.get(id),
            readCondition: await conditionReader(past),
          })
        : undefined;
  if (group === undefined || (kind !== undefined && group.state.kind !== kind)) throw groupNotFound(id);
  return group;
}

/** What has happened to a group since; `undefined` where nothing has. */
export async function groupSince(
  { scope, position }: PastAccount,
  id: GroupId,
  isAsked: (member: AgentId) => boolean,
): Promise<GroupBefore | undefined> {
  let before: GroupBefore | undefined;
  const range = { type: 'group', id } as const;
  for await (const entry of entriesAbout(scope.journal.past, range, groupChangingEvents, position)) {
    before ??= new GroupBefore(isAsked);
    before.add(eventOf(entry));
  }
  return before;
}

async function* allGroups(groups: ReadScope['groups']): AsyncGenerator<Group> {
  for (let from: GroupId | undefined; ; ) {
    const start = from === undefined ? 'beginning' : { id: from };
    const query = { criteria: everyone, from: start, limit: groupsPerPage, withTotal: false } as const;
    const { resources, next } = await groups.list(query, false);
    for (const { group } of resources) yield group;
    from = resources.at(-1)?.group.state.id;
    if (next === undefined) return;
  }
}

interface Told {
  readonly life: TargetLife | undefined;
  readonly readCondition: ReadCondition;
}

/** @throws DomainError `pastUntold`. */
function groupBefore(
  { at, context }: PastAccount,
  id: GroupId,
  now: Group | undefined,
  before: GroupBefore,
  { life, readCondition }: Told,
): Group {
  const told = life?.first.action === 'GroupCreated' ? life.first.at : undefined;
  const createdAt = now?.state.createdAt ?? told;
  if (life === undefined || createdAt === undefined || before.isUntold) throw pastUntold('group', id, at);
  const { id: accountId } = context.account.state;
  const facts = { id, accountId, createdAt, lastModifiedAt: life.last.at };
  try {
    return before.of(now, facts, readCondition);
  } catch (error) {
    if (error instanceof DomainError) throw pastUntold('group', id, at);
    throw error;
  }
}

/** Reads what rules of older entries meant, of which the journal has the text alone, whatever became of their attributes. */
async function conditionReader(past: PastAccount): Promise<ReadCondition> {
  const known = await attributesOfOldTexts(past);
  return (text) => past.context.ruleLanguage.parse(text, known);
}
