-- Responses with their input, for as long as the operator lets them be kept.
create table stored_response (
    id          text   not null primary key,
    account     text   not null,
    workspace   text   not null,
    previous    text,                         -- id of the response that it went on from
    input       text   not null,              -- JSON array: all that the model was given, earlier rounds included
    response    text   not null,              -- JSON object, as its client got it
    size        bigint not null,
    created_at  bigint not null
);

create index stored_response_of_account on stored_response (account, created_at);
create index stored_response_created on stored_response (created_at);
