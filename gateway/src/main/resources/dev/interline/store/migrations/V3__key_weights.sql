-- A key's share among the keys of its account where requests wait for their turn.
alter table api_key add column weight integer not null default 1;
