import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './endless-list.module.css';

interface EndlessListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly row: (item: Item) => ReactNode;
  readonly hasMore?: boolean;
  readonly loadMore?: () => void;
}

const rowPixels = 36;
const rowsAhead = 20;

/** A box that is scrolled by itself, in which only the rows in sight are there. Rows are as high as what is in them. */
export function EndlessList<Item extends { readonly id: string }>(props: EndlessListProps<Item>) {
  const { label, items, row, hasMore = false, loadMore } = props;
  const box = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowPixels,
    overscan: rowsAhead,
  });
  const shown = virtualizer.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= items.length - rowsAhead) loadMore?.();
  });
  return (
    <div ref={box} className={styles.box}>
      <ul aria-label={label} style={{ height: virtualizer.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          return (
            <li
              key={item.id}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={hasMore ? -1 : items.length}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row(item)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
