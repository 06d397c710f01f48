-- What was posted, once each. Never partitioned: it is what keeps a posting from happening twice.
create table ledger_key (
  posting_key varchar(300) not null primary key,
  fingerprint varchar(64) not null,
  -- Where its entries are, in the order of the lines: account:sequence,account:sequence,…
  places varchar(12000) not null
);

-- One row per entry, only ever added. Instants are microseconds since 1970.
create table ledger_entry (
  account_id varchar(32) not null,
  entry_sequence bigint not null,
  id varchar(48) not null,
  posting_key varchar(300) not null,
  amount_micros bigint not null,
  currency varchar(3) not null,
  contra_owner varchar(80) not null,
  contra_name varchar(120) not null,
  source_service varchar(128) not null,
  source_id varchar(300) not null,
  usage_type varchar(128) not null,
  usage_quantity bigint not null,
  usage_unit varchar(64) not null,
  period_start_micros bigint,
  period_end_micros bigint,
  calling_account_id varchar(32) not null,
  description varchar(2000) not null,
  metadata varchar(1000000) not null,
  correction_of varchar(48),
  balance_micros bigint not null,
  service_amount_micros bigint not null,
  service_quantity bigint not null,
  posted_at_micros bigint not null,
  posted_month integer not null,
  executor varchar(128) not null,
  hash varchar(64) not null,
  primary key (account_id, entry_sequence)
);
create unique index ledger_entry_id on ledger_entry (account_id, id);
create index ledger_entry_service on ledger_entry (account_id, source_service, entry_sequence);
create index ledger_entry_posted on ledger_entry (account_id, posted_at_micros);

-- Where each account stands: locked while it is posted to.
create table ledger_balance (
  account_id varchar(32) not null primary key,
  currency varchar(3) not null,
  balance_micros bigint not null,
  entry_sequence bigint not null,
  posted_at_micros bigint not null,
  hash varchar(64) not null
);

-- Running totals per account and service.
create table ledger_service (
  account_id varchar(32) not null,
  source_service varchar(128) not null,
  amount_micros bigint not null,
  quantity bigint not null,
  usage_type varchar(128) not null,
  usage_unit varchar(64) not null,
  primary key (account_id, source_service)
);

-- The other side of the entries, per month of posting.
create table ledger_contra (
  owner varchar(80) not null,
  contra_name varchar(120) not null,
  currency varchar(3) not null,
  posted_month integer not null,
  total_micros bigint not null,
  primary key (owner, contra_name, currency, posted_month)
);
