-- What kept responses answered, item by item, to be found by the ids that their clients know.
create table stored_item (
    response    text   not null,
    item        text   not null,
    account     text   not null,
    workspace   text   not null,
    json        text   not null,              -- the item, as its client got it
    created_at  bigint not null,
    primary key (response, item)
);

create index stored_item_named on stored_item (item, account, workspace);
create index stored_item_created on stored_item (created_at);
