-- What was posted, once each, by the digest of its key: the ids of entries have it in them and lead here.
create table ledger_posting (
  digest uuid not null primary key,
  posting_key varchar(300) not null,
  fingerprint varchar(64) not null,
  -- Where its entries are, in the order of the lines: account:sequence,account:sequence,…
  places varchar(12000) not null
);
insert into ledger_posting
  select cast(concat(substring(${sha256_hex_begin}posting_key${sha256_hex_end}, 1, 30), '00') as uuid), posting_key, fingerprint, places from ledger_key;
drop table ledger_key;

-- Ids of entries from before, which do not lead to their posting.
create table ledger_old_id (
  account_id varchar(32) not null,
  id varchar(48) not null,
  entry_sequence bigint not null,
  primary key (account_id, id)
);
insert into ledger_old_id select account_id, id, entry_sequence from ledger_entry;

-- Where a stretch of entries of one service begins; at the latest with every 128th entry of an account.
create table ledger_run (
  account_id varchar(32) not null,
  first_sequence bigint not null,
  source_service varchar(128) not null,
  posted_at_micros bigint not null,
  primary key (account_id, first_sequence)
);
insert into ledger_run
  select account_id, entry_sequence, source_service, posted_at_micros
  from (select account_id, entry_sequence, source_service, posted_at_micros,
      lag(source_service) over (partition by account_id order by entry_sequence) as service_before from ledger_entry) e
  where service_before is null or service_before <> source_service or mod(entry_sequence, 128) = 0;
create index ledger_run_service on ledger_run (account_id, source_service, first_sequence);
create index ledger_run_posted on ledger_run (account_id, posted_at_micros, first_sequence);

-- Each of these cost every entry a page at some random place.
drop index ledger_entry_id;
drop index ledger_entry_service;
drop index ledger_entry_posted;
