import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './endless-table.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly head: ReactNode;
  /** Absent where the table cannot be sorted by it. */
  readonly order?: 'ascending' | 'descending' | 'none';
  /** Whether it goes where there is no room. */
  readonly isAside?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface EndlessTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  /** Sets `--columns`, the widths as a grid has them. */
  readonly className?: string;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
}

const rowPixels = 52;
const rowsAhead = 20;

/** Rows without end: only those in sight are there, and pages come as somebody scrolls. */
export function EndlessTable<Row extends { readonly id: string }>(props: EndlessTableProps<Row>) {
  const { label, rows, columns, className, hasMore, loadMore } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowPixels,
    overscan: rowsAhead,
    scrollMargin: body.current?.offsetTop ?? 0,
  });
  const shown = virtualizer.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - rowsAhead) loadMore();
  });
  const count = rows.length.toLocaleString('en');
  return (
    <>
      <table
        className={`${styles.table} ${className}`}
        aria-label={label}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
      >
        <thead>
          <tr>
            {columns.map(({ key, head, order, isAside }) => (
              <th key={key} scope="col" aria-sort={order} data-aside={isAside}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} style={{ height: virtualizer.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const top = start - virtualizer.options.scrollMargin;
            return (
              <tr
                key={row.id}
                aria-rowindex={index + 2}
                style={{ transform: `translateY(${top}px)`, height: rowPixels }}
              >
                {columns.map(({ key, cell, isAside }) => (
                  <td key={key} data-aside={isAside}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles.count} role="status">
        {hasMore ? `${count} shown; more come as you scroll.` : `${count} in all.`}
      </p>
    </>
  );
}
