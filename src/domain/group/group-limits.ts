/** Bounds on groups. */
export const groupLimits = {
  /** As people count them. Entra's names of groups have as many. */
  displayNameCharactersMax: 256,
  /** In the form in which names are compared, by which an index of a database finds them. */
  displayNameCodePointsMax: 700,
  membersPerChangeMax: 100_000,
  /** Of those who join, and of those who leave by one change; of the others the journal has the ids. */
  namesPerEntryMax: 2_500,
  /** Of all groups of one page of a list together, and of a group that is read. */
  membersPerListMax: 10_000,
  /** How often the filters of one change may be compared with members, so that it holds up nobody for a second. */
  memberComparisonsPerChangeMax: 5_000_000,
  /** Of the lists of who always and who never belongs to a group that a rule governs. */
  listedMax: 1000,
  /** Of an account: each change of an agent is held against all of them, and a filter may ask about all. */
  rulesMax: 250,
  /** Of the rules that one filter asks about, each time that it speaks of groups or members; so many a database plans in a second. */
  ruleConditionsPerFilterMax: 1_500,
  /** Of an account: who has which role is asked about all of them. */
  givingRolesMax: 50,
  /** How many limited administrators may look after one group. */
  grantedToMax: 100,
  templatesMax: 20,
  /** Of an attribute when a template is made for it: beyond that it tells people apart, not groups. */
  templateValuesMax: 10_000,
} as const;
