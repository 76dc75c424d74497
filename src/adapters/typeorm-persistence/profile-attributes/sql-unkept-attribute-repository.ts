import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import type { UnkeptAttributeRepository } from '../../../application/ports/unkept-attribute-repository.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import {
  UnkeptAttribute,
  type UnkeptAttributeChange,
  type UnkeptAttributeState,
} from '../../../domain/profile-attribute/unkept-attribute.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { RowOf } from '../entities/column-lists.ts';
import { unkeptAttributeEntity } from '../entities/unkept-attribute-entity.ts';
import type { AccountScope } from '../scope/account-scope.ts';

type UnkeptAttributeRow = RowOf<typeof unkeptAttributeEntity>;

const keyCharactersMax = 320;

export class SqlUnkeptAttributeRepository implements UnkeptAttributeRepository {
  constructor(private readonly scope: AccountScope) {}

  async list(): Promise<readonly UnkeptAttribute[]> {
    const { accountId } = this.scope.caller;
    return (await this.rows.list('name_key')).map((row) => UnkeptAttribute.restore(accountId, stateOf(row)));
  }

  async store({ before, state: { state }, removes, events }: UnkeptAttributeChange): Promise<void> {
    const key = keyOf(state);
    if (before === undefined)
      await this.insert({ ...key, ...countsOf(state), name: state.name, first_sent_at: state.firstSentAt });
    else if (removes) await this.rows.delete(key);
    else if ((await this.rows.update({ ...key, times: before.state.times }, countsOf(state))) === 0) {
      throw countedElsewhere();
    }
    this.scope.collect(events);
  }

  private async insert(row: Omit<UnkeptAttributeRow, 'account_id'>): Promise<void> {
    try {
      await this.rows.insert(row);
    } catch (error) {
      if (this.scope.dialect.failureOf(error) !== 'duplicate') throw error;
      throw countedElsewhere();
    }
  }

  private get rows() {
    return this.scope.table(unkeptAttributeEntity);
  }
}

const keyOf = ({ with: sentWith, name }: UnkeptAttributeState) => ({
  sent_with: sentWith,
  name_key: foldCase(name).slice(0, keyCharactersMax),
});

const countsOf = ({ times, example, lastSentAt, toldAt, timesTold }: UnkeptAttributeState) => ({
  ...{ times, example, last_sent_at: lastSentAt },
  ...{ told_at: toldAt, times_told: timesTold },
});

const stateOf = (row: UnkeptAttributeRow): UnkeptAttributeState => ({
  with: row.sent_with,
  name: row.name,
  times: row.times,
  example: row.example,
  firstSentAt: row.first_sent_at as Instant,
  lastSentAt: row.last_sent_at as Instant,
  toldAt: row.told_at as Instant,
  timesTold: row.times_told,
});

const countedElsewhere = (): ConcurrentChange =>
  new ConcurrentChange('Another process noted the attribute in between.');
