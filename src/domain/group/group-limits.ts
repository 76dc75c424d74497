/** Bounds on groups. Names also in the form in which they are compared, which may be the longer one. */
export const groupLimits = {
  displayNameCharactersMax: 255,
  externalIdCharactersMax: 255,
  membersPerChangeMax: 100_000,
} as const;
