create table carrier (
  id varchar(32) not null primary key,
  -- The account whose it is, or the word for those of the whole system.
  pool varchar(32) not null,
  revision bigint not null,
  created_at_micros bigint not null,
  modified_at_micros bigint not null,
  document text not null,
  -- Of its gateways, under the master key.
  wrapped_passwords text
);
create index carrier_pool on carrier (pool, id);

create table access_list (
  account_id varchar(32) not null primary key,
  revision bigint not null,
  document text not null
);
