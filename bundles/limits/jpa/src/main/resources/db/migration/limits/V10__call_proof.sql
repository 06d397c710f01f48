-- Up to where calls were compared with the ledger: one row.
create table call_proof (
  id integer not null primary key,
  proven_to_micros bigint not null
);
