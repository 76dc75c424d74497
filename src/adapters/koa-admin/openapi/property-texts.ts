/** What is said of properties, by class. Written by `npm run reference` from the comments of the classes. */
export const propertyTexts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AccountAnswer: {
    ssoIssuers: 'The issuers of its Single Sign-On connections; where there is none, nobody is provisioned.',
    groupsOverScim: 'Whether directories may push groups and import them.',
    acceptsUndeclared: 'Whether custom attributes that nobody declared are taken as they come.',
    owners: 'The userNames of those who own it.',
    closedAt: 'Since when nothing is done in it any more; absent where it is open.',
    version: 'Counts from 1, one up with every change; the entity tag holds it.',
  },
  AccountOpening: {
    ssoIssuer: "The identity provider's address, where agents sign in elsewhere by Single Sign-On.",
  },
  AgentAnswer: {
    externalId: 'What the directory calls the agent.',
    profile: 'Custom attributes of the account.',
    directory: "All else that the directory keeps on the agent, in SCIM's names.",
    version: 'Counts from 1, one up with every change; the entity tag holds it.',
    groups: 'Those to which the agent belongs, by name; absent where they were not asked for.',
  },
  AgentAttributesInput: {
    profile: 'Custom attributes, by name without the `profile.` prefix.',
    directory:
      'Every other attribute that the directory keeps on the agent; extensions under their schema URN.',
  },
  AgentCountAnswer: {
    atLeast: 'Whether there may be more.',
  },
  AgentDecision: {
    reason: 'Why, for the audit log.',
    ifVersion: 'Refuse unless the agent is at such a version.',
  },
  AgentListing: {
    withGroups: "Whether each agent's groups are wanted; `true` where it is not said.",
    filter:
      'Such as `userName sw "a"`: criteria in the language of SCIM\'s filters, beside those that are given as data.',
    search: "Words, each of which begins one of the agent's names or addresses.",
  },
  AgentProvisioning: {
    id: 'A new one, where the caller has given it away already; otherwise one is made.',
  },
  AgentProvisioningOfMany: {
    needs:
      'Others of them, by ids that they bring: it is not provisioned where one of these is not. They may need it in turn.',
  },
  AgentRevision: {
    revise:
      'What the agent should be, from what it is and what the account has declared. May be called more than once, so it must be pure. What it cannot take over of what was asked for it tells by `leaveOut`, for the journal. What takes long comes in steps, between which others have their turn.',
    ifVersion: 'Refuse unless the agent is at such a version.',
  },
  AgentsImport: {
    dryRun: 'Nothing is kept, and the answer is what it would be.',
  },
  AgentsProvisioning: {
    refusalsMax: 'After so many refusals no further agent is provisioned.',
  },
  AgentsRequest: {
    filter: 'In the language of SCIM\'s filters, such as `userName sw "a" and active eq true`.',
    search: "Every word of it begins a word of the agent's names or addresses.",
    sortBy: 'By what they are sorted; in the order in which they came where it is not said.',
    descending:
      'Whether the last come first; `false` where it is not said. Without `sortBy` it means nothing.',
    withGroups: "Whether each agent's groups are wanted; `false` where it is not said.",
    withTotal:
      'Whether to count how many there are; `false` where it is not said. To count a large account costs as much as many pages.',
  },
  AttributeAnswer: {
    name: 'Without `profile.`.',
    types: 'Of what types its values are.',
    firstSeenAt: 'Absent where no agent ever had it.',
    lastSeenAt: 'When an agent that has it was last written; exact to an hour.',
    declaration: 'What values it may have, as it was declared.',
    retiredAt: 'Since when nobody is to use it; its values are kept.',
    renamedTo: 'The name under which its values are kept since it was renamed.',
  },
  AttributesConfiguration: {
    declared: 'With `prune`, all others are undeclared.',
    retired: 'The names of those that are taken out of use. With `prune`, all others are reinstated.',
  },
  AuditLogExport: {
    format: 'JSON, an entry a line, or a table; `jsonl` where it is not said.',
    after: 'Only entries after this position: that of the last entry of an export before.',
  },
  AuditLogFilter: {
    targetType: 'Only entries about targets of this type.',
    targetId: 'Only entries about this target.',
    targetName:
      'Only entries about what is or was called so, letter case aside: also about somebody who is gone, or never came in.',
    since: 'Only entries of this time or later.',
    until: 'Only entries before this time.',
    principalKind: 'Only what callers of this kind did.',
    principalName: 'Only what callers of this name did, as entries have it.',
    tokens: 'Only what was done with one of these API tokens, or to it, or was tried with it in vain.',
    action: 'Only entries of what is called so: `AgentUpdated`, or `ReviseAgent` for refused attempts.',
    requestId: 'Only what came of the request with this id.',
    refused: 'Only attempts that were refused, as a whole or in part.',
  },
  AuditLogPosition: {
    after: '`next` of the page before; 0 to begin at the beginning.',
    limit: '1000 where it is not said.',
  },
  AuditLogQuery: {
    before: 'Only entries before this position.',
  },
  AuditLogRequest: {
    cursor: '`next` of the page before; the newest entries where it is not said.',
    limit: 'How many a page has at most, fewer where they are large or far apart; 100 where it is not said.',
  },
  CallerAnswer: {
    permissions: 'What the caller may do, such as `agents:read`.',
  },
  CallerPrincipalAnswer: {
    id: 'Of the token, or of the agent who has signed in.',
    name: 'Of a person the userName.',
    role: 'Of a person.',
    roleName: 'The role as people read it.',
  },
  CertificateAnswer: {
    fingerprint: 'SHA-256, in hex.',
  },
  ChangeAnswer: {
    path: 'In SCIM notation: `name.givenName`, `profile.location`.',
    from: 'Absent where it had no value.',
    to: 'Absent where it has none any more.',
  },
  ConfigurationApplication: {
    dryRun: 'Nothing is kept, and the answer is what it would be.',
  },
  ConfiguredException: {
    agent: 'The userName.',
    until: 'From when on the rule decides again; what has ended is no exception.',
  },
  ConnectionAnswer: {
    kind: "SAML 2.0, OpenID Connect, or that agents sign in in an application that is not this service's.",
    issuer: 'What the identity provider names itself.',
    ssoUrl: 'Of SAML: where sign-ins begin.',
    certificates: 'Of SAML: with what the provider signs.',
    metadataUrl: 'Of SAML: where metadata are read again each day.',
    refreshFailure: 'Why metadata cannot be read any more.',
    acsPath: 'Of SAML: where people are sent back to, below the address at which browsers reach the service.',
    audiencePath: 'Of SAML: for whom assertions are made, below the same address.',
    callbackPath: 'Of OpenID Connect: where people are sent back to, below the same address.',
    clientId: 'Of OpenID Connect.',
    secret: 'Whether the client secret can be decrypted, and with the newest key; only in lists.',
    checkedAt: 'When metadata or certificates were last looked at.',
    version: 'Counts from 1, one up with every change; the entity tag holds it.',
  },
  CountAnswer: {
    orMore: 'Whether there may be more: agents are counted so far and no further.',
  },
  CreatedRuleGroupAnswer: {
    members: 'How many belong to it.',
  },
  DeclarationInput: {
    type: 'Absent: any type will do.',
    multiValued: 'Whether its values are lists; counts only where there is a type.',
    allowedValues: 'The only values that it may have, letter case aside; absent for any.',
    required: 'Whether every agent must have it.',
  },
  DeclarationRequest: {
    name: 'Without `profile.`.',
  },
  DeclaredAttribute: {
    name: 'Without `profile.`, in any letter case where the account has it already.',
  },
  DescribedAttributeAnswer: {
    agents: 'How many agents have it.',
    commonValues: 'Its values and how many agents have each, the most common first; ten at most.',
    agentsToMove: 'How many agents have values that an interrupted rename has not moved yet.',
  },
  DesiredRule: {
    text: 'Such as `profile.location eq "Austin" and active eq true`.',
    always: 'Who belongs whatever the text says; nobody where it is not said.',
    never: 'Who does not.',
    includesDeactivated: 'Whether deactivated agents belong as well; `false` where it is not said.',
  },
  DryRunAnswer: {
    agents: 'How many agents would change.',
    memberships:
      'How many agents would join or leave a group, as far as the audit log would tell each of them.',
    entriesTotal: 'How many entries the audit log would have more.',
    entries:
      'Those entries; of more than 1000 the first. What they say of ids that are made holds for this dry run only.',
    result: 'What would be answered; absent where that is nothing, or a secret.',
  },
  EntryAnswer: {
    position: 'Grows with every entry, not without gaps.',
  },
  EventStreams: {
    middleware:
      "Answers until the request's deadline; browsers then ask again by themselves, and say what they have heard of.",
  },
  ExceptionAnswer: {
    userName: 'Absent where the agent is gone.',
    until: 'From when on the rule decides again; absent where somebody has to end it.',
    hasEnded: 'It does not count any more.',
  },
  ExplainedRoleAnswer: {
    role: 'As what the agent may enter; absent where the agent may not.',
    because: 'All roles that the agent has or, once active again, would have.',
  },
  ExplanationAnswer: {
    criteria: 'The condition as data.',
    values: 'What the agent has of the attribute that the condition is about.',
  },
  FindingAnswer: {
    reason: 'What was found, such as `tokenEnds`.',
    at: 'When it was so, or will be.',
    subject: 'What it is about.',
    message: 'What was answered, where something was refused.',
  },
  GivenRole: {
    group: 'The name of the group, whatever governs it.',
  },
  GroupAnswer: {
    externalId: 'What the directory calls it.',
    kind: 'Whom it is made of: agents, or the people with a role above agent.',
    governedBy: 'What decides who belongs: the directory that pushes it, people here by hand, or a rule.',
    templateId: 'The template that made it; absent where none did.',
    givesRole: 'The role that its members have by belonging to it.',
    grantedTo: 'The limited administrators who may say who belongs to it.',
    version: 'Counts from 1, one up with every change, also of the membership; the entity tag holds it.',
  },
  GroupCreation: {
    members: 'Its first members, nobody where it is not said.',
    id: 'A new id, where the caller has given it away already; otherwise one is made.',
    kind: '`agents` where it is not said.',
  },
  GroupCreationRequest: {
    members: 'The ids of its first members; nobody where it is not said.',
    kind: '`agents` where it is not said.',
  },
  GroupGrant: {
    id: 'Of the group.',
    agentId: 'Of the limited administrator.',
  },
  GroupListing: {
    withMembers:
      "Whether each group's members are wanted, of whom there may be very many; `false` where it is not said.",
  },
  GroupMembersReading: {
    after: 'Behind which member to go on; the first ones where it is not said.',
    limit: 'How many are wanted, 10,000 at most; fewer come behind the last one only.',
    kind: 'A group of the other kind is not found; either will do where it is not said.',
  },
  GroupReading: {
    withMembers:
      'Whether the members are wanted; where they are more than 10,000, `membersOmitted` comes in their place.',
    kind: 'A group of the other kind is not found; either will do where it is not said.',
  },
  GroupReferenceAnswer: {
    kind: 'Whom it is made of: agents, or the people with a role above agent.',
  },
  GroupRemoval: {
    ifVersion: 'Refuse unless the group is at such a version.',
    kind: 'A group of the other kind is not found; either will do where it is not said.',
  },
  GroupRevision: {
    revise:
      'What the group should be, from what it is. May be called more than once, so it must be pure. What it cannot take over of what was asked for it tells by `leaveOut`, with the error to throw where nobody is removed. What takes long comes in steps, between which others have their turn.',
    ifVersion: 'Refuse unless the group is at such a version.',
    withMembers:
      'Whether the members are wanted in the answer; where they are more than 10,000, `membersOmitted` comes in their place.',
    kind: 'A group of the other kind is not found; either will do where it is not said.',
  },
  GroupRuleChange: {
    revise:
      'What the rule should be, from what it is; lists that are not said are empty. May be called more than once, so it must be pure.',
    ifVersion: 'Refuse unless the group is at such a version.',
  },
  GroupTemplateCreation: {
    attribute: 'For whose values groups are made: `profile.team`.',
    namePattern: 'The name of each group, `{value}` standing for the value.',
    kind: '`agents` where it is not said.',
    includesDeactivated:
      'Whether deactivated agents belong to the groups as well; `false` where it is not said.',
  },
  GroupsRequest: {
    kind: 'Only those of this kind.',
    withTotal: 'Whether to count how many there are; `false` where it is not said.',
  },
  HandGroup: {
    kind: '`agents` where it is not said; what a group has been made for stays.',
    members: 'The userNames of all its members; where it is not said, they stay who they are.',
  },
  HourAnswer: {
    at: 'When the hour began.',
  },
  IssuedTokenAnswer: {
    text: 'What to send as `Authorization: Bearer …`. It is shown this once: an answer that is repeated does not have it.',
  },
  LeftOutAnswer: {
    members: 'The ids of those who did not become members.',
  },
  Listing: {
    ordering: 'Where it is not said, the order in which the resources came into being.',
  },
  MembershipAnswer: {
    because:
      'What settles it: members are named; the agent is an exception that always or never belongs; it is deactivated, or has no role, and the group takes no such agents; or the rule.',
    exception: 'Where the agent is an exception: why, and until when.',
    rule: 'Whether the rule holds, condition by condition; absent where no rule governs.',
  },
  OidcAnswer: {
    query: 'Of the request to the redirect URI, as it came.',
    state: 'The `state` in it.',
  },
  OktaFieldAnswer: {
    value: 'What is typed, chosen or ticked there; absent where it is an address.',
    path: 'An address below the one at which browsers reach the service, such as `scim/v2`.',
    isTyped: 'Whether it is typed, and so can be copied.',
  },
  OktaScreenAnswer: {
    menu: "The way to it through Okta's menus.",
  },
  OktaSetUpAnswer: {
    applicationKind:
      "Whether Okta's application is one of its wizard or of its catalogue; absent until it shows.",
    steps: "In the order of Okta's screens.",
  },
  OverviewAnswer: {
    parts: 'Those that the caller may look at.',
    pushes:
      'What directories did in the last day; hours in which they did nothing are left out. Absent for whoever may not read the audit log.',
    lastEventAt: 'When anything happened last.',
  },
  OwnerAnswer: {
    agentId: 'Absent where the directory has assigned nobody of that name.',
  },
  OwnerReference: {
    userName: 'Letter case aside.',
  },
  Page: {
    from: "How many to pass over; 0 where it is not said. For a walk through all pages `'beginning'`, then `next` of the page before: it meets each one that is there throughout exactly once, whatever comes and goes.",
    limit: '100 where it is not said, 1000 at most; 0 asks for the total alone.',
    withTotal: '`true` where it is not said. To count a large account costs as much as many pages.',
  },
  PageRequest: {
    cursor: '`next` of the page before; the first page where it is not said.',
    limit: 'How many a page has at most; 100 where it is not said.',
  },
  PartAnswer: {
    condition: 'That of the worst finding.',
    findings: 'The worst first.',
  },
  PresentedSession: {
    secret: 'What the browser sent; absent where it sent none.',
  },
  PresentedToken: {
    text: "The token's text as it came; absent when none came.",
    scopes:
      'Which scopes count where the token is presented, of which it comes with those that it has; `scim` where it is not said.',
  },
  PrincipalAnswer: {
    id: 'Of the token, or of the agent who had signed in.',
  },
  ProblemAnswer: {
    type: 'Where the code is explained; absent where it is HTTP that refused.',
    detail: 'What was wrong, where, and what to do.',
    code: 'For programs; absent where it is HTTP that refused.',
    attribute: 'The path of the property, or the name of the parameter, that was refused.',
    requestId: 'Of the request, as in the log and the audit log.',
  },
  ProfileAttributeDeclaring: {
    name: 'Without `profile.`, in any letter case where the account has it already.',
    declaration: '`null` takes back what was declared.',
  },
  ProfileAttributeReference: {
    name: 'Without `profile.`, in any letter case.',
  },
  ProfileAttributeRenaming: {
    from: 'Without `profile.`, in any letter case.',
    to: 'Without `profile.`.',
    progress: 'Is told after each transaction for how many agents it is done.',
  },
  ProfileAttributeRetirement: {
    retired: '`false` brings it back.',
  },
  ProviderAnswer: {
    ssoUrl: 'Of SAML.',
    certificates: 'Of SAML.',
    authorizationEndpoint: 'Of OpenID Connect.',
    tokenEndpoint: 'Of OpenID Connect.',
  },
  ProviderReference: {
    metadataXml: 'SAML metadata as they were downloaded.',
    metadataUrl: 'Where SAML metadata are read, once now and each day.',
    issuer: 'Of OpenID Connect, such as `https://acme.okta.com`.',
  },
  RefusalAnswer: {
    leftOut: 'What stayed as it was, where all else was done.',
  },
  RemovedConnectionAnswer: {
    wasLast: 'Without any connection agents can still be deactivated and removed, and nothing else.',
  },
  RenamingRequest: {
    name: 'Without `profile.`.',
    to: 'Without `profile.`.',
  },
  RequestBodiesKept: {
    until: 'A week ahead at most; `null` to keep none from now on.',
  },
  RequestLogQuery: {
    before: 'Only older ones: `next` of the page before.',
    mnemonic: 'What a person was shown who could not sign in, such as `brave-otter-42`.',
    agentId:
      'Only requests that changed this agent, or were about this agent and refused; not those that only looked.',
    userName: 'The same of an agent of this userName, letter case aside; also of one who never came in.',
    principalId: 'Only what was asked with the API token of this id, or by the person of this id.',
    failed: 'Only requests that were refused, as a whole or in part, or failed.',
    status: 'Only requests that were answered so.',
    since: 'Only requests of this time or later.',
    until: 'Only requests before this time.',
  },
  RequestPlace: {
    id: 'As requests have it.',
  },
  RequestsForgotten: {
    before: 'Requests from before are deleted.',
  },
  RevisionOfAgent: {
    leftOut: 'What stays as it was so that the agent is kept out.',
  },
  RevisionOfGroup: {
    leftOut: 'What stays as it was, so that members are removed, and agents that were removed before.',
  },
  RoleReasonAnswer: {
    because: 'As an owner, by what the directory says of the agent, or by a group.',
  },
  RuleAnswer: {
    always: 'Who belongs whatever the text says.',
    never: 'Who does not.',
    includesDeactivated: 'Whether deactivated agents belong as well.',
  },
  RuleEffectListing: {
    position: 'The position of a `GroupRuleChanged` entry of the audit log.',
  },
  RuleEffectRequest: {
    position: 'Of a `GroupRuleChanged` entry of the audit log.',
  },
  RuleExceptionReference: {
    id: 'Of a group that a rule governs.',
    agentId: 'Of an agent, who may be gone.',
  },
  RuleExceptionSetting: {
    id: 'Of a group that a rule governs.',
    belongs: 'Whether the agent belongs, or does not, whatever the rule says.',
    reason: 'Why; 500 characters at most.',
    until: 'From when on the rule decides again; without it, until somebody ends the exception.',
  },
  RuleExceptionsOfGroup: {
    id: 'Of a group that a rule governs.',
  },
  RuleGroupConfiguration: {
    kind: '`agents` where it is not said; what a group has been made for stays.',
    rule: 'Such as `profile.location eq "Austin" and active eq true`.',
    includesDeactivated: 'Whether deactivated agents belong as well; `false` where it is not said.',
    exceptions: 'All of them; where it is not said, they stay as they are.',
  },
  RuleGroupCreation: {
    kind: '`agents` where it is not said.',
  },
  RuleGroupRequest: {
    kind: '`agents` where it is not said.',
  },
  RulePreview: {
    groupId: 'The group whose rule it would become; absent for one that would be made.',
    kind: 'Of a group that would be made; `agents` where it is not said.',
    examplesMax: 'How many examples of each are wanted; 10 where it is not said, 100 at most.',
  },
  RulePreviewAnswer: {
    joining: 'Who would join the group.',
    leaving: 'Who would leave it.',
  },
  SamlAnswer: {
    response: '`SAMLResponse` of the form, in base64.',
    relayState: '`RelayState` of the form, which nobody signed.',
  },
  SessionAnswer: {
    agentId: 'Absent for an owner whom no directory has assigned.',
    connection: 'By which connection the person signed in, such as its id.',
    lastSeenAt: 'Exact to a minute.',
    endsAt: 'When it ends however much it is used.',
    address: 'The network address when it began.',
    browser: 'What the browser said of itself then.',
  },
  SessionBeginning: {
    agentId: 'Who has signed in; absent for an owner whom no directory has assigned.',
    owner: 'Of an owner whom no directory has assigned.',
    connection: 'By which connection, such as its id.',
    endsAt: 'When the identity provider says that the session ends, where it says so.',
    browser: 'What the browser says of itself.',
  },
  SessionListing: {
    agentId: 'Only those of this agent.',
  },
  SetUpCheckAnswer: {
    state:
      'What comes before has not happened, it is next to happen, it happened, it happened not for everybody, or it went wrong.',
    name: 'Who or what it happened to; of an attribute its path.',
    at: 'When it last happened.',
    next: 'What makes it happen, in Markdown; where it is waited for.',
  },
  SetUpProblemAnswer: {
    code: 'Of the domain, or of what only shows by what is missing.',
    todo: "In Markdown, with the path through Okta's menus.",
  },
  SetUpStepAnswer: {
    checks: 'What shows whether it was done; taken from what really happened.',
  },
  SettingsConfiguration: {
    groupsOverScim: 'Whether directories may push groups and import them.',
    acceptsUndeclared: 'Whether agents may have custom attributes that nobody declared.',
  },
  SightingInput: {
    example: 'A value that came, as `exampleOf` makes it of one.',
  },
  SignInAnswer: {
    publicUrl: 'The address at which browsers reach the service.',
    browserSecret: 'What the browser holds since the sign-in began.',
    browser: 'What the browser says of itself.',
  },
  SignInBeginning: {
    publicUrl: 'The address at which browsers reach the service.',
    browserSecret: 'What the browser holds of sign-ins that began in it before.',
    returnTo: 'The path within the service where the person wants to go; any other leads to the start.',
  },
  SsoConnecting: {
    issuer: "The identity provider's address, such as `https://acme.okta.com`.",
  },
  SsoConnectionAddition: {
    name: 'By which people tell it from other connections.',
  },
  SubjectAnswer: {
    type: 'Such as `agent`, `group`, `token` or `connection`.',
  },
  TemplateAnswer: {
    attribute: 'For whose values groups are made: `profile.team`.',
    namePattern: 'The name of each group, `{value}` standing for the value.',
    includesDeactivated: 'Whether deactivated agents belong to the groups as well.',
  },
  TemplateConfiguration: {
    attribute: 'For whose values groups are made: `profile.team`.',
    namePattern: 'The name of each group, `{value}` standing for the value. Templates are told apart by it.',
    kind: '`agents` where it is not said.',
    includesDeactivated:
      'Whether deactivated agents belong to the groups as well; `false` where it is not said.',
  },
  TimelineRequest: {
    id: 'Of an agent, who may be gone.',
  },
  TokenAnswer: {
    scopes: 'What it is for.',
    addresses: 'The networks from which alone it can be used; absent for everywhere.',
    expiresAt: 'Absent where it does not expire.',
    rotatedFrom: 'The token that this one takes over from.',
    agentId: "For whom it speaks, where it is one person's.",
    lastUsedAt: 'Exact to a minute.',
    lastUsedFrom: 'The network address from which it was used then.',
  },
  TokenRequest: {
    expiresInDays: 'Whole days; `null` for a token that does not expire; 90 where it is not said.',
    agentId: "Binds the token to an agent, for whom it speaks: SCIM's `/Me` is then that agent.",
    scopes: 'What it is for; `scim` where it is not said. Nobody gives more than one has.',
    addresses:
      'Addresses, or networks in CIDR notation such as `203.0.113.0/24`, from which alone it can be used; from everywhere where it is not said.',
  },
  TokenRotation: {
    name: 'That of the token before with a number, such as "Okta 2", where it is not said.',
    expiresInDays: 'Whole days; `null` for a token that does not expire.',
  },
  TracedAttributeAnswer: {
    path: 'In SCIM notation: `name.givenName`, `profile.location`.',
    since: 'By which entry of the audit log it came to be so; absent where that is too far back.',
  },
  UnkeptAttributeAnswer: {
    name: 'As the directory wrote it.',
    times: 'How many requests had it.',
    example: 'A value that came.',
  },
  UnkeptAttributeReference: {
    name: 'As the directory wrote it, in any letter case.',
  },
  UnrecordedEntryAnswer: {
    action:
      'What happened, such as `AgentUpdated`; or what was attempted, such as `ReviseAgent`, where it was refused.',
    source: 'The network address, `command line` or `in process`.',
  },
  WaysToSignInQuery: {
    account: 'The name of the account, letter case aside.',
    connection: 'Only this connection.',
  },
};
