-- One row per deck.
create table deck (
  id varchar(32) not null primary key,
  account_id varchar(32) not null,
  name varchar(128) not null,
  -- Which snapshot counts, and how often snapshot or edits changed.
  version bigint not null,
  revision bigint not null
);
create unique index deck_name on deck (account_id, name);
-- The compiled rates of a deck, cut so that every database takes each piece.
create table deck_slice (
  deck_id varchar(32) not null references deck (id),
  version bigint not null,
  slice_no integer not null,
  content bytea not null,
  primary key (deck_id, version, slice_no)
);
-- What became of single rates since; the document is null for a rate that was removed.
create table rate_edit (
  deck_id varchar(32) not null references deck (id),
  rate_id varchar(128) not null,
  document text,
  primary key (deck_id, rate_id)
);
-- Which deck an account pays from, and which it sells where it assigned none.
create table deck_assignment (
  account_id varchar(32) not null primary key,
  ratedeck_id varchar(128),
  default_ratedeck_id varchar(128)
);
