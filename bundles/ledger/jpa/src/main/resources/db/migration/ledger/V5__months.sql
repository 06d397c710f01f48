-- Where each month begins among the entries of an account: what was posted before an instant is found from here by halving,
-- without an index that every entry pays for.
create table ledger_month (
  account_id varchar(32) not null,
  posted_month integer not null,
  first_sequence bigint not null,
  primary key (account_id, posted_month)
);
insert into ledger_month
  select account_id, posted_month, min(entry_sequence) from ledger_entry group by account_id, posted_month;
drop index ledger_entry_posted;
