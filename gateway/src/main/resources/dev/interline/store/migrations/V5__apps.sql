-- Applications, by the address that their requests tell, and what each used on each UTC day.
create table app (
    id          bigint not null primary key,  -- from its address
    url         text   not null,
    name        text   not null               -- the newest title
);

create table app_category (
    app         bigint not null references app (id),
    category    text   not null,
    primary key (app, category)
);

create table app_day (
    app         bigint not null references app (id),
    day         bigint not null,
    requests    bigint not null,
    prompt      bigint not null,
    completion  bigint not null,
    primary key (app, day)
);

create index app_day_day on app_day (day);
create index usage_day_day on usage_day (day);
