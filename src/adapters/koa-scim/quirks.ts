import { bareValues } from '../../scim/quirks/bare-values.ts';
import { base64InLines } from '../../scim/quirks/base64-in-lines.ts';
import { blankValues } from '../../scim/quirks/blank-values.ts';
import { dottedNames } from '../../scim/quirks/dotted-names.ts';
import { filtersInBodies } from '../../scim/quirks/filters-in-bodies.ts';
import { newElements } from '../../scim/quirks/new-elements.ts';
import { operationNames } from '../../scim/quirks/operation-names.ts';
import { otherTypes } from '../../scim/quirks/other-types.ts';
import { paddedAddresses } from '../../scim/quirks/padded-addresses.ts';
import { pathsInValues } from '../../scim/quirks/paths-in-values.ts';
import type { Quirk } from '../../scim/quirks/quirk.ts';
import { referencesWithoutValue } from '../../scim/quirks/references-without-value.ts';
import { removalByValue } from '../../scim/quirks/removal-by-value.ts';
import { repeatedNames } from '../../scim/quirks/repeated-names.ts';
import { singleValueFilters } from '../../scim/quirks/single-value-filters.ts';
import { unqualifiedNames } from '../../scim/quirks/unqualified-names.ts';
import { wholeResourcePaths } from '../../scim/quirks/whole-resource-paths.ts';
import { wrappedValues } from '../../scim/quirks/wrapped-values.ts';

/** The deviations of clients that are understood here, in the order in which they are rewritten. */
export const quirks: readonly Quirk[] = [
  operationNames,
  wholeResourcePaths,
  unqualifiedNames,
  dottedNames,
  pathsInValues,
  filtersInBodies,
  repeatedNames,
  referencesWithoutValue,
  removalByValue,
  wrappedValues,
  paddedAddresses,
  blankValues,
  bareValues,
  otherTypes,
  base64InLines,
  singleValueFilters,
  newElements,
];
