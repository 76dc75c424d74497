import type { EntitySchema } from 'typeorm';
import { eachColumn, productEntities } from '../../entities/product-entities.ts';
import type { MysqlUrl } from './mysql-url.ts';

/** Texts are compared byte by byte, trailing spaces included; the databases name such a collation differently. */
const collations: Readonly<Record<MysqlUrl['kind'], string>> = {
  mysql: 'utf8mb4_0900_bin',
  mariadb: 'utf8mb4_nopad_bin',
};

export const mysqlEntities = (kind: MysqlUrl['kind']): EntitySchema<unknown>[] =>
  productEntities((options) => ({
    columns: eachColumn(options, (column) =>
      column.type === 'varchar' || column.type === 'longtext'
        ? { ...column, charset: 'utf8mb4', collation: collations[kind] }
        : column,
    ),
  }));
