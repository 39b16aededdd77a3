-- Workspaces, members, what bounds a key, the ledger, and what hangs on an account: provider keys, codes, kept answers.
-- Periods are day, week, month, ever. Lists are JSON arrays of text; null: anything.

-- Which master key this database belongs to: a value that only that key gives. One row.
create table master_key (
    proof       text   not null primary key
);

create table workspace (
    id          text    not null primary key, -- UUID
    account     text    not null references account (id),
    slug        text    not null,
    name        text    not null,
    description text,
    creator     text,
    byok_counts integer not null default 0,   -- whether own provider accounts count into its budgets
    is_default  integer not null default 0,   -- where keys go that name none; one for each account
    created_at  bigint  not null,
    updated_at  bigint  not null,
    unique (account, slug)
);

create table budget (
    id          text   not null primary key,  -- UUID
    workspace   text   not null references workspace (id),
    period      text   not null,
    amount      bigint not null,
    created_at  bigint not null,
    updated_at  bigint not null,
    unique (workspace, period)
);

create table member (
    id          text   not null primary key,  -- user_<20 alphanumerics>
    account     text   not null references account (id),
    email       text   not null,
    first_name  text,
    last_name   text,
    role        text   not null,              -- admin, member
    subject     text   unique,                -- of the tokens that speak for this member
    created_at  bigint not null,
    unique (account, email)
);

create table workspace_member (
    id          text   not null primary key,  -- UUID
    workspace   text   not null references workspace (id),
    member      text   not null references member (id),
    created_at  bigint not null,
    unique (workspace, member)
);

alter table api_key add column workspace text;
alter table api_key add column management integer not null default 0;
alter table api_key add column spending_limit bigint;
alter table api_key add column limit_period text;
alter table api_key add column byok_counts integer not null default 0;
alter table api_key add column models text;
alter table api_key add column providers text;
alter table api_key add column requests_per_minute bigint;

-- What was charged on each UTC day, kept up in the transaction that records a generation. Survives key and workspace.
alter table usage_day rename to usage_day_v1;
drop index usage_day_account;
create table usage_day (
    key_hash    text   not null,
    day         bigint not null,
    model       text   not null,
    provider    text   not null,
    account     text   not null,
    workspace   text   not null,
    charged     bigint not null,              -- on credits
    own         bigint not null,              -- on own accounts at providers
    requests    bigint not null,
    prompt      bigint not null,
    completion  bigint not null,
    reasoning   bigint not null,
    primary key (key_hash, day, model, provider)
);

insert into usage_day (key_hash, day, model, provider, account, workspace, charged, own, requests, prompt, completion,
    reasoning)
select key_hash, day, '', '', account, '', charged, byok, requests, tokens, 0, 0 from usage_day_v1;
drop table usage_day_v1;

create index usage_day_account on usage_day (account, day);
create index usage_day_workspace on usage_day (workspace, day);

alter table generation add column workspace text not null default '';
create index generation_created on generation (created_at);

-- Every change of every account's money, append-only. The sum of an account's entries is what it has.
create table ledger_entry (
    writer      text   not null,              -- whose chain; there is one for each process that writes
    seq         bigint not null,              -- without gaps
    at          bigint not null,
    account     text   not null,
    kind        text   not null,
    amount      bigint not null,              -- what was added; charges are negative
    reference   text   not null,              -- generation, code, or whatever else it is for
    actor       text   not null,
    note        text   not null,
    mac         text   not null,              -- HMAC of the entry and of the one before it
    primary key (writer, seq)
);

create index ledger_entry_account on ledger_entry (account, at);

create table credit_code (
    hash        text   not null primary key,
    amount      bigint not null,
    note        text   not null,
    created_at  bigint not null,
    expires_at  bigint,
    redeemed_at bigint,
    redeemed_by text
);

create table provider_key (
    id          text    not null primary key, -- UUID
    account     text    not null references account (id),
    workspace   text    references workspace (id),
    provider    text    not null,
    name        text,
    label       text    not null,             -- the key, masked
    secret      text    not null,             -- the key, encrypted; empty once deleted
    disabled    integer not null default 0,
    is_fallback integer not null default 0,
    sort_order  integer not null default 0,
    models      text,
    key_hashes  text,
    members     text,
    created_at  bigint  not null,
    updated_at  bigint  not null,
    deleted_at  bigint
);

create index provider_key_account on provider_key (account);

-- Codes that become a key once, for an application that a member let in.
create table auth_code (
    hash        text    not null primary key, -- of the code
    account     text    not null references account (id),
    workspace   text    not null references workspace (id),
    challenge   text,
    method      text,                         -- plain, s256
    key_name    text    not null,
    key_limit   bigint,
    key_period  text    not null,
    key_expires bigint,
    creator     text,
    created_at  bigint  not null,
    used_at     bigint
);

create table feedback (
    id          text   not null primary key,
    generation  text   not null,
    account     text   not null,
    category    text   not null,
    comment     text   not null,
    created_at  bigint not null
);

-- Whole answers of paid calls that named an idempotency key, to be given again for nothing.
create table kept_answer (
    scope       text   not null primary key,  -- hash of account, key, route and the client's key
    request     text   not null,              -- hash of the body
    generation  text   not null,
    content_type text  not null,
    body        text   not null,              -- Base64
    size        bigint not null,
    created_at  bigint not null
);

create index kept_answer_created on kept_answer (created_at);
