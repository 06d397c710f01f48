create table callflow (
  id varchar(32) not null primary key,
  account_id varchar(32) not null,
  revision bigint not null,
  created_at_micros bigint not null,
  modified_at_micros bigint not null,
  document text not null
);
create index callflow_account on callflow (account_id, id);

-- What callflows are for: no two of an account have the same number or pattern.
create table callflow_key (
  account_id varchar(32) not null,
  kind varchar(8) not null,
  key_text varchar(256) not null,
  callflow_id varchar(32) not null,
  primary key (account_id, key_text, kind)
);
create index callflow_key_callflow on callflow_key (callflow_id);
