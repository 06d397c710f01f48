-- Balances that somebody wants to be told of when they are crossed.
create table ledger_threshold (
  account_id varchar(32) not null,
  threshold_name varchar(64) not null,
  threshold_micros bigint not null,
  primary key (account_id, threshold_name)
);
