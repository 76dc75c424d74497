import { Narrowing, SearchForm, TypedSearch } from '../../search-form/search-form.tsx';
import { kindNames } from './group-words.ts';
import type { GroupsSearch } from './groups-search.ts';

interface GroupsSearchFormProps {
  readonly search: GroupsSearch;
  readonly change: (changed: GroupsSearch) => void;
}

/** Finds groups by their names. */
export const GroupsSearchForm = ({ search: { q, kind }, change }: GroupsSearchFormProps) => (
  <SearchForm>
    <TypedSearch name="Name of a group" value={q} settle={(value) => change({ q: value })} />
    <Narrowing
      name="Of whom"
      all="Agents and users"
      value={kind}
      choices={kindNames}
      change={(value) => change({ kind: value })}
    />
  </SearchForm>
);
