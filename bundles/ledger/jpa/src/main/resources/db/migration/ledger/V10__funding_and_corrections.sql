-- How accounts get their credit, where it was set: real, granted, or null where their place decides.
create table ledger_funding (
  account_id varchar(32) not null primary key,
  funding_mode varchar(16),
  covered boolean not null
);

-- Which entries correct which. An index over the entries would cost every call something.
create table ledger_correction (
  account_id varchar(32) not null,
  corrected_id varchar(48) not null,
  entry_sequence bigint not null,
  primary key (account_id, corrected_id, entry_sequence)
);
insert into ledger_correction
  select account_id, correction_of, entry_sequence from ledger_entry where correction_of is not null;
