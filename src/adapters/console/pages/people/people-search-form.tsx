import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { Narrowing, SearchForm, TypedSearch } from '../../search-form/search-form.tsx';
import type { PeopleSearch } from './people-search.ts';

interface PeopleSearchFormProps {
  readonly search: PeopleSearch;
  readonly change: (changed: PeopleSearch) => void;
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
