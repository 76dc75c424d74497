import {
  type EntityManager,
  type EntitySchema,
  type FindOptionsOrder,
  type FindOptionsWhere,
  IsNull,
  type ObjectLiteral,
  type QueryDeepPartialEntity,
} from 'typeorm';
import type { AccountId } from '../../../domain/shared/identifiers.ts';

/** An account's own row is known by its id, all others by the id of their account. */
type AccountColumn<Row> = 'account_id' extends keyof Row ? 'account_id' : 'id';
type Fields<Row> = Omit<Row, AccountColumn<Row>>;

/**
 * One account's rows of a table that is seldom asked, read and written by TypeORM. The account is put into every
 * condition and every row here, where nobody can forget it or name another.
 */
export class AccountTable<Row extends ObjectLiteral> {
  private readonly ofAccount: ObjectLiteral;

  constructor(
    private readonly manager: EntityManager,
    private readonly entity: EntitySchema<Row>,
    account: AccountId,
    /** @throws Error where nothing may be written any more. */
    private readonly requireWritable: () => void,
  ) {
    this.ofAccount = { ['account_id' in entity.options.columns ? 'account_id' : 'id']: account };
  }

  async find(where: Partial<Fields<Row>> = {}): Promise<Row | undefined> {
    return (await this.manager.findOneBy(this.entity, this.boundWhere(where))) ?? undefined;
  }

  /** All of the account's rows, or those of them with such values, in the order of a column. */
  list(by: keyof Fields<Row> & string, where: Partial<Fields<Row>> = {}): Promise<readonly Row[]> {
    const order = { [by]: 'ASC' } as FindOptionsOrder<Row>;
    return this.manager.find(this.entity, { where: this.boundWhere(where), order });
  }

  /** The last one in the order of a column. */
  async last(by: keyof Fields<Row> & string): Promise<Row | undefined> {
    const order = { [by]: 'DESC' } as FindOptionsOrder<Row>;
    return (await this.manager.findOne(this.entity, { where: this.bound({}), order })) ?? undefined;
  }

  async insert(row: Partial<Fields<Row>>): Promise<void> {
    this.requireWritable();
    // TypeORM would read the row back for the sake of columns with a default.
    const insert = this.manager.createQueryBuilder().insert().into(this.entity).updateEntity(false);
    await insert.values(this.bound(row) as QueryDeepPartialEntity<Row>).execute();
  }

  /** @returns how many rows were found to be changed. */
  async update(where: Partial<Fields<Row>>, change: Partial<Fields<Row>>): Promise<number> {
    this.requireWritable();
    const written = change as QueryDeepPartialEntity<Row>;
    return (await this.manager.update(this.entity, this.boundWhere(where), written)).affected ?? 0;
  }

  /** @returns how many rows there were. */
  async delete(where: Partial<Fields<Row>>): Promise<number> {
    this.requireWritable();
    return (await this.manager.delete(this.entity, this.boundWhere(where))).affected ?? 0;
  }

  /** The condition that columns have these values, null included, which SQL compares otherwise. */
  private boundWhere(fields: Partial<Fields<Row>>): FindOptionsWhere<Row> {
    const compared = Object.entries(fields).map(([name, value]) => [name, value === null ? IsNull() : value]);
    return this.bound(Object.fromEntries(compared) as Partial<Fields<Row>>);
  }

  private bound(fields: Partial<Fields<Row>>): FindOptionsWhere<Row> {
    return { ...fields, ...this.ofAccount } as FindOptionsWhere<Row>;
  }
}
