import { any, type Criteria } from '../../../criteria/criteria.ts';
import type { Field } from '../../../criteria/field.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';
import { allOf, anyOf, joined, never, raw, type SqlFragment, sql } from '../statements/sql-fragment.ts';
import { anchorOf, type Leaf } from './anchor.ts';
import { columnCondition, columnPresent } from './column-conditions.ts';
import type { Column, LinkedRows, Searchable } from './searchable.ts';
import { isEquality } from './seekable.ts';
import { presentCondition, type ValueRows, valueCondition } from './value-conditions.ts';

type Element = Extract<Criteria, { kind: 'element' }>;

/** What a condition is about: a resource, or one element of a multi-valued attribute of it. */
type ConditionTarget =
  | { readonly kind: 'resource' }
  | { readonly kind: 'element'; readonly rows: ValueRows }
  | { readonly kind: 'link'; readonly link: LinkedRows };

const resource: ConditionTarget = { kind: 'resource' };

/** Compiles criteria to SQL conditions that say what `match-criteria` says. */
export class CriteriaCompiler {
  private aliases = 0;

  constructor(
    private readonly searchable: Searchable,
    private readonly dialect: SqlDialect,
    /** The SQL of the id of the resource that conditions are about. */
    private readonly resourceId: string,
    private readonly aliasPrefix = '',
    /**
     * Whether those who have a value are found at once and looked up in that set, in place of a look at the values of each resource:
     * a fraction of the work where all are asked, and lost where the first already are as wanted.
     */
    private readonly bySets = false,
  ) {}

  /** A condition on the resource's row. */
  condition(criteria: Criteria): SqlFragment {
    return this.about(resource, criteria);
  }

  columnOf({ path }: Field): Column | undefined {
    return this.searchable.columns.get(path);
  }

  linkOf(path: string): LinkedRows | undefined {
    return this.searchable.links.find((link) => path === link.path || path.startsWith(`${link.path}.`));
  }

  /** An alias that nothing else in the statement has. */
  newAlias(letter: string): string {
    return `${this.aliasPrefix}${letter}${this.aliases++}`;
  }

  get valuesIndex(): string | undefined {
    return this.searchable.values?.index;
  }

  newValueRows(): ValueRows | undefined {
    const { values } = this.searchable;
    return values && { ...values, alias: this.newAlias('v') };
  }

  /** Whether a row of the value index is what the leaf asks for. */
  valueLeaf(leaf: Leaf, rows: ValueRows): SqlFragment {
    return leaf.kind === 'present'
      ? presentCondition(rows, leaf.field)
      : valueCondition(rows, leaf.field, leaf.operator, leaf.value, this.dialect);
  }

  /** What must hold of the element to which the row of the value index belongs. */
  aboutElement(rows: ValueRows, of: Criteria): SqlFragment {
    return this.about({ kind: 'element', rows }, of);
  }

  private about(target: ConditionTarget, criteria: Criteria): SqlFragment {
    switch (criteria.kind) {
      case 'compare':
      case 'present':
        return this.leaf(target, criteria);
      case 'element':
        return this.element(criteria);
      case 'identified':
        return this.identified(criteria.ids);
      case 'all':
        return sql`(${allOf(this.parts(target, criteria.of))})`;
      case 'any':
        return anyOf(
          this.parts(target, target.kind === 'resource' ? this.byLinks(criteria.of) : criteria.of),
        );
      case 'not':
        return sql`(NOT ${this.about(target, criteria.of)})`;
    }
  }

  private parts(target: ConditionTarget, of: readonly Criteria[]): SqlFragment[] {
    return of.map((part) => this.about(target, part));
  }

  /** Alternatives, of which those about the same links are one: there is a link that is the one or the other. */
  private byLinks(alternatives: readonly Criteria[]): readonly Criteria[] {
    const byLink = Map.groupBy(alternatives, (part) => this.linkAskedBy(part));
    return [...byLink].flatMap(([link, parts]): readonly Criteria[] => {
      const asked = parts.map((part) => (part.kind === 'element' ? part.of : part));
      return link === undefined ? parts : [{ kind: 'element', path: link.path, of: any(...asked) }];
    });
  }

  private linkAskedBy(part: Criteria): LinkedRows | undefined {
    if (part.kind === 'element') return this.linkOf(part.path);
    if (part.kind !== 'compare' && part.kind !== 'present') return undefined;
    return this.columnOf(part.field) === undefined ? this.linkOf(part.field.path) : undefined;
  }

