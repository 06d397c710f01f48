-- What holds for all rates of a deck, and whether it may be sold no more. Currency and timezone are the owner's where null.
alter table deck add column currency varchar(3);
alter table deck add column timezone varchar(64);
alter table deck add column increment_seconds integer default 60 not null;
alter table deck add column minimum_seconds integer default 60 not null;
alter table deck add column retired boolean default false not null;
-- The states of all rates of a deck; their snapshots are in deck_slice.
create table deck_version (
  deck_id varchar(32) not null references deck (id),
  version bigint not null,
  -- Microseconds since 1970.
  created_at_micros bigint not null,
  effective_at_micros bigint not null,
  rates bigint not null,
  origin varchar(128) not null,
  primary key (deck_id, version)
);
insert into deck_version (deck_id, version, created_at_micros, effective_at_micros, rates, origin)
  select id, version, 0, 0, 0, 'imported' from deck where version > 0;
-- Edits belong to a version; version 0 has nothing else.
create table deck_edit (
  deck_id varchar(32) not null references deck (id),
  version bigint not null,
  rate_id varchar(128) not null,
  document text,
  primary key (deck_id, version, rate_id)
);
insert into deck_edit (deck_id, version, rate_id, document)
  select e.deck_id, d.version, e.rate_id, e.document from rate_edit e join deck d on d.id = e.deck_id;
drop table rate_edit;
