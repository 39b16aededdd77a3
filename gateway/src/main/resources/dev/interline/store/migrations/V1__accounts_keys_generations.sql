-- The subset that SQLite and PostgreSQL share. Instants are epoch milliseconds, days epoch days, money nano-dollars,
-- flags 0 or 1.

create table account (
    id          text   not null primary key,
    name        text   not null unique,
    credits     bigint,                      -- everything ever credited; null: unmetered
    charged     bigint not null default 0,   -- everything ever charged
    created_at  bigint not null
);

create table api_key (
    hash        text    not null primary key, -- lowercase hex SHA-256 of the whole key
    account     text    not null references account (id),
    name        text    not null,
    label       text    not null,
    disabled    integer not null default 0,
    creator     text,
    expires_at  bigint,
    created_at  bigint  not null,
    updated_at  bigint  not null
);

create index api_key_account on api_key (account);

-- What each key was charged on each UTC day, kept up in the transaction that records a generation. Survives the key.
create table usage_day (
    key_hash    text   not null,
    day         bigint not null,
    account     text   not null,
    charged     bigint not null,
    byok        bigint not null,             -- of that, on the caller's own provider accounts
    requests    bigint not null,
    tokens      bigint not null,
    primary key (key_hash, day)
);

create index usage_day_account on usage_day (account, day);

create table generation (
    id          text   not null primary key,
    account     text   not null,
    key_hash    text   not null,
    created_at  bigint not null,
    model       text   not null,
    provider    text,
    tokens      bigint not null,
    charged     bigint not null,
    document    text   not null              -- everything else, as JSON
);

create index generation_account on generation (account, created_at);

create table audit (
    seq         bigint not null primary key,
    at          bigint not null,
    actor       text   not null,
    action      text   not null,
    target      text   not null,
    detail      text   not null
);
