create table webhook (
  id varchar(32) not null primary key,
  account_id varchar(32) not null,
  revision bigint not null,
  enabled boolean not null,
  -- Why Trunkline has disabled it.
  disable_reason varchar(250),
  -- What signs its deliveries, under the master key.
  wrapped_secret varchar(500) not null,
  created_at_micros bigint not null,
  modified_at_micros bigint not null,
  document text not null
);
create index webhook_account on webhook (account_id, id);
create index webhook_disabled on webhook (disable_reason, id);

-- One row per webhook: when the next of what waits for it may be tried, and by whom. All times in microseconds since 1970.
create table webhook_queue (
  webhook_id varchar(32) not null primary key,
  waiting integer not null,
  -- In a row, since the receiver took something.
  failures integer not null,
  not_before_micros bigint not null,
  -- The greatest number where nothing waits, or nothing is sent.
  due_at_micros bigint not null,
  -- Until then one sender has it for itself; 0: nobody.
  leased_until_micros bigint not null
);
create index webhook_queue_due on webhook_queue (due_at_micros);

create table webhook_delivery (
  -- Made of what is told and of whom: the same is never kept twice.
  id varchar(32) not null primary key,
  account_id varchar(32) not null,
  webhook_id varchar(32) not null,
  -- Empty once it is settled.
  payload text not null,
  state varchar(16) not null,
  attempts integer not null,
  created_at_micros bigint not null
);
create index webhook_delivery_queue on webhook_delivery (webhook_id, state, created_at_micros, id);
create index webhook_delivery_age on webhook_delivery (state, created_at_micros);

create table webhook_attempt (
  id varchar(32) not null primary key,
  account_id varchar(32) not null,
  webhook_id varchar(32) not null,
  delivery_id varchar(32) not null,
  at_micros bigint not null,
  succeeded boolean not null,
  response_code integer,
  reason varchar(250) not null,
  retries_left integer not null
);
create index webhook_attempt_account on webhook_attempt (account_id, at_micros, id);
create index webhook_attempt_webhook on webhook_attempt (webhook_id, at_micros, id);
create index webhook_attempt_age on webhook_attempt (at_micros);
