import type { DatabaseUrl } from './database-url.ts';
import type { DatabaseProduct } from './dialects/database-product.ts';
import { mysqlProduct } from './dialects/mysql/mysql-product.ts';
import { sqliteProduct } from './dialects/sqlite/sqlite-product.ts';

/** The product that a URL names. */
export const productOf = (url: DatabaseUrl): DatabaseProduct =>
  url.kind === 'sqlite' ? sqliteProduct(url) : mysqlProduct(url);
