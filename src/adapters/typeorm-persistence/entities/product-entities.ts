import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { entities } from './database-schema.ts';

export type EntityOptions = EntitySchema<unknown>['options'];
export type ColumnOptions = EntitySchemaColumnOptions;

/**
 * The entities as one product has them. Whoever asks TypeORM for one names the entity itself: it is found by its name.
 *
 * @param inProduct - what differs of an entity.
 */
export const productEntities = (
  inProduct: (options: EntityOptions) => Partial<EntityOptions>,
): EntitySchema<unknown>[] =>
  entities.map(({ options }) => new EntitySchema({ ...options, ...inProduct(options) }));

/** An entity's columns, each as `change` makes it. */
export const eachColumn = (
  { columns }: EntityOptions,
  change: (column: ColumnOptions, name: string) => ColumnOptions,
): EntityOptions['columns'] =>
  Object.fromEntries(
    Object.entries<ColumnOptions>(columns).map(([name, column]) => [name, change(column, name)]),
  );
