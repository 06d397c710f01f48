-- Which account a request that may be repeated has created; forgotten after a day.
create table account_creation (
  caller_account_id varchar(32) not null references account (id),
  creation_key varchar(255) ${by_code_point} not null,
  account_id varchar(32) not null references account (id),
  fingerprint varchar(64) not null,
  created_at_micros bigint not null
);
create unique index account_creation_key on account_creation (caller_account_id, creation_key);
create index account_creation_age on account_creation (created_at_micros);
