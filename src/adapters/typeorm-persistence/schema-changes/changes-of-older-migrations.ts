import type { SchemaChange } from './schema-change.ts';

/** What migrations do that were on `main` before migrations said so themselves, and stay as they are; by their names. */
export const changesOfOlderMigrations: Readonly<Record<string, SchemaChange>> = {
  AgentsAccountsJournal1764000000000: {
    does: 'Makes the tables of accounts, API tokens, agents, attributes and the audit log.',
    tables: {
      accounts: ['makesTable'],
      api_tokens: ['makesTable'],
      agents: ['makesTable'],
      agent_values: ['makesTable'],
      profile_attributes: ['makesTable'],
      journal: ['makesTable'],
    },
  },
  Groups1764100000000: {
    does: 'Makes the tables of groups, memberships and templates.',
    tables: {
      agent_groups: ['makesTable'],
      memberships: ['makesTable'],
      group_templates: ['makesTable'],
    },
  },
  JournalTargetNames1764200000000: {
    does: 'Has entries of the audit log found by the name of whom they are about.',
    tables: { journal: ['addsColumn', 'writesRows', 'addsIndex'] },
  },
  UnkeptAttributes1764300000000: {
    does: 'Makes the table of what directories send and what is not kept.',
    tables: { unkept_attributes: ['makesTable'] },
  },
  TextsFoldedAsUnicode1764341000000: {
    does: 'Makes the keys by which texts are found anew, as Unicode folds them, and takes longer names.',
    tables: {
      agents: ['widensColumn', 'writesRows'],
      agent_groups: ['widensColumn', 'writesRows'],
      agent_values: ['writesRows'],
      journal: ['writesRows'],
    },
    unreadSince: '0.1.0',
  },
  ClosedAccountsTokenNames1764350000000: {
    does: 'Lets accounts be closed, and has the name of an API token be its own.',
    tables: { accounts: ['addsColumn'], api_tokens: ['addsColumn', 'writesRows', 'addsIndex'] },
  },
  JournalTimes1764400000000: {
    does: 'Has entries of the audit log found by their time.',
    tables: { journal: ['addsIndex'] },
  },
  Roles1764420000000: {
    does: 'Lets accounts have owners, and groups give roles and be granted to limited administrators.',
    tables: { accounts: ['addsColumn'], agent_groups: ['addsColumn', 'addsIndex'] },
  },
  Sessions1764430000000: {
    does: 'Makes the table of people who are signed in.',
    tables: { sessions: ['makesTable'] },
  },
  SsoConnections1764500000000: {
    does: 'Makes the table of Single Sign-On connections, and has the issuer of an account be one of them.',
    tables: { sso_connections: ['makesTable'], accounts: ['dropsColumn'] },
    unreadSince: '0.1.0',
  },
  SignIns1764510000000: {
    does: 'Makes the tables of sign-ins that are under way and of assertions that were used.',
    tables: {
      sso_connections: ['addsIndex'],
      sign_ins: ['makesTable'],
      used_assertions: ['makesTable'],
    },
  },
  SignInLinksAndLogout1764513130000: {
    does: 'Lets owners enter by links, and has connections found by what logout tokens say of them.',
    tables: {
      sign_in_links: ['makesTable'],
      sso_connections: ['addsColumn', 'writesRows', 'addsIndex'],
    },
  },
  Requests1764514000000: {
    does: 'Makes the tables of the request log.',
    tables: {
      request_blocks: ['makesTable'],
      request_names: ['makesTable'],
      accounts: ['addsColumn'],
    },
  },
  AdministrationApi1764580000000: {
    does: 'Gives API tokens scopes and networks, and makes the table of requests that are to be done once.',
    tables: { api_tokens: ['addsColumn'], idempotent_requests: ['makesTable'] },
  },
  DirectoryOnly1764591342000: {
    does: 'Lets accounts say that what the directory manages is changed there alone.',
    tables: { accounts: ['addsColumn'] },
  },
  AgentJobs1764600000000: {
    does: 'Makes the table of what is done to many agents, one after the other.',
    tables: { agent_jobs: ['makesTable'] },
  },
  JournalOrder1764700000000: {
    does: 'Has the position of an entry of the audit log be given after the commit, and gives one to each that is there.',
    tables: {
      journal: ['renamesColumn', 'addsColumn', 'writesRows', 'addsIndex'],
      journal_order: ['makesTable'],
    },
    unreadSince: '0.1.0',
  },
  SealedLog1764710000000: {
    does: 'Makes the tables of the tree over the audit log, of its checkpoints and of their keys.',
    tables: {
      seal_log: ['makesTable'],
      seal_keys: ['makesTable'],
      seal_checkpoints: ['makesTable'],
      seal_tiles: ['makesTable'],
      sealed_entries: ['makesTable'],
    },
  },
  ErasedValues1764720000000: {
    does: 'Keeps what opens an entry of the audit log of which values were erased.',
    tables: { sealed_entries: ['addsColumn'] },
  },
  JournalTermsSinks1764740000000: {
    does: 'Makes the tables of the terms by which entries of the audit log are found, and of where they go besides.',
    tables: {
      journal_terms: ['makesTable'],
      journal_indexed: ['makesTable'],
      journal_sinks: ['makesTable'],
    },
  },
  TokenEndings1764750000000: {
    does: 'Keeps the characters with which API tokens end.',
    tables: { api_tokens: ['addsColumn'] },
  },
  AuditLogArchives1764760000000: {
    does: 'Lets accounts say how long their audit log stays in the database.',
    tables: { accounts: ['addsColumn'] },
  },
};
