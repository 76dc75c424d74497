/** Bounds on what one configuration says, beside those of the domain. */
export const configurationLimits = {
  /** Of one list. */
  itemsMax: 1_000,
  /** Of a group by hand; one that has more is written without its members, which so stay who they are. */
  membersMax: 1_000,
  membersInAllMax: 20_000,
  /** Of a rule: the domain has a limit for those who always belong and one for those who never do. */
  exceptionsMax: 2_000,
} as const;