  private leaf(target: ConditionTarget, leaf: Leaf): SqlFragment {
    if (target.kind === 'link') return this.columnLeaf(target.link.columns.get(leaf.field.path), leaf);
    const column = this.columnOf(leaf.field);
    if (column !== undefined) return this.ofOwnRow(target, this.columnLeaf(column, leaf));
    const link = this.linkOf(leaf.field.path);
    if (link !== undefined) return this.linked(link, leaf);
    const rows = this.newValueRows();
    if (rows === undefined) return never;
    const element =
      target.kind === 'element'
        ? sql` AND ${raw(rows.alias)}.element = ${raw(target.rows.alias)}.element`
        : raw('');
    return this.hasRow(rows, target, leaf, sql`${this.valueLeaf(leaf, rows)}${element}`);
  }

  /** An index has the column of all, where the row of each would have to be read otherwise. */
  private ofOwnRow(target: ConditionTarget, condition: SqlFragment): SqlFragment {
    if (!this.bySets || target.kind === 'element') return condition;
    const { table, alias } = this.searchable;
    return sql`${raw(`${this.resourceId} IN (SELECT${this.dialect.runOnce} ${alias}.id FROM ${table} AS ${alias} WHERE ${alias}.account_id = :account`)} AND ${condition})`;
  }

  private columnLeaf(column: Column | undefined, leaf: Leaf): SqlFragment {
    if (column === undefined) return never;
    if (leaf.kind === 'present') return columnPresent(column);
    return columnCondition(column, leaf.field, leaf.operator, leaf.value, this.dialect);
  }

  private identified(ids: readonly string[]): SqlFragment {
    if (ids.length === 0) return never;
    return sql`${raw(this.resourceId)} IN (${joined(
      ids.map((id) => sql`${id}`),
      ', ',
    )})`;
  }

  private element({ path, of }: Element): SqlFragment {
    const link = this.linkOf(path);
    if (link !== undefined) return this.linked(link, of);
    const rows = this.newValueRows();
    if (rows === undefined) return never;
    const anchored = anchorOf(of);
    const anchor = anchored === undefined ? anyValueBelow(rows, path) : this.valueLeaf(anchored.anchor, rows);
    const rest = this.aboutElement(rows, anchored?.rest ?? of);
    return this.hasRow(rows, resource, anchored?.anchor, allOf([anchor, rest]));
  }

  private linked(link: LinkedRows, of: Criteria): SqlFragment {
    const condition =
      link.resources === undefined
        ? this.about({ kind: 'link', link }, of)
        : this.compilerOf(link.resources).condition(of);
    return sql`EXISTS (SELECT 1 FROM ${raw(link.from(this.dialect))} WHERE ${raw(link.belongsTo(this.resourceId))} AND ${condition})`;
  }

  private compilerOf(searchable: Searchable): CriteriaCompiler {
    const prefix = this.newAlias('r');
    return new CriteriaCompiler(searchable, this.dialect, `${searchable.alias}.id`, `${prefix}_`);
  }

  /**
   * FROM, for rows of the value index that are looked up for one resource after the other. Where they have one value each
   * index leads from the resource to it; otherwise the primary key alone does.
   */
  lookedUp({ table, alias }: Pick<ValueRows, 'table' | 'alias'>, anchor: Criteria | undefined): string {
    const isOneValue = anchor !== undefined && isEquality(anchor);
    return `${table} AS ${alias}${isOneValue ? '' : this.dialect.byPrimaryKey(table)}`;
  }

  private hasRow(
    rows: ValueRows,
    target: ConditionTarget,
    anchor: Criteria | undefined,
    condition: SqlFragment,
  ): SqlFragment {
    const { table, owner, alias } = rows;
    const id = target.kind === 'element' ? `${target.rows.alias}.${owner}` : this.resourceId;
    const ofAccount = `${alias}.account_id = :account`;
    if (!this.bySets || target.kind === 'element' || this.valuesIndex === undefined)
      return sql`EXISTS (SELECT 1 FROM ${raw(this.lookedUp(rows, anchor))} WHERE ${raw(`${ofAccount} AND ${alias}.${owner} = ${id}`)} AND ${condition})`;
    const found = `${table} AS ${alias}${this.dialect.byIndex(this.valuesIndex)}`;
    return sql`${raw(id)} IN (SELECT${raw(`${this.dialect.runOnce} ${alias}.${owner} FROM ${found} WHERE ${ofAccount}`)} AND ${condition})`;
  }
}

const anyValueBelow = ({ alias }: ValueRows, path: string): SqlFragment =>
  // `/` comes right after `.`.
  sql`(${raw(alias)}.path = ${path} OR (${raw(alias)}.path >= ${`${path}.`} AND ${raw(alias)}.path < ${`${path}/`}))`;
