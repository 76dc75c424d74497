declare const brand: unique symbol;

/** Identifies one aggregate, and cannot be taken for the id of another. Aggregates that nothing below them names have theirs beside them. */
export type Identifier<Name extends string> = string & { readonly [brand]: Name };

/** Identifies an account (tenant). Never reused. */
export type AccountId = Identifier<'AccountId'>;

/** Identifies an agent; SCIM's `id`. Never reused, not even after the same email is provisioned again. */
export type AgentId = Identifier<'AgentId'>;

/** Identifies a group; SCIM's `id`. Never reused. */
export type GroupId = Identifier<'GroupId'>;

/** Identifies an API token; a part of the token's text, and no secret. */
export type ApiTokenId = Identifier<'ApiTokenId'>;

export const accountId = (text: string): AccountId => text as AccountId;
export const agentId = (text: string): AgentId => text as AgentId;
export const groupId = (text: string): GroupId => text as GroupId;
export const apiTokenId = (text: string): ApiTokenId => text as ApiTokenId;
