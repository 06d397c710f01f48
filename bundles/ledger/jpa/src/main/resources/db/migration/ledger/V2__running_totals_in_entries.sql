-- The running totals of a service stand in its latest entry; only which services an account has is kept apart.
alter table ledger_service drop column amount_micros;
alter table ledger_service drop column quantity;
alter table ledger_service drop column usage_type;
alter table ledger_service drop column usage_unit;

-- Entries of one group have the same instant: with the sequence the latest of them is one seek.
drop index ledger_entry_posted;
create index ledger_entry_posted on ledger_entry (account_id, posted_at_micros, entry_sequence);

-- What came of each calling account in a month, on the accounts above it; its own part is the rest of the total.
create table ledger_share (
  account_id varchar(32) not null,
  posted_month integer not null,
  calling_account_id varchar(32) not null,
  source_service varchar(128) not null,
  amount_micros bigint not null,
  quantity bigint not null,
  usage_type varchar(128) not null,
  usage_unit varchar(64) not null,
  primary key (account_id, posted_month, calling_account_id, source_service)
);
insert into ledger_share
  select t.account_id, t.posted_month, t.calling_account_id, t.source_service, t.amount, t.quantity, e.usage_type, e.usage_unit
  from (select account_id, posted_month, calling_account_id, source_service, sum(amount_micros) as amount,
      sum(usage_quantity) as quantity, max(entry_sequence) as latest from ledger_entry
    where calling_account_id <> account_id group by account_id, posted_month, calling_account_id, source_service) t
  join ledger_entry e on e.account_id = t.account_id and e.entry_sequence = t.latest;
