import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { Narrowing, SearchForm, TypedSearch } from '../../search-form/search-form.tsx';
import styles from './people.module.css';
import type { PeopleSearch, SortKey } from './people-search.ts';

interface PeopleSearchFormProps {
  readonly search: PeopleSearch;
  readonly change: (changed: PeopleSearch) => void;
}

const orders = {
  userName: 'By address',
  'userName descending': 'By address, from Z',
  'lastModified descending': 'Last changed first',
  lastModified: 'Longest unchanged first',
  'created descending': 'Newest first',
  created: 'Oldest first',
} as const;
type Order = keyof typeof orders;

const orderOf = ({ sort, descending }: PeopleSearch): Order | undefined =>
  sort && (descending ? `${sort} descending` : sort);

function sortedIn(order: Order | undefined): Pick<PeopleSearch, 'sort' | 'descending'> {
  const [sort, descending] = (order?.split(' ') ?? []) as [SortKey?, string?];
  return { sort, descending: descending === undefined ? undefined : true };
}

const statusNames = { active: 'Active', deactivated: 'Deactivated' } as const;

/** Finds people by name or address, and by the language of filters. */
export function PeopleSearchForm({ search, change }: PeopleSearchFormProps) {
  const [hasFilter, setHasFilter] = useState(search.filter !== undefined);
  return (
    <SearchForm>
      <TypedSearch name="Name or address" value={search.q} settle={(q) => change({ q })} />
      <Narrowing
        name="Status"
        all="Everybody"
        value={search.status}
        choices={statusNames}
        change={(status) => change({ status })}
      />
      {/* Where there is no room for the columns whose heads sort. */}
      <span className={styles.order}>
        <Narrowing
          name="Order"
          all="In any order"
          value={orderOf(search)}
          choices={orders}
          change={(order) => change(sortedIn(order))}
        />
      </span>
      <button
        type="button"
        aria-expanded={hasFilter}
        onClick={() => {
          if (hasFilter) change({ filter: undefined });
          setHasFilter(!hasFilter);
        }}
      >
        <IconFilter size={15} aria-hidden="true" /> Filter
      </button>
      {hasFilter && (
        <TypedSearch
          isCode
          name="Filter, in SCIM's language"
          placeholder={'profile.location eq "Austin" and not (title pr)'}
          value={search.filter}
          settle={(filter) => change({ filter })}
        />
      )}
    </SearchForm>
  );
}
