-- The inventory of numbers. That a number stands here once makes it one account's at most.
create table phone_number (
  -- E.164, with the plus.
  number varchar(20) not null primary key,
  state varchar(16) not null,
  -- Whose it is; null while nobody has it.
  account_id varchar(32),
  -- Who brought it in.
  pool_id varchar(32) not null,
  -- Ids of who has passed it on, the first one first, with spaces between.
  holders varchar(2200) not null,
  -- Who gave it up last; null if nobody ever did.
  released_by varchar(32),
  -- Microseconds since 1970, all of them. From then on anybody may take it; 0 if nobody ever gave it up.
  free_at_micros bigint not null,
  created_at_micros bigint not null,
  modified_at_micros bigint not null,
  document text not null,
  revision bigint not null
);
create index phone_number_by_account on phone_number (account_id, number);
create index phone_number_by_pool on phone_number (pool_id, number);
