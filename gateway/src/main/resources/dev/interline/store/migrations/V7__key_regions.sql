-- The only regions in which a key's requests may be served, as a JSON array; null means any.
alter table api_key add column regions text;
