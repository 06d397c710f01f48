-- Who did what to which object, and when. Written in the transaction of the change itself, never changed afterwards.
create table audit (
  id varchar(32) not null primary key,
  changed_at timestamp(6) with time zone not null,
  account_id varchar(32) not null,
  topic varchar(64) not null,
  object_key varchar(255) not null,
  action varchar(64) not null,
  caller_kind varchar(16) not null,
  caller_account_id varchar(32) not null,
  caller_user_id varchar(32),
  caller_name varchar(255) not null,
  origin_account_id varchar(32),
  origin_user_id varchar(32),
  request_id varchar(255) not null,
  detail text not null
);
create index audit_by_account on audit (account_id, changed_at, id);

-- What happened, for consumers outside this process: each sees every row at least once.
create table outbox (
  id varchar(32) not null primary key,
  created_at timestamp(6) with time zone not null,
  account_id varchar(32) not null,
  topic varchar(64) not null,
  object_key varchar(255) not null,
  action varchar(64) not null,
  detail text not null
);
create index outbox_by_topic on outbox (topic, created_at, id);
