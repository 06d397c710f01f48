-- One row per account that has limits of its own.
create table account_limits (
  account_id varchar(32) not null primary key,
  inbound_trunks integer not null,
  outbound_trunks integer not null,
  twoway_trunks integer not null,
  burst_trunks integer not null,
  calls integer not null,
  resource_consuming_calls integer not null,
  allow_prepay boolean not null,
  allow_postpay boolean not null,
  max_postpay_micros bigint not null,
  apply_to_descendants boolean not null,
  enabled boolean not null,
  revision bigint not null,
  document text not null
);

-- One row per switch; its key is kept as a hash.
create table switch (
  id varchar(32) not null primary key,
  name varchar(128) not null,
  scope_id varchar(32) not null,
  renews boolean not null,
  may_correct boolean not null,
  may_assert_on_net boolean not null,
  may_backdate boolean not null,
  key_ending varchar(8) not null,
  key_hash varchar(64) not null,
  created_at_micros bigint not null
);
create unique index switch_name_key on switch (name);
create unique index switch_key_hash_key on switch (key_hash);

-- One row per call that has ended, for ever.
create table call_record (
  switch_id varchar(64) not null,
  call_id varchar(255) not null,
  leg varchar(64) not null,
  account_id varchar(32),
  fingerprint varchar(1024) not null,
  billed_seconds bigint not null,
  ended_at_micros bigint not null,
  reason varchar(64) not null,
  settlement text not null,
  primary key (switch_id, call_id, leg)
);
create index call_record_account on call_record (account_id, ended_at_micros);
